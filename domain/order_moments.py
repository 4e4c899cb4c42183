"""When an order's parcels came, or count as come, and until when news of them may be heard."""

from datetime import datetime

from domain.order import Order
from domain.order_parcels import has_left, live_parcels, parcels_said_delivered
from domain.shipment import NEVER_HEARD_OF


def delivered_at(order: Order) -> datetime | None:
    """Return when the last parcel that has come was delivered, None while none has."""
    moments = [s.state.since for s in parcels_said_delivered(order) if s.state.since]
    return max(moments, default=None)


def arrived_at(order: Order) -> datetime | None:
    """Return since when an order counts as arrived, None while it is still to come.

    Of what nobody follows nobody will ever say that it came: it counts from when it was sent. Where
    the shop says without a parcel that it has sent everything, no better moment is kept than that
    of the order itself.
    """
    delivered, live = delivered_at(order), live_parcels(order)
    if delivered or any(s.followed and s.tracking_number for s in live):
        return delivered
    if live:
        return max(s.shipped_at for s in live)
    return order.placed_at if has_left(order) else None


def last_answer_at(order: Order) -> datetime | None:
    """Return when a carrier last answered about any parcel, None before the first answer."""
    return max((s.checked_at for s in order.shipments if s.checked_at), default=None)


def is_over(order: Order, now: datetime) -> bool:
    """Tell whether nothing more will be heard of an order's parcels.

    Of what nobody follows nothing ever is: it is over NEVER_HEARD_OF after it was sent.
    """
    if order.shipments and all(s.state.final for s in order.shipments):
        return True
    if any(s.followed and s.tracking_number and not s.state.final for s in order.shipments):
        return False
    sent = arrived_at(order)
    return sent is not None and now - sent > NEVER_HEARD_OF
