"""Id tokens that prove nothing, each in its own way."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt

from runtime.clock import utc_now
from tests.session_tokens import SHOP, id_token
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET


def a_token(age: float = 0, **claims: Any) -> str:
    """Return a token that was good `age` seconds ago, but for the claims given."""
    return id_token(now=utc_now() - timedelta(seconds=age), **claims)


def soon(seconds: int) -> int:
    """Return the second that is so many after now."""
    return int(utc_now().timestamp()) + seconds


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def unsigned(token: str, algorithm: str) -> str:
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    return f"{encoded(header)}.{token.split('.')[1]}."


FORGED: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no token": lambda: "abc",
    "not in ASCII": lambda: "ä.ö.ü",
    "endless": lambda: "a" * 5000,
    "of another secret": lambda: id_token(secret="a secret of somebody else, long too"),
    "without an algorithm": lambda: unsigned(a_token(), "none"),
    "without a signature": lambda: unsigned(a_token(), "HS256"),
    "by another algorithm": lambda: jwt.encode(
        {"aud": CLIENT_ID, "exp": soon(60)}, SHOPIFY_SECRET * 2, "HS512"
    ),
    "a header that is a list": lambda: f"{encoded(b'[]')}.e30.abc",
    "a header without a bottom": lambda: f"{encoded(b'[' * 2700)}.e30.abc",
    "expired": lambda: a_token(3600),
    "without an end": lambda: a_token(exp=None),
    "with an end that is no time": lambda: a_token(exp=[]),
    "that never ends, nor is": lambda: a_token(exp=float("nan")),
    "not begun": lambda: a_token(nbf=soon(60)),
    "issued tomorrow": lambda: a_token(iat=soon(86400)),
    "begun at no time": lambda: a_token(nbf="soon"),
}
"""Not Shopify's, or not Shopify's of this minute: a fresh one may be good."""
WRONG: dict[str, Callable[[], str]] = {
    "for another app": lambda: a_token(aud="another-app"),
    "for several apps": lambda: a_token(aud=[CLIENT_ID, "another-app"]),
    "for no app": lambda: a_token(aud=None),
    "for no shop": lambda: a_token(dest=None),
    "for a number": lambda: a_token(dest=7),
    "for another site": lambda: a_token(
        dest="https://evil.example", iss="https://evil.example/admin"
    ),
    "for a site behind the shop": lambda: a_token(dest=f"https://{SHOP}.evil.example"),
    "for a site before the shop": lambda: a_token(dest=f"https://evil.example/{SHOP}"),
    "for a shop with a line break": lambda: a_token(dest=f"https://{SHOP}\n"),
    "for a shop with a port": lambda: a_token(dest=f"https://{SHOP}:8443"),
    "for a shop with a user": lambda: a_token(dest=f"https://user@{SHOP}"),
    "for a shop in the clear": lambda: a_token(dest=f"http://{SHOP}"),
    "issued by another shop": lambda: a_token(iss="https://other.myshopify.com/admin"),
    "issued by nobody, as in extensions": lambda: a_token(iss=None),
    "of a customer": lambda: a_token(sub="gid://shopify/Customer/7"),
    "of nobody": lambda: a_token(sub=None),
}
"""Signed, but for something else: a fresh one would be no better."""
