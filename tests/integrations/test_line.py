"""A line keeps to its account's pace, holds its tokens, and stops when it is told to."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiohttp import web

from domain.errors import ProviderError
from integrations.http import HttpAnswer, Patience, Question
from integrations.line import LONGEST_WAIT, OUTAGE_AFTER, KeptBackError, Line
from tests.integrations.lines import TokensInMemory
from tests.integrations.plain_carrier import Desk, grant, over_a_line

SOON = timedelta(milliseconds=5)


def waits(*turns: timedelta) -> Iterator[timedelta]:
    yield from turns
    while True:
        yield timedelta()


async def asked(line: Line, times: int) -> list[str]:
    """Ask some times, one after another; return what became of each."""
    return [await _outcome(line) for _ in range(times)]


async def _outcome(line: Line) -> str:
    try:
        answer = await line.ask(Question(f"{line.base_url}/P0001"))
    except KeptBackError as error:
        return f"kept back: {error.why}"
    except ProviderError as error:
        return str(error)
    line.note_answer()
    return str(answer.status)


def test_a_call_waits_for_its_turn_and_is_then_made() -> None:
    turns, desk = waits(SOON, SOON), Desk()
    assert over_a_line(desk.answer, lambda line: asked(line, 1), turn=turns.__next__) == ["200"]
    assert len(desk.paths) == 1
    assert next(turns) == timedelta()


def test_a_call_whose_turn_is_too_far_off_is_kept_back_with_all_that_follow() -> None:
    desk = Desk()
    too_far = LONGEST_WAIT + SOON
    turns = waits(timedelta(), too_far)

    async def ask(line: Line) -> tuple[list[str], ProviderError | None]:
        return await asked(line, 4), line.stopped

    became, stopped = over_a_line(desk.answer, ask, turn=turns.__next__)
    assert became == ["200", *["kept back: our own pace with this provider"] * 3]
    assert len(desk.paths) == 1
    assert stopped
    assert stopped.retry_after == too_far
    assert not stopped.permanent


@pytest.mark.parametrize(("status", "says"), [(401, "HTTP 401"), (403, "HTTP 403")])
def test_a_refusal_of_the_credentials_stops_the_line(status: int, says: str) -> None:
    desk = Desk(status=status)
    assert over_a_line(desk.answer, lambda line: asked(line, 3)) == [
        says,
        *[f"kept back: {says}"] * 2,
    ]
    assert len(desk.paths) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_asked_for_stops_the_line(status: int) -> None:
    desk = Desk(status=status, headers={"Retry-After": "60"})
    became = over_a_line(desk.answer, lambda line: asked(line, 2))
    assert became == [f"HTTP {status}", f"kept back: HTTP {status}"]


def test_failures_in_a_row_stop_the_line() -> None:
    desk = Desk(status=500)
    became = over_a_line(desk.answer, lambda line: asked(line, OUTAGE_AFTER + 2))
    assert became == ["HTTP 500"] * OUTAGE_AFTER + ["kept back: HTTP 500"] * 2


def test_failures_that_are_not_in_a_row_do_not() -> None:
    desk = Desk(scripted=[500, 500, 500, 500, 200] * 3)
    became = over_a_line(desk.answer, lambda line: asked(line, 15))
    assert became == [*["HTTP 500"] * 4, "200"] * 3


def test_an_answer_about_the_number_says_nothing_of_the_account() -> None:
    desk = Desk(status=422)
    assert over_a_line(desk.answer, lambda line: asked(line, 9)) == ["HTTP 422"] * 9


def test_no_answer_in_time_is_a_failure() -> None:
    desk = Desk(slowness=0.3)
    became = over_a_line(desk.answer, lambda line: asked(line, 1), patience=Patience(total=0.05))
    assert became == ["no answer in time"]


@pytest.mark.parametrize(
    ("error", "then"),
    [
        pytest.param(
            ProviderError("quota spent", retry_after=timedelta(hours=1)),
            "kept back: quota spent",
            id="a pause",
        ),
        pytest.param(
            ProviderError("bad key", permanent=True, credentials_refused=True),
            "kept back: bad key",
            id="a refusal",
        ),
        pytest.param(ProviderError("no such product", permanent=True), "200", id="a number's"),
    ],
)
def test_what_an_answers_own_words_say_of_the_account_counts_as_well(
    error: ProviderError, then: str
) -> None:
    async def ask(line: Line) -> list[str]:
        line.note_failure(error)
        return await asked(line, 1)

    assert over_a_line(Desk().answer, ask) == [then]


def test_a_failure_that_is_noted_by_all_who_meet_it_is_one() -> None:
    error = ProviderError("unreadable")

    async def note(line: Line) -> int:
        for _ in range(OUTAGE_AFTER):
            line.note_failure(error)
        return line.failures_in_a_row

    assert over_a_line(Desk().answer, note) == 1


def test_a_line_counts_its_calls() -> None:
    async def ask(line: Line) -> int:
        await asked(line, 3)
        return line.calls

    assert over_a_line(Desk(scripted=[200, 500, 404]).answer, ask) == 3


def test_a_call_kept_back_may_pass_through_a_context() -> None:
    """A context that is a generator sets an error's traceback, which a frozen one forbids."""
    answer = Desk(status=401).answer

    async def ask(line: Line) -> HttpAnswer:
        await asked(line, 1)
        return await line.ask(Question(line.base_url))

    with pytest.raises(KeptBackError):
        over_a_line(answer, ask)


