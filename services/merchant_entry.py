"""Let a merchant into the settings outside an admin: by a link, once, then for some hours.

Neither a link nor a session opens a shop that has left. No password is ever asked for.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import NoResultFound

from domain.errors import BadTokenError
from domain.shop import PlatformKey, Shop
from services.wiring import Wiring
from storage.entry_links import keep_entry_link, use_entry_link
from storage.shops import shop_by_domain, shop_by_id

LINK_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
GRANT_LASTS = timedelta(minutes=10)
FRAME_LASTS = timedelta(hours=1)
MOST_SHOPS = 10
"""How many shops one browser keeps within reach."""
_SESSION, _GRANT, _FRAME = b"merchant-session:", b"access-grant:", b"merchant-frame:"
_NUMBER_BYTES = 8
_DIGEST_BYTES = 32


def invite(wiring: Wiring, platform: PlatformKey, domain: str) -> str | None:
    """Return the address that lets one merchant in, once, for 15 minutes; None for no such shop."""
    now = wiring.clock()
    token = secrets.token_urlsafe(32)
    with wiring.sessions.begin() as session:
        shop = shop_by_domain(session, platform, domain)
        if shop is None or shop.uninstalled_at:
            return None
        keep_entry_link(session, shop.id, _digest(token), now, now + LINK_LASTS)
    return f"{wiring.public_url}/settings/enter/{token}"


def enter(wiring: Wiring, token: str, caller: str) -> Shop:
    """Use a link up and return its shop.

    Raises BadTokenError, TooManyAttemptsError and, when attempts cannot be counted,
    OverloadedError.
    """
    wiring.limiter.hit("enter-settings", caller)
    with wiring.sessions.begin() as session:
        shop_id = use_entry_link(session, _digest(token), wiring.clock())
        if shop_id is None:
            raise BadTokenError("no such link, or used already")
        shop = shop_by_id(session, shop_id)
    if shop.uninstalled_at:
        raise BadTokenError("the shop has left")
    return shop


def open_session(wiring: Wiring, shop: Shop, kept: str = "") -> str:
    """Return the signed value that stands for a merchant of this shop for 12 hours.

    The shops of the session that a browser already has stay within reach.
    """
    ends = int((wiring.clock() + SESSION_LASTS).timestamp())
    mine = shop.id.to_bytes(_NUMBER_BYTES) + ends.to_bytes(_NUMBER_BYTES)
    others = [entry for entry in _live_entries(wiring, kept) if _number(entry) != shop.id]
    return _signed(_SESSION, b"".join([mine, *others[: MOST_SHOPS - 1]]), wiring.link_keys)


def shop_in_session(wiring: Wiring, value: str) -> Shop:
    """Return the shop a session is for; raise BadTokenError when it is over, or not ours."""
    raw = _verified(_SESSION, value, wiring.link_keys)
    return _still_there(wiring, raw[: 2 * _NUMBER_BYTES])


def shops_in_session(wiring: Wiring, value: str) -> list[Shop]:
    """Return all shops within reach of a session, the present one first."""
    shops = []
    for entry in _live_entries(wiring, value):
        with suppress(BadTokenError):  # one that has left since
            shops.append(_still_there(wiring, entry))
    return shops


def switch_session(wiring: Wiring, value: str, shop_id: int) -> str:
    """Return the session with another of its shops as the present one; raise BadTokenError."""
    entries = _live_entries(wiring, value)
    chosen = [entry for entry in entries if _number(entry) == shop_id]
    if not chosen:
        raise BadTokenError("not a shop of this session")
    others = [entry for entry in entries if _number(entry) != shop_id]
    return _signed(_SESSION, b"".join([*chosen, *others]), wiring.link_keys)


def _live_entries(wiring: Wiring, value: str) -> list[bytes]:
    """Return a session's shops that are not over yet; none of what is no session of ours."""
    try:
        raw = _verified(_SESSION, value, wiring.link_keys)
    except BadTokenError:
        return []
    entries = [raw[at : at + 2 * _NUMBER_BYTES] for at in range(0, len(raw), 2 * _NUMBER_BYTES)]
    now = wiring.clock().timestamp()
    return [entry for entry in entries if int.from_bytes(entry[_NUMBER_BYTES:]) > now]


