"""What processes know together of an account: its pace, its day's calls, and its outages."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from domain.carrier_access import Health
from domain.poll_budget import CallsLeft
from runtime.shared_accounts import FAILURES_BEFORE_REST, RedisBreakers, RedisPace
from tests.fakes import SteppingClock

NOW = timedelta()
A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
NO_REST = timedelta()
"""Breakers that rest for no time at all are on trial as soon as they are open."""


@pytest.fixture
def redis(redis_connection: Redis) -> Redis:
    redis_connection.flushall()
    return redis_connection


@pytest.fixture
def pace(redis: Redis, clock: SteppingClock) -> RedisPace:
    return RedisPace(redis, clock)


def taken(pace: RedisPace, times: int, *windows: str, account: str = "one") -> list[timedelta]:
    return [pace.take(account, windows) for _ in range(times)]


def test_an_account_without_windows_never_waits(pace: RedisPace) -> None:
    assert taken(pace, 50) == [NOW] * 50
    assert pace.left("one", ()) == CallsLeft()


def test_a_window_that_is_used_up_says_how_long_to_wait(pace: RedisPace) -> None:
    assert taken(pace, 2, "2/minute") == [NOW] * 2
    (wait,) = taken(pace, 1, "2/minute")
    assert NOW < wait <= A_MINUTE


def test_every_account_has_its_own_pace_and_every_process_the_same(
    pace: RedisPace, redis: Redis, clock: SteppingClock
) -> None:
    taken(pace, 1, "1/minute")
    assert taken(RedisPace(redis, clock), 1, "1/minute") != [NOW]
    assert taken(pace, 1, "1/minute", account="another") == [NOW]


def test_of_several_windows_the_one_that_is_used_up_decides(pace: RedisPace) -> None:
    windows = ("100/minute", "3/hour")
    assert taken(pace, 3, *windows) == [NOW] * 3
    (wait,) = taken(pace, 1, *windows)
    assert A_MINUTE < wait <= AN_HOUR


@pytest.mark.parametrize("longer", ["9/hour", "9/day"])
@pytest.mark.parametrize("short_first", [True, False])
def test_a_call_that_a_short_window_refuses_does_not_use_up_a_longer_one(
    pace: RedisPace, longer: str, *, short_first: bool
) -> None:
    windows = ("2/minute", longer) if short_first else (longer, "2/minute")
    taken(pace, 20, *windows)
    assert taken(pace, 7, longer) == [NOW] * 7
    assert taken(pace, 1, longer) != [NOW]


def test_waiting_as_long_as_it_says_ends_the_wait(pace: RedisPace) -> None:
    taken(pace, 5, "5/second")
    for _ in range(20):
        (wait,) = taken(pace, 1, "5/second")
        if not wait:
            return
        time.sleep(wait.total_seconds())
    pytest.fail("the window never opens again")


def test_a_days_calls_last_until_midnight_utc(pace: RedisPace, clock: SteppingClock) -> None:
    clock.now = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    assert taken(pace, 2, "2/day") == [NOW] * 2
    assert taken(pace, 1, "2/day") == [AN_HOUR]
    clock.forward(minutes=59, seconds=59)
    assert taken(pace, 1, "2/day") == [timedelta(seconds=1)]
    clock.forward(seconds=1)
    assert taken(pace, 2, "2/day") == [NOW] * 2
    assert taken(pace, 1, "2/day") == [timedelta(days=1)]


def test_a_day_that_is_used_up_does_not_use_up_short_windows(pace: RedisPace) -> None:
    taken(pace, 20, "5/minute", "1/day")
    assert taken(pace, 4, "5/minute") == [NOW] * 4


def test_what_is_left_is_told_for_a_batch_and_for_the_day(pace: RedisPace) -> None:
    windows = ("100/minute", "20/hour", "250/day")
    assert pace.left("one", windows) == CallsLeft(soon=20, today=250, a_day=250)
    taken(pace, 3, *windows)
    assert pace.left("one", windows) == CallsLeft(soon=17, today=247, a_day=250)
    assert pace.left("one", windows) == pace.left("one", windows[::-1])


def test_looking_at_what_is_left_takes_nothing(pace: RedisPace) -> None:
    for _ in range(10):
        pace.left("one", ("3/minute", "3/day"))
    assert taken(pace, 3, "3/minute", "3/day") == [NOW] * 3


def test_a_short_window_that_is_used_up_is_free_again_within_a_batch(pace: RedisPace) -> None:
    taken(pace, 2, "2/second")
    assert pace.left("one", ("2/second",)) == CallsLeft(soon=20)


def test_no_less_than_nothing_is_left(pace: RedisPace) -> None:
    taken(pace, 9, "2/minute", "2/day")
    assert pace.left("one", ("2/minute", "2/day")) == CallsLeft(soon=0, today=0, a_day=2)


@pytest.fixture
def breakers(redis: Redis) -> RedisBreakers:
    return RedisBreakers(redis)


def test_an_account_nobody_has_asked_is_healthy(breakers: RedisBreakers) -> None:
    assert breakers.health("one") == Health()


def test_failures_in_a_row_are_counted_by_all_processes_together(
    breakers: RedisBreakers, redis: Redis
) -> None:
    other = RedisBreakers(redis)
    assert breakers.note("one", 3) == Health()
    assert other.note("one", FAILURES_BEFORE_REST - 4) == Health()
    resting = other.note("one", 1).resting
    assert resting
    assert NOW < resting <= A_MINUTE
    assert breakers.health("one").resting
    assert breakers.health("another") == Health()


def test_a_success_in_between_begins_the_count_anew(breakers: RedisBreakers) -> None:
    for _ in range(4):
        assert breakers.note("one", FAILURES_BEFORE_REST - 1) == Health()
        assert breakers.note("one", 0) == Health()


@pytest.mark.parametrize("failures", [FAILURES_BEFORE_REST, 100])
def test_one_batch_may_be_enough(breakers: RedisBreakers, failures: int) -> None:
    assert breakers.note("one", failures).resting


def test_nothing_ends_a_rest_early(breakers: RedisBreakers) -> None:
    breakers.note("one", 5)
    assert breakers.note("one", 0).resting
    assert breakers.note("one", 1).resting


def test_after_the_rest_there_is_a_trial_that_ends_well_or_in_another_rest(redis: Redis) -> None:
    rested = RedisBreakers(redis, NO_REST)
    assert rested.note("one", 5) == Health(trial=True)
    assert rested.health("one") == Health(trial=True)
    assert rested.note("one", 1) == Health(trial=True)
    assert RedisBreakers(redis).health("one").resting
    assert rested.note("one", 0) == Health()
    assert rested.note("one", FAILURES_BEFORE_REST - 1) == Health()
