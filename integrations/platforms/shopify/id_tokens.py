"""Have Shopify's own package prove session tokens, and read what they say; grants nobody anything.

The package takes a token that never expires, a `dest` that is no shop, and an `iss` of another shop
than `dest`: the first is refused here, the others by whoever knows what they should be.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shopify_app import (
    RequestInput,
    ResultWithExchangeableIdToken,
    ResultWithNonExchangeableIdToken,
)
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import WebRequest
from domain.errors import FrammeError
from integrations.platforms.shopify.keys import AppKeys

_LONGEST = 4096
_FOR_ANOTHER_APP = "invalid_aud"
Verdict = ResultWithExchangeableIdToken | ResultWithNonExchangeableIdToken
Verify = Callable[[ShopifyPackage, RequestInput], Verdict]


class WrongTokenError(FrammeError):
    """A session token that proves nothing; with `retry` a fresh one may do better."""

    def __init__(self, reason: str, *, retry: bool) -> None:
        super().__init__(reason)
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Claims:
    """What a proven token says; who it names has been compared with nothing yet."""

    issuer: object
    destination: object
    subject: object


def proven_claims(token: str, request: WebRequest, keys: AppKeys, verify: Verify) -> Claims:
    """Have the package check signature, audience and lifetime of the token a request brings.

    Its clock is the machine's. Raises WrongTokenError.
    """
    if not token or len(token) > _LONGEST or not token.isascii():
        raise WrongTokenError("this is no token", retry=True)
    told = as_package_reads(request)
    reasons: set[str] = set()
    for package in keys.packages:
        verdict = _verdict(package, told, verify)
        if verdict.ok and verdict.id_token is not None:
            claims = verdict.id_token.claims
            if not isinstance(claims.get("exp"), int | float):
                raise WrongTokenError("the token never expires", retry=True)
            return Claims(claims.get("iss"), claims.get("dest"), claims.get("sub"))
        reasons.add(verdict.log.code)
    retry = _FOR_ANOTHER_APP not in reasons
    raise WrongTokenError(f"Shopify's package says {', '.join(sorted(reasons))}", retry=retry)


def as_package_reads(request: WebRequest) -> RequestInput:
    """Return a request with the one header that proves something, and without its body.

    The package reads the body for its log, and fails over one that nests without end.
    """
    header = request.headers.get("authorization", "")
    return {
        "method": request.method,
        "headers": {"authorization": header} if header else {},
        "url": request.url,
        "body": "",
    }


def _verdict(package: ShopifyPackage, told: RequestInput, verify: Verify) -> Verdict:
    try:
        return verify(package, told)
    except (AttributeError, TypeError, ValueError):
        # It takes `dest` for an address before anybody has looked whether it is one.
        raise WrongTokenError("the token is for no shop", retry=False) from None
