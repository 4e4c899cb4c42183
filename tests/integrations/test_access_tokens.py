"""How accounts sign in: once for all who ask, again when a token is spent or refused."""

import asyncio

import pytest
from aiohttp import web

from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.carriers.ups import adapter
from tests.integrations.lines import TokensInMemory, line_to
from tests.integrations.loopback import Answering, serving
from tests.integrations.postbox import Postbox

NUMBER = TrackedNumber("1Z999AA10123456784")


def ask(answer: Answering, tokens: TokensInMemory, numbers: int = 1) -> list[TrackingAnswer]:
    async def run() -> list[TrackingAnswer]:
        async with serving(answer) as url, line_to(adapter, url, tokens=tokens) as line:
            return list(await adapter.track(line, [NUMBER] * numbers))

    return asyncio.run(run())


def test_many_calls_at_once_and_later_event_loops_share_one_token() -> None:
    box, tokens = Postbox(adapter), TokensInMemory()
    ask(box.answer, tokens, 60)
    ask(box.answer, tokens, 20)
    assert len(box.sign_ins) == 1


def test_a_spent_token_is_renewed_before_it_is_refused() -> None:
    box, tokens = Postbox(adapter), TokensInMemory()
    for tokens.now in (0.0, 14_300.0, 14_345.0):
        ask(box.answer, tokens)
    assert len(box.sign_ins) == 2


def test_a_refused_token_is_renewed_once_for_everyone_and_the_call_repeated() -> None:
    box = Postbox(adapter, refused=frozenset({"Bearer token-1"}))
    assert ask(box.answer, TokensInMemory(), 10) == [UnknownNumber(NUMBER.number)] * 10
    assert len(box.sign_ins) == 2


@pytest.mark.parametrize("status", [400, 401, 403])
def test_credentials_refused_for_a_token_are_refused_credentials(status: int) -> None:
    box = Postbox(adapter, token_status=status)
    answers = ask(box.answer, TokensInMemory(), 5)
    assert len(answers) == 5
    for answer in answers:
        assert isinstance(answer, FailedLookup)
        assert answer.error.credentials_refused
    assert len(box.sign_ins) == 1


def test_those_who_waited_for_a_failed_token_do_not_ask_again_one_by_one() -> None:
    box, tokens = Postbox(adapter, token_status=503), TokensInMemory()
    failed = ask(box.answer, tokens, 3)
    assert len(box.sign_ins) == 1
    tokens.now, box.token_status = 6.0, 200
    (answer,) = ask(box.answer, tokens)
    assert all(isinstance(one, FailedLookup) and not one.error.permanent for one in failed)
    assert answer == UnknownNumber(NUMBER.number)
    assert len(box.sign_ins) == 2


def test_a_lock_left_by_one_that_died_ends_by_itself() -> None:
    box, tokens = Postbox(adapter), TokensInMemory()
    assert tokens.try_lock("account:token", 30)
    tokens.now = 31.0
    assert ask(box.answer, tokens) == [UnknownNumber(NUMBER.number)]


class FetchedMeanwhile(TokensInMemory):
    """Another process fetched the token just before this one got the lock."""

    def try_lock(self, name: str, seconds: float) -> str | None:
        self.put(name, "token-of-another", 60)
        return super().try_lock(name, seconds)


def test_who_gets_the_lock_late_takes_the_token_fetched_meanwhile() -> None:
    box = Postbox(adapter)
    assert ask(box.answer, FetchedMeanwhile()) == [UnknownNumber(NUMBER.number)]
    assert box.sign_ins == []


def test_a_token_that_could_smuggle_a_header_is_no_token() -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"access_token": "a\r\nX-Evil: 1", "expires_in": "60"})

    (failed,) = ask(answer, TokensInMemory())
    assert isinstance(failed, FailedLookup)
    assert failed.error.reason == "no token in the answer"
