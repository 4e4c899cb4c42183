"""Which windows an account keeps to, and at which addresses it asks."""

import asyncio
from collections.abc import Sequence

import pytest

from domain.carrier_access import Enquiry
from domain.errors import ProviderError
from domain.poll_budget import CallsLeft
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer
from integrations.line import Line
from tests.integrations.plain_carrier import adapter
from tests.integrations.switchboard_desks import TEN, Desks, about, account


def test_every_call_is_counted_in_the_providers_windows() -> None:
    desks = Desks(adapter(rates=("5/second", "250/day")), adapter("unbound"))
    desks.ask(about(), about("unbound"))
    assert desks.pace.taken == {"plain-account": 10}
    assert desks.pace.windows == {"plain-account": ("5/second", "250/day")}


@pytest.mark.parametrize(
    ("rates", "windows"),
    [
        (("5/second", "250/day"), ("5/second", "1000/day")),
        (("5/second",), ("5/second", "1000/day")),
        ((), ("1000/day",)),
    ],
)
def test_an_accounts_own_calls_a_day_replace_the_providers(
    rates: tuple[str, ...], windows: tuple[str, ...]
) -> None:
    desks = Desks(adapter(rates=rates))
    bought = account(calls_a_day=1000)
    assert desks.board().calls_left(bought) == CallsLeft(soon=7)
    assert desks.pace.windows["plain-account"] == windows
    desks.pace.windows.clear()
    desks.ask(Enquiry(bought, TEN[:1]))
    assert desks.pace.windows["plain-account"] == windows


@pytest.mark.parametrize("rates", [("9/minute",), ()])
def test_rates_of_an_accounts_own_replace_all_others(rates: tuple[str, ...]) -> None:
    desks = Desks(adapter(rates=("5/second", "250/day")))
    desks.board().calls_left(account(rates=rates, calls_a_day=1000))
    assert desks.pace.windows["plain-account"] == rates


async def where_to(line: Line, asked: Sequence[TrackedNumber]) -> list[TrackingAnswer]:
    told = f"{line.base_url} {line.sign_in_url} {line.push_url}"
    return [FailedLookup(one.number, ProviderError(told)) for one in asked]


@pytest.mark.parametrize(
    ("changes", "address", "told"),
    [
        ({}, "", "https://plain.example https://plain.example https://us/push"),
        ({"sign_in_url": "https://in.example"}, "", "https://plain.example https://in.example"),
        ({"sign_in_url": "https://in.example"}, "http://sim/", "http://sim http://sim"),
    ],
)
def test_an_address_may_be_replaced_for_questions_and_tokens(
    changes: dict[str, str], address: str, told: str
) -> None:
    board = Desks(adapter(track=where_to, **changes)).board(plain=address)
    enquiry = Enquiry(account(push_url="https://us/push"), TEN[:1])
    ((failed,),) = [one.answers for one in asyncio.run(board.ask([enquiry]))]
    assert isinstance(failed, FailedLookup)
    assert failed.error.reason.startswith(told)


def test_providers_are_described_by_their_adapters() -> None:
    described = adapter(rates=("5/second", "250/day"), per_call=9, unconfirmed=("a",))
    provider = Desks(described).board().providers["plain"]
    assert provider == described.provider
    assert (provider.calls_a_day, provider.per_call, provider.aggregates) == (250, 9, False)
