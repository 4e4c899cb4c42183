"""Let a merchant into the settings outside an admin: by a link, once, then for some hours.

Neither a link nor a session opens a shop that has left, or lets in whom the shop's team has
removed. No password is ever asked for.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from domain.errors import BadTokenError
from domain.shop import PlatformKey, Shop
from domain.team import Role
from services.wiring import Wiring
from storage.entry_links import NewLink, keep_entry_link, use_entry_link
from storage.members import member_of, note_joined
from storage.shops import shop_by_domain, shop_by_id

LINK_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
GRANT_LASTS = timedelta(minutes=10)
FRAME_LASTS = timedelta(hours=1)
MOST_SHOPS = 10
"""How many shops one browser keeps within reach."""
BY_LINK = "link"
"""Who somebody is to the log of changes whom nothing but an operator's link names."""
_SESSION, _GRANT, _FRAME = b"member-session:", b"access-grant:", b"merchant-frame:"
_NUMBER_BYTES = 8
_ENTRY_BYTES = 3 * _NUMBER_BYTES
_DIGEST_BYTES = 32
_NO_MEMBER = 0


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who was let in: into which shop, as what, and what the log of changes calls them.

    `member_id` is None for whoever came by an operator's link or by the platform's own grant.
    """

    shop: Shop
    role: Role = Role.OWNER
    who: str = BY_LINK
    member_id: int | None = None


def invite(wiring: Wiring, platform: PlatformKey, domain: str) -> str | None:
    """Return the address that lets one merchant in, once, for 15 minutes; None for no such shop."""
    with wiring.sessions.begin() as session:
        shop = shop_by_domain(session, platform, domain)
        if shop is None or shop.uninstalled_at:
            return None
        token = new_link(session, wiring, shop.id, LINK_LASTS)
    return f"{wiring.public_url}/settings/enter/{token}"


def new_link(
    session: Session,
    wiring: Wiring,
    shop_id: int,
    lasts: timedelta,
    member_id: int | None = None,
) -> str:
    """Keep a link that lets in once, and return its token; for one of the team, or whoever."""
    token, now = secrets.token_urlsafe(32), wiring.clock()
    keep_entry_link(session, shop_id, NewLink(_digest(token), now + lasts, member_id), now)
    return token


def enter(wiring: Wiring, token: str, caller: str) -> Entrant:
    """Use a link up and return whom it lets in.

    Raises BadTokenError, TooManyAttemptsError and, when attempts cannot be counted,
    OverloadedError.
    """
    wiring.limiter.hit("enter-settings", caller)
    with wiring.sessions.begin() as session:
        used = use_entry_link(session, _digest(token), wiring.clock())
        if used is None:
            raise BadTokenError("no such link, or used already")
        entrant = _entrant(session, used.shop_id, used.member_id)
        if used.member_id is not None:
            note_joined(session, used.shop_id, used.member_id, wiring.clock())
    return entrant


def open_session(wiring: Wiring, entrant: Entrant, kept: str = "") -> str:
    """Return the signed value that stands for somebody in this shop for 12 hours.

    The shops of the session that a browser already has stay within reach.
    """
    ends = int((wiring.clock() + SESSION_LASTS).timestamp())
    numbers = (entrant.shop.id, ends, entrant.member_id or _NO_MEMBER)
    mine = b"".join(number.to_bytes(_NUMBER_BYTES) for number in numbers)
    others = [entry for entry in _live_entries(wiring, kept) if _number(entry) != entrant.shop.id]
    return _signed(_SESSION, b"".join([mine, *others[: MOST_SHOPS - 1]]), wiring.link_keys)


def entrant_in_session(wiring: Wiring, value: str) -> Entrant:
    """Return who a session is for; raise BadTokenError when it is over, or not ours."""
    raw = _verified(_SESSION, value, wiring.link_keys)
    return _still_there(wiring, raw[:_ENTRY_BYTES])


def shops_in_session(wiring: Wiring, value: str) -> list[Shop]:
    """Return all shops within reach of a session, the present one first."""
    shops = []
    for entry in _live_entries(wiring, value):
        with suppress(BadTokenError):  # one that has left since, or removed this member
            shops.append(_still_there(wiring, entry).shop)
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
    entries = [raw[at : at + _ENTRY_BYTES] for at in range(0, len(raw), _ENTRY_BYTES)]
    now = wiring.clock().timestamp()
    return [entry for entry in entries if _number(entry, 1) > now]


def _number(entry: bytes, place: int = 0) -> int:
    return int.from_bytes(entry[place * _NUMBER_BYTES : (place + 1) * _NUMBER_BYTES])


def _still_there(wiring: Wiring, entry: bytes) -> Entrant:
    if datetime.fromtimestamp(_number(entry, 1), UTC) <= wiring.clock():
        raise BadTokenError("the session is over")
    with wiring.sessions() as session:
        return _entrant(session, _number(entry), _number(entry, 2) or None)


def _entrant(session: Session, shop_id: int, member_id: int | None) -> Entrant:
    try:
        shop = shop_by_id(session, shop_id)
    except NoResultFound as error:
        raise BadTokenError("the shop is gone") from error
    if shop.uninstalled_at:
        raise BadTokenError("the shop has left")
    if member_id is None:
        return Entrant(shop)
    member = member_of(session, shop_id, member_id)
    if member is None:
        raise BadTokenError("no longer of the shop's team")
    return Entrant(shop, member.role, member.email, member.id)


def open_frame(wiring: Wiring, shop: Shop, origin: str, user: str = "") -> str:
    """Return the signed value by which pages in a frame at an origin go on, for an hour.

    `user` is whom the shop's admin names. Browsers keep cookies back in other sites' frames: it
    goes along in links, renewed by each page.
    """
    ends = int((wiring.clock() + FRAME_LASTS).timestamp())
    numbers = b"".join(number.to_bytes(_NUMBER_BYTES) for number in (shop.id, ends))
    return _signed(_FRAME, numbers + f"{origin} {user}".encode(), wiring.link_keys)


def framed(wiring: Wiring, value: str) -> tuple[Shop, str, str]:
    """Return the shop, the origin that may frame its pages, and the user; raise BadTokenError."""
    raw = _verified(_FRAME, value, wiring.link_keys)
    shop = _still_there(wiring, raw[: 2 * _NUMBER_BYTES]).shop
    origin, _, user = raw[2 * _NUMBER_BYTES :].decode().partition(" ")
    return shop, origin, user


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
