"""How long until a carrier is asked again: each interval, and what stretches it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.polling import PollHistory, after_failure, next_poll_at
from domain.status import FINAL, Status
from domain.tracking import DeliveryWindow, TrackingState

TEN = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def due(
    status: Status,
    history: PollHistory | None = None,
    estimate: DeliveryWindow | None = None,
    now: datetime = TEN,
    chance: Callable[[], float] = lambda: 0.5,
) -> datetime | None:
    history = history or PollHistory(shipped_at=now - days(1))
    return next_poll_at(TrackingState(status), history, estimate, UTC, now, chance)


def pause(
    status: Status, history: PollHistory | None = None, estimate: DeliveryWindow | None = None
) -> timedelta:
    at = due(status, history, estimate)
    assert at is not None
    return at - TEN


@pytest.mark.parametrize(
    ("status", "age", "interval"),
    [
        pytest.param(Status.PENDING, days(0), hours(3), id="a fresh number is asked for often"),
        pytest.param(Status.PENDING, hours(47), hours(3), id="for two days"),
        pytest.param(Status.PENDING, hours(48), hours(12), id="then twice a day"),
        pytest.param(Status.PENDING, days(6), hours(12), id="for a week"),
        pytest.param(Status.PENDING, days(7), hours(24), id="then once a day"),
        pytest.param(Status.PENDING, days(29), hours(24), id="until it is given up"),
        pytest.param(Status.INFO_RECEIVED, days(4), hours(6), id="a label"),
        pytest.param(Status.INFO_RECEIVED, days(5), hours(12), id="an old label"),
        pytest.param(Status.IN_TRANSIT, days(1), hours(4), id="on its way"),
        pytest.param(Status.AVAILABLE_FOR_PICKUP, days(1), hours(6), id="waiting to be fetched"),
        pytest.param(Status.ATTEMPT_FAILED, days(1), hours(3), id="after a failed attempt"),
        pytest.param(Status.EXCEPTION, days(1), hours(4), id="in trouble"),
        pytest.param(Status.RETURNING, days(1), hours(12), id="going back"),
    ],
)
def test_each_status_has_its_interval(status: Status, age: timedelta, interval: timedelta) -> None:
    assert pause(status, PollHistory(shipped_at=TEN - age)) == interval


def window(begins: timedelta, ends: timedelta) -> DeliveryWindow:
    return DeliveryWindow(TEN + begins, TEN + ends)


@pytest.mark.parametrize(
    ("estimate", "interval"),
    [
        pytest.param(None, hours(4), id="without an estimate"),
        pytest.param(window(days(3), days(4)), hours(4), id="long before it"),
        pytest.param(window(hours(24), hours(30)), hours(4), id="a day before it"),
        pytest.param(window(hours(23), hours(30)), hours(2), id="within a day of it"),
        pytest.param(window(hours(-1), hours(1)), hours(2), id="inside it"),
        pytest.param(window(hours(-5), hours(0)), hours(2), id="at its end"),
        pytest.param(window(hours(-5), hours(-1)), hours(3), id="after it"),
    ],
)
def test_a_parcel_on_its_way_is_asked_for_by_its_estimate(
    estimate: DeliveryWindow | None, interval: timedelta
) -> None:
    assert pause(Status.IN_TRANSIT, estimate=estimate) == interval


@pytest.mark.parametrize("status", [Status.INFO_RECEIVED, Status.EXCEPTION])
def test_an_estimate_hurries_only_what_is_on_its_way(status: Status) -> None:
    assert pause(status, estimate=window(hours(1), hours(2))) == pause(status)


@pytest.mark.parametrize(
    ("status", "unchanged", "interval"),
    [
        pytest.param(Status.IN_TRANSIT, 4, hours(4), id="four polls without news"),
        pytest.param(Status.IN_TRANSIT, 5, hours(8), id="the fifth doubles the interval"),
        pytest.param(Status.IN_TRANSIT, 99, hours(8), id="it doubles once"),
        pytest.param(Status.RETURNING, 5, hours(24), id="up to a day"),
    ],
)
def test_silence_widens_the_interval(status: Status, unchanged: int, interval: timedelta) -> None:
    assert pause(status, PollHistory(TEN - days(1), unchanged=unchanged)) == interval


def test_no_interval_is_longer_than_a_day() -> None:
    assert pause(Status.PENDING, PollHistory(TEN - days(20), unchanged=50)) == hours(24)


@pytest.mark.parametrize(
    ("today", "unchanged", "interval"),
    [
        pytest.param(0, 0, timedelta(minutes=82.5), id="eleven hours left for eight polls"),
        pytest.param(4, 0, timedelta(minutes=165), id="eleven hours left for four"),
        pytest.param(7, 0, hours(11), id="one left, for the end of the round"),
        pytest.param(4, 9, timedelta(minutes=165), id="silence does not widen the last round"),
    ],
)
def test_the_polls_left_are_spread_over_the_doorbell_hours_left(
    today: int, unchanged: int, interval: timedelta
) -> None:
    history = PollHistory(TEN - days(3), today=today, unchanged=unchanged)
    assert pause(Status.OUT_FOR_DELIVERY, history) == interval


def test_near_the_end_of_the_round_a_parcel_is_asked_for_every_forty_minutes() -> None:
    seven = TEN.replace(hour=19)
    assert due(Status.OUT_FOR_DELIVERY, now=seven) == seven + timedelta(minutes=40)


@pytest.mark.parametrize("status", sorted(FINAL - {Status.DELIVERED}))
def test_what_has_ended_is_never_asked_for_again(status: Status) -> None:
    assert due(status) is None


def test_a_delivery_is_confirmed_once_a_day_later() -> None:
    history = PollHistory(TEN - days(3), today=8)
    assert due(Status.DELIVERED, history) == TEN + days(1)
    assert due(Status.DELIVERED, PollHistory(TEN - days(3), confirmed=True)) is None


def test_the_ninth_poll_of_a_day_waits_for_the_next_morning() -> None:
    history = PollHistory(TEN - days(1), today=8)
    morning = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
    assert due(Status.IN_TRANSIT, history) == morning
    assert due(Status.OUT_FOR_DELIVERY, history) == morning + hours(2)
    assert due(Status.IN_TRANSIT, PollHistory(TEN - days(1), today=7)) == TEN + hours(4)


@pytest.mark.parametrize(
    ("chance", "share"), [(0.0, 0.85), (0.5, 1.0), (0.999_999, 1.15)], ids=["early", "on", "late"]
)
def test_chance_moves_a_poll_by_fifteen_per_cent_at_most(chance: float, share: float) -> None:
    at = due(Status.IN_TRANSIT, chance=lambda: chance)
    assert at is not None
    assert (at - TEN) / hours(4) == pytest.approx(share, abs=1e-5)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 40), (4, 80), (5, 120), (99, 120)]
)
def test_a_carrier_that_fails_is_asked_again_ever_later(failures: int, minutes: int) -> None:
    history = PollHistory(TEN, failures=failures)
    assert after_failure(history, None, TEN) == TEN + timedelta(minutes=minutes)


def test_a_carrier_that_failed_all_day_is_left_in_peace_for_a_while() -> None:
    used_up = PollHistory(TEN, failures=1, today=8)
    assert after_failure(used_up, None, TEN) == TEN + hours(6)
    assert after_failure(used_up, hours(9), TEN) == TEN + hours(9)


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        pytest.param(timedelta(seconds=3), timedelta(minutes=5), id="shorter than ours"),
        pytest.param(hours(6), hours(6), id="longer than ours"),
    ],
)
def test_a_carrier_that_names_a_pause_gets_it(retry_after: timedelta, wait: timedelta) -> None:
    assert after_failure(PollHistory(TEN), retry_after, TEN) == TEN + wait


@pytest.mark.parametrize("slowdown", [1, 2, 4])
def test_an_outgrown_plan_makes_the_pause_longer_by_its_factor(slowdown: int) -> None:
    history = PollHistory(shipped_at=TEN - days(1), slowdown=slowdown)
    assert pause(Status.PENDING, history) == hours(3) * slowdown


def test_an_outgrown_plan_does_not_put_off_the_last_look_at_a_delivered_parcel() -> None:
    history = PollHistory(shipped_at=TEN - days(1), slowdown=4)
    assert pause(Status.DELIVERED, history) == hours(24)
