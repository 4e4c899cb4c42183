"""Be a carrier on the loopback address: real HTTP, scripted answers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

Answering = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
TOKEN_PATH = "/security/v1/oauth/token"


@asynccontextmanager
async def serving(answer: Answering) -> AsyncIterator[str]:
    """Serve until the block ends; yield the address."""
    server = web.Server(answer)
    runner = web.ServerRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def with_tokens(answer: Answering) -> Answering:
    """Answer requests for access tokens with one, and leave the rest to `answer`."""

    async def either(request: web.BaseRequest) -> web.StreamResponse:
        if request.path == TOKEN_PATH:
            return web.json_response({"access_token": "token-1", "expires_in": "14399"})
        return await answer(request)

    return either


def always(
    status: int,
    body: bytes = b"{}",
    *,
    content_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> Answering:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=status, body=body, content_type=content_type, headers=headers)

    return answer


async def never(request: web.BaseRequest) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


def address_nobody_listens_at() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
