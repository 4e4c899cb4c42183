"""Scans and reports from carriers: their order, their identity, and the state they add up to."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.errors import ProviderError
from domain.status import FINAL, MOVING, NEVER_COMES, Meaning, Status, SubStatus


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scan happened: `country` is ISO 3166-1 alpha-2; all parts may be empty."""

    city: str = ""
    country: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryWindow:
    """When a parcel is expected: aware instants; both ends equal when the carrier gives one."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class PickupPoint:
    """Where a parcel waits; every part but the name may be empty.

    `code` is what opens the locker or is shown at the counter. `country` is ISO 3166-1 alpha-2.
    """

    name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""
    opening_hours: tuple[str, ...] = ()
    country: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProofOfDelivery:
    """What a carrier keeps to show that a parcel arrived; parts may be empty.

    `signed_by` is a person's name; `document_url` is https and the carrier's own.
    """

    signed_by: str = ""
    document_url: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """The partner who carries a parcel on, as the carrier names it, and the partner's number."""

    number: str
    carrier_text: str = ""


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One scan or report, as the carrier gave it.

    `occurred_at` keeps the zone of the place; `zone_assumed` says the carrier gave none.
    `meaning` is None for a code nobody has mapped: it is kept and changes nothing.
    `raw` is the event as received, in JSON.
    """

    occurred_at: datetime
    raw_code: str
    raw_text: str
    meaning: Meaning | None
    place: Place = Place()
    zone_assumed: bool = False
    sequence: int = 0
    raw: str = "{}"

    @property
    def key(self) -> str:
        """Identify the event: the same code, time and place is the same event, retold."""
        instant = self.occurred_at.astimezone(UTC).isoformat()
        parts = (self.raw_code, instant, self.place.city, self.place.country, self.place.name)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class TrackedNumber:
    """What a carrier is asked about: the number, and what helps to find the right parcel.

    `carrier` is the key it has in our directory, `carrier_text` what the shop wrote. `country`
    and `postal_code` are the destination's, `reference` is the shop's order number, `phone_end`
    the last four digits of the recipient's phone, `shipped_on` the day as YYYY-MM-DD. All but
    the number may be empty.
    """

    number: str
    carrier_text: str = ""
    country: str = ""
    postal_code: str = ""
    carrier: str = ""
    reference: str = ""
    phone_end: str = ""
    shipped_on: str = ""


@dataclass(frozen=True, slots=True)
class TrackingReport:
    """All a carrier says of one number at one time, in whatever order."""

    number: str
    events: tuple[TrackingEvent, ...]
    estimate: DeliveryWindow | None = None
    pickup_point: PickupPoint | None = None
    proof: ProofOfDelivery | None = None
    hand_over: HandOver | None = None
    fingerprint: str = ""
    """A hash of the carrier's answer: the same hash, nothing new."""


@dataclass(frozen=True, slots=True)
class UnknownNumber:
    """The carrier does not know the number (yet)."""

    number: str


@dataclass(frozen=True, slots=True)
class FailedLookup:
    """The carrier could not be asked, or gave no usable answer, for this number.

    `asked` is false for a number that was kept back because of the others' answers or the
    account's pace: the error is not about it.
    """

    number: str
    error: ProviderError
    asked: bool = True


TrackingAnswer = TrackingReport | UnknownNumber | FailedLookup
"""What a carrier answers for one number."""


@dataclass(frozen=True, slots=True)
class TrackingState:
    """Where a shipment stands, as far as its known events tell."""

    status: Status = Status.PENDING
    sub_status: SubStatus | None = None
    delayed: bool = False
    action_required: bool = False
    is_return_leg: bool = False
    since: datetime | None = None
    """When the status was reached, by the carrier's clock."""
    last_event_at: datetime | None = None

    @property
    def final(self) -> bool:
        """Nothing more is expected to happen to the parcel."""
        return self.status in FINAL

    @property
    def moving(self) -> bool:
        """A carrier has scanned the parcel itself, not only heard of it."""
        return self.status in MOVING

    @property
    def still_comes(self) -> bool:
        """It may yet reach the shopper: it is not over, nor lost, nor on its way back."""
        goes_back = self.is_return_leg or self.status is Status.RETURNING
        return not (self.final or goes_back or self.sub_status in NEVER_COMES)


def in_order(events: Iterable[TrackingEvent]) -> list[TrackingEvent]:
    """Sort events by the carrier's time, then by the carrier's own sequence.

    Where both are the same, the more advanced event comes later: never the last to arrive.
    """
    return sorted(events, key=_place_in_line)


_ADVANCING = {status: rank for rank, status in enumerate(Status)}


def _place_in_line(event: TrackingEvent) -> tuple[object, ...]:
    meaning = event.meaning or Meaning(None)
    return (
        event.occurred_at.astimezone(UTC),  # within one zone, Python compares clocks, not instants
        event.sequence,
        meaning.corrects_delivery,
        _ADVANCING[meaning.status] if meaning.status else -1,
        event.raw_code,
        event.raw_text,
        (event.place.city, event.place.country, event.place.name),
    )


def state_after(events: Iterable[TrackingEvent]) -> TrackingState:
    """Add up events, in whatever order they are given, to the state the parcel is in."""
    state = TrackingState()
    for event in in_order(events):
        state = _advance(state, event)
    return state


def states_along(
    events: Iterable[TrackingEvent],
) -> Iterator[tuple[TrackingEvent, TrackingState]]:
    """Yield each event, in the carrier's order, with the state the parcel is in after it."""
    state = TrackingState()
    for event in in_order(events):
        state = _advance(state, event)
        yield event, state


def _advance(state: TrackingState, event: TrackingEvent) -> TrackingState:
    seen = replace(state, last_event_at=event.occurred_at)
    meaning = event.meaning
    if meaning is None or not _may_follow(state, meaning):
        return seen
    if meaning.status is None:
        return replace(
            seen,
            delayed=state.delayed or meaning.delayed,
            action_required=state.action_required or meaning.action_required,
        )
    return TrackingState(
        status=meaning.status,
        sub_status=meaning.sub_status,
        delayed=meaning.delayed or (state.delayed and meaning.status not in _ENDS_DELAY),
        action_required=meaning.action_required,
        is_return_leg=meaning.is_return_leg or state.is_return_leg,
        since=state.since if meaning.status is state.status else event.occurred_at,
        last_event_at=event.occurred_at,
    )


_ENDS_DELAY = frozenset({Status.OUT_FOR_DELIVERY, Status.AVAILABLE_FOR_PICKUP, *FINAL})
_BEFORE_MOVEMENT = frozenset({Status.PENDING, Status.INFO_RECEIVED})


def _may_follow(state: TrackingState, meaning: Meaning) -> bool:
    if state.status is Status.DELIVERED:
        return meaning.corrects_delivery
    return not (meaning.status in _BEFORE_MOVEMENT and state.moving)
