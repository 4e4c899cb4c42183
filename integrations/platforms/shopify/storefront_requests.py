"""Prove that a request came through a shop's storefront, or from our block in account pages.

A proof says which shop and which shopper; whose order something is, is for others to check.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import (
    AccountVisit,
    NotVerifiedError,
    StorefrontVisit,
    WebAnswer,
    WebRequest,
)
from integrations.platforms.shopify.id_tokens import (
    WrongTokenError,
    as_package_reads,
    proven_claims,
)
from integrations.platforms.shopify.keys import AppKeys
from integrations.platforms.shopify.queries import only, read_query, whole_number
from integrations.platforms.shopify.shop_names import is_shop, shop_at

STALE = 90
"""Seconds after which a signed address proves nothing any more."""
_ONCE = ("shop", "timestamp", "signature", "path_prefix", "logged_in_customer_id")
_PATH = re.compile(r"(?:/[A-Za-z0-9_-]{1,100}){1,4}")
_CUSTOMER = re.compile(r"gid://shopify/Customer/([0-9]{1,20})")
_REFUSED = WebAnswer(401, {"Content-Type": "text/plain; charset=utf-8"}, "Unauthorized")
_FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
_ACCOUNT_REFUSED = WebAnswer(401, {**_REFUSED.headers, **_FROM_ANYWHERE}, "Unauthorized")
PREFLIGHT = WebAnswer(
    204,
    {
        **_FROM_ANYWHERE,
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Max-Age": "7200",
    },
)
"""Account extensions run in a worker without an origin of ours: browsers ask this first."""


def storefront_visit(request: WebRequest, keys: AppKeys, now: datetime) -> StorefrontVisit:
    """Prove a request by the signature Shopify's app proxy adds; raise NotVerifiedError.

    Shopify's package verifies it, by the machine's clock; that what is signed is said once, and
    makes sense, is checked here.
    """
    try:
        query = read_query(request.url)
    except ValueError:
        raise NotVerifiedError("the address cannot be read", _REFUSED) from None
    if not _signed(request, query, keys):
        raise NotVerifiedError("no secret of the app gives this signature", _REFUSED)
    if any(len(query.get(name, ())) > 1 for name in _ONCE):
        raise NotVerifiedError("the address says something twice", _REFUSED)
    stamp = whole_number(only(query, "timestamp"))
    if stamp is None or abs(now.timestamp() - stamp) > STALE:
        raise NotVerifiedError("the signature is stale", _REFUSED)
    shop, customer = only(query, "shop"), only(query, "logged_in_customer_id")
    path_prefix = only(query, "path_prefix")
    if not is_shop(shop) or not _PATH.fullmatch(path_prefix):
        raise NotVerifiedError("the address names no shop, or no place in it", _REFUSED)
    if customer and whole_number(customer) is None:
        raise NotVerifiedError("the address names a customer who is none", _REFUSED)
    return StorefrontVisit(shop, customer, path_prefix)


def account_visit(request: WebRequest, keys: AppKeys) -> AccountVisit:
    """Prove a request by an extension's session token; raise NotVerifiedError.

    A browser's preflight proves nothing: its answer is in the error, like any other.
    """
    if request.method == "OPTIONS":
        raise NotVerifiedError("a preflight", PREFLIGHT)
    _, _, token = request.headers.get("authorization", "").partition(" ")
    verify = ShopifyPackage.verify_customer_account_ui_ext_req
    try:
        claims = proven_claims(token, request, keys, verify)
    except WrongTokenError as error:
        raise NotVerifiedError(str(error), _ACCOUNT_REFUSED) from None
    shop = _shop_named(claims.destination)
    if not shop:
        raise NotVerifiedError("the token is for no shop", _ACCOUNT_REFUSED)
    return AccountVisit(shop, _customer(claims.subject))


def _signed(request: WebRequest, query: Mapping[str, Sequence[str]], keys: AppKeys) -> bool:
    # The package fails over a signature that is not ASCII.
    if not only(query, "signature").isascii():
        return False
    told = as_package_reads(request)
    return any(package.verify_app_proxy_req(told).ok for package in keys.packages)


def _shop_named(destination: object) -> str:
    """Return the shop of a `dest`, which extensions' tokens give with and without https://."""
    if isinstance(destination, str) and is_shop(destination):
        return destination
    return shop_at(destination)


def _customer(subject: object) -> str:
    """Return the digits of a customer's id; the tokens of guests name nobody."""
    found = _CUSTOMER.fullmatch(subject) if isinstance(subject, str) else None
    return found[1] if found else ""
