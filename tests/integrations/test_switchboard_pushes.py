"""What the switchboard does besides polling: credentials tried, pushes proven, subscriptions."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.carrier_access import Account, Enquiry, Outcome
from domain.errors import BadSignatureError, ProviderError, UnreadablePayloadError
from domain.ports import RawDelivery
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import Question
from integrations.line import Line
from integrations.switchboard import AdapterSwitchboard, Agreed
from tests.integrations.lines import TokensInMemory
from tests.integrations.loopback import serving
from tests.integrations.plain_carrier import (
    PUSH,
    BreakersInMemory,
    Desk,
    PaceInMemory,
    a_report,
    adapter,
    numbers,
)

CREDENTIALS = {"api_key": "k", "push_secret": "s"}
WANTED = numbers(4)
NUMBERS = frozenset(one.number for one in WANTED)


def board_for(one: CarrierAdapter, address: str = "") -> AdapterSwitchboard:
    agreed = Agreed(TokensInMemory(), PaceInMemory(), BreakersInMemory())
    return AdapterSwitchboard({one.key: one}, agreed, {}, {one.key: address})


def account(provider: str = "plain", **credentials: str) -> Account:
    return Account("one", provider, CREDENTIALS | credentials)


def checked(desk: Desk, **changes: Any) -> list[str]:
    """Try an account's credentials against a desk; return what the desk was asked."""

    async def run() -> None:
        async with serving(desk.answer) as url:
            board = board_for(adapter(**changes), url)
            # In a thread: it opens an event loop of its own, as in a web server's request.
            await asyncio.to_thread(board.check, account())

    asyncio.run(run())
    return desk.paths


@pytest.mark.parametrize("status", [200, 404])
def test_credentials_that_get_any_answer_work(status: int) -> None:
    assert checked(Desk(status=status)) == ["/P9999"]


@pytest.mark.parametrize(
    ("status", "refused"), [(401, True), (403, True), (429, False), (500, False)]
)
def test_credentials_that_get_none_raise_why(status: int, *, refused: bool) -> None:
    with pytest.raises(ProviderError, match=f"HTTP {status}") as failure:
        checked(Desk(status=status))
    assert failure.value.credentials_refused is refused


def test_a_push_proven_with_the_accounts_secret_is_let_in() -> None:
    board = board_for(adapter(push=PUSH))
    board.prove_push(account(), RawDelivery(b"", {"x-secret": "s"}))


@pytest.mark.parametrize(
    ("account", "one"),
    [
        pytest.param(account(push_secret="other"), adapter(push=PUSH), id="another secret"),
        pytest.param(account(push_secret=""), adapter(push=PUSH), id="no secret was given"),
        pytest.param(
            Account("one", "plain", {"api_key": "k"}), adapter(push=PUSH), id="nor is it known"
        ),
        pytest.param(account(), adapter(), id="a provider that does not push"),
        pytest.param(account("gone"), adapter(push=PUSH), id="a provider that is gone"),
    ],
)
def test_a_push_nobody_can_vouch_for_is_refused(account: Account, one: CarrierAdapter) -> None:
    with pytest.raises(BadSignatureError):
        board_for(one).prove_push(account, RawDelivery(b"", {"x-secret": "s"}))
    with pytest.raises(BadSignatureError):
        board_for(one).prove_push(account, RawDelivery(b"", {"x-secret": ""}))


def test_a_push_is_read_by_its_provider() -> None:
    board = board_for(adapter(push=PUSH))
    assert list(board.reports_in("plain", json.dumps(["P1"]).encode())) == [a_report("P1")]


@pytest.mark.parametrize("provider", ["plain", "gone"])
def test_a_push_of_a_provider_that_sends_none_cannot_be_read(provider: str) -> None:
    with pytest.raises(UnreadablePayloadError):
        board_for(adapter()).reports_in(provider, b"[]")


async def subscribe(line: Line, asked: Sequence[TrackedNumber]) -> frozenset[str]:
    """Subscribe to all in one call; return all but the last."""
    await line.ask(Question(f"{line.base_url}/subscribe/{len(asked)}"))
    return frozenset(one.number for one in asked[:-1])


def asked(desk: Desk, one: CarrierAdapter, enquiry: Enquiry) -> Outcome:
    async def run() -> Outcome:
        async with serving(desk.answer) as url:
            (outcome,) = await board_for(one, url).ask([enquiry])
            return outcome

    return asyncio.run(run())


SUBSCRIBING = adapter(push=replace(PUSH, subscribe=subscribe, lasts=timedelta(days=14)))


def test_what_is_asked_for_is_pushed_where_that_takes_no_call() -> None:
    one = adapter(push=PUSH)
    outcome = asked(Desk(), one, Enquiry(account(), WANTED, NUMBERS - {"P0003"}))
    assert outcome.subscribed == NUMBERS - {"P0003"}
    assert outcome.lasting is None


