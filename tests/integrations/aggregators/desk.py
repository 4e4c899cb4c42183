"""An aggregator's desk on the loopback address: scripted replies, and a note of what was asked."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from domain.tracking import TrackedNumber, TrackingAnswer
from integrations.carrier_adapter import CarrierAdapter
from integrations.line import Line
from tests.integrations.lines import line_to
from tests.integrations.loopback import serving

Result = TypeVar("Result")
Reply = Callable[[web.BaseRequest, Any], web.StreamResponse]


@dataclass
class Asked:
    """One request as it came: method and path, query, headers, and the decoded body."""

    what: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class Desk:
    """Answers by method and path; what has no reply is answered 404."""

    replies: Mapping[str, Reply | bytes | Any]
    asked: list[Asked] = field(default_factory=list)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        told = json.loads(body) if body else None
        what = f"{request.method} {request.path}"
        self.asked.append(Asked(what, dict(request.query), request.headers, told))
        reply = self.replies.get(what)
        if reply is None:
            return web.Response(status=404)
        if callable(reply):
            answer: web.StreamResponse = reply(request, told)
            return answer
        if isinstance(reply, bytes):
            return web.Response(body=reply)
        return web.json_response(reply)


def numbers(count: int) -> list[TrackedNumber]:
    """Make up numbers of UPS."""
    return [TrackedNumber(f"1Z999AA10{index:09d}", carrier="ups") for index in range(count)]


def track_at(
    adapter: CarrierAdapter, desk: Desk, numbers: Sequence[TrackedNumber], **credentials: str
) -> Sequence[TrackingAnswer]:
    """Let an adapter ask the desk about numbers."""
    return at(adapter, desk, lambda line: adapter.track(line, numbers), **credentials)


def at(
    adapter: CarrierAdapter,
    desk: Desk,
    do: Callable[[Line], Awaitable[Result]],
    **credentials: str,
) -> Result:
    """Do something with a line to the desk."""

    async def run() -> Result:
        async with (
            serving(desk.answer) as url,
            line_to(adapter, url, credentials=credentials) as line,
        ):
            return await do(line)

    return asyncio.run(run())
