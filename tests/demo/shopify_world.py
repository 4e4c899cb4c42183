"""A pretend Shopify on the loopback address, with one shop, an app that listens, and kept news."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
from aiohttp import web
from aiohttp.test_utils import TestServer

from demo.carriers.book import Book
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.orders import Order
from demo.shopify.accounts import Lifetimes
from demo.shopify.cost import Rate
from demo.shopify.history import fill_past
from demo.shopify.oauth import EXCHANGE, ID_TOKEN, OFFLINE
from demo.shopify.proofs import AppKeys, id_token
from demo.shopify.schema import BESIDE_THE_REPOSITORY, SchemaBook
from demo.shopify.simulator import BASE, ShopifySettings, ShopifySimulator
from demo.shopify.stores import STAFF, Store
from demo.shopkeeping import Shopkeeper, Stage
from demo.shops.shopify import ShopifyShop
from tests.demo.test_shops import Pigeonhole

SHOP = "lamps.myshopify.com"
KEYS = AppKeys("client-1", "the secret of the app in these tests")
SCHEMA = BESIDE_THE_REPOSITORY
ONE_SCHEMA = SchemaBook(SCHEMA)
"""Read once for all tests: that takes a second."""


@dataclass
class Time:
    """The real moment, and some seconds that tests let pass."""

    passed: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.passed)


@dataclass
class ListeningApp:
    """The app's side: keeps what it is asked, and answers as it is told to."""

    asked: list[web.BaseRequest] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    status: int = 200
    body: str = "{}"
    headers: Mapping[str, str] = field(default_factory=dict)

    async def answer(self, request: web.BaseRequest) -> web.Response:
        self.asked.append(request)
        self.bodies.append(await request.read())
        headers = {"Content-Type": "application/json", **self.headers}
        return web.Response(status=self.status, body=self.body.encode(), headers=headers)


@dataclass
class World:
    """Everything a test looks at; `url` is the demo's address, `client` speaks HTTP to it."""

    url: str
    client: httpx.AsyncClient
    simulator: ShopifySimulator
    store: Store
    post: Pigeonhole
    time: Time
    listening: ListeningApp

    @property
    def base(self) -> str:
        return f"{self.url}{BASE}"

    def topics(self) -> list[str]:
        """Return what was told, repeats left out."""
        seen = {d.headers["X-Shopify-Webhook-Id"]: d.label for d in self.post.kept}
        return list(seen.values())

    def told(self, topic: str) -> Any:
        """Return the body of the newest webhook of a topic."""
        return json.loads(next(d.body for d in reversed(self.post.kept) if d.label == topic))

    def orders(self) -> list[Order]:
        return sorted(self.store.orders(), key=lambda order: order.placed_at)

    def id_token(self, keys: AppKeys = KEYS, shop: str = SHOP) -> str:
        return id_token(keys, shop, STAFF, self.time.now())

    async def token_request(self, **told: object) -> httpx.Response:
        body = {"client_id": KEYS.client_id, "client_secret": KEYS.secret, **told}
        return await self.client.post(f"{self.base}/{SHOP}/admin/oauth/access_token", json=body)

    async def exchange(self, **told: object) -> httpx.Response:
        wanted = {
            "grant_type": EXCHANGE,
            "subject_token": self.id_token(),
            "subject_token_type": ID_TOKEN,
            "requested_token_type": OFFLINE,
            "expiring": 1,
        }
        return await self.token_request(**{**wanted, **told})

    async def access(self) -> str:
        """Install the app and return a token."""
        self.simulator.merchant.install(self.store)
        return str((await self.exchange()).json()["access_token"])

    async def graphql(self, token: str, query: str, **variables: object) -> httpx.Response:
        return await self.client.post(
            f"{self.base}/{SHOP}/admin/api/2026-10/graphql.json",
            json={"query": query, "variables": variables},
            headers={"X-Shopify-Access-Token": token},
        )

    async def data(self, token: str, query: str, **variables: object) -> Any:
        answer = (await self.graphql(token, query, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def grant_everything(self) -> None:
        app = self.simulator.app_settings
        self.simulator.merchant.grant(self.store, app.scopes | app.optional_scopes)


@asynccontextmanager
async def world(
    lifetimes: Lifetimes | None = None,
    rate: Rate | None = None,
    state: Path | None = None,
    *,
    checked: bool = False,
) -> AsyncIterator[World]:
    """Open the shop with some past; `checked` needs Shopify's schema to be at hand."""
    if checked:
        await ONE_SCHEMA.be_read()  # before anybody asks: who waits for an answer gives up
    time, post, listening = Time(), Pigeonhole(), ListeningApp()
    product = TestServer(_app_of(listening), host="127.0.0.1")
    await product.start_server()
    web_url = str(product.make_url("")).rstrip("/")
    settings = ShopifySettings(KEYS, web_url, SCHEMA if checked else None, state)
    settings = replace(settings, lifetimes=lifetimes or Lifetimes(), rate=rate or Rate())
    simulator = ShopifySimulator(settings, time.now, Random(5), ONE_SCHEMA if checked else None)
    simulator.exports.pause = 0.01
    clock = StoryClock(now=time.now)
    voice = ShopifyShop(
        SHOP, KEYS.secret, web_url, post, Random(3), lambda: store.account.installed
    )
    stage = Stage(clock, {"shopify": voice}, Book(clock), Numbers(time.now()), Random(4))
    store = simulator.stores.open(SHOP, Shopkeeper(stage, 60), voice)
    fill_past(store.keeper)
    simulator.remember()
    demo = web.Application()
    demo.add_routes(simulator.root_routes())
    demo.add_subapp(BASE, simulator.app())
    server = TestServer(demo, host="127.0.0.1")
    await server.start_server()
    url = str(server.make_url("")).rstrip("/")
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            yield World(url, client, simulator, store, post, time, listening)
        finally:
            await server.close()
            await product.close()


def _app_of(listening: ListeningApp) -> web.Application:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", listening.answer)
    return app
