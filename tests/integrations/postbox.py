"""A carrier that keeps what it is asked, for tests of questions."""

import asyncio
from collections.abc import Sequence

from aiohttp import web

from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.lines import line_to
from tests.integrations.loopback import serving


class Postbox:
    """Keeps what was asked, and answers 404 to it; hands out numbered tokens."""

    def __init__(
        self,
        adapter: CarrierAdapter,
        refused: frozenset[str] = frozenset(),
        token_status: int = 200,
    ) -> None:
        self.asked: list[web.BaseRequest] = []
        self.bodies: list[bytes] = []
        self.sign_ins: list[web.BaseRequest] = []
        self.forms: list[dict[str, str]] = []
        self.token_status = token_status
        self._adapter = adapter
        self._refused = refused

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._adapter.sign_in_path and request.path == self._adapter.sign_in_path:
            return await self._sign_in(request)
        self.asked.append(request)
        self.bodies.append(await request.read())
        bearer = request.headers.get("Authorization", "")
        return web.Response(status=401 if bearer in self._refused else 404)

    async def _sign_in(self, request: web.BaseRequest) -> web.StreamResponse:
        self.sign_ins.append(request)
        self.forms.append({key: str(value) for key, value in (await request.post()).items()})
        await asyncio.sleep(0.02)
        told = {"access_token": f"token-{len(self.sign_ins)}", "expires_in": "14399"}
        return web.json_response(told, status=self.token_status)


def asked_by(
    adapter: CarrierAdapter, numbers: Sequence[TrackedNumber], **credentials: str
) -> Postbox:
    """Let an adapter ask about numbers; return the box with what it asked."""
    box = Postbox(adapter)

    async def run() -> None:
        async with (
            serving(box.answer) as url,
            line_to(adapter, url, credentials=credentials) as line,
        ):
            await adapter.track(line, numbers)

    asyncio.run(run())
    return box
