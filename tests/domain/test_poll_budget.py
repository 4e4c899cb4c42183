"""How many calls an account may spend now: evenly over the day, hot parcels first."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.poll_budget import RESERVE, Allowance, CallsLeft, allowance

MIDNIGHT = datetime(2026, 11, 20, tzinfo=UTC)
NEARLY_A_DAY = timedelta(hours=23, minutes=59)


def at(hour: int, minute: int = 0) -> datetime:
    return MIDNIGHT.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("left", "allowed"),
    [
        pytest.param(CallsLeft(), Allowance(500, 500), id="nothing bounds it"),
        pytest.param(CallsLeft(soon=40), Allowance(40, 40), id="a short window does"),
        pytest.param(CallsLeft(soon=900), Allowance(500, 500), id="a wide window does not"),
        pytest.param(CallsLeft(soon=0), Allowance(0, 0), id="a short window is used up"),
        pytest.param(CallsLeft(today=9), Allowance(500, 500), id="of how many is not said"),
    ],
)
def test_without_a_days_limit_only_short_windows_bound_the_calls(
    left: CallsLeft, allowed: Allowance
) -> None:
    assert allowance(left, 500, at(12)) == allowed


@pytest.mark.parametrize(
    ("now", "today", "allowed"),
    [
        pytest.param(at(0), 240, Allowance(240, 8), id="the first hour's share"),
        pytest.param(at(0, 59), 232, Allowance(232, 0), id="is spent within it"),
        pytest.param(at(1), 232, Allowance(232, 8), id="the second hour has its own"),
        pytest.param(at(11), 240, Allowance(240, 96), id="what was not spent is not lost"),
        pytest.param(at(23), 240, Allowance(240, 192), id="the last hour may take all but a part"),
        pytest.param(at(23), 48, Allowance(48, 0), id="which is for hot parcels"),
        pytest.param(at(23), 0, Allowance(0, 0), id="nothing is left"),
        pytest.param(at(6), 40, Allowance(40, 0), id="more was spent than the hours allow"),
        pytest.param(at(12), -3, Allowance(0, 0), id="two processes took the last call"),
    ],
)
def test_a_days_calls_are_spread_over_its_hours(
    now: datetime, today: int, allowed: Allowance
) -> None:
    assert allowance(CallsLeft(today=today, a_day=240), 500, now) == allowed


def test_the_day_is_that_of_utc_wherever_the_clock_stands() -> None:
    here = at(0).astimezone(timezone(timedelta(hours=9)))
    assert allowance(CallsLeft(today=240, a_day=240), 500, here) == Allowance(240, 8)


def test_a_short_window_and_a_day_bound_the_calls_together() -> None:
    left = CallsLeft(soon=5, today=240, a_day=240)
    assert allowance(left, 500, at(12)) == Allowance(5, 5)
    assert allowance(left, 3, at(12)) == Allowance(3, 3)


@given(
    soon=st.none() | st.integers(0, 600),
    a_day=st.integers(1, 100_000),
    spent=st.integers(0, 100_000),
    minutes=st.integers(0, 24 * 60 - 1),
)
def test_no_more_is_allowed_than_there_is_and_the_evening_keeps_its_part(
    soon: int | None, a_day: int, spent: int, minutes: int
) -> None:
    left = CallsLeft(soon, max(0, a_day - spent), a_day)
    allowed = allowance(left, 500, MIDNIGHT + timedelta(minutes=minutes))
    assert 0 <= allowed.any <= allowed.hot <= 500
    assert allowed.hot <= (left.today or 0)
    assert soon is None or allowed.hot <= soon
    assert allowed.any + min(spent, a_day) <= max(spent, round(a_day * (1 - RESERVE)))
    begun = allowance(left, 500, MIDNIGHT + NEARLY_A_DAY)
    assert allowed.any <= begun.any
