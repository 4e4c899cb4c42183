"""Turn an answer into the next poll: the domain decides when, this brings the facts together."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.polling import PollHistory, after_failure, next_poll_at
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import FailedLookup, TrackingAnswer, TrackingReport
from services.wiring import Wiring
from storage.due_shipments import DueShipment
from storage.poll_schedule import NextPoll


def plan_next_poll(
    wiring: Wiring,
    due: DueShipment,
    answer: TrackingAnswer,
    moved: Shipment | None,
    now: datetime,
) -> NextPoll:
    """Say when a shipment is asked for next; `moved` is where it stands now, if it moved."""
    zone = wiring.zone_of(due.country) or ZoneInfo(due.shop_zone)
    today = now.astimezone(zone).date()
    polls_today = due.polls_today + 1 if due.polled_on == today else 1
    if isinstance(answer, FailedLookup):
        return _after_failure(wiring, due, answer, (today, polls_today), now)
    state = moved.state if moved else due.state
    history = PollHistory(
        shipped_at=due.shipped_at,
        unchanged=0 if moved else due.unchanged + 1,
        today=polls_today,
        confirmed=due.confirmed or due.state.status is Status.DELIVERED,
        slowdown=due.slowdown,
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
        fingerprint=answer.fingerprint if isinstance(answer, TrackingReport) else "",
    )


def _after_failure(
    wiring: Wiring,
    due: DueShipment,
    answer: FailedLookup,
    day: tuple[date, int],
    now: datetime,
) -> NextPoll:
    today, polls_today = day
    history = PollHistory(due.shipped_at, failures=due.failures, today=polls_today)
    at = after_failure(history, answer.error.retry_after, now)
    return NextPoll(
        shipment_id=due.id,
        at=wiring.in_demo_time(at, now),
        unchanged=due.unchanged,
        failures=min(due.failures + 1, 100),
        polls_today=polls_today,
        polled_on=today,
        confirmed=due.confirmed,
        fingerprint=due.fingerprint,
        last_error=answer.error.reason[:300],
    )
