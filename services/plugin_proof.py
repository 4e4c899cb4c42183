"""Prove that our plugin in a shop is asking, or sends its merchant, by what it has signed.

The signature is over a JSON Web Token (RFC 7519, HS256) with the secret only the two of us have.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import jwt

from domain.errors import FrammeError
from domain.shop import Shop
from messages.refusals import UNPROVEN, WRONG_CLOCK
from services.wiring import Wiring
from storage.shop_sites import sealed_plugin_secret
from storage.shops import shop_by_number

_SHOP, _MERCHANT = "shop", "merchant:"
LASTS_AT_MOST = timedelta(minutes=10)
LONGEST_USER = 20
LEEWAY = timedelta(minutes=2)
"""How far the clock of a shop's server may be out."""
_NEEDED = ["iss", "aud", "sub", "iat", "exp"]


class NotProvenError(FrammeError):
    """The token is not our plugin's, or is no longer good; `clock` says that only its time is."""

    def __init__(self, reason: str, *, clock: bool = False) -> None:
        super().__init__(reason)
        self.clock = clock

    @property
    def told(self) -> str:
        """Return what the plugin's merchant should read, untranslated."""
        return WRONG_CLOCK if self.clock else UNPROVEN


@dataclass(frozen=True, slots=True)
class MerchantSent:
    """A merchant whom our plugin has sent: of which shop, and where the page is that frames us.

    `user` is the number the shop's own site knows them by; it may be empty.
    """

    shop: Shop
    origin: str
    user: str


def asking_shop(wiring: Wiring, authorization: str) -> Shop:
    """Return the shop whose plugin asks with this header; raise NotProvenError."""
    scheme, _, token = authorization.partition(" ")
    return prove_shop(wiring, token if scheme == "Bearer" else "")


def prove_shop(wiring: Wiring, token: str) -> Shop:
    """Return the shop whose plugin has signed a token; raise NotProvenError."""
    shop, claims = _proven(wiring, token)
    if claims["sub"] != _SHOP:
        raise NotProvenError("a merchant's token opens the settings only")
    return shop


def prove_merchant(wiring: Wiring, token: str) -> MerchantSent:
    """Return the merchant whom a plugin has sent; raise NotProvenError."""
    shop, claims = _proven(wiring, token)
    origin = _origin(claims.get("origin"))
    if not str(claims["sub"]).startswith(_MERCHANT) or not origin:
        raise NotProvenError("not a merchant's token")
    user = str(claims["sub"]).removeprefix(_MERCHANT)
    plain = user.isascii() and user.isdecimal() and len(user) <= LONGEST_USER
    return MerchantSent(shop, origin, user if plain else "")


def _proven(wiring: Wiring, token: str) -> tuple[Shop, dict[str, Any]]:
    shop, secret = _issuer(wiring, token)
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            audience=wiring.public_url,
            # The time is compared with our own clock below.
            options={
                "require": _NEEDED,
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.InvalidTokenError as error:
        raise NotProvenError("not signed for us by the plugin") from error
    _check_time(wiring, claims)
    return shop, claims


def _issuer(wiring: Wiring, token: str) -> tuple[Shop, str]:
    """Return the shop a token says it is of, and that shop's secret: nothing is proven by this."""
    try:
        named = str(jwt.decode(token, options={"verify_signature": False}).get("iss", ""))
    except (jwt.InvalidTokenError, ValueError) as error:
        raise NotProvenError("no token") from error
    with wiring.sessions() as session:
        shop = shop_by_number(session, named)
        sealed = sealed_plugin_secret(session, shop.id) if shop else None
    if shop is None or sealed is None or shop.uninstalled_at:
        raise NotProvenError("no such shop is connected")
    return shop, wiring.vault.open(sealed)


def _check_time(wiring: Wiring, claims: dict[str, Any]) -> None:
    now = wiring.clock().timestamp()
    try:
        begins, ends = float(claims["iat"]), float(claims["exp"])
    except (TypeError, ValueError) as error:
        raise NotProvenError("the token has no time") from error
    leeway = LEEWAY.total_seconds()
    if not now - leeway < ends or not begins < now + leeway:
        raise NotProvenError("the token is over, or not yet good", clock=True)
    if not 0 < ends - begins <= LASTS_AT_MOST.total_seconds():
        raise NotProvenError("the token lasts too long")


def _origin(claimed: object) -> str:
    """Return a plain web origin, or nothing."""
    parts = urlsplit(claimed) if isinstance(claimed, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}"
    plain = origin == claimed and all(c.isalnum() or c in ".-:[]/" for c in origin)
    return origin if plain and origin.isascii() else ""
