"""The postman keeps trying as Shopify does, and gives up when told to or when it is enough."""

import asyncio
import logging

import pytest
from aiohttp import web

from demo.shops import postman as postman_module
from demo.shops.delivery import Delivery
from demo.shops.postman import Postman
from tests.demo.playing import address, serving
from tests.integrations.loopback import address_nobody_listens_at


class Product:
    """A product that answers with the statuses it is given, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.seen: list[tuple[str | None, bytes]] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/webhooks", self.receive)
        app.router.add_get("/healthz", self.receive)
        return app

    async def receive(self, request: web.Request) -> web.Response:
        self.seen.append((request.headers.get("X-Id"), await request.read()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


async def delivered(product: Product, tries: int) -> Postman:
    async with serving(product.app()) as client, Postman(first_pause=0.01) as postman:
        url = f"{address(client)}/webhooks"
        postman.send(Delivery("orders/create", url, {"X-Id": "one"}, b"body", tries))
        await postman.finished()
        return postman


def test_a_refused_delivery_is_repeated_byte_for_byte_until_it_is_taken() -> None:
    product = Product(500, 302, 401)
    postman = asyncio.run(delivered(product, tries=9))
    assert product.seen == [("one", b"body")] * 4
    assert (postman.tally.delivered, postman.tally.retried, postman.tally.refused) == (1, 3, 0)


def test_a_delivery_that_is_never_repeated_is_given_up_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    product = Product(500)
    with caplog.at_level(logging.WARNING):
        postman = asyncio.run(delivered(product, tries=1))
    assert len(product.seen) == 1
    assert postman.tally.refused == 1
    assert "gave up orders/create (HTTP 500)" in caplog.text


def test_a_product_that_is_not_up_yet_costs_no_try_and_no_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> Postman:
        async with Postman(first_pause=0.01) as postman:
            url = address_nobody_listens_at()
            postman.send(Delivery("orders/create", url, {}, b"body", 1))
            await asyncio.sleep(0.1)
            return postman

    with caplog.at_level(logging.INFO):
        postman = asyncio.run(story())
    assert (postman.tally.delivered, postman.tally.retried, postman.tally.refused) == (0, 0, 0)
    assert caplog.text == ""


def test_it_waits_for_the_product_to_be_up() -> None:
    async def story() -> int:
        product = Product(503)
        async with serving(product.app()) as client, Postman() as postman:
            await asyncio.wait_for(postman.product_is_up(f"{address(client)}/healthz"), 2)
        return len(product.seen)

    assert asyncio.run(story()) == 1


def test_what_is_under_way_is_dropped_when_the_postman_goes_home() -> None:
    async def story() -> float:
        began = asyncio.get_running_loop().time()
        async with Postman() as postman:
            for _ in range(20):
                postman.send(Delivery("late", address_nobody_listens_at(), {}, b""), delay=60)
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(story()) < 1


def test_far_too_many_deliveries_are_lost_rather_than_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> None:
        async with Postman() as postman:
            for _ in range(postman_module.AT_MOST_WAITING + 1):
                postman.send(Delivery("late", "http://127.0.0.1:9", {}, b""), delay=60)

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())
    assert caplog.messages == ["too much waiting, dropped late"]
