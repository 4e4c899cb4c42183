"""Tell from a shop's answer why it did not do what was asked; no key and no person is named."""

import html
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from domain.errors import AccessRefusedError, CodeTakenError, ProviderError, RejectedError
from integrations.http import retry_after
from integrations.platforms import EMAIL, clean_text

_PLAIN_CODE = re.compile(r"[A-Za-z0-9_-]{1,80}")
_TAGS = re.compile(r"<[^<>]*>")
_KEYS = re.compile(r"\b[cp]?[ks]_[0-9A-Za-z]{8,}")
_LONGEST_WORDS = 200

NO_SUCH_ORDER = "woocommerce_rest_shop_order_invalid_id"
_OWN = "woocommerce_rest_"
_FORBIDDEN = "rest_forbidden"
"""How WordPress says that a route of ours is not for whoever asks."""
_REFUSED_WITH_500 = ("woocommerce_rest_cannot_create_order_refund",)
"""What WooCommerce says as if it had failed, though it is a refusal: the gateway cannot."""
_CODE_TAKEN = "woocommerce_rest_coupon_code_already_exists"
_MAY_PASS = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
)
"""WooCommerce itself is missing for a while whenever it is updated."""


def code_in(body: Any) -> str:
    """Return WordPress's code for an error, or nothing where there is none."""
    code = body.get("code") if isinstance(body, dict) else None
    return code if isinstance(code, str) and _PLAIN_CODE.fullmatch(code) else ""


def plain_text(told: Any, limit: int) -> str:
    """Return text that may be HTML as it is meant, on one line; empty for what is no text."""
    text = told[: 10 * limit] if isinstance(told, str) else ""
    return clean_text(html.unescape(_TAGS.sub(" ", text)), limit)


def shops_words(body: Any) -> str:
    """Return a shop's explanation, short, without keys and e-mail addresses."""
    told = body.get("message") if isinstance(body, dict) else None
    return _KEYS.sub("…", EMAIL.sub("…", plain_text(told, _LONGEST_WORDS))) or code_in(body)


def refusal(
    status: int, headers: Mapping[str, str], body: Any, *, changing: bool = False
) -> ProviderError:
    """Return the error that an answer is; `body` is None when it is not JSON.

    `changing` tells that something was to be changed, which a shop may have reason to refuse.
    """
    code = code_in(body)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _not_let_in(status, headers, code)
    if status < HTTPStatus.BAD_REQUEST:
        return ProviderError(f"the shop has moved{_whereto(headers)}: redirects are not followed")
    if changing and _is_decision(status, code):
        kind = CodeTakenError if code == _CODE_TAKEN else RejectedError
        return kind(shops_words(body), permanent=True)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ProviderError(f"HTTP {status}", retry_after=retry_after(headers))
    if not code:
        return ProviderError(f"HTTP {status}, and not from WooCommerce")
    return ProviderError(f"HTTP {status} ({code})", permanent=status not in _MAY_PASS)


def _is_decision(status: int, code: str) -> bool:
    """Tell a refusal of just this change from trouble that may pass."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return code in _REFUSED_WITH_500
    return bool(code) and status not in _MAY_PASS


def _not_let_in(status: int, headers: Mapping[str, str], code: str) -> ProviderError:
    if code.startswith(_OWN) or code == _FORBIDDEN:
        return AccessRefusedError(
            f"the shop refuses our keys ({code}, {status})", credentials_refused=True
        )
    # A firewall, or a page that says the shop is being worked on: the keys may be good.
    return ProviderError(
        f"something in front of the shop refused us (HTTP {status})",
        retry_after=retry_after(headers),
    )


def _whereto(headers: Mapping[str, str]) -> str:
    """Name the host only: what follows it may repeat our keys."""
    try:
        host = urlsplit(headers.get("Location", "")).hostname
    except ValueError:
        host = None
    return f" to {clean_text(host, 100)}" if host else ""
