"""Id tokens that prove nothing, each in its own way."""

import base64
import json
from datetime import datetime, timedelta

import jwt

from tests.fakes import NOON
from tests.session_tokens import SHOP, id_token
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET

AN_HOUR_AGO = NOON - timedelta(hours=1)
NOON_SECONDS = int(NOON.timestamp())


def a_token(now: datetime = NOON, **claims: object) -> str:
    """Return a token that is good at `now`, but for the claims given."""
    return id_token(SHOP, SHOPIFY_SECRET, CLIENT_ID, now, **claims)


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def unsigned(token: str, algorithm: str) -> str:
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    return f"{encoded(header)}.{token.split('.')[1]}."


FORGED = {
    "nothing": "",
    "no token": "abc",
    "not in ASCII": "ä.ö.ü",
    "endless": "a" * 5000,
    "of another secret": id_token(SHOP, "a secret of somebody else, long too", CLIENT_ID, NOON),
    "without an algorithm": unsigned(a_token(), "none"),
    "without a signature": unsigned(a_token(), "HS256"),
    "by another algorithm": jwt.encode({"aud": CLIENT_ID}, SHOPIFY_SECRET * 2, "HS512"),
    "a header that is a list": f"{encoded(b'[]')}.e30.abc",
    "a header without a bottom": f"{encoded(b'[' * 2700)}.e30.abc",
    "expired": a_token(AN_HOUR_AGO),
    "without an end": a_token(exp=None),
    "with an end that is no time": a_token(exp=[]),
    "that never ends, nor is": a_token(exp=float("nan")),
    "not begun": a_token(nbf=NOON_SECONDS + 60),
    "issued tomorrow": a_token(iat=NOON_SECONDS + 86400),
    "begun at no time": a_token(nbf="soon"),
}
"""Not Shopify's, or not Shopify's of this minute: a fresh one may be good."""
WRONG = {
    "for another app": a_token(aud="another-app"),
    "for several apps": a_token(aud=[CLIENT_ID, "another-app"]),
    "for no app": a_token(aud=None),
    "for no shop": a_token(dest=None),
    "for a number": a_token(dest=7),
    "for another site": a_token(dest="https://evil.example", iss="https://evil.example/admin"),
    "for a site behind the shop": a_token(dest=f"https://{SHOP}.evil.example"),
    "for a site before the shop": a_token(dest=f"https://evil.example/{SHOP}"),
    "for a shop with a line break": a_token(dest=f"https://{SHOP}\n"),
    "for a shop with a port": a_token(dest=f"https://{SHOP}:8443"),
    "for a shop with a user": a_token(dest=f"https://user@{SHOP}"),
    "for a shop in the clear": a_token(dest=f"http://{SHOP}"),
    "issued by another shop": a_token(iss="https://other.myshopify.com/admin"),
    "issued by nobody, as in extensions": a_token(iss=None),
    "of a customer": a_token(sub="gid://shopify/Customer/7"),
    "of nobody": a_token(sub=None),
}
"""Signed, but for something else: a fresh one would be no better."""
