"""What has happened to an order that a message may tell of, from before and after. It is pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.here import Here
from domain.kinds import Kind
from domain.order import Order, all_delivered, has_rest, roll_up
from domain.preferences import NotificationSettings
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow

STILL_NEWS = timedelta(hours=48)
"""An occasion older than this is history: imported late, or heard of late. It is not announced."""
SETTLING = timedelta(minutes=30)
"""How long a new date must stand before it is told: carriers change their minds."""
GATHERING = timedelta(minutes=10)
"""How long a shop may take to write down all parcels of an order that is sent in several."""
EVENING = time(17)
"""When "arriving tomorrow" is told, local time."""

EXPECTABLE = frozenset(
    {Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY}
)
"""A parcel in one of these is still awaited by its carrier's estimate."""
CUSTOMS = frozenset({SubStatus.CUSTOMS_STARTED, SubStatus.CUSTOMS_HOLD})
NEEDS_SHOPPER = frozenset({SubStatus.ADDRESS, SubStatus.PAYMENT, SubStatus.PAYMENT_DUE})
"""Details by which something is needed from the shopper, whatever the carrier's flag says."""
ELSEWHERE = frozenset({SubStatus.NEIGHBOUR, SubStatus.SAFE_PLACE})

_BY_STATUS = {
    Status.IN_TRANSIT: Kind.IN_TRANSIT,
    Status.OUT_FOR_DELIVERY: Kind.OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP: Kind.READY_FOR_PICKUP,
    Status.ATTEMPT_FAILED: Kind.ATTEMPT_FAILED,
    Status.DELIVERED: Kind.DELIVERED,
    Status.RETURNING: Kind.RETURNING,
    Status.RETURNED: Kind.RETURNED,
}
_JUST_SENT = frozenset({Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT})
_BACK = frozenset({Status.RETURNING, Status.RETURNED})
_STAGES = {
    Stage.BEING_PREPARED: Kind.BEING_PREPARED,
    Stage.PACKED: Kind.PACKED,
    Stage.READY_FOR_DISPATCH: Kind.PACKED,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to be told at an instant, if it is still true then.

    `shipment_id` is None when it happened to the whole order. `about` tells apart what may happen
    to the same subject more than once: the date that is new, how many parcels have all come. One
    that is `movable` may be planned again for another time as long as it has not been told.
    """

    kind: Kind
    shipment_id: int | None
    at: datetime
    about: str = ""
    movable: bool = False


def occasions(
    before: Order | None, after: Order, settings: NotificationSettings, here: Here
) -> Iterator[Occasion]:
    """Yield what the step from `before` to `after` calls for; None means the order was unknown.

    The same may be named again: what has been written down once is not written twice.
    """
    if after.cancelled_at:
        return
    yield from _of_the_order(before, after, settings, here)
    known = {s.id: s for s in before.shipments} if before else {}
    for shipment in after.shipments:
        yield from _of_a_parcel(known.get(shipment.id), shipment, after, here)
        yield from _planned(known.get(shipment.id), shipment, settings, here)


def late(shipment: Shipment, here: Here) -> bool:
    """Tell whether the carrier's own estimate has passed while the parcel is still awaited."""
    window, state = shipment.estimate, shipment.state
    awaited = state.status in EXPECTABLE and not state.is_return_leg
    return window is not None and awaited and _overdue(shipment, window, here) <= here.now


def _overdue(shipment: Shipment, window: DeliveryWindow, here: Here) -> datetime:
    """Return from when a parcel is late; one on the van has until the end of its day."""
    over = here.over(window)
    if shipment.state.status is not Status.OUT_FOR_DELIVERY:
        return over
    next_day = here.last_day(window) + timedelta(days=1)
    return max(over, datetime.combine(next_day, time(), here.zone))


def needs_shopper(shipment: Shipment) -> bool:
    """Tell whether the shopper has to do something, beyond collecting what waits for them."""
    state = shipment.state
    if state.status is Status.AVAILABLE_FOR_PICKUP or state.final:
        return False
    troubled = state.status in {Status.EXCEPTION, Status.ATTEMPT_FAILED}
    return state.action_required or (troubled and state.sub_status in NEEDS_SHOPPER)


def _of_the_order(
    before: Order | None, after: Order, settings: NotificationSettings, here: Here
) -> Iterator[Occasion]:
    if here.now - after.placed_at <= STILL_NEWS and before is None and not after.shipments:
        yield Occasion(Kind.ORDER_RECEIVED, None, here.now)
    if before is None and not after.shipments:
        due = after.placed_at + settings.wait_of(Kind.NOT_YET_PROCESSED)
        if due > here.now - STILL_NEWS:
            yield Occasion(Kind.NOT_YET_PROCESSED, None, max(due, here.now))
    stage = _STAGES.get(after.stage)
    if stage and before and before.stage is not after.stage and not after.shipments:
        yield Occasion(stage, None, here.now)


def _of_a_parcel(
    earlier: Shipment | None, shipment: Shipment, order: Order, here: Here
) -> Iterator[Occasion]:
    state = shipment.state
    on_its_way_back = state.is_return_leg and state.status not in _BACK
    if on_its_way_back:
        return
    is_news = here.now - (state.since or shipment.shipped_at) <= STILL_NEWS
    if earlier is None:
        if is_news and state.status in _JUST_SENT:
            yield _sent(shipment, order, here)
        elif is_news and not state.final and state.status in _BY_STATUS:
            yield Occasion(_BY_STATUS[state.status], shipment.id, here.now)
        return
    if is_news and earlier.state.status is not state.status:
        yield from _of_a_move(earlier, shipment, order, here)
    if here.now - (state.last_event_at or here.now) <= STILL_NEWS:
        yield from _of_a_detail(earlier, shipment, here)


def _of_a_detail(earlier: Shipment, shipment: Shipment, here: Here) -> Iterator[Occasion]:
    """Yield what may happen to a parcel without a change of its status."""
    state = shipment.state
    if state.sub_status in CUSTOMS and earlier.state.sub_status not in CUSTOMS:
        yield Occasion(Kind.CUSTOMS, shipment.id, here.now)
    if needs_shopper(shipment) and not needs_shopper(earlier):
        yield Occasion(Kind.ACTION_REQUIRED, shipment.id, here.now)
    if state.delayed and not earlier.state.delayed and not state.final:
        yield Occasion(Kind.DELAYED, shipment.id, here.now, movable=True)


def _sent(shipment: Shipment, order: Order, here: Here) -> Occasion:
    """Tell of a new parcel, a moment later where there may be more of them."""
    part = has_rest(order)
    several = part or len(order.shipments) > 1
    at = here.now + (GATHERING if several else timedelta())
    return Occasion(Kind.PARTLY_SHIPPED if part else Kind.SHIPPED, shipment.id, at)


def _of_a_move(
    earlier: Shipment, shipment: Shipment, order: Order, here: Here
) -> Iterator[Occasion]:
    state = shipment.state
    kind = _BY_STATUS.get(state.status)
    if kind is None or (earlier.checked_at is None and state.final):
        return  # What was over before we first looked is history.
    if kind is Kind.IN_TRANSIT and earlier.state.moving:
        return  # Back on its way: not its first scan.
    came = kind is Kind.DELIVERED
    yield _delivered(shipment, order, here) if came else Occasion(kind, shipment.id, here.now)


def _delivered(shipment: Shipment, order: Order, here: Here) -> Occasion:
    if shipment.state.sub_status in ELSEWHERE:
        return Occasion(Kind.DELIVERED_ELSEWHERE, shipment.id, here.now)
    if all_delivered(order):
        # Another one sent afterwards completes the order anew.
        count = str(roll_up(order.shipments).shipments)
        return Occasion(Kind.ALL_DELIVERED, shipment.id, here.now, about=count)
    return Occasion(Kind.DELIVERED, shipment.id, here.now)


def _planned(
    earlier: Shipment | None, shipment: Shipment, settings: NotificationSettings, here: Here
) -> Iterator[Occasion]:
    """Yield what will be told at a time to come, if it is true by then."""
    state, window = shipment.state, shipment.estimate
    if earlier and (earlier.state.status, earlier.estimate) == (state.status, window):
        return
    reached = state.since or here.now
    reminder_at = reached + settings.wait_of(Kind.PICKUP_REMINDER)
    if state.status is Status.AVAILABLE_FOR_PICKUP and reminder_at > here.now:
        yield Occasion(Kind.PICKUP_REMINDER, shipment.id, reminder_at)
    review_at = reached + settings.wait_of(Kind.REVIEW_ASK)
    if _has_come(earlier, shipment) and review_at > here.now:
        yield Occasion(Kind.REVIEW_ASK, None, review_at, movable=True)
    if window is None or state.status not in EXPECTABLE or state.is_return_leg:
        return
    yield from _by_estimate(earlier, shipment, window, here)
    over = here.by_daylight(_overdue(shipment, window, here))
    if over > here.now:
        if not (earlier and earlier.state.delayed):  # That is told already, or about to be.
            yield Occasion(Kind.DELAYED, shipment.id, over, movable=True)
        at = over + settings.wait_of(Kind.DELAY_VOUCHER)
        yield Occasion(Kind.DELAY_VOUCHER, None, at, movable=True)


def _has_come(earlier: Shipment | None, shipment: Shipment) -> bool:
    looked_before = earlier is not None and earlier.checked_at is not None
    state = shipment.state
    return looked_before and state.status is Status.DELIVERED and not state.is_return_leg


def _by_estimate(
    earlier: Shipment | None, shipment: Shipment, window: DeliveryWindow, here: Here
) -> Iterator[Occasion]:
    day = here.last_day(window)
    eve = datetime.combine(day - timedelta(days=1), EVENING, here.zone)
    if here.day_of(here.now) < day:
        at = max(eve, here.now)
        yield Occasion(Kind.ARRIVING_TOMORROW, shipment.id, at, movable=True)
    told = earlier.estimate if earlier else None
    if told and here.last_day(told) != day and here.over(window) > here.now:
        at = here.now + SETTLING
        yield Occasion(Kind.NEW_DATE, shipment.id, at, about=day.isoformat(), movable=True)
