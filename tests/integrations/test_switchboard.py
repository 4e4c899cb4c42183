"""All accounts at once, each with its own outcome; one's trouble is its own."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from domain.carrier_access import Account, Enquiry, Health, Outcome, Rest
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, TrackingReport
from integrations.line import Line
from tests.integrations.plain_carrier import Desk, adapter, track
from tests.integrations.switchboard_desks import TEN, Desks, about


def reported(outcome: Outcome) -> int:
    return sum(isinstance(one, TrackingReport) for one in outcome.answers)


def kept_back(outcome: Outcome) -> int:
    return sum(isinstance(one, FailedLookup) and not one.asked for one in outcome.answers)


def test_nobody_asked_is_no_outcome() -> None:
    assert Desks(adapter()).ask() == []


def test_accounts_are_asked_at_once_and_each_has_its_own_outcome_in_order() -> None:
    desks = Desks(
        adapter("good"),
        adapter("refusing"),
        adapter("pausing"),
        adapter("out"),
        refusing=Desk(status=401),
        pausing=Desk(status=429, headers={"Retry-After": "90"}),
        out=Desk(status=500),
    )
    good, refusing, pausing, out = desks.ask(*map(about, desks.adapters))
    assert (good.refused, good.rest, reported(good)) == ("", None, 10)
    assert (refusing.refused, refusing.rest) == ("HTTP 401", None)
    assert (pausing.refused, pausing.rest) == ("", Rest(timedelta(seconds=90), "HTTP 429"))
    assert out.rest == Rest(timedelta(minutes=1), "no answer, again and again")
    for outcome in (good, refusing, pausing, out):
        assert [one.number for one in outcome.answers] == [one.number for one in TEN]


def test_two_accounts_with_one_provider_are_two() -> None:
    desks = Desks(adapter())
    other = Enquiry(Account("another", "plain", {"api_key": "x"}), TEN[:3])
    outcomes = desks.ask(about(), other)
    assert [reported(one) for one in outcomes] == [10, 3]
    assert len(desks.breakers.noted) == 2


async def raises_type_error(line: Line, asked: Sequence[TrackedNumber]) -> list[TrackingAnswer]:
    raise TypeError("nobody thought of this")


async def answers_too_few(line: Line, asked: Sequence[TrackedNumber]) -> list[TrackingAnswer]:
    return []


@pytest.mark.parametrize("track", [raises_type_error, answers_too_few])
def test_a_broken_adapter_hurts_its_own_account_only_and_is_logged(
    track: Any, caplog: pytest.LogCaptureFixture
) -> None:
    desks = Desks(adapter("broken", track=track), adapter("good"))
    broken, good = desks.ask(about("broken"), about("good"))
    assert reported(good) == 10
    assert [one.number for one in broken.answers] == [one.number for one in TEN]
    for one in broken.answers:
        assert isinstance(one, FailedLookup)
        assert "our adapter failed" in one.error.reason
        assert not one.error.permanent
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert record.exc_info
    assert "the adapter of broken is broken" in record.getMessage()


def test_an_account_of_a_provider_that_is_gone_fails_alone() -> None:
    gone, good = Desks(adapter("good")).ask(about("gone"), about("good"))
    assert (reported(gone), reported(good)) == (0, 10)


def test_a_resting_account_asks_nothing() -> None:
    desks = Desks(adapter())
    desks.breakers.found["plain-account"] = Health(resting=timedelta(seconds=40))
    (outcome,) = desks.ask(about())
    assert outcome.rest == Rest(timedelta(seconds=40), "left alone after an outage")
    assert kept_back(outcome) == 10
    assert desks.desks["plain"].paths == []
    assert desks.breakers.noted == []


@pytest.mark.parametrize("per_call", [1, 3])
def test_an_account_on_trial_asks_for_one_calls_numbers_only(per_call: int) -> None:
    desks = Desks(adapter(per_call=per_call))
    desks.breakers.found["plain-account"] = Health(trial=True)
    (outcome,) = desks.ask(about())
    assert (reported(outcome), kept_back(outcome)) == (per_call, 10 - per_call)
    assert [one.number for one in outcome.answers] == [one.number for one in TEN]
    assert desks.breakers.noted == [("plain-account", 0)]


def test_failures_are_noted_as_they_ended() -> None:
    in_a_row = Desks(adapter(), plain=Desk(status=500))
    in_a_row.ask(about(asked=TEN[:3]))
    assert in_a_row.breakers.noted == [("plain-account", 3)]


async def one_after_another(line: Line, asked: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    return [(await track(line, [one]))[0] for one in asked]


def test_a_success_in_a_batch_is_noted_before_the_failures_at_its_end() -> None:
    desk = Desk(scripted=[500, 200, 500, 500])
    desks = Desks(adapter(track=one_after_another), plain=desk)
    desks.ask(about(asked=TEN[:4]))
    assert desks.breakers.noted == [("plain-account", 0), ("plain-account", 2)]


@pytest.mark.parametrize("asked", [[], [TrackedNumber("no number")]])
def test_a_batch_that_called_nobody_says_nothing_of_the_provider(
    asked: Sequence[TrackedNumber],
) -> None:
    desks = Desks(adapter())
    desks.breakers.found["plain-account"] = Health(trial=True)
    desks.ask(about(asked=asked))
    assert desks.breakers.noted == []


def test_an_account_that_is_out_of_turns_rests_and_its_numbers_are_kept_back() -> None:
    desks = Desks(adapter(rates=("1/hour",)))
    desks.pace.waits["plain-account"] = timedelta(minutes=40)
    (outcome,) = desks.ask(about())
    assert outcome.rest == Rest(timedelta(minutes=40), "our own pace with this provider")
    assert kept_back(outcome) == 10
    assert desks.desks["plain"].paths == []


async def is_cancelled(line: Line, asked: Sequence[TrackedNumber]) -> list[TrackingAnswer]:
    raise asyncio.CancelledError


def test_a_job_that_is_stopped_stops() -> None:
    with pytest.raises(asyncio.CancelledError):
        Desks(adapter(track=is_cancelled)).ask(about())
