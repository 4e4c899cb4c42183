"""A pretend WooCommerce shop on the loopback address, and somebody who listens to it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from aiohttp import web
from aiohttp.test_utils import TestServer

from demo.carriers.book import Book
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.orders import Order, OrderBook
from demo.shopkeeping import Shopkeeper, Stage
from demo.stories import Noted, Plot, ShopAct
from demo.woocommerce.keys import Key
from demo.woocommerce.oauth1 import signature
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.simulator import WooCommerceSettings, WooCommerceSimulator
from demo.woocommerce.site import BASE
from demo.woocommerce.users import MERCHANT
from demo.woocommerce.webhooks import Webhook
from tests.demo.playing import order_of
from tests.free_ports import free_port

SECRET = "hush & <hush>"
ORDER_TOPICS = ("order.created", "order.updated", "order.deleted", "order.restored")


@dataclass
class Time:
    """The real moment, and some seconds that tests let pass."""

    passed: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.passed)


@dataclass(frozen=True)
class Heard:
    """A request that came to the listener."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)

    @property
    def topic(self) -> str:
        return self.headers.get("x-wc-webhook-topic", "ping")


@dataclass
class Listener:
    """Whoever the shop speaks to: keeps what it hears, answers `statuses` in turn, then 200."""

    heard: list[Heard] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answers: dict[str, web.Response] = field(default_factory=dict)

    async def answer(self, request: web.BaseRequest) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        self.heard.append(Heard(request.method, request.path_qs, headers, body))
        if request.path in self.answers:
            kept = self.answers[request.path]
            return web.Response(status=kept.status, headers=kept.headers, body=kept.body)
        status = self.statuses.pop(0) if self.statuses else 200
        moved = {"Location": "/elsewhere"} if 300 <= status < 400 else {}
        return web.Response(status=status, headers=moved)

    def say(self, path: str, told: Any) -> None:
        """Answer with JSON at a path from now on."""
        self.answers[path] = web.json_response(told)

    def topics(self) -> list[str]:
        return [heard.topic for heard in self.heard]


@dataclass
class World:
    """Everything a test looks at; `client` speaks HTTP to the shop, which is at `home`."""

    home: str
    outside: str
    client: httpx.AsyncClient
    simulator: WooCommerceSimulator
    keeper: Shopkeeper
    listener: Listener
    time: Time
    key: Key

    @property
    def back(self) -> Any:
        return self.simulator.back

    def signed(self, method: str, url: str, key: Key | None = None, **query: Any) -> str:
        """Return an address with its signature, as any OAuth 1.0a client makes it."""
        key = key or self.key
        told = {name: str(value) for name, value in query.items()}
        told |= {
            "oauth_consumer_key": key.consumer_key,
            "oauth_timestamp": str(int(self.time.now().timestamp())),
            "oauth_nonce": f"{Random().getrandbits(64):x}",
            "oauth_signature_method": "HMAC-SHA256",
        }
        told["oauth_signature"] = signature(method, url, told, key.consumer_secret)
        return f"{url}?{urlencode(told)}"

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: Key | None = None,
        **query: Any,
    ) -> httpx.Response:
        """Ask the REST interface; `path` is below wp-json."""
        url = self.signed(method, f"{self.home}/wp-json/{path}", key, **query)
        return await self.client.request(method, url, json=body)

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.ask("GET", f"wc/v3/{path}", **query)

    async def listen(self, *topics: str) -> list[Webhook]:
        """Make webhooks, and forget their greetings."""
        made = []
        for topic in topics or ORDER_TOPICS:
            webhook = self.back.webhooks.make(
                topic, f"{self.outside}/hook", MERCHANT, self.time.now()
            )
            webhook.secret = SECRET
            made.append(webhook)
        return made

    async def deliver(self) -> list[Heard]:
        """Let the queue run; return what is heard of it."""
        before = len(self.listener.heard)
        await self.back.deliveries.run()
        return self.listener.heard[before:]

    def order(self, status: str = "processing", **other: Any) -> OrderRecord:
        """Put an order into the shop without telling anybody."""
        number = 31 + sum(1 for _ in self.back.orders.all())
        now = self.time.now()
        story = replace(story_order(), platform_id=number, placed_at=now)
        record: OrderRecord = self.simulator.shop.write_down(story)
        record.status = status
        for name, value in other.items():
            setattr(record, name, value)
        self.back.orders.add(record)
        return record

    def place(self, noted: Noted, plot: Plot, *, block: bool) -> Order:
        """Place an order of the stories, at the classic checkout or the block checkout."""
        self.simulator.shop.chance = Random(0 if block else 1)
        story = replace(story_order(plot=plot).story, noted=noted)
        return self.keeper.place(len(self.keeper.stage.orders), story)


def story_order(*acts: tuple[ShopAct, int], plot: Plot = Plot.HOME) -> Order:
    return order_of(plot, *acts, platform="woocommerce")


@asynccontextmanager
async def world(
    state: Path | None = None, *, past: bool = False, php: str | None = None
) -> AsyncIterator[World]:
    """Open the shop; its queue runs only when a test says so. `php` is where PHP would be."""
    time, listener = Time(), Listener()
    product = TestServer(_app_of(listener), host="127.0.0.1")
    await product.start_server()
    web_url = str(product.make_url("")).rstrip("/")
    port = free_port()
    home, book, clock = f"http://127.0.0.1:{port}{BASE}", OrderBook(), StoryClock(now=time.now)
    settings = WooCommerceSettings(home, web_url, state, tick=None)
    simulator = WooCommerceSimulator(settings, time.now, Random(5), book)
    if php:
        simulator.php_address = lambda: web_url if php == "listener" else php
    stage = Stage(
        clock, {"woocommerce": simulator.shop}, Book(clock), Numbers(time.now()), Random(4), book
    )
    keeper = Shopkeeper(stage, 60)
    if past or state:
        simulator.remember(stage.book)
    demo = web.Application()
    demo.add_subapp(BASE, simulator.app(keeper))
    server = TestServer(demo, host="127.0.0.1", port=port)
    await server.start_server()
    key = simulator.back.keys.make(MERCHANT, "for tests", "read_write")
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            yield World(home, web_url, client, simulator, keeper, listener, time, key)
        finally:
            await server.close()
            await product.close()


def path_of(address: str) -> str:
    return urlsplit(address).path


def _app_of(listener: Listener) -> web.Application:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", listener.answer)
    return app
