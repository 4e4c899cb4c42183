"""Tell a merchant's program of an order, by the number people know it by."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.errors import FrammeError
from domain.order import Order
from services.wiring import Wiring
from storage.messages_of_order import MessageOfOrder, messages_of_order
from storage.order_reading import read_order
from storage.orders import ids_by_number

__all__ = ["MessageOfOrder", "NoSuchOrderError", "messages_about", "order_by_number"]

MOST_MESSAGES = 200


class NoSuchOrderError(FrammeError):
    """The shop has no order of this number, or has deleted it."""


def order_by_number(wiring: Wiring, shop_id: int, number: str) -> Order:
    """Return a shop's whole order; the newest, of several. Raises NoSuchOrderError."""
    with wiring.sessions() as session:
        return _newest(session, shop_id, number)


def messages_about(wiring: Wiring, shop_id: int, number: str) -> Sequence[MessageOfOrder]:
    """Return the messages about an order, the newest 200; raise NoSuchOrderError."""
    with wiring.sessions() as session:
        order = _newest(session, shop_id, number)
        return messages_of_order(session, shop_id, order.id, MOST_MESSAGES)


def _newest(session: Session, shop_id: int, number: str) -> Order:
    found = (
        read_order(session, shop_id, order_id)
        for order_id in ids_by_number(session, shop_id, number)
    )
    orders = [order for order in found if order]
    if not orders:
        raise NoSuchOrderError("no such order")
    return max(orders, key=lambda order: (order.placed_at, order.id))
