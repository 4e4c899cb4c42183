"""Prove things as Shopify does: id tokens, session tokens of account pages, signed addresses.

Shopify's package reads the machine's clock, so what is to be believed is made at the real time:
`now` is for what is not.
"""

import hmac
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

import jwt

from runtime.clock import utc_now
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET

SHOP = "lamps.myshopify.com"


def id_token(
    shop: str = SHOP,
    secret: str = SHOPIFY_SECRET,
    client_id: str = CLIENT_ID,
    now: datetime | None = None,
    **claims: object,
) -> str:
    """Return the proof of a merchant who looks at the app; a claim of None is left out."""
    stated: dict[str, object] = {
        "iss": f"https://{shop}/admin",
        "dest": f"https://{shop}",
        "aud": client_id,
        "sub": "42",
        "sid": "a-session",
        **_lifetime(now, 60),
        **claims,
    }
    return _encoded(stated, secret)


def account_token(
    shop: str = SHOP,
    secret: str = SHOPIFY_SECRET,
    client_id: str = CLIENT_ID,
    now: datetime | None = None,
    **claims: object,
) -> str:
    """Return the proof of a block in account pages; `sub` is left out unless given."""
    stated: dict[str, object] = {
        "dest": shop,
        "aud": client_id,
        **_lifetime(now, 300),
        **claims,
    }
    return _encoded(stated, secret)


def signed_proxy_query(
    shop: str = SHOP,
    secret: str = SHOPIFY_SECRET,
    query: str = "",
    now: datetime | None = None,
    **fields: str,
) -> str:
    """Return a query as the app proxy adds to and signs it.

    `fields` replace what it adds: logged_in_customer_id, path_prefix, timestamp.
    """
    added = {
        "shop": shop,
        "logged_in_customer_id": "",
        "path_prefix": "/apps/track",
        "timestamp": str(_second(now)),
        **fields,
    }
    pairs = [*parse_qsl(query, keep_blank_values=True), *added.items()]
    return urlencode([*pairs, ("signature", proxy_signature(pairs, secret))])


def proxy_signature(pairs: list[tuple[str, str]], secret: str) -> str:
    """Return what the app proxy signs these with."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    text = "".join(f"{name}={','.join(values[name])}" for name in sorted(values))
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def merchant_headers(shop: str = SHOP, now: datetime | None = None) -> dict[str, str]:
    """Return the header of a fetch from our page in the admin, for the app of the tests."""
    return {"Authorization": f"Bearer {id_token(shop, now=now)}"}


def account_headers(
    shop: str = SHOP, customer: str = "", now: datetime | None = None
) -> dict[str, str]:
    """Return the header of a fetch from account pages; `customer` is digits, or nobody."""
    claims = {"sub": f"gid://shopify/Customer/{customer}"} if customer else {}
    return {"Authorization": f"Bearer {account_token(shop, now=now, **claims)}"}


def _second(now: datetime | None) -> int:
    return int((now or utc_now()).timestamp())


def _lifetime(now: datetime | None, seconds: int) -> dict[str, object]:
    begin = _second(now)
    return {"iat": begin, "nbf": begin, "exp": begin + seconds, "jti": f"token-of-{begin}"}


def _encoded(claims: dict[str, object], secret: str) -> str:
    told = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(told, secret, algorithm="HS256")
