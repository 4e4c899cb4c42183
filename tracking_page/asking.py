"""Read what a platform's page asks of us: who asks, in which language, how often; trusts no one."""

import re
from http import HTTPStatus

from flask import Request, Response

from domain.embedding import EmbeddedApp, WebRequest
from domain.errors import OverloadedError, TooManyAttemptsError
from domain.shop import PlatformKey, Shop
from messages.language import Language, language_for, phrase
from services.look_up_order import find_shop
from services.wiring import Wiring
from tracking_page.answers import json_answer
from tracking_page.json_view import error_document

NOT_FOUND = phrase("This order cannot be found.")
NOT_NOW = phrase("Orders cannot be looked up right now. Please try again in a minute.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
NOT_PROVEN = phrase("This page has been open for too long. Please load it again.")

_LONGEST_LOCALE = 35
_ORDER = re.compile(r"(?:gid://shopify/Order/)?([0-9]{1,20})", re.ASCII)
_PATH = re.compile(r"/(?:apps|a|community|tools)/[A-Za-z0-9][A-Za-z0-9_-]{0,99}", re.ASCII)


class NobodyHereError(Exception):
    """There is no such shop, or no platform that could show us in one."""


def app_of(wiring: Wiring) -> EmbeddedApp:
    """Return us as the platform's app; raise NobodyHereError when we are none."""
    try:
        return wiring.apps[PlatformKey.SHOPIFY]
    except KeyError as error:
        raise NobodyHereError("not an app of this platform") from error


def shop_of(wiring: Wiring, domain: str) -> Shop:
    """Return the shop that a proven visit names; raise NobodyHereError when it has left."""
    shop = find_shop(wiring, PlatformKey.SHOPIFY, domain)
    if shop is None or shop.uninstalled_at:
        raise NobodyHereError("the shop has left")
    return shop


def as_it_came(request: Request) -> WebRequest:
    """Return a request for its proof to be checked: the query as sent, the address as public."""
    query = request.query_string.decode("latin-1")
    return WebRequest(
        method=request.method,
        url=f"{request.base_url}?{query}" if query else request.base_url,
        headers={name.lower(): value for name, value in request.headers},
    )


def locale_asked(request: Request) -> str:
    """Return the locale a page says it is in, as it came."""
    return request.args.get("lang", "")[:_LONGEST_LOCALE]


def language_asked(request: Request, otherwise: str) -> Language:
    """Return the language a page is in, else another locale's."""
    return language_for(locale_asked(request), otherwise)


def order_asked(request: Request) -> str:
    """Return the platform's id of the order asked for; empty when it is none."""
    match = _ORDER.fullmatch(request.args.get("id", ""))
    return match[1] if match else ""


def sane_path(prefix: str) -> str:
    """Return where the shop shows us, if it is a path that a shop can have; else nothing."""
    return prefix if _PATH.fullmatch(prefix) else ""


def shoppers_address(request: Request) -> str:
    """Return the shopper's network address, as the shop's platform tells it.

    Our own proxies see the platform; it names the shopper just before itself. Believe it only of
    a request whose signature has been checked: anybody else can write the header.
    """
    seen = request.remote_addr or ""
    told = list(request.access_route)
    if seen in told:
        del told[len(told) - 1 - told[::-1].index(seen) :]
    return told[-1][:64] if told else seen


def refused(language: Language, error: TooManyAttemptsError | OverloadedError) -> Response:
    """Answer that it was too often, or that nobody can count just now."""
    if isinstance(error, OverloadedError):
        return json_answer(error_document(language, NOT_NOW), HTTPStatus.SERVICE_UNAVAILABLE)
    answer = json_answer(error_document(language, TOO_MANY), HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(max(1, round(error.retry_after.total_seconds())))
    return answer


def not_found(language: Language) -> Response:
    """Answer the same for what is unknown and for what is another's."""
    return json_answer(error_document(language, NOT_FOUND), HTTPStatus.NOT_FOUND)
