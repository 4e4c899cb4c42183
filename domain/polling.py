"""When to ask the carrier again: often when something is about to happen, seldom when not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import IntEnum

from domain.status import FINAL, Status
from domain.tracking import DeliveryWindow, TrackingState

DAY_BEGINS = time(6)
DOORBELL_HOURS = (time(8), time(21))
"""Local hours in which couriers ring; a parcel out for delivery is asked for in these only."""
AT_MOST_A_DAY = 8
SAFETY_NET = timedelta(hours=24)
"""How often a parcel is asked for whose news are pushed to us."""
STALE_AFTER = timedelta(minutes=15)
"""How old an answer may be before a shopper who looks has it asked for again."""
COLD_AFTER = timedelta(hours=48)
"""How old a parcel nobody has scanned may be before the others go first."""
WIDEN_AFTER = 5
"""Polls without news after which the interval doubles."""
JITTER = 0.15
AFTER_A_DAY_OF_FAILURES = timedelta(hours=6)
CONFIRM_AFTER = timedelta(hours=24)
"""A delivered parcel is asked for once more after this, then never again."""


class Heat(IntEnum):
    """Which parcels an account's calls are spent on first; the lowest number is the hottest."""

    HOT = 0
    USUAL = 1
    COLD = 2


@dataclass(frozen=True, slots=True)
class PollHistory:
    """What earlier polls of a shipment brought."""

    shipped_at: datetime
    unchanged: int = 0
    failures: int = 0
    today: int = 0
    """Polls since the destination's midnight."""
    confirmed: bool = False
    """True once a delivered parcel has been asked for a last time."""
    slowdown: int = 1
    """How many times longer than usual to wait (domain/plan.py)."""
    a_day: int = AT_MOST_A_DAY
    """How often the parcel may be asked for in a day."""
    pushed: bool = False
    """True while the carrier tells of the parcel by itself."""


def next_poll_at(
    state: TrackingState,
    history: PollHistory,
    estimate: DeliveryWindow | None,
    zone: tzinfo,
    now: datetime,
    chance: Callable[[], float],
) -> datetime | None:
    """Return when to poll next, or None for never again.

    `zone` is the destination's; `chance` gives a number in [0, 1) that spreads polls apart.
    """
    if state.status in FINAL:
        confirm = state.status is Status.DELIVERED and not history.confirmed
        return _when_awake(now + CONFIRM_AFTER, state, zone, chance) if confirm else None
    if history.today >= history.a_day:
        return _morning_after(now.astimezone(zone), state, chance)
    interval = _interval(state, history, estimate, now)
    if state.status is Status.OUT_FOR_DELIVERY:
        interval = max(interval, _even_share(history, now.astimezone(zone)))
    elif history.unchanged >= WIDEN_AFTER:
        interval = min(interval * 2, timedelta(hours=24))
    if history.pushed:
        interval = SAFETY_NET
    due = now + interval * history.slowdown * (1 + JITTER * (2 * chance() - 1))
    return _when_awake(due, state, zone, chance)


def heat_of(state: TrackingState, history: PollHistory, now: datetime) -> Heat:
    """Say which calls a parcel may claim: hot on its last mile, cold while nothing happens."""
    if state.status in _LAST_MILE:
        return Heat.HOT
    unscanned = not state.moving and now - history.shipped_at > COLD_AFTER
    if unscanned or state.final or history.unchanged >= WIDEN_AFTER:
        return Heat.COLD
    return Heat.USUAL


_LAST_MILE = frozenset({Status.OUT_FOR_DELIVERY, Status.ATTEMPT_FAILED})


def after_failure(history: PollHistory, retry_after: timedelta | None, now: datetime) -> datetime:
    """Return when to try again after the carrier could not be asked: 5 min, doubling up to 2 h.

    A day's polls used up on failures, the next waits longer: an outage is no reason to hammer.
    """
    backoff = min(timedelta(minutes=5 * 2 ** min(history.failures, 5)), timedelta(hours=2))
    if history.today >= history.a_day:
        backoff = AFTER_A_DAY_OF_FAILURES
    return now + max(backoff, retry_after or timedelta())


def _interval(
    state: TrackingState, history: PollHistory, estimate: DeliveryWindow | None, now: datetime
) -> timedelta:
    age = now - history.shipped_at
    if state.status is Status.PENDING:
        return _while_unknown(age)
    if state.status is Status.INFO_RECEIVED:
        return timedelta(hours=6 if age < timedelta(days=5) else 12)
    if state.status is Status.IN_TRANSIT and estimate:
        if now > estimate.latest:
            return timedelta(hours=3)
        if estimate.earliest - now < timedelta(hours=24):
            return timedelta(hours=2)
    return _BY_STATUS[state.status]


def _while_unknown(age: timedelta) -> timedelta:
    if age < timedelta(hours=48):
        return timedelta(hours=3)
    return timedelta(hours=12 if age < timedelta(days=7) else 24)


_BY_STATUS = {
    Status.IN_TRANSIT: timedelta(hours=4),
    Status.OUT_FOR_DELIVERY: timedelta(minutes=40),
    Status.AVAILABLE_FOR_PICKUP: timedelta(hours=6),
    Status.ATTEMPT_FAILED: timedelta(hours=3),
    Status.EXCEPTION: timedelta(hours=4),
    Status.RETURNING: timedelta(hours=12),
}


def _even_share(history: PollHistory, local: datetime) -> timedelta:
    """Spread the polls left today over the doorbell hours left today."""
    ends = datetime.combine(local.date(), DOORBELL_HOURS[1], tzinfo=local.tzinfo)
    return max(ends - local, timedelta()) / (history.a_day - history.today)


def _when_awake(
    due: datetime, state: TrackingState, zone: tzinfo, chance: Callable[[], float]
) -> datetime:
    local = due.astimezone(zone)
    begins, ends = _waking_hours(state)
    if local.time() < begins:
        return _morning_of(local, begins, chance)
    return _morning_after(local, state, chance) if local.time() > ends else due.astimezone(UTC)


def _waking_hours(state: TrackingState) -> tuple[time, time]:
    if state.status is Status.OUT_FOR_DELIVERY:
        return DOORBELL_HOURS
    return DAY_BEGINS, time.max


def _morning_after(local: datetime, state: TrackingState, chance: Callable[[], float]) -> datetime:
    return _morning_of(local + timedelta(days=1), _waking_hours(state)[0], chance)


def _morning_of(local: datetime, begins: time, chance: Callable[[], float]) -> datetime:
    """Return a moment in the first hour of a local day, so that a night's polls do not pile up."""
    morning = datetime.combine(local.date(), begins, tzinfo=local.tzinfo)
    return (morning + timedelta(hours=chance())).astimezone(UTC)
