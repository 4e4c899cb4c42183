"""Let a merchant grant access by hand, outside the admin (OAuth's authorization code).

Comparing `state` with what was handed out is the caller's part.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from domain.errors import BadSignatureError
from integrations.platforms.shopify.keys import AppKeys
from integrations.platforms.shopify.places import Places
from integrations.platforms.shopify.queries import whole_number
from integrations.platforms.shopify.scopes import INSTALL_SCOPES
from integrations.platforms.shopify.shop_names import is_shop, shop_meant

STALE = 90
"""Seconds after which a signed callback proves nothing any more."""


def authorize_address(
    shop_domain: str, keys: AppKeys, places: Places, state: str, back_to: str
) -> str:
    """Return where the merchant is asked; raise ValueError when this is no shop."""
    wanted = {
        "client_id": keys.client_id,
        "scope": ",".join(sorted(INSTALL_SCOPES)),
        "redirect_uri": back_to,
        "state": state,
    }
    return f"{places.shop(shop_meant(shop_domain))}/admin/oauth/authorize?{urlencode(wanted)}"


def proven_code(query: Mapping[str, str], keys: AppKeys, now: datetime) -> tuple[str, str]:
    """Return the shop and the code of a callback; raise BadSignatureError."""
    shop, code = proven_shop(query, keys, now), query.get("code", "")
    if not code:
        raise BadSignatureError("the callback names no code")
    return shop, code


def proven_shop(query: Mapping[str, str], keys: AppKeys, now: datetime) -> str:
    """Return the shop a signed address names: an install link's or a callback's.

    Raises BadSignatureError.
    """
    if not keys.signed(_signed_text(query), query.get("hmac", "")):
        raise BadSignatureError("no secret of the app gives this signature")
    stamp = whole_number(query.get("timestamp", ""))
    if stamp is None or abs(now.timestamp() - stamp) > STALE:
        raise BadSignatureError("the signature is stale")
    shop = query.get("shop", "")
    if not is_shop(shop):
        raise BadSignatureError("the address names no shop")
    return shop


def _signed_text(query: Mapping[str, str]) -> str:
    """Return what is signed; delimiters within names and values are escaped as Shopify does."""
    return "&".join(
        sorted(
            f"{_escaped(name).replace('=', '%3D')}={_escaped(value)}"
            for name, value in query.items()
            if name != "hmac"
        )
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("&", "%26")
