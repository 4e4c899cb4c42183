"""Put a carrier's answer together, the same way for all: order, fingerprint, what still matters."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.status import Status
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    state_after,
)
from integrations.untrusted import text

Row = Mapping[str, Any]
ReadEvent = Callable[[Row, int], TrackingEvent | None]


def events_of(
    told: Sequence[Row], read_event: ReadEvent, *, newest_first: bool
) -> tuple[TrackingEvent, ...]:
    """Read a carrier's rows; `read_event` gets a row and its sequence, the oldest 0.

    A row without a time is left out: `read_event` returns None for it.
    """
    last = len(told) - 1
    return tuple(
        event
        for index, row in enumerate(told)
        if (event := read_event(row, last - index if newest_first else index)) is not None
    )


def oldest_first(told: Sequence[Row], time_of: Callable[[Row], object]) -> Sequence[Row]:
    """Turn rows round that begin with the newest, by their times as they are written."""
    ends = [text(time_of(row)) for row in (*told[:1], *told[-1:])]
    return told if ends == sorted(ends) else told[::-1]


def report_of(
    asked: TrackedNumber,
    events: tuple[TrackingEvent, ...],
    *,
    estimate: DeliveryWindow | None = None,
    pickup_point: PickupPoint | None = None,
    proof: ProofOfDelivery | None = None,
    hand_over: HandOver | None = None,
) -> TrackingReport:
    """Return the report of a number.

    An estimate is kept until it has arrived, a pick-up point while it waits there, a proof once
    it has been delivered; a hand-over to the number itself is none.
    """
    status = _status_after(events)
    arrived = status is Status.DELIVERED
    estimate = None if arrived else estimate
    pickup_point = pickup_point if status is Status.AVAILABLE_FOR_PICKUP else None
    proof = proof if arrived else None
    if hand_over and hand_over.number.upper() in {"", asked.number.upper()}:
        hand_over = None
    said = (*(event.raw for event in events), estimate, pickup_point, proof, hand_over)
    digest = hashlib.blake2b("\n".join(map(str, said)).encode(), digest_size=16)
    return TrackingReport(
        asked.number, events, estimate, pickup_point, proof, hand_over, digest.hexdigest()
    )


def _status_after(events: Sequence[TrackingEvent]) -> Status | None:
    """Return the status the events add up to, as far as it matters here; None for any other."""
    said = {event.meaning.status for event in events if event.meaning}
    if said.isdisjoint({Status.DELIVERED, Status.AVAILABLE_FOR_PICKUP}):
        return None
    return state_after(events).status