def _number(entry: bytes) -> int:
    return int.from_bytes(entry[:_NUMBER_BYTES])


def _still_there(wiring: Wiring, raw: bytes) -> Shop:
    shop_id, ends = (
        int.from_bytes(raw[:_NUMBER_BYTES]),
        int.from_bytes(raw[_NUMBER_BYTES : 2 * _NUMBER_BYTES]),
    )
    if datetime.fromtimestamp(ends, UTC) <= wiring.clock():
        raise BadTokenError("the session is over")
    try:
        with wiring.sessions() as session:
            shop = shop_by_id(session, shop_id)
    except NoResultFound as error:
        raise BadTokenError("the shop is gone") from error
    if shop.uninstalled_at:
        raise BadTokenError("the shop has left")
    return shop


def open_frame(wiring: Wiring, shop: Shop, origin: str) -> str:
    """Return the signed value by which pages in a frame at an origin go on, for an hour.

    Browsers keep cookies back in other sites' frames: it goes along in links, renewed by each page.
    """
    ends = int((wiring.clock() + FRAME_LASTS).timestamp())
    raw = shop.id.to_bytes(_NUMBER_BYTES) + ends.to_bytes(_NUMBER_BYTES) + origin.encode()
    return _signed(_FRAME, raw, wiring.link_keys)


def shop_in_frame(wiring: Wiring, value: str) -> tuple[Shop, str]:
    """Return the shop and the origin that may frame its pages; raise BadTokenError."""
    raw = _verified(_FRAME, value, wiring.link_keys)
    shop = _still_there(wiring, raw)
    return shop, raw[2 * _NUMBER_BYTES :].decode()


def begin_grant(wiring: Wiring, shop_domain: str) -> str:
    """Return the state that goes to the platform and comes back with the merchant's grant."""
    ends = int((wiring.clock() + GRANT_LASTS).timestamp())
    raw = secrets.token_bytes(_NUMBER_BYTES) + ends.to_bytes(_NUMBER_BYTES) + shop_domain.encode()
    return _signed(_GRANT, raw, wiring.link_keys)


def check_grant(wiring: Wiring, sent: str, kept: str, shop_domain: str) -> None:
    """Compare the state that came back with the one the browser kept; raise BadTokenError."""
    if not hmac.compare_digest(sent.encode(), kept.encode()):
        raise BadTokenError("not the grant that was begun here")
    raw = _verified(_GRANT, sent, wiring.link_keys)
    ends = int.from_bytes(raw[_NUMBER_BYTES : 2 * _NUMBER_BYTES])
    if datetime.fromtimestamp(ends, UTC) <= wiring.clock():
        raise BadTokenError("the grant took too long")
    if raw[2 * _NUMBER_BYTES :] != shop_domain.encode():
        raise BadTokenError("another shop's grant")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _signed(purpose: bytes, raw: bytes, keys: Sequence[bytes]) -> str:
    return base64.urlsafe_b64encode(raw + _signature(purpose, raw, keys[0])).decode()


def _verified(purpose: bytes, value: str, keys: Sequence[bytes]) -> bytes:
    try:
        whole = base64.b64decode(value.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError) as error:
        raise BadTokenError("not a token") from error
    raw, signature = whole[:-_DIGEST_BYTES], whole[-_DIGEST_BYTES:]
    if not any(hmac.compare_digest(signature, _signature(purpose, raw, key)) for key in keys):
        raise BadTokenError("not signed by us")
    return raw


def _signature(purpose: bytes, raw: bytes, key: bytes) -> bytes:
    return hmac.digest(key, purpose + raw, hashlib.sha256)
