"""Let a shopper onto our page whom another surface has made sure of: by a link that soon ends."""

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import datetime

from domain.access import ENTRANCE_LASTS, Level
from services.look_up_order import open_link
from services.page_address import page_address
from services.shopper_visit import begin_visit
from services.tracking_token import row_behind
from services.wiring import Wiring

_MAC = 16
_SHAPE = struct.Struct(">QQ")


def entrance(wiring: Wiring, shop_id: int, order_id: int) -> str:
    """Return an address of an order's page that opens it whole, for an hour.

    The caller has made sure that whoever is given it is the shopper. It is bound to the link it
    leads to: once that is revoked, it opens nothing.
    """
    page, ends = page_address(wiring, shop_id, order_id), wiring.clock() + ENTRANCE_LASTS
    link = row_behind(page.rpartition("/")[2], wiring.link_keys)
    return f"{page}/in/{_signed(wiring.link_keys[0], link, ends)}"


def enter(wiring: Wiring, link_token: str, entrance_token: str) -> str | None:
    """Begin the visit of who comes by an entrance; None when it is over, or not to this link.

    Raises BadTokenError when the link itself opens nothing.
    """
    target = open_link(wiring, link_token)
    link = row_behind(link_token, wiring.link_keys)
    if not _lets_in(wiring, link, entrance_token):
        return None
    return begin_visit(wiring, target.shop_id, target.order_id, Level.PROVEN)


def _lets_in(wiring: Wiring, link: int, token: str) -> bool:
    try:
        sent = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        packed, mac = sent[:-_MAC], sent[-_MAC:]
        to_link, ends = _SHAPE.unpack(packed)
    except (ValueError, binascii.Error, struct.error):
        return False
    ours = any(hmac.compare_digest(mac, _mac(key, packed)) for key in wiring.link_keys)
    return ours and to_link == link and wiring.clock().timestamp() < ends


def _signed(key: bytes, link: int, ends: datetime) -> str:
    packed = _SHAPE.pack(link, int(ends.timestamp()))
    return base64.urlsafe_b64encode(packed + _mac(key, packed)).decode().rstrip("=")


def _mac(key: bytes, packed: bytes) -> bytes:
    return hmac.digest(key, b"entrance to an order:" + packed, hashlib.sha256)[:_MAC]
