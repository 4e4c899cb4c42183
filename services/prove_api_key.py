"""Find out which shop a program asks for, by the key it sends; count how often it asks."""

from dataclasses import dataclass

from domain.errors import FrammeError
from domain.shop import Shop
from services.make_api_key import BEGINNING, digest_of
from services.wiring import Wiring
from storage.api_keys import key_with_digest, note_used
from storage.shops import shop_by_id

LONGEST_KEY = 100


class BadKeyError(FrammeError):
    """No such key is good, or its shop has left."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that has proven itself; `name` is what its key is called."""

    shop: Shop
    name: str
    may_write: bool


def prove_api_key(wiring: Wiring, authorization: str) -> Caller:
    """Return who asks with this Authorization header.

    Raises BadKeyError, TooManyAttemptsError and, when questions cannot be counted,
    OverloadedError.
    """
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.startswith(BEGINNING) or len(key) > LONGEST_KEY:
        raise BadKeyError("no key")
    with wiring.sessions.begin() as session:
        known = key_with_digest(session, digest_of(key))
        if known is None:
            raise BadKeyError("no such key")
        note_used(session, known.shop_id, known.id, wiring.clock())
        shop = shop_by_id(session, known.shop_id)
    if shop.uninstalled_at:
        raise BadKeyError("the shop has left")
    wiring.limiter.hit("merchant-api", str(known.id))
    return Caller(shop, known.name, known.may_write)
