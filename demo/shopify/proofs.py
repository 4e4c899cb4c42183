"""Write and check the signatures of Shopify's side: id tokens, queries, the app proxy; no HTTP.

Sources: https://shopify.dev/docs/apps/build/authentication-authorization (id tokens, HMAC) and
https://shopify.dev/docs/apps/build/online-store/app-proxies (signature).
"""

import base64
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import jwt

ID_TOKEN_LIVES = timedelta(minutes=1)
ACCOUNT_TOKEN_LIVES = timedelta(minutes=5)
LEEWAY = 10
_NEEDED = ["iss", "dest", "aud", "sub", "exp", "nbf", "iat", "jti", "sid"]


class ProofRefusedError(Exception):
    """An id token that proves nothing; says no more, as Shopify does."""


@dataclass(frozen=True, slots=True)
class AppKeys:
    """What the app is known by."""

    client_id: str
    secret: str = field(repr=False)


def id_token(app: AppKeys, shop: str, user: int, now: datetime) -> str:
    """Return proof that a merchant's user looks at the app in the admin, good for a minute."""
    claims = {
        "iss": f"https://{shop}/admin",
        "sid": secrets.token_hex(16),
        **_claims(app, f"https://{shop}", str(user), now, ID_TOKEN_LIVES),
    }
    return jwt.encode(claims, app.secret, algorithm="HS256")


def account_token(app: AppKeys, shop: str, customer: str, now: datetime) -> str:
    """Return proof that a block in a shop's account pages asks; `customer` is a gid or empty."""
    claims = _claims(app, shop, customer, now, ACCOUNT_TOKEN_LIVES)
    if not customer:
        del claims["sub"]
    return jwt.encode(claims, app.secret, algorithm="HS256")


def check_id_token(app: AppKeys, shop: str, token: str, now: datetime) -> None:
    """Raise ProofRefusedError unless a token is an id token for this app and shop, in time."""
    try:
        claims = jwt.decode(
            token,
            app.secret,
            algorithms=["HS256"],
            audience=app.client_id,
            issuer=f"https://{shop}/admin",
            options={
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
                "require": _NEEDED,
            },
        )
    except jwt.PyJWTError:
        raise ProofRefusedError from None
    second = now.timestamp()
    if claims["dest"] != f"https://{shop}" or claims["exp"] + LEEWAY < second:
        raise ProofRefusedError
    if claims["nbf"] - LEEWAY > second:
        raise ProofRefusedError


def query_hmac(app: AppKeys, query: Mapping[str, str]) -> str:
    """Sign a query as the admin does: sorted, joined by ampersands, without `hmac`."""
    told = "&".join(f"{name}={query[name]}" for name in sorted(query) if name != "hmac")
    return hmac.digest(app.secret.encode(), told.encode(), "sha256").hex()


def proxy_signature(app: AppKeys, query: Sequence[tuple[str, str]]) -> str:
    """Sign a query as a storefront does: repeated values by commas, sorted, nothing between."""
    values: dict[str, list[str]] = {}
    for name, value in query:
        values.setdefault(name, []).append(value)
    told = "".join(sorted(f"{name}={','.join(given)}" for name, given in values.items()))
    return hmac.digest(app.secret.encode(), told.encode(), "sha256").hex()


def host_parameter(authority: str, shop: str) -> str:
    """Return `host` as the admin tells it: its own address, base64 without padding."""
    told = f"{authority}/store/{shop.removesuffix('.myshopify.com')}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _claims(
    app: AppKeys, dest: str, sub: str, now: datetime, lives: timedelta
) -> dict[str, str | int]:
    second = int(now.timestamp())
    return {
        "dest": dest,
        "aud": app.client_id,
        "sub": sub,
        "exp": second + int(lives.total_seconds()),
        "nbf": second,
        "iat": second,
        "jti": secrets.token_hex(16),
    }
