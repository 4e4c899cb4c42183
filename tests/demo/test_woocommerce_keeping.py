"""The pretend shop has a past, and goes on where an earlier run has left it."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.demo.woocommerce_world import World, world


def told(story: Callable[[World], Awaitable[Any]], **options: Any) -> Any:
    async def play() -> Any:
        async with world(**options) as one:
            return await story(one)

    return asyncio.run(play())


def test_the_past_has_some_dozens_of_orders_most_of_them_sent() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen()
        listed = await one.get("orders", per_page=100, orderby="date", order="asc")
        binned = (await one.get("orders", status="trash")).json()
        return [listed, binned, one.keeper.stage.book, await one.deliver()]

    listed, binned, book, heard = told(story, past=True)
    orders = listed.json()
    assert len(orders) == 35
    assert len(binned) == 1
    assert heard == []
    assert [order["id"] for order in orders] == sorted(order["id"] for order in orders)
    statuses = {order["status"] for order in orders}
    assert {"completed", "refunded", "failed", "pending", "cancelled", "processing"} <= statuses
    for order in orders:
        for entry in order["meta_data"]:
            for item in entry["value"] if entry["key"].startswith("_wc_") else []:
                carrier = item["tracking_provider"].removesuffix("-express")
                assert book.find(carrier, item["tracking_number"]).reports


def test_keys_webhooks_orders_and_what_waits_are_there_in_the_next_run(tmp_path: Path) -> None:
    state = tmp_path / "shop.json"

    async def first(one: World) -> list[Any]:
        (webhook,) = await one.listen("order.updated")
        order = next(iter(one.back.orders.all()))
        one.back.touch(order)
        one.simulator.keeping.connected_to = one.outside
        await one.ask("PUT", f"wc/v3/orders/{order.id}", {"customer_note": "Hej"})
        return [one.key, webhook, order.written(), one.outside]

    async def second(one: World) -> list[Any]:
        key = one.back.keys.find(kept[0].consumer_key)
        webhook = one.back.webhooks.find(kept[1].id)
        order = one.back.orders.find(kept[2]["id"])
        one.back.webhooks.find(kept[1].id).delivery_url = f"{one.outside}/hook"
        return [key, webhook, order.written(), one.simulator.keeping, await one.deliver()]

    kept = told(first, state=state)
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    key, webhook, order, keeping, heard = told(second, state=state)
    assert key == kept[0]
    assert (webhook.secret, webhook.topic) == (kept[1].secret, kept[1].topic)
    assert order == kept[2]
    assert order["customer_note"] == "Hej"
    assert keeping.connected_to == kept[3]
    assert [json.loads(one.body)["id"] for one in heard] == [order["id"]]
