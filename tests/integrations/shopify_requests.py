"""Be the browsers that bring Shopify's proofs to us, and the servers that answer us."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from domain.embedding import WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import SteppingClock
from tests.integrations.loopback import serving
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET

T = TypeVar("T")
PUBLIC = "https://track.example.com"
GRANTED = {
    "access_token": "shpat-new",
    "scope": "read_orders,write_app_proxy",
    "expires_in": 3600,
    "refresh_token": "shprt-new",
    "refresh_token_expires_in": 7_776_000,
}


def an_app(clock: Callable[[], Any] | SteppingClock, simulator: str = "") -> ShopifyApp:
    """Return the app as it runs while its secret is being rotated."""
    return ShopifyApp(CLIENT_ID, [SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET], clock, simulator)


def document(path: str) -> WebRequest:
    """Return the request of a browser for a page."""
    return WebRequest("GET", PUBLIC + path, {"accept": "text/html"})


def fetch(token: str, path: str = "/settings", method: str = "POST") -> WebRequest:
    """Return the request of a script that brings a token."""
    return WebRequest(method, PUBLIC + path, {"authorization": f"Bearer {token}"})


@dataclass
class TokenEndpoint:
    """Shopify's token endpoint: gives one answer, and notes what it is asked."""

    status: int = 200
    body: object = field(default_factory=lambda: GRANTED)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append((request.method, request.path, json.loads(await request.read())))
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return web.Response(
            status=self.status, body=body, content_type="application/json", headers=self.headers
        )


def with_simulator(answer: Callable[[web.BaseRequest], Any], use: Callable[[str], T]) -> T:
    """Serve on the loopback address while `use` runs in a thread, given the address."""

    async def run() -> T:
        async with serving(answer) as address:
            return await asyncio.to_thread(use, address)

    return asyncio.run(run())
