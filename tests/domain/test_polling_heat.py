"""Which parcels go first when calls are few, and how pushes and allowances change the pace."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.polling import SAFETY_NET, Heat, PollHistory, after_failure, heat_of, next_poll_at
from domain.status import FINAL, Status
from domain.tracking import TrackingState

TEN = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
A_DAY_AGO, DAYS_AGO = TEN - timedelta(days=1), TEN - timedelta(days=3)


def pause(status: Status, history: PollHistory, now: datetime = TEN) -> timedelta | None:
    at = next_poll_at(TrackingState(status), history, None, UTC, now, lambda: 0.5)
    return at - now if at else None


@pytest.mark.parametrize(
    ("status", "shipped_at", "unchanged", "heat"),
    [
        pytest.param(Status.OUT_FOR_DELIVERY, A_DAY_AGO, 0, Heat.HOT, id="on its last mile"),
        pytest.param(Status.ATTEMPT_FAILED, A_DAY_AGO, 0, Heat.HOT, id="after a failed attempt"),
        pytest.param(Status.OUT_FOR_DELIVERY, DAYS_AGO, 9, Heat.HOT, id="however silent"),
        pytest.param(Status.IN_TRANSIT, A_DAY_AGO, 0, Heat.USUAL, id="on its way"),
        pytest.param(Status.IN_TRANSIT, DAYS_AGO, 4, Heat.USUAL, id="for some days"),
        pytest.param(Status.IN_TRANSIT, A_DAY_AGO, 5, Heat.COLD, id="without news again and again"),
        pytest.param(Status.PENDING, A_DAY_AGO, 0, Heat.USUAL, id="a fresh number"),
        pytest.param(Status.PENDING, DAYS_AGO, 0, Heat.COLD, id="a number nobody has scanned"),
        pytest.param(Status.INFO_RECEIVED, DAYS_AGO, 0, Heat.COLD, id="a label nobody has scanned"),
        pytest.param(
            Status.PENDING, TEN - timedelta(hours=48), 0, Heat.USUAL, id="exactly two days old"
        ),
        pytest.param(Status.AVAILABLE_FOR_PICKUP, A_DAY_AGO, 0, Heat.USUAL, id="waiting"),
        pytest.param(Status.DELIVERED, A_DAY_AGO, 0, Heat.COLD, id="delivered"),
        pytest.param(Status.RETURNED, A_DAY_AGO, 0, Heat.COLD, id="sent back"),
    ],
)
def test_calls_go_to_hot_parcels_first_and_to_cold_ones_last(
    status: Status, shipped_at: datetime, unchanged: int, heat: Heat
) -> None:
    history = PollHistory(shipped_at, unchanged=unchanged)
    assert heat_of(TrackingState(status), history, TEN) is heat


def test_the_hottest_parcels_sort_first() -> None:
    assert sorted(Heat) == [Heat.HOT, Heat.USUAL, Heat.COLD]


@pytest.mark.parametrize("status", sorted(frozenset(Status) - FINAL))
def test_a_parcel_the_carrier_tells_of_is_asked_for_once_a_day_to_be_sure(status: Status) -> None:
    assert pause(status, PollHistory(A_DAY_AGO, pushed=True, unchanged=7)) == SAFETY_NET


def test_a_pushed_delivery_is_still_confirmed_once() -> None:
    assert pause(Status.DELIVERED, PollHistory(A_DAY_AGO, pushed=True)) == timedelta(days=1)
    assert pause(Status.DELIVERED, PollHistory(A_DAY_AGO, pushed=True, confirmed=True)) is None


@pytest.mark.parametrize(
    ("a_day", "today", "waits"),
    [
        pytest.param(2, 1, timedelta(hours=4), id="one is left"),
        pytest.param(2, 2, timedelta(hours=20, minutes=30), id="two are all of them"),
        pytest.param(24, 23, timedelta(hours=4), id="a generous carrier"),
        pytest.param(24, 24, timedelta(hours=20, minutes=30), id="is asked no more either"),
    ],
)
def test_a_carrier_is_asked_as_often_a_day_as_it_allows(
    a_day: int, today: int, waits: timedelta
) -> None:
    assert pause(Status.IN_TRANSIT, PollHistory(A_DAY_AGO, a_day=a_day, today=today)) == waits


@pytest.mark.parametrize(
    ("a_day", "minutes"),
    [
        pytest.param(4, 165, id="few calls for the last round"),
        pytest.param(100, 40, id="many, and still not more often than every forty minutes"),
    ],
)
def test_the_last_round_is_shared_out_among_the_calls_allowed(a_day: int, minutes: int) -> None:
    history = PollHistory(A_DAY_AGO, a_day=a_day)
    assert pause(Status.OUT_FOR_DELIVERY, history) == timedelta(minutes=minutes)


def test_a_days_calls_used_up_on_failures_are_counted_by_the_same_allowance() -> None:
    spent = PollHistory(A_DAY_AGO, a_day=2, today=2)
    assert after_failure(spent, None, TEN) == TEN + timedelta(hours=6)
    assert after_failure(PollHistory(A_DAY_AGO, a_day=3, today=2), None, TEN) == TEN + timedelta(
        minutes=5
    )
