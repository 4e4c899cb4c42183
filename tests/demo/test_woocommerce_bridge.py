"""The pretend WordPress sees and changes the shop's orders over a bridge nobody else may use."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from demo.woocommerce.bridge import SECRET
from tests.demo.woocommerce_world import World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


async def bridge(one: World, method: str, path: str, body: Any = None) -> httpx.Response:
    headers = {SECRET: one.simulator.secret}
    url = f"{one.home}/pretend/{path}"
    return await one.client.request(method, url, json=body, headers=headers)


def test_the_bridge_is_for_who_knows_its_secret() -> None:
    async def story(one: World) -> list[int]:
        url = f"{one.home}/pretend/site"
        answers = [await one.client.get(url), await one.client.get(url, headers={SECRET: "x"})]
        return [answer.status_code for answer in [*answers, await bridge(one, "GET", "site")]]

    assert told(story) == [403, 403, 200]


def test_php_sees_orders_as_rest_does_and_changes_them_with_all_that_follows() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated", "order.deleted", "action.wc_framme_event")
        one.order(), one.order("checkout-draft"), one.order(customer=0)
        shown = (await bridge(one, "GET", "orders/31")).json()
        same = shown == (await one.get("orders/31")).json()
        meta = {"_framme_stage": "packed", "wpml_language": None}
        noted = (await bridge(one, "PUT", "orders/31/meta", meta)).json()["meta_data"]
        told = {"status": "wc-completed"}
        moved = (await bridge(one, "PUT", "orders/31/status", told)).json()["status"]
        event = {"hook": "wc_framme_event", "arg": {"kind": "order_changed", "order_id": 31}}
        await bridge(one, "POST", "action", event)
        await bridge(one, "DELETE", "orders/33")
        topics = [heard.topic for heard in await one.deliver()]
        lists = [
            (await bridge(one, "GET", f"orders?{query}")).json()
            for query in ("customer=3", "ids=31,32,99", "page=1&per_page=1", "search=noah")
        ]
        return [same, noted, moved, topics, lists]

    same, noted, moved, topics, lists = told(story)
    assert same
    assert [(entry["key"], entry["value"]) for entry in noted] == [("_framme_stage", "packed")]
    assert moved == "completed"
    assert sorted(topics) == ["action.wc_framme_event", "order.deleted", "order.updated"]
    assert [[order["id"] for order in one["orders"]] for one in lists] == [[31]] * 4
    assert {one["total"] for one in lists} == {1}


def test_php_throws_away_restores_and_asks_for_people_and_fulfilments() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.restored")
        one.order()
        await bridge(one, "DELETE", "orders/31")
        restored = (await bridge(one, "POST", "orders/31/untrash")).json()["status"]
        topics = [heard.topic for heard in await one.deliver()]
        fulfilments = (await bridge(one, "GET", "orders/31/fulfillments")).json()
        await bridge(one, "DELETE", "orders/31?force=true")
        people = (await bridge(one, "GET", "customers")).json()["customers"]
        merchant = (await bridge(one, "GET", "customers/1")).json()["role"]
        return [restored, topics, fulfilments, people, merchant]

    restored, topics, fulfilments, people, merchant = told(story)
    assert (restored, topics, fulfilments) == ("processing", ["order.restored"], [])
    assert {person["role"] for person in people} == {"customer"}
    assert merchant == "administrator"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "orders/99", None, 404),
        ("GET", "customers/99", None, 404),
        ("PUT", "orders/31/status", {"status": "lost"}, 400),
        ("PUT", "orders/31/meta", [1], 400),
        ("GET", "orders?page=0", None, 400),
        ("GET", "orders?ids=x", None, 400),
    ],
)
def test_what_php_cannot_ask_for_is_refused(method: str, path: str, body: Any, status: int) -> None:
    async def story(one: World) -> int:
        one.order()
        return (await bridge(one, method, path, body)).status_code

    assert told(story) == status
