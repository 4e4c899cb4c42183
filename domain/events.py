"""What merchants' own systems are told as it happens, and the shape of who tells them. It is pure.

Messages to shoppers are decided elsewhere: what is told here does not depend on their switches.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.occasions import CUSTOMS, EXPECTABLE, STILL_NEWS, needs_shopper
from domain.order import Order, all_delivered, roll_up
from domain.shipment import Shipment
from domain.status import Status


class EventType(StrEnum):
    """What can be told; docs/webhooks.md says when each is."""

    ORDER_RECEIVED = "order.received"
    ORDER_STAGE_CHANGED = "order.stage_changed"
    ORDER_CANCELLED = "order.cancelled"
    ORDER_ALL_DELIVERED = "order.all_delivered"
    PARCEL_ADDED = "parcel.added"
    PARCEL_INFO_RECEIVED = "parcel.info_received"
    PARCEL_IN_TRANSIT = "parcel.in_transit"
    PARCEL_CUSTOMS = "parcel.customs"
    PARCEL_ESTIMATE_CHANGED = "parcel.estimate_changed"
    PARCEL_DELAYED = "parcel.delayed"
    PARCEL_OUT_FOR_DELIVERY = "parcel.out_for_delivery"
    PARCEL_ATTEMPT_FAILED = "parcel.attempt_failed"
    PARCEL_ACTION_REQUIRED = "parcel.action_required"
    PARCEL_READY_FOR_PICKUP = "parcel.ready_for_pickup"
    PARCEL_DELIVERED = "parcel.delivered"
    PARCEL_EXCEPTION = "parcel.exception"
    PARCEL_RETURNING = "parcel.returning"
    PARCEL_RETURNED = "parcel.returned"
    PARCEL_CANCELLED = "parcel.cancelled"
    PARCEL_EXPIRED = "parcel.expired"


TEST_EVENT = "framme.test"
"""The type of an event by which a merchant tries an address."""


class Target(StrEnum):
    """What kind of listener an endpoint is."""

    WEBHOOK = "webhook"
    KLAVIYO = "klaviyo"


_BY_STATUS = {
    Status.INFO_RECEIVED: EventType.PARCEL_INFO_RECEIVED,
    Status.IN_TRANSIT: EventType.PARCEL_IN_TRANSIT,
    Status.OUT_FOR_DELIVERY: EventType.PARCEL_OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP: EventType.PARCEL_READY_FOR_PICKUP,
    Status.ATTEMPT_FAILED: EventType.PARCEL_ATTEMPT_FAILED,
    Status.DELIVERED: EventType.PARCEL_DELIVERED,
    Status.EXCEPTION: EventType.PARCEL_EXCEPTION,
    Status.RETURNING: EventType.PARCEL_RETURNING,
    Status.RETURNED: EventType.PARCEL_RETURNED,
    Status.CANCELLED: EventType.PARCEL_CANCELLED,
    Status.EXPIRED: EventType.PARCEL_EXPIRED,
}


@dataclass(frozen=True, slots=True)
class News:
    """Something that has just happened to an order, or to one of its parcels.

    `about` tells apart what may happen to the same subject more than once.
    """

    type: EventType
    order_id: int
    shipment: Shipment | None = None
    about: str = ""

    def event_id(self, shop_id: int) -> str:
        """Name the occasion: the same for every listener, and at every try."""
        subject = f"shipment:{self.shipment.id}" if self.shipment else f"order:{self.order_id}"
        occasion = f"{shop_id}:{self.type}:{subject}:{self.about}"
        return f"msg_{hashlib.sha256(occasion.encode()).hexdigest()[:32]}"


def news_of(before: Order | None, after: Order, now: datetime) -> Iterator[News]:
    """Yield what has happened from `before` to `after`; None means that the order was unknown.

    Of what is longer ago than 48 hours nothing is told, and of a cancelled order only that it is.
    """
    if after.cancelled_at:
        if before and not before.cancelled_at:
            yield News(EventType.ORDER_CANCELLED, after.id, about=after.cancelled_at.isoformat())
        return
    if before is None and now - after.placed_at <= STILL_NEWS:
        yield News(EventType.ORDER_RECEIVED, after.id)
    if before and before.stage is not after.stage:
        steps = f"{before.stage}>{after.stage}@{now.isoformat()}"
        yield News(EventType.ORDER_STAGE_CHANGED, after.id, about=steps)
    known = {s.id: s for s in before.shipments} if before else {}
    for shipment in after.shipments:
        yield from _of_a_parcel(known.get(shipment.id), shipment, now)
    if before and all_delivered(after) and not all_delivered(before):
        # Another one sent afterwards completes the order anew.
        count = str(roll_up(after.shipments).shipments)
        yield News(EventType.ORDER_ALL_DELIVERED, after.id, about=count)


def _of_a_parcel(earlier: Shipment | None, shipment: Shipment, now: datetime) -> Iterator[News]:
    state = shipment.state
    is_news = now - (state.since or shipment.shipped_at) <= STILL_NEWS
    if earlier is None:
        if is_news:
            yield News(EventType.PARCEL_ADDED, shipment.order_id, shipment)
        return
    if is_news and earlier.state.status is not state.status:
        yield from _of_a_move(earlier, shipment)
    if now - (state.last_event_at or now) <= STILL_NEWS:
        yield from _of_a_detail(earlier, shipment)


def _of_a_move(earlier: Shipment, shipment: Shipment) -> Iterator[News]:
    state = shipment.state
    if earlier.checked_at is None and state.final:
        return  # What was over before we first looked is history.
    kind = _BY_STATUS.get(state.status)
    if state.is_return_leg and kind is not EventType.PARCEL_RETURNING:
        # On its way back only the end of it is news: that it has come back to the shop.
        kind = EventType.PARCEL_RETURNED if state.final else None
    if kind:
        since = state.since.isoformat() if state.since else ""
        yield News(kind, shipment.order_id, shipment, about=since)


def _of_a_detail(earlier: Shipment, shipment: Shipment) -> Iterator[News]:
    state, was, order = shipment.state, earlier.state, shipment.order_id
    at = state.last_event_at.isoformat() if state.last_event_at else ""
    if state.sub_status in CUSTOMS and was.sub_status not in CUSTOMS:
        yield News(EventType.PARCEL_CUSTOMS, order, shipment, about=at)
    if needs_shopper(shipment) and not needs_shopper(earlier):
        yield News(EventType.PARCEL_ACTION_REQUIRED, order, shipment, about=at)
    if state.delayed and not was.delayed and not state.final:
        yield News(EventType.PARCEL_DELAYED, order, shipment, about=at)
    window = shipment.estimate
    awaited = state.status in EXPECTABLE and not state.is_return_leg
    if window and awaited and window != earlier.estimate:
        ends = f"{window.earliest.isoformat()}/{window.latest.isoformat()}"
        yield News(EventType.PARCEL_ESTIMATE_CHANGED, order, shipment, about=f"{ends}@{at}")


class Verdict(StrEnum):
    """What came of telling an event."""

    TAKEN = "taken"
    AGAIN = "again"
    """Not now; it may be tried again."""
    NEVER = "never"
    """This event will never be taken; others may."""
    GONE = "gone"
    """Nothing will ever be taken there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a listener said: `status` is None without an answer, `reason` says why not taken.

    `said` is the beginning of its answer, to be shown to a merchant who tries it.
    """

    verdict: Verdict
    status: int | None = None
    reason: str = ""
    said: str = ""
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where events go; of several `secrets` the first is the newest. `url` may be empty."""

    url: str
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event ready to be told: `body` is JSON in UTF-8, kept and sent as it is."""

    id: str
    type: str
    body: bytes


class EventListener(Protocol):
    """A kind of listener; several threads may use it at once."""

    def accepts(self, url: str) -> bool:
        """Tell whether an address is one that events may be sent to; nobody is asked."""
        ...

    def tell(self, to: Destination, event: Event, now: datetime) -> Answer:
        """Tell an event once, and return what came of it, whatever it is."""
        ...


RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait after each failure; after one more an event is given up."""
GIVEN_UP_AFTER = timedelta(days=5)
"""For how long an endpoint may do nothing but fail until it is switched off."""

Listeners = Mapping[str, EventListener]
