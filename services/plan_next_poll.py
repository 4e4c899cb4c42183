"""Turn an answer into the next poll: the domain decides when, this brings the facts together."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.polling import AT_MOST_A_DAY, PollHistory, after_failure, heat_of, next_poll_at
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import FailedLookup, TrackingAnswer, TrackingReport
from services.wiring import Wiring
from storage.due_shipments import DueShipment
from storage.poll_schedule import NextPoll

KEPT_BACK_FOR = timedelta(minutes=1)
"""How soon a parcel comes again that was claimed but not asked about."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a claimed parcel, and until when its news will be pushed.

    `pushed` is true when a push brought it: then nobody was asked.
    """

    due: DueShipment
    answer: TrackingAnswer
    pushed_until: datetime | None = None
    pushed: bool = False


def plan_next_poll(wiring: Wiring, heard: Heard, moved: Shipment | None, now: datetime) -> NextPoll:
    """Say when a parcel is asked about next; `moved` is where it stands now, if it moved."""
    due, answer = heard.due, heard.answer
    zone = wiring.zone_of(due.country) or ZoneInfo(due.shop_zone)
    today = now.astimezone(zone).date()
    polls_today = due.polls_today if due.polled_on == today else 0
    if isinstance(answer, FailedLookup) and not answer.asked:
        return _kept_back(heard, (today, polls_today), now)
    polls_today += 0 if heard.pushed else 1
    if isinstance(answer, FailedLookup):
        return _after_failure(wiring, due, answer, (today, polls_today), now)
    state = moved.state if moved else due.state
    history = PollHistory(
        shipped_at=due.shipped_at,
        unchanged=0 if moved else due.unchanged + 1,
        today=polls_today,
        confirmed=due.confirmed or (due.state.status is Status.DELIVERED and not heard.pushed),
        slowdown=due.slowdown,
        a_day=_a_day(wiring, due),
        pushed=heard.pushed_until is not None and heard.pushed_until > now,
    )
    estimate = moved.estimate if moved else due.estimate
    at = next_poll_at(state, history, estimate, zone, now, wiring.chance)
    return NextPoll(
        shipment_id=due.id,
        at=wiring.in_demo_time(at, now) if at else None,
        unchanged=min(history.unchanged, 100),
        polls_today=polls_today,
        polled_on=today,
        confirmed=history.confirmed,
        fingerprint=_fingerprint(heard),
        heat=heat_of(state, history, now),
        pushed_until=heard.pushed_until,
    )


def _fingerprint(heard: Heard) -> str:
    """Return the hash of what the carrier said when asked; a push says only a part of it."""
    if heard.pushed:
        return ""
    return heard.answer.fingerprint if isinstance(heard.answer, TrackingReport) else ""


def _a_day(wiring: Wiring, due: DueShipment) -> int:
    provider = wiring.switchboard.providers.get(due.provider)
    return provider.a_day if provider else AT_MOST_A_DAY


def _kept_back(heard: Heard, day: tuple[date, int], now: datetime) -> NextPoll:
    """Leave all as it was: nobody was asked, so nothing can be held against the parcel."""
    return _as_it_was(heard.due, day, now + KEPT_BACK_FOR, now)


def _after_failure(
    wiring: Wiring,
    due: DueShipment,
    answer: FailedLookup,
    day: tuple[date, int],
    now: datetime,
) -> NextPoll:
    history = PollHistory(
        due.shipped_at, failures=due.failures, today=day[1], a_day=_a_day(wiring, due)
    )
    at = after_failure(history, answer.error.retry_after, now)
    return replace(
        _as_it_was(due, day, wiring.in_demo_time(at, now), now),
        failures=min(due.failures + 1, 100),
        last_error=answer.error.reason[:300],
    )


def _as_it_was(due: DueShipment, day: tuple[date, int], at: datetime, now: datetime) -> NextPoll:
    today, polls_today = day
    return NextPoll(
        shipment_id=due.id,
        at=at,
        unchanged=due.unchanged,
        failures=due.failures,
        polls_today=polls_today,
        polled_on=today,
        confirmed=due.confirmed,
        fingerprint=due.fingerprint,
        heat=heat_of(due.state, PollHistory(due.shipped_at, unchanged=due.unchanged), now),
        pushed_until=due.pushed_until,
    )
