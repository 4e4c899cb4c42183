"""At a shop's own host, open what is that shop's, and nothing of another's.

The host a request names decides what is refused, and is never written anywhere.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, request

from domain.errors import BadTokenError
from domain.shop import PlatformKey
from services.change_page_domain import shop_with_host
from services.count_campaign import shop_of_campaign_link
from services.look_up_order import find_shop, open_link
from services.shopper_links import Purpose, behind
from services.wiring import Wiring
from tracking_page.preferences_answers import Pages

_Arguments = Mapping[str, Any]
_LONGEST_DOMAIN = 255


def guard_own_hosts(app: Flask, wiring: Wiring) -> None:
    """Have an application answer at own hosts as if there were no other shops."""
    pages = Pages()

    def guard() -> Response | None:
        rule = request.url_rule.rule if request.url_rule else ""
        whose = next((one for start, one in _WHOSE.items() if rule.startswith(start)), None)
        here = shop_with_host(wiring, request.host) if whose else None
        if whose is None or here is None:
            return None
        asked = whose(wiring, request.view_args or {})
        return pages.gone() if asked not in {None, here} else None

    app.before_request(guard)


def _of_link(wiring: Wiring, arguments: _Arguments) -> int | None:
    try:
        return open_link(wiring, arguments["token"]).shop_id
    except BadTokenError:
        return None


def _of_campaign(wiring: Wiring, arguments: _Arguments) -> int | None:
    try:
        return shop_of_campaign_link(wiring, arguments["token"])
    except BadTokenError:
        return None


def _of_message(wiring: Wiring, arguments: _Arguments) -> int | None:
    for purpose in Purpose:
        try:
            return behind(wiring, purpose, arguments.get("token", "")).shop_id
        except BadTokenError:
            continue
    return None


def _of_name(wiring: Wiring, arguments: _Arguments) -> int | None:
    platform, domain = arguments["platform"], arguments["domain"]
    if platform not in set(PlatformKey) or not domain.isprintable():
        return None
    shop = find_shop(wiring, PlatformKey(platform), domain[:_LONGEST_DOMAIN])
    return shop.id if shop else None


def _of_number(_wiring: Wiring, arguments: _Arguments) -> int | None:
    return int(arguments["shop_id"])


_WHOSE: Mapping[str, Callable[[Wiring, _Arguments], int | None]] = {
    "/t/<token>": _of_link,
    "/t/look/": _of_number,
    "/c/<token>": _of_campaign,
    "/p/": _of_message,
    "/m/": _of_message,
    "/track/": _of_name,
    "/faq/": _of_name,
}
"""Whose an address is, by how its rule begins; None where that cannot be told."""
