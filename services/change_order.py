"""Change an order at its platform, for the shopper's sake: cancel it, or send it elsewhere.

Only while nothing has been sent. Our own rows follow by the platform's webhook, not from here.
"""

from dataclasses import dataclass

from domain.errors import FrammeError
from domain.order import Address, Order
from domain.shop_api import Cancellation
from domain.status import Status
from services.shop_access import with_session
from services.wiring import Wiring
from storage.order_reading import read_order


class UnknownOrderError(FrammeError):
    """The shop has no such order, or has it no more."""


class OrderCancelledError(FrammeError):
    """The order is cancelled already."""


class OrderSentError(FrammeError):
    """A parcel of the order is made, or on its way: it is too late."""


@dataclass(frozen=True, slots=True)
class HowToCancel:
    """What becomes of goods and money; `note` is for the shop's staff."""

    restock: bool = True
    refund: bool = True
    notify: bool = True
    note: str = ""


def cancel_order(wiring: Wiring, shop_id: int, order_id: int, how: HowToCancel) -> None:
    """Cancel an order; it cannot be undone.

    Raises UnknownOrderError, OrderCancelledError, OrderSentError, RejectedError with the platform's
    reason, or another ProviderError.
    """
    order = _still_changeable(wiring, shop_id, order_id)
    what = Cancellation(order.platform_id, how.restock, how.refund, how.notify, how.note)
    with_session(wiring, shop_id, lambda api, shop: api.cancel_order(shop, what))


def change_address(wiring: Wiring, shop_id: int, order_id: int, address: Address) -> None:
    """Send an order to another address. Raises as cancel_order does."""
    order = _still_changeable(wiring, shop_id, order_id)
    with_session(
        wiring, shop_id, lambda api, shop: api.change_address(shop, order.platform_id, address)
    )


def _still_changeable(wiring: Wiring, shop_id: int, order_id: int) -> Order:
    with wiring.sessions() as session:
        order = read_order(session, shop_id, order_id)
    if order is None:
        raise UnknownOrderError("the shop has no such order")
    if order.cancelled_at:
        raise OrderCancelledError("the order is cancelled already")
    if any(shipment.state.status is not Status.CANCELLED for shipment in order.shipments):
        raise OrderSentError("a parcel of the order is made already")
    return order
