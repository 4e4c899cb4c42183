"""Made-up carriers, a desk each on the loopback address, and a switchboard that reaches them."""

import asyncio
from collections.abc import Sequence
from typing import Any

from domain.carrier_access import Account, Enquiry, Outcome
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.switchboard import AdapterSwitchboard, Agreed
from tests.integrations.lines import TokensInMemory
from tests.integrations.loopback import serving
from tests.integrations.plain_carrier import BreakersInMemory, Desk, PaceInMemory, numbers

TEN = numbers(10)


class Desks:
    """Carriers, a desk each, and a switchboard that reaches them."""

    def __init__(self, *adapters: CarrierAdapter, **desks: Desk) -> None:
        self.adapters = {one.key: one for one in adapters}
        self.desks = {key: desks.get(key, Desk()) for key in self.adapters}
        self.pace, self.breakers, self.tokens = PaceInMemory(), BreakersInMemory(), TokensInMemory()

    def board(self, **addresses: str) -> AdapterSwitchboard:
        agreed = Agreed(self.tokens, self.pace, self.breakers)
        return AdapterSwitchboard(self.adapters, agreed, {}, addresses)

    def ask(self, *enquiries: Enquiry) -> Sequence[Outcome]:
        async def with_desks(keys: list[str], addresses: dict[str, str]) -> Sequence[Outcome]:
            if not keys:
                return await self.board(**addresses).ask(enquiries)
            async with serving(self.desks[keys[0]].answer) as url:
                return await with_desks(keys[1:], addresses | {keys[0]: f"{url}/"})

        return asyncio.run(with_desks(list(self.desks), {}))


def account(provider: str = "plain", **more: Any) -> Account:
    return Account(f"{provider}-account", provider, {"api_key": "k"}, **more)


def about(provider: str = "plain", asked: Sequence[TrackedNumber] = TEN, **more: Any) -> Enquiry:
    return Enquiry(account(provider), asked, **more)
