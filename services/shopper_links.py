"""Links in messages that say, signed, whom and what they are about; nothing of them is kept."""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass, replace
from enum import IntEnum

from domain.errors import BadTokenError
from services.wiring import Wiring

_MAC = 16
_READER = 6
_SHAPE = struct.Struct(">BQQB")


class Purpose(IntEnum):
    """What a link lets one do; one made for this is none for that."""

    PREFERENCES = 1
    OPENED = 2
    FOLLOWED = 3
    AGREE = 4
    """To be a shopper's second recipient."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link is about: an order of a shop, or a message; `second` for a second recipient.

    `reader` is a mark of the address it was sent to, empty where anybody may use it: once an order
    has another address, the links that went to the old one open nothing.
    """

    shop_id: int
    subject_id: int
    second: bool = False
    reader: bytes = b""


def preferences_address(wiring: Wiring, linked: Linked, reader: str) -> str:
    """Return the page on which the reader of a mail rules the messages about an order."""
    mine = replace(linked, reader=_mark(wiring.link_keys[0], reader))
    return f"{wiring.public_url}/p/{token_for(wiring, Purpose.PREFERENCES, mine)}"


def unsubscribe_address(wiring: Wiring, linked: Linked, reader: str) -> str:
    """Return where the reader's mail program unsubscribes with one POST (RFC 8058)."""
    return f"{preferences_address(wiring, linked, reader)}/unsubscribe"


def agree_address(wiring: Wiring, shop_id: int, wishes_id: int, reader: str) -> str:
    """Return the page on which the reader agrees to get a shopper's messages as well."""
    linked = Linked(shop_id, wishes_id, second=True, reader=_mark(wiring.link_keys[0], reader))
    return f"{wiring.public_url}/p/agree/{token_for(wiring, Purpose.AGREE, linked)}"


def opened_address(wiring: Wiring, linked: Linked) -> str:
    """Return the image that tells that a message, `subject_id`, was opened."""
    return f"{wiring.public_url}/m/{token_for(wiring, Purpose.OPENED, linked)}.gif"


def followed_address(wiring: Wiring, linked: Linked) -> str:
    """Return the address that counts a press in a message and goes on to its order's page."""
    return f"{wiring.public_url}/m/{token_for(wiring, Purpose.FOLLOWED, linked)}"


def token_for(wiring: Wiring, purpose: Purpose, linked: Linked) -> str:
    """Sign what a link is about."""
    fixed = _SHAPE.pack(purpose, linked.shop_id, linked.subject_id, linked.second)
    packed = fixed + linked.reader
    return _text(packed + _mac(wiring.link_keys[0], packed))


def behind(wiring: Wiring, purpose: Purpose, token: str) -> Linked:
    """Return what a link is about; raise BadTokenError for one we have not made for this."""
    try:
        sent = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        packed, mac = sent[:-_MAC], sent[-_MAC:]
        made_for, shop_id, subject_id, second = _SHAPE.unpack(packed[: _SHAPE.size])
    except (ValueError, binascii.Error, struct.error):
        raise BadTokenError("not one of our links") from None
    ours = any(hmac.compare_digest(mac, _mac(key, packed)) for key in wiring.link_keys)
    # A link has one spelling: the last letter of another could hold bits that nobody signed.
    if not ours or made_for != purpose or token != _text(sent):
        raise BadTokenError("not one of our links")
    return Linked(shop_id, subject_id, bool(second), packed[_SHAPE.size :])


def meant_for(wiring: Wiring, linked: Linked, address: str) -> bool:
    """Tell whether a link was sent to this address."""
    marks = (_mark(key, address) for key in wiring.link_keys)
    return any(hmac.compare_digest(linked.reader, mark) for mark in marks)


def _mark(key: bytes, address: str) -> bytes:
    known_as = address.strip().lower().encode()
    return hmac.digest(key, b"reader of a shopper link:" + known_as, hashlib.sha256)[:_READER]


def _mac(key: bytes, packed: bytes) -> bytes:
    return hmac.digest(key, b"shopper link:" + packed, hashlib.sha256)[:_MAC]


def _text(sent: bytes) -> str:
    return base64.urlsafe_b64encode(sent).decode().rstrip("=")
