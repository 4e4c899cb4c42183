"""Which of an order's parcels have come, are still to come, or can yet be led elsewhere."""

from datetime import datetime, timedelta

from domain.order import Order
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status
from domain.tracking import DeliveryWindow, TrackingState

_REDIRECTABLE = frozenset(
    {Status.INFO_RECEIVED, Status.IN_TRANSIT, Status.ATTEMPT_FAILED, Status.EXCEPTION}
)
_A_DAY = timedelta(days=1)


def live_parcels(order: Order) -> list[Shipment]:
    """Return the parcels that are not cancelled."""
    return [s for s in order.shipments if s.state.status is not Status.CANCELLED]


def has_left(order: Order) -> bool:
    """Tell whether everything has left the shop: by parcel, or by the shop's own word."""
    live = live_parcels(order)
    if not live:
        return order.stage is Stage.HANDED_TO_COURIER
    return all(s.state.moving or s.state.final or not s.tracking_number for s in live)


def parcels_of(order: Order, carriers: frozenset[str]) -> list[Shipment]:
    """Return the parcels with a number that these carriers bring to the shopper."""
    return [
        s
        for s in live_parcels(order)
        if s.carrier in carriers and s.tracking_number and not s.state.is_return_leg
    ]


def parcels_to_redirect(order: Order, carriers: frozenset[str]) -> tuple[Shipment, ...]:
    """Return those of these carriers that can still be sent to another pick-up point."""
    return tuple(
        s
        for s in parcels_of(order, carriers)
        if s.state.status in _REDIRECTABLE and s.state.still_comes
    )


def said_delivered(state: TrackingState) -> bool:
    """Tell whether a carrier says that it has delivered a parcel to the shopper."""
    return state.status is Status.DELIVERED and not state.is_return_leg


def parcels_said_delivered(order: Order) -> tuple[Shipment, ...]:
    """Return the parcels the carrier says it has delivered to the shopper."""
    return tuple(s for s in order.shipments if said_delivered(s.state))


def parcels_awaited(order: Order) -> tuple[Shipment, ...]:
    """Return the parcels that are still to be brought: what waits at a pick-up point is there."""
    return tuple(
        s
        for s in live_parcels(order)
        if s.state.still_comes and s.state.status is not Status.AVAILABLE_FOR_PICKUP
    )


def parcels_expected(order: Order, now: datetime) -> tuple[tuple[Shipment, DeliveryWindow], ...]:
    """Return the parcels that are to be delivered yet, with when; what is late has no day."""
    return tuple(
        (s, s.estimate) for s in parcels_awaited(order) if s.estimate and _end_of(s.estimate) > now
    )


def _end_of(window: DeliveryWindow) -> datetime:
    """Return when a window is over; a moment may stand for its whole day."""
    return window.latest + _A_DAY if window.earliest == window.latest else window.latest
