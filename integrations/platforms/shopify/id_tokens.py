"""Prove Shopify's session tokens, as strictly as we need; grants nobody anything.

Shopify's package verifies them too, but by the machine's clock, which no test can set; it takes a
token without `exp`, a `dest` that is no shop, and an `iss` of another shop than `dest`.
"""

import math
from dataclasses import dataclass
from datetime import datetime

import jwt

from domain.errors import FrammeError
from integrations.platforms.shopify.keys import AppKeys

LEEWAY = 10
"""Seconds by which clocks may differ; Shopify's libraries use the same."""
_LONGEST = 4096


class WrongTokenError(FrammeError):
    """A session token that proves nothing; with `retry` a fresh one may do better."""

    def __init__(self, reason: str, *, retry: bool) -> None:
        super().__init__(reason)
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Claims:
    """What a proven token says; nothing in it has been compared with anything but the time."""

    issuer: object
    destination: object
    subject: object


def proven_claims(token: str, keys: AppKeys, now: datetime) -> Claims:
    """Check signature, audience and lifetime; raise WrongTokenError."""
    claims = _decoded(token, keys)
    if claims.get("aud") != keys.client_id:
        raise WrongTokenError("the token is for another app", retry=False)
    moment = now.timestamp()
    if not moment < _instant(claims.get("exp"), -math.inf) + LEEWAY:
        raise WrongTokenError("the token has expired", retry=True)
    begins = (_instant(claims.get(name, moment), math.inf) for name in ("nbf", "iat"))
    if not all(instant - LEEWAY <= moment for instant in begins):
        raise WrongTokenError("the token is not valid yet", retry=True)
    return Claims(claims.get("iss"), claims.get("dest"), claims.get("sub"))


def _decoded(token: str, keys: AppKeys) -> dict[str, object]:
    if len(token) > _LONGEST or not token.isascii():
        raise WrongTokenError("this is no token", retry=True)
    for secret in keys.secrets:
        try:
            return jwt.decode(
                token,
                secret,
                algorithms=["HS256"],
                options={
                    "verify_aud": False,  # this and the times are compared by our clock, below
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.PyJWTError:
            continue
    raise WrongTokenError("no secret of the app gives the token's signature", retry=True)


def _instant(claim: object, otherwise: float) -> float:
    """Return seconds since 1970; `otherwise` for what is no number, and for NaN."""
    if isinstance(claim, int | float) and not math.isnan(claim):
        return claim
    return otherwise
