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
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.privacy_requests import PrivacyRequest, requests_of, sealed_answer
from storage.shopper_data import MessageSent, messages_about, orders_of
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
        told = {
            "shop": shop_by_id(session, shop_id).domain,
            "made_at": wiring.clock(),
            "asked_for": asdict(shopper),
            "orders": _orders(session, shop_id, {one.id: one.customer for one in theirs}),
        }
    document = json.dumps(told, ensure_ascii=False, indent=1, default=_plain)
    return Gathered(len(theirs), document)


def list_privacy_requests(wiring: Wiring, shop_id: int) -> Sequence[PrivacyRequest]:
    """Return a shop's requests, newest first, without what they are about."""
    with wiring.sessions() as session:
        return requests_of(session, shop_id, MOST_LISTED)


def open_answer(wiring: Wiring, shop_id: int, request_id: int) -> bytes:
    """Return the answer to a shop's request, as JSON in UTF-8; raise NoAnswerError."""
    with wiring.sessions() as session:
        sealed = sealed_answer(session, shop_id, request_id)
    if sealed is None:
        raise NoAnswerError("no such answer, or no longer kept")
    log.info("a privacy answer was opened", extra={"shop": shop_id, "privacy_request": request_id})
    return wiring.vault.open(sealed).encode()


def _orders(session: Session, shop_id: int, customers: dict[int, str]) -> list[dict[str, object]]:
    if not customers:
        return []
    orders = read_orders(session, list(customers), whole=True)
    messages = messages_about(session, shop_id, list(customers))
    return [_order(orders[id_], customers[id_], messages) for id_ in customers]


def _order(order: Order, customer: str, messages: Sequence[MessageSent]) -> dict[str, object]:
    sent = [asdict(message) for message in messages if message.order_id == order.id]
    return {**asdict(order), "customer": customer, "messages": sent}


def _plain(value: object) -> str:
    """Write what JSON has no word for: instants and amounts."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
