"""Polls in the destination's own day: its waking hours, its midnight, its change of clocks."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.polling import AT_MOST_A_DAY, PollHistory, next_poll_at
from domain.status import FINAL, Status
from domain.tracking import DeliveryWindow, TrackingState

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ZONES = [
    UTC,
    STOCKHOLM,
    *map(ZoneInfo, ("Asia/Taipei", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati")),
]
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ASKED_FOR = sorted((frozenset(Status) - FINAL) | {Status.DELIVERED})

statuses = st.sampled_from(ASKED_FOR)
chances = st.floats(0, 1, exclude_max=True)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
histories = st.builds(
    PollHistory,
    shipped_at=moments,
    unchanged=st.integers(0, 100),
    failures=st.integers(0, 100),
    today=st.integers(0, 12),
)
estimates = st.none() | st.tuples(moments, st.integers(0, 96)).map(
    lambda window: DeliveryWindow(window[0], window[0] + timedelta(hours=window[1]))
)


def waking_hours(status: Status) -> tuple[time, time]:
    return (time(8), time(21)) if status is Status.OUT_FOR_DELIVERY else (time(6), time.max)


@given(statuses, histories, estimates, st.sampled_from(ZONES), moments, chances)
def test_a_poll_is_always_still_to_come_and_in_waking_hours(
    status: Status,
    history: PollHistory,
    estimate: DeliveryWindow | None,
    zone: tzinfo,
    now: datetime,
    chance: float,
) -> None:
    at = next_poll_at(TrackingState(status), history, estimate, zone, now, lambda: chance)
    assert at is not None
    begins, ends = waking_hours(status)
    assert at > now
    assert at.utcoffset() == timedelta()
    assert begins <= at.astimezone(zone).time() <= ends
    assert at - now < timedelta(hours=24 * 1.15 + 12)


def due(
    status: Status, local: datetime, chance: float = 0.5, *, today: int = 0
) -> tuple[date, time]:
    """Return the local day and time of the next poll."""
    now = local.astimezone(UTC)
    history = PollHistory(now - timedelta(days=1), today=today)
    at = next_poll_at(TrackingState(status), history, None, STOCKHOLM, now, lambda: chance)
    assert at is not None
    there = at.astimezone(STOCKHOLM)
    return there.date(), there.time()


def on(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=STOCKHOLM)


FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("status", "clock", "next_clock"),
    [
        pytest.param(Status.IN_TRANSIT, "19:59", (FRIDAY, time(23, 59)), id="just before midnight"),
        pytest.param(Status.IN_TRANSIT, "20:00", (SATURDAY, time(6, 30)), id="midnight is night"),
        pytest.param(Status.IN_TRANSIT, "01:00", (FRIDAY, time(6, 30)), id="due in the night"),
        pytest.param(Status.IN_TRANSIT, "02:00", (FRIDAY, time(6)), id="due when the day begins"),
        pytest.param(Status.OUT_FOR_DELIVERY, "20:20", (FRIDAY, time(21)), id="the last doorbell"),
        pytest.param(Status.OUT_FOR_DELIVERY, "20:21", (SATURDAY, time(8, 30)), id="too late"),
        pytest.param(Status.OUT_FOR_DELIVERY, "23:50", (SATURDAY, time(8, 30)), id="at night"),
        pytest.param(Status.OUT_FOR_DELIVERY, "05:00", (FRIDAY, time(8, 30)), id="before dawn"),
        pytest.param(Status.DELIVERED, "03:00", (SATURDAY, time(6, 30)), id="delivered at night"),
        pytest.param(Status.DELIVERED, "15:00", (SATURDAY, time(15)), id="delivered by day"),
    ],
)
def test_nights_are_quiet(status: Status, clock: str, next_clock: tuple[date, time]) -> None:
    assert due(status, on(FRIDAY, clock)) == next_clock


@pytest.mark.parametrize(("chance", "clock"), [(0.0, time(6)), (0.75, time(6, 45))])
def test_mornings_are_spread_over_an_hour(chance: float, clock: time) -> None:
    assert due(Status.IN_TRANSIT, on(FRIDAY, "23:00"), chance) == (SATURDAY, clock)


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["23 hours long", "25 hours long"])
def test_on_the_day_clocks_change_the_morning_is_where_the_clock_says(day: date) -> None:
    eve = day - timedelta(days=1)
    assert due(Status.IN_TRANSIT, on(eve, "23:30")) == (day, time(6, 30))
    assert due(Status.IN_TRANSIT, on(eve, "12:00"), today=8) == (day, time(6, 30))
    assert due(Status.OUT_FOR_DELIVERY, on(day, "01:00")) == (day, time(8, 30))
    assert due(Status.IN_TRANSIT, on(day, "08:00")) == (day, time(12))


@pytest.mark.parametrize(
    ("day", "clock"), [(SPRING, time(7)), (AUTUMN, time(6, 30))], ids=["spring", "autumn"]
)
def test_a_day_after_a_delivery_is_twenty_four_hours_later(day: date, clock: time) -> None:
    # In autumn that is five in the morning by the clock: too early.
    assert due(Status.DELIVERED, on(day - timedelta(days=1), "06:00")) == (day, clock)


@pytest.mark.parametrize("status", sorted(frozenset(Status) - FINAL))
@pytest.mark.parametrize("chance", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("begins", [FRIDAY, SPRING, AUTUMN], ids=["winter", "spring", "autumn"])
def test_no_parcel_is_asked_for_more_than_eight_times_a_day(
    status: Status, chance: float, begins: date
) -> None:
    """Live through three days in which nothing changes and a delivery is always near."""
    polls = live_through(status, on(begins, "00:10"), lambda: chance)
    per_day = [sum(poll.date() == day for poll in polls) for day in {p.date() for p in polls}]
    assert max(per_day) <= AT_MOST_A_DAY
    assert len(polls) >= 3


def live_through(status: Status, begins: datetime, chance: Callable[[], float]) -> list[datetime]:
    """Return the local times of all polls within three days."""
    now, ends = begins.astimezone(UTC), (begins + timedelta(days=3)).astimezone(UTC)
    polls: list[datetime] = []
    while now < ends:
        local = now.astimezone(STOCKHOLM)
        polls.append(local)
        today = sum(poll.date() == local.date() for poll in polls)
        history = PollHistory(now, unchanged=len(polls) % 5, today=today)
        soon = DeliveryWindow(now, now + timedelta(hours=1))
        at = next_poll_at(TrackingState(status), history, soon, STOCKHOLM, now, chance)
        assert at is not None
        now = at
    return polls


def test_a_van_on_its_round_is_asked_for_all_day_long() -> None:
    polls = live_through(Status.OUT_FOR_DELIVERY, on(FRIDAY, "06:30"), lambda: 0.5)
    first_day = [poll for poll in polls if poll.date() == FRIDAY]
    assert len(first_day) == AT_MOST_A_DAY
    assert first_day[-1].time() >= time(20)