class SignedIn:
    """Hands out numbered tokens and accepts only those in `good`."""

    def __init__(self, *good: str) -> None:
        self.good = good
        self.tokens = 0
        self.bearers: list[str] = []

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/token":
            self.tokens += 1
            return web.json_response({"access_token": f"t{self.tokens}", "expires_in": 3600})
        bearer = request.headers["Authorization"].removeprefix("Bearer ")
        self.bearers.append(bearer)
        return web.Response(status=200 if bearer in self.good else 401)


async def signed_in(line: Line) -> int:
    return (await line.ask_signed_in(Question(f"{line.base_url}/P1"), grant(line))).status


def test_a_token_is_fetched_for_the_first_call_and_kept_for_the_next_line() -> None:
    desk, tokens = SignedIn("t1"), TokensInMemory()
    assert over_a_line(desk.answer, signed_in, tokens=tokens) == 200
    assert over_a_line(desk.answer, signed_in, tokens=tokens) == 200
    assert (desk.tokens, desk.bearers) == (1, ["t1", "t1"])


def test_a_refused_token_is_renewed_and_the_call_repeated_once() -> None:
    desk = SignedIn("t2")
    assert over_a_line(desk.answer, signed_in) == 200
    assert desk.bearers == ["t1", "t2"]


def test_a_new_token_that_is_refused_too_refuses_the_credentials() -> None:
    desk = SignedIn()

    async def ask(line: Line) -> ProviderError | None:
        with pytest.raises(ProviderError, match="HTTP 401") as refusal:
            await signed_in(line)
        assert refusal.value.credentials_refused
        return line.stopped

    stopped = over_a_line(desk.answer, ask)
    assert stopped
    assert stopped.credentials_refused
    assert desk.bearers == ["t1", "t2"]


def test_an_asker_that_understands_401_gets_it() -> None:
    async def ask(line: Line) -> int:
        question = Question(f"{line.base_url}/P1", also=frozenset({401}))
        return (await line.ask_signed_in(question, grant(line))).status

    assert over_a_line(SignedIn().answer, ask) == 401


def test_a_token_may_be_asked_for_alone_and_renewed() -> None:
    async def ask(line: Line) -> tuple[str, str, str]:
        first = await line.token(grant(line))
        return first, await line.token(grant(line)), await line.token(grant(line), refused=first)

    assert over_a_line(SignedIn().answer, ask) == ("t1", "t1", "t2")


def test_credentials_refused_at_the_door_stop_the_line() -> None:
    async def ask(line: Line) -> list[str]:
        with pytest.raises(ProviderError):
            await signed_in(line)
        return await asked(line, 1)

    assert over_a_line(Desk(status=401).answer, ask) == ["kept back: HTTP 401"]


def test_calls_at_once_that_wait_are_all_kept_back_when_the_line_stops() -> None:
    turns = waits(timedelta(), *[SOON] * 9)

    async def ask(line: Line) -> list[str]:
        return list(await asyncio.gather(*(_outcome(line) for _ in range(10))))

    became = over_a_line(Desk(status=403).answer, ask, turn=turns.__next__)
    assert became.count("HTTP 403") >= 1
    assert len(became) == 10
