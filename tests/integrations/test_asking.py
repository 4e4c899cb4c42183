"""Many numbers, one by one or in groups: all answered, in order, whatever becomes of some."""

import re
from collections.abc import Mapping, Sequence

import pytest

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
)
from integrations.asking import AT_ONCE, LEFT_OUT, ask_for_each, ask_in_groups
from integrations.http import Question
from integrations.line import OUTAGE_AFTER, Line
from tests.integrations.plain_carrier import (
    Desk,
    a_report,
    ask_one,
    numbers,
    over_a_line,
    track,
)


async def ask_group(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Ask for a group, and answer for all of it but what is called MISSING."""
    together = ",".join(number.number for number in group)
    await line.ask(Question(f"{line.base_url}/{together}"))
    return {n.number: a_report(n.number) for n in group if n.number != "MISSING"}


def in_groups(desk: Desk, asked: Sequence[TrackedNumber], size: int) -> list[TrackingAnswer]:
    return over_a_line(desk.answer, lambda line: ask_in_groups(line, asked, size, ask_group))


def each(desk: Desk, asked: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    return over_a_line(desk.answer, lambda line: track(line, asked))


def kinds(answers: Sequence[TrackingAnswer]) -> list[str]:
    return [
        f"{type(one).__name__} kept back"
        if isinstance(one, FailedLookup) and not one.asked
        else type(one).__name__
        for one in answers
    ]


def test_each_number_is_asked_for_alone_and_answered_in_order() -> None:
    asked, desk = numbers(30), Desk()
    answers = each(desk, asked)
    assert [one.number for one in answers] == [one.number for one in asked]
    assert sorted(desk.paths) == [f"/{one.number}" for one in asked]


def test_one_number_that_fails_does_not_harm_the_others() -> None:
    desk = Desk(scripted=[200, 500, 404, 200])
    assert sorted(kinds(each(desk, numbers(4)))) == [
        "FailedLookup",
        "TrackingReport",
        "TrackingReport",
        "UnknownNumber",
    ]


def test_no_more_are_asked_for_at_once_than_a_server_should_see() -> None:
    desk = Desk(slowness=0.05)
    each(desk, numbers(AT_ONCE + 50))
    assert desk.most_at_once <= AT_ONCE


def test_after_failures_in_a_row_the_rest_is_kept_back_and_says_so() -> None:
    desk = Desk(status=500)
    told = kinds(each(desk, numbers(AT_ONCE * 3)))
    assert len(desk.paths) == told.count("FailedLookup")
    assert OUTAGE_AFTER <= len(desk.paths) <= AT_ONCE + OUTAGE_AFTER
    assert told.count("FailedLookup kept back") == AT_ONCE * 3 - len(desk.paths)


def test_after_a_refusal_the_rest_is_kept_back_for_the_same_reason() -> None:
    desk = Desk(status=403)
    answers = each(desk, numbers(AT_ONCE * 2))
    assert "FailedLookup kept back" in kinds(answers)
    for one in answers:
        assert isinstance(one, FailedLookup)
        assert one.error.credentials_refused


@pytest.mark.parametrize(
    "number", ["", "abc", "A B", "A/B", "Ä1234", "1" * 51, "1234\n", "A-1234", "\uff11" * 5]
)
def test_what_is_no_tracking_number_is_unknown_without_asking(number: str) -> None:
    desk = Desk()
    assert list(each(desk, [TrackedNumber(number)])) == [UnknownNumber(number)]
    assert in_groups(desk, [TrackedNumber(number)], 5) == [UnknownNumber(number)]
    assert desk.paths == []


def test_a_carrier_may_have_a_form_of_its_own() -> None:
    desk, form = Desk(), re.compile("A-[0-9]+")
    asked = [TrackedNumber("A-12"), TrackedNumber("A12345")]

    async def ask(line: Line) -> list[TrackingAnswer]:
        one_by_one = await ask_for_each(line, asked, ask_one, form)
        return one_by_one + await ask_in_groups(line, asked, 2, ask_group, form)

    assert kinds(over_a_line(desk.answer, ask)) == ["TrackingReport", "UnknownNumber"] * 2
    assert desk.paths == ["/A-12", "/A-12"]


def test_groups_are_as_large_as_the_interface_takes() -> None:
    desk = Desk()
    assert kinds(in_groups(desk, numbers(7), 3)) == ["TrackingReport"] * 7
    assert sorted(desk.paths) == ["/P0000,P0001,P0002", "/P0003,P0004,P0005", "/P0006"]


def test_a_number_that_stands_twice_is_asked_for_once_and_answered_twice() -> None:
    desk = Desk()
    one, two = numbers(2)
    answers = in_groups(desk, [one, two, one], 5)
    assert [answer.number for answer in answers] == ["P0000", "P0001", "P0000"]
    assert desk.paths == ["/P0000,P0001"]


def test_a_number_that_a_groups_answer_leaves_out_may_be_asked_for_again() -> None:
    known, missing = numbers(1)[0], TrackedNumber("MISSING")
    answered, failed = in_groups(Desk(), [known, missing], 5)
    assert isinstance(answered, TrackingReport)
    assert failed == FailedLookup("MISSING", LEFT_OUT)
    assert not LEFT_OUT.permanent


def test_a_group_that_fails_fails_for_its_own_numbers_only() -> None:
    desk = Desk(scripted=[200, 500])
    told = kinds(in_groups(desk, numbers(6), 3))
    assert sorted(told) == ["FailedLookup"] * 3 + ["TrackingReport"] * 3
    assert told in (sorted(told), sorted(told, reverse=True))


async def refuse_p0002(line: Line, group: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    """Refuse whatever P0002 is in, as interfaces do that check numbers of their own form."""
    told = await ask_group(line, group)
    if "P0002" in told:
        raise ProviderError("HTTP 400", permanent=True)
    return told


def test_a_group_refused_for_one_of_its_numbers_is_asked_for_one_by_one() -> None:
    desk = Desk()
    answers = over_a_line(
        desk.answer, lambda line: ask_in_groups(line, numbers(6), 3, refuse_p0002)
    )
    assert [one.number for one in answers if isinstance(one, FailedLookup)] == ["P0002"]
    assert [one.number for one in answers] == [one.number for one in numbers(6)]
    assert sorted(desk.paths) == sorted(
        ["/P0000,P0001,P0002", "/P0003,P0004,P0005", "/P0000", "/P0001", "/P0002"]
    )


def test_a_group_whose_account_is_refused_is_not() -> None:
    desk = Desk(status=401)
    assert kinds(in_groups(desk, numbers(3), 3)) == ["FailedLookup"] * 3
    assert desk.paths == ["/P0000,P0001,P0002"]


def test_answers_nobody_can_read_count_as_failures() -> None:
    async def unreadable(line: Line, asked: TrackedNumber) -> TrackingAnswer:
        await ask_one(line, asked)
        raise ProviderError("the answer is not JSON")

    desk = Desk()
    told = over_a_line(
        desk.answer, lambda line: ask_for_each(line, numbers(AT_ONCE * 3), unreadable)
    )
    assert "FailedLookup kept back" in kinds(told)
    assert len(desk.paths) < AT_ONCE * 3


def test_a_group_that_fails_is_one_failure() -> None:
    async def failures(line: Line) -> int:
        await ask_in_groups(line, numbers(9), 9, ask_group)
        return line.failures_in_a_row

    assert over_a_line(Desk(status=500).answer, failures) == 1


def test_groups_are_kept_back_whole() -> None:
    desk = Desk(status=500)
    told = kinds(in_groups(desk, numbers(AT_ONCE * 4), 2))
    assert told.count("FailedLookup") == len(desk.paths) * 2
    assert told.count("FailedLookup kept back") == AT_ONCE * 4 - len(desk.paths) * 2


def test_what_an_adapter_does_wrong_is_not_taken_for_the_providers_failure() -> None:
    async def wrong(line: Line, asked: TrackedNumber) -> TrackingAnswer:
        raise TypeError(asked.number)

    with pytest.raises(TypeError):
        over_a_line(Desk().answer, lambda line: ask_for_each(line, numbers(2), wrong))


def test_an_error_of_the_answer_is_the_numbers_own() -> None:
    async def unreadable(line: Line, asked: TrackedNumber) -> TrackingAnswer:
        raise ProviderError(f"no answer for {asked.number}")

    answers = over_a_line(Desk().answer, lambda line: ask_for_each(line, numbers(2), unreadable))
    assert [str(one.error) for one in answers if isinstance(one, FailedLookup)] == [
        "no answer for P0000",
        "no answer for P0001",
    ]
