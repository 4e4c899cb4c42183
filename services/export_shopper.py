"""Gather all that is kept of a shopper in one shop, for the merchant to hand on."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.errors import FrammeError
from domain.order import Order
from domain.shop_events import Shopper
from services.shoppers_addresses import addresses_of
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.order_reading import read_orders
from storage.privacy_requests import PrivacyRequest, requests_of, sealed_answer
from storage.shopper_addresses import OrderExtras, order_extras, refusals_kept, wishes_kept
from storage.shopper_data import MessageSent, messages_about, orders_of
from storage.shopper_words import ShoppersWords, words_of_shoppers
from storage.shops import shop_by_id

__all__ = [
    "Gathered",
    "NoAnswerError",
    "PrivacyRequest",
    "export_shopper",
    "list_privacy_requests",
    "open_answer",
]

MOST_LISTED = 200
log = logging.getLogger(__name__)


class NoAnswerError(FrammeError):
    """There is no such answer: never was, not of this shop, or deleted after its time."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is kept of a shopper: how many orders, and everything in JSON."""

    orders: int
    document: str


def export_shopper(wiring: Wiring, shop_id: int, shopper: Shopper) -> Gathered:
    """Gather what is kept of a shopper; deleted orders too, as long as they are kept."""
    with wiring.sessions() as session:
        theirs = orders_of(session, shop_id, shopper)
        addresses = addresses_of(session, wiring, shopper, [one.id for one in theirs])
        told = {
            "shop": shop_by_id(session, shop_id).domain,
            "made_at": wiring.clock(),
            "asked_for": asdict(shopper),
            "orders": _orders(session, shop_id, [one.id for one in theirs]),
            "wishes": [asdict(one) for one in wishes_kept(session, shop_id, addresses)],
            "not_written_to": [asdict(one) for one in refusals_kept(session, shop_id, addresses)],
        }
    document = json.dumps(told, ensure_ascii=False, indent=1, default=_plain)
    return Gathered(len(theirs), document)


def list_privacy_requests(wiring: Wiring, shop_id: int) -> Sequence[PrivacyRequest]:
    """Return a shop's requests, newest first, without what they are about."""
    with wiring.sessions() as session:
        return requests_of(session, shop_id, MOST_LISTED)


def open_answer(wiring: Wiring, shop_id: int, request_id: int, who: str) -> bytes:
    """Return the answer to a shop's request, as JSON in UTF-8; raise NoAnswerError."""
    with wiring.sessions.begin() as session:
        sealed = sealed_answer(session, shop_id, request_id)
        if sealed is None:
            raise NoAnswerError("no such answer, or no longer kept")
        change = Change(who, "privacy answer opened", str(request_id))
        note_change(session, shop_id, change, wiring.clock())
    log.info("a privacy answer was opened", extra={"shop": shop_id, "privacy_request": request_id})
    return wiring.vault.open(sealed).encode()


def _orders(session: Session, shop_id: int, ids: Sequence[int]) -> list[dict[str, object]]:
    if not ids:
        return []
    orders = read_orders(session, ids, whole=True)
    messages = messages_about(session, shop_id, ids)
    words = words_of_shoppers(session, shop_id, ids)
    extras = [order_extras(session, shop_id, id_) for id_ in ids]
    return [_order(orders[more.order_id], messages, words, more) for more in extras]


def _order(
    order: Order,
    messages: Sequence[MessageSent],
    words: Sequence[ShoppersWords],
    more: OrderExtras,
) -> dict[str, object]:
    return {
        **asdict(order),
        "messages": [asdict(one) for one in messages if one.order_id == order.id],
        "written_to_the_shop": [asdict(one) for one in words if one.order_id == order.id],
        "vouchers": more.vouchers,
        "browsers": more.browsers,
        "events": more.events,
    }


def _plain(value: object) -> str:
    """Write what JSON has no word for: instants and amounts."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