def test_numbers_are_subscribed_in_a_call_where_it_takes_one() -> None:
    desk = Desk()
    outcome = asked(desk, SUBSCRIBING, Enquiry(account(), WANTED, NUMBERS))
    assert desk.paths[-1] == "/subscribe/4"
    assert outcome.subscribed == NUMBERS - {"P0003"}
    assert outcome.lasting == timedelta(days=14)


def test_only_numbers_that_were_answered_are_subscribed() -> None:
    desk = Desk(scripted=[200, 500, 200, 404])
    outcome = asked(desk, SUBSCRIBING, Enquiry(account(), WANTED, NUMBERS))
    assert desk.paths[-1] == "/subscribe/3"
    assert len(outcome.subscribed) == 2


@pytest.mark.parametrize(
    ("one", "enquiry"),
    [
        pytest.param(adapter(), Enquiry(account(), WANTED, NUMBERS), id="it does not push"),
        pytest.param(
            SUBSCRIBING, Enquiry(account(push_secret=""), WANTED, NUMBERS), id="it cannot prove"
        ),
        pytest.param(SUBSCRIBING, Enquiry(account(), WANTED), id="none are wanted"),
    ],
)
def test_nothing_is_subscribed_without_need(one: CarrierAdapter, enquiry: Enquiry) -> None:
    desk = Desk()
    assert asked(desk, one, enquiry).subscribed == frozenset()
    assert not any("subscribe" in path for path in desk.paths)


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_refused_subscription_costs_no_answers_and_is_logged(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(scripted=[200] * 4, status=status)
    outcome = asked(desk, SUBSCRIBING, Enquiry(account(), WANTED, NUMBERS))
    assert list(outcome.answers) == [a_report(one.number) for one in WANTED]
    assert outcome.subscribed == frozenset()
    assert "plain takes no subscriptions" in caplog.text


async def quota(line: Line) -> int | None:
    """Read the quota from how long the answer is."""
    return len((await line.ask(Question(f"{line.base_url}/quota"))).body)


@pytest.mark.parametrize(
    ("one", "statuses", "wanted", "left"),
    [
        pytest.param(adapter(quota=quota), [], True, 12, id="it is told"),
        pytest.param(adapter(quota=quota), [], False, None, id="nobody wants to know"),
        pytest.param(adapter(), [], True, None, id="the provider has none"),
        pytest.param(adapter(quota=quota), [200] * 4 + [500], True, None, id="it is not told"),
        pytest.param(adapter(quota=quota), [401] * 4, True, None, id="the account is refused"),
    ],
)
def test_the_quota_is_told_when_it_is_wanted_and_known(
    one: CarrierAdapter, statuses: list[int], left: int | None, *, wanted: bool
) -> None:
    desk = Desk(scripted=statuses)
    outcome = asked(desk, one, Enquiry(account(), WANTED, ask_quota=wanted))
    assert outcome.quota_left == left
    assert len(outcome.answers) == 4


async def confirm(line: Line, push: bytes) -> bool:
    await line.ask(Question(f"{line.base_url}/confirm/{push.decode()}"))
    return True


def confirmed(desk: Desk, one: CarrierAdapter, provider: str = "plain") -> bool:
    async def run() -> bool:
        async with serving(desk.answer) as url:
            return await asyncio.to_thread(
                board_for(one, url).confirm_push, account(provider), b"7"
            )

    return asyncio.run(run())


def test_a_push_that_asks_for_an_answer_gets_one() -> None:
    desk = Desk()
    assert confirmed(desk, adapter(push=replace(PUSH, confirm=confirm)))
    assert desk.paths == ["/confirm/7"]


@pytest.mark.parametrize(
    ("one", "provider"),
    [(adapter(push=PUSH), "plain"), (adapter(), "plain"), (adapter(), "gone")],
    ids=["it asks for none", "it does not push", "it is gone"],
)
def test_other_pushes_get_none(one: CarrierAdapter, provider: str) -> None:
    desk = Desk()
    assert not confirmed(desk, one, provider)
    assert desk.paths == []


def test_an_answer_that_has_to_wait_for_the_accounts_pace_is_a_failure_like_another() -> None:
    one = adapter(push=replace(PUSH, confirm=confirm), rates=("1/day",))
    pace = PaceInMemory(waits={"one": timedelta(hours=1)})
    agreed = Agreed(TokensInMemory(), pace, BreakersInMemory())
    board = AdapterSwitchboard({one.key: one}, agreed, {}, {})
    with pytest.raises(ProviderError, match="our own pace"):
        board.confirm_push(account(), b"7")
