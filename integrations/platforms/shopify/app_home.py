"""Prove that a merchant looks at our pages in Shopify's admin; keeps no session and no cookie."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from shopify_app import RequestInput
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import MerchantVisit, NotVerifiedError, WebAnswer, WebRequest
from integrations.platforms.shopify.id_tokens import (
    Claims,
    Verdict,
    WrongTokenError,
    as_package_reads,
    proven_claims,
)
from integrations.platforms.shopify.keys import AppKeys
from integrations.platforms.shopify.places import CDN, Places
from integrations.platforms.shopify.queries import only, read_query, whole_number
from integrations.platforms.shopify.shop_names import is_shop, shop_at

HOME = "/settings"
BOUNCE = f"{HOME}/session-token"
_RELOAD = "shopify-reload"
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
_RETRY = {**_PLAIN, "X-Shopify-Retry-Invalid-Session-Request": "1"}
# Browsers drop tabs and line breaks from addresses and read a backslash as a slash.
_OURS = re.compile(rf"{HOME}(?:[/?][^\\\x00-\x20\x7f]*)?")


@dataclass(frozen=True, slots=True)
class ExchangeableProof:
    """An id token, and what its sender is told when Shopify finds it stale."""

    token: str = field(repr=False)
    retry: WebAnswer


def merchant_visit(request: WebRequest, keys: AppKeys, places: Places) -> MerchantVisit:
    """Prove a visit by the id token in the header of a fetch or the query of a document.

    Shopify's package verifies the token; that it is one shop's, and a user's, is checked here.
    Raises NotVerifiedError: a document is sent to fetch a fresh token, a fetch is told to.
    """
    header = request.headers.get("authorization", "")
    document = not header and request.method in {"GET", "HEAD"}
    token = _token_in_query(request) if document else _token_in_header(header)
    retry = _to_bounce_page(request) if document else WebAnswer(401, _RETRY, "Unauthorized")
    try:
        shop, user = _merchant(proven_claims(token, request, keys, _verify))
    except WrongTokenError as error:
        answer = retry if error.retry else WebAnswer(401, _PLAIN, "Unauthorized")
        raise NotVerifiedError(str(error), answer) from None
    return MerchantVisit(
        shop, user, _document_headers(shop, places), ExchangeableProof(token, retry)
    )


def bounce_page(request: WebRequest, keys: AppKeys, places: Places) -> WebAnswer:
    """Return the page whose only content, App Bridge, goes on to `shopify-reload` with a token."""
    try:
        query = read_query(request.url)
    except ValueError:
        return _bad_request("This address cannot be read.")
    shop, reload = only(query, "shop"), only(query, _RELOAD)
    if not is_shop(shop):
        return _bad_request("Please open the app from the Shopify admin.")
    if not _OURS.fullmatch(reload) or urlsplit(reload).path == BOUNCE:
        return _bad_request("This address does not lead back to the app.")
    wanted = f"{BOUNCE}?{urlencode({'shop': shop, _RELOAD: reload})}"
    package = ShopifyPackage(keys.client_id, keys.secret)
    page = package.app_home_patch_id_token(as_package_reads(WebRequest("GET", wanted, {}))).response
    headers = {
        **_document_headers(shop, places),
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
    }
    return WebAnswer(page.status, headers, page.body.replace(CDN, places.cdn))


def _verify(package: ShopifyPackage, told: RequestInput) -> Verdict:
    return package.verify_app_home_req(told, BOUNCE)


def _merchant(claims: Claims) -> tuple[str, str]:
    """Return the shop and the user an id token names; an extension's token names none."""
    shop, user = shop_at(claims.destination), claims.subject
    if not shop:
        raise WrongTokenError("the token is for no shop", retry=False)
    if shop_at(claims.issuer) != shop:
        raise WrongTokenError("the token was not issued by the shop it is for", retry=False)
    if not isinstance(user, str) or whole_number(user) is None:
        raise WrongTokenError("the token names no user", retry=False)
    return shop, user


def _token_in_header(header: str) -> str:
    scheme, _, token = header.partition(" ")
    return token if scheme == "Bearer" else ""


def _token_in_query(request: WebRequest) -> str:
    try:
        return only(read_query(request.url), "id_token")
    except ValueError:
        raise NotVerifiedError(
            "the address cannot be read", _bad_request("This address cannot be read.")
        ) from None


def _to_bounce_page(request: WebRequest) -> WebAnswer:
    """Send a document on, with its query but for the proofs, none of which is good any more."""
    query = read_query(request.url)
    if not is_shop(only(query, "shop")):
        return _bad_request("Please open the app from the Shopify admin.")
    kept = [
        (name, value)
        for name, values in query.items()
        if name not in {"id_token", "hmac", _RELOAD}
        for value in values
    ]
    path = urlsplit(request.url).path
    back = f"{path}?{urlencode(kept)}"
    headers = {"Location": f"{BOUNCE}?{urlencode(kept)}&{_RELOAD}={quote(back, safe='')}"}
    return WebAnswer(302, {**headers, "Cache-Control": "no-store"})


def _document_headers(shop: str, places: Places) -> dict[str, str]:
    scripts = (f"{places.cdn}/shopifycloud/{name}.js" for name in ("app-bridge", "polaris"))
    preloads = (f'<{script}>; rel="preload"; as="script"' for script in scripts)
    return {
        "Content-Security-Policy": f"frame-ancestors https://{shop} {places.admin};",
        "Link": ", ".join([f'<{places.cdn}>; rel="preconnect"', *preloads]),
    }


def _bad_request(why: str) -> WebAnswer:
    return WebAnswer(400, _PLAIN, why)
