"""A made-up carrier for tests of what all share: plain questions, one number a call or several."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import web

from domain.carrier_access import CredentialField, Health
from domain.errors import BadSignatureError
from domain.poll_budget import CallsLeft
from domain.ports import RawDelivery
from domain.status import Meaning, Status
from domain.tracking import (
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.access_tokens import AccessTokens, Grant
from integrations.asking import ask_for_each
from integrations.carrier_adapter import CarrierAdapter, Push
from integrations.http import Patience, Question, open_session
from integrations.line import Line, at_once
from tests.integrations.lines import TokensInMemory
from tests.integrations.loopback import serving

Result = TypeVar("Result")
MOVING = Meaning(Status.IN_TRANSIT)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def numbers(count: int) -> list[TrackedNumber]:
    return [TrackedNumber(f"P{index:04d}") for index in range(count)]


def a_report(number: str) -> TrackingReport:
    return TrackingReport(number, (TrackingEvent(NOON, "T1", "On its way", MOVING),))


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    return a_report(asked.number) if b"on its way" in body else UnknownNumber(asked.number)


async def ask_one(line: Line, asked: TrackedNumber) -> TrackingAnswer:
    answer = await line.ask(Question(f"{line.base_url}/{asked.number}"))
    if answer.status == HTTPStatus.NOT_FOUND:
        return UnknownNumber(asked.number)
    return read(answer.body, asked)


async def track(line: Line, asked: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    return await ask_for_each(line, asked, ask_one)


def verify(delivery: RawDelivery, secret: str) -> None:
    if delivery.headers.get("x-secret") != secret:
        raise BadSignatureError("not ours")


def read_push(push: bytes) -> list[TrackingReport]:
    return [a_report(number) for number in json.loads(push)]


PUSH = Push("push_secret", verify, read_push)


def adapter(key: str = "plain", **changes: Any) -> CarrierAdapter:
    facts: dict[str, Any] = {
        "label": key.title(),
        "serves": (key,),
        "credentials": (CredentialField("api_key", "API key"),),
        "base_url": "https://plain.example",
        "track": track,
        "read": read,
        "statuses": {"T1": MOVING},
        "probe": TrackedNumber("P9999"),
    }
    return CarrierAdapter(key=key, **(facts | changes))


@dataclass
class Desk:
    """Knows every number, unless told to answer otherwise; `scripted` answers come first."""

    status: int = 200
    scripted: list[int] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    slowness: float = 0.0

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.paths.append(request.path)
        status = self.scripted.pop(0) if self.scripted else self.status
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(self.slowness)
        self.at_once -= 1
        return web.Response(status=status, text='"on its way"', headers=dict(self.headers))


@asynccontextmanager
async def plain_line(
    url: str,
    turn: Callable[[], timedelta] = at_once,
    tokens: TokensInMemory | None = None,
    patience: Patience | None = None,
):
    """Open a line to an address, with no adapter behind it."""
    patience = patience or Patience()
    async with open_session(patience) as session:
        yield Line(
            session=session,
            credentials={"api_key": "secret"},
            base_url=url,
            sign_in_url=url,
            tokens=AccessTokens(tokens or TokensInMemory(), "one"),
            turn=turn,
            patience=patience,
        )


def over_a_line(
    answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]],
    do: Callable[[Line], Awaitable[Result]],
    **more: Any,
) -> Result:
    """Do something with a line to a server that answers so."""

    async def run() -> Result:
        async with serving(answer) as url, plain_line(url, **more) as line:
            return await do(line)

    return asyncio.run(run())


def grant(line: Line) -> Grant:
    return Grant(Question(f"{line.sign_in_url}/token", form={"key": line.credentials["api_key"]}))


@dataclass
class PaceInMemory:
    """Counts the calls of each account, and has those wait that are in `waits`."""

    waits: dict[str, timedelta] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    windows: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, account: str, windows: Sequence[str]) -> timedelta:
        self.windows[account] = tuple(windows)
        if wait := self.waits.get(account):
            return wait
        self.taken[account] += 1
        return timedelta()

    def left(self, account: str, windows: Sequence[str]) -> CallsLeft:
        self.windows[account] = tuple(windows)
        return CallsLeft(soon=7)


@dataclass
class BreakersInMemory:
    """Healthy accounts, unless a test says otherwise; keeps what it is told."""

    found: dict[str, Health] = field(default_factory=dict)
    noted: list[tuple[str, int]] = field(default_factory=list)

    def health(self, account: str) -> Health:
        return self.found.get(account, Health())

    def note(self, account: str, failures: int) -> Health:
        self.noted.append((account, failures))
        return Health(resting=timedelta(minutes=1)) if failures >= 5 else Health()
