"""Which scans a platform's own order page is to show: those that change what a shopper sees."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.status import Status
from domain.tracking import TrackingEvent, TrackingState, states_along

TOO_OLD = timedelta(days=30)
_NOTHING_TO_SHOW = frozenset({Status.PENDING, Status.CANCELLED, Status.EXPIRED})
"""Statuses that no scan brings about."""
_AT_ITS_END = frozenset({Status.DELIVERED, Status.RETURNED})


@dataclass(frozen=True, slots=True)
class Showable:
    """A scan worth showing, and the status it brought the parcel to."""

    event: TrackingEvent
    status: Status


def worth_showing(
    heard: Iterable[TrackingEvent], new: Collection[TrackingEvent], now: datetime
) -> Iterator[Showable]:
    """Yield the new ones that changed a parcel's status, oldest first.

    A parcel on its way back is never shown as delivered.
    """
    fresh = {event.key for event in new}
    before = Status.PENDING
    for event, state in states_along([*heard, *new]):
        status = _seen(state)
        if status is before:
            continue
        before = status
        recent = now - event.occurred_at <= TOO_OLD
        if event.key in fresh and recent and status not in _NOTHING_TO_SHOW:
            yield Showable(event, status)


def _seen(state: TrackingState) -> Status:
    if not (state.is_return_leg and state.moving):
        return state.status
    return Status.RETURNED if state.status in _AT_ITS_END else Status.RETURNING
