"""Change an order at its platform, for the shopper's sake: cancel it, or send it elsewhere.

Only while nothing has been sent, as the platform itself tells: a webhook may be on its way. What
is changed reaches our own rows by the platform's webhook, not from here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import FrammeError, RejectedError
from domain.order import Address, Order
from domain.order_parcels import has_left, live_parcels
from domain.shop_api import Cancellation
from domain.shop_events import OrderGone, OrderTold
from domain.stage import Stage
from services.shop_access import with_session
from services.take_over_orders import take_over_orders
from services.wiring import Wiring
from storage.order_reading import read_order

Still = Callable[[], object]
"""Asked again once our row says what the platform does; raises what stands against the change."""


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


def cancel_order(
    wiring: Wiring, shop_id: int, order_id: int, how: HowToCancel, still: Still | None = None
) -> None:
    """Cancel an order; it cannot be undone.

    The order is read at the platform first and taken over, so that news we have not heard yet
    counts. Raises UnknownOrderError, OrderCancelledError, OrderSentError, RejectedError with the
    platform's reason, another ProviderError, or what `still` raises.
    """
    order = _still_changeable(wiring, shop_id, order_id, still)
    what = Cancellation(order.platform_id, how.restock, how.refund, how.notify, how.note)
    with_session(wiring, shop_id, lambda api, shop: api.cancel_order(shop, what))


def change_address(
    wiring: Wiring, shop_id: int, order_id: int, address: Address, still: Still | None = None
) -> None:
    """Send an order to another address. Reads and raises as cancel_order does."""
    order = _still_changeable(wiring, shop_id, order_id, still)
    with_session(
        wiring, shop_id, lambda api, shop: api.change_address(shop, order.platform_id, address)
    )


def _still_changeable(wiring: Wiring, shop_id: int, order_id: int, still: Still | None) -> Order:
    order = _changeable_as_known(wiring, shop_id, order_id)
    told = with_session(wiring, shop_id, lambda api, shop: api.read_order(shop, order.platform_id))
    if told is None:
        # It may be too old to be shown to us as well: that does not make it gone.
        raise RejectedError("the shop shows us no such order", permanent=True)
    with wiring.sessions.begin() as session:
        take_over_orders(session, wiring, shop_id, [told], announce=True)
    # What is told counts even where it could not be taken over.
    _refuse_as_told(told)
    if still:
        still()
    return order


def _changeable_as_known(wiring: Wiring, shop_id: int, order_id: int) -> Order:
    with wiring.sessions() as session:
        order = read_order(session, shop_id, order_id)
    if order is None:
        raise UnknownOrderError("the shop has no such order")
    if order.cancelled_at:
        raise OrderCancelledError("the order is cancelled already")
    if live_parcels(order) or has_left(order):
        raise OrderSentError("a parcel of the order is made already")
    return order


def _refuse_as_told(told: OrderTold | OrderGone) -> None:
    if isinstance(told, OrderGone):
        raise UnknownOrderError("the shop has put the order away")
    if told.cancelled_at:
        raise OrderCancelledError("the shop says that the order is cancelled")
    parcels = any(not shipment.cancelled for shipment in told.shipments)
    if parcels or told.stage is Stage.HANDED_TO_COURIER:
        raise OrderSentError("the shop says that a parcel of the order is made")
