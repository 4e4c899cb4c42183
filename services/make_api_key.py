"""Make a key for a merchant's own programs; it is seen once, and only its hash is kept."""

import hashlib
import secrets

from domain.errors import FrammeError
from services.wiring import Wiring
from storage.api_keys import NewKey, add_key, keys_of
from storage.audit_log import Change, note_change

BEGINNING = "fk_"
SHOWN = 9
"""How many of its first letters stay visible, so that people know a key again."""
LONGEST_NAME = 60
MOST_KEYS = 20


class NamelessKeyError(FrammeError):
    """A key needs a name of at most sixty characters, so that its owner knows it again."""


class TooManyKeysError(FrammeError):
    """A shop has twenty keys at most: one that nobody needs has to go first."""


def make_api_key(wiring: Wiring, shop_id: int, name: str, who: str, *, may_write: bool) -> str:
    """Make a key and return it; raise NamelessKeyError, TooManyKeysError."""
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        raise NamelessKeyError("no name")
    key = f"{BEGINNING}{secrets.token_urlsafe(32)}"
    new = NewKey(called, key[:SHOWN], digest_of(key), may_write, who)
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        if len(keys_of(session, shop_id)) >= MOST_KEYS:
            raise TooManyKeysError("enough keys")
        add_key(session, shop_id, new, now)
        made = Change(who, "api key", called, {}, {"begins": new.begins, "may_write": may_write})
        note_change(session, shop_id, made, now)
    return key


def digest_of(key: str) -> bytes:
    """Return what is kept of a key; it is random enough to need no salt."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
