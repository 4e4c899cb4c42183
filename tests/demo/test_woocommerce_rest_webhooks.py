"""Webhooks are made, changed and removed over REST as at a real shop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.ports import RawDelivery
from integrations.platforms.woocommerce import WooCommercePlatform
from tests.demo.woocommerce_world import SECRET, World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def wish(one: World, **other: Any) -> dict[str, Any]:
    return {"topic": "order.updated", "delivery_url": f"{one.outside}/hook", **other}


def test_a_new_webhook_is_active_greets_its_address_and_keeps_its_secret_to_itself() -> None:
    async def story(one: World) -> list[Any]:
        one.listener.statuses = [500]
        body = wish(one, name="Framme", secret=SECRET, status="paused")
        made = await one.ask("POST", "wc/v3/webhooks", body)
        listed = (await one.ask("GET", "wc/v3/webhooks")).json()
        kept = one.back.webhooks.find(made.json()["id"])
        return [made, listed, kept, one.listener.heard]

    made, listed, kept, (ping,) = told(story)
    assert made.status_code == 201
    assert (made.json()["status"], made.json()["name"]) == ("active", "Framme")
    assert "secret" not in made.text
    assert (kept.secret, kept.failures) == (SECRET, 0)
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert ping.body == b"webhook_id=1"
    assert ping.headers["content-type"] == "application/x-www-form-urlencoded"
    assert WooCommercePlatform().is_ping(RawDelivery(ping.body, ping.headers))


def test_a_webhook_greets_again_when_its_address_is_another() -> None:
    async def story(one: World) -> list[bytes]:
        (webhook,) = await one.listen("order.updated")
        path = f"wc/v3/webhooks/{webhook.id}"
        await one.ask("PUT", path, {"name": "same"})
        await one.ask("PUT", path, {"delivery_url": f"{one.outside}/other"})
        return [heard.body for heard in one.listener.heard]

    assert told(story) == [b"webhook_id=1"]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"topic": "order.seen"}, "woocommerce_rest_shop_webhook_invalid_topic"),
        ({"topic": "action.init"}, "woocommerce_rest_shop_webhook_invalid_topic"),
        (
            {"delivery_url": "ftp://x/"},
            "woocommerce_rest_shop_webhook_invalid_delivery_url",
        ),
        ({"topic": ""}, "rest_missing_callback_param"),
        ({"status": "lost"}, "rest_invalid_param"),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(other: dict[str, str], code: str) -> None:
    async def story(one: World) -> Any:
        return await one.ask("POST", "wc/v3/webhooks", wish(one, **other))

    answer = told(story)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_webhook_is_removed_only_by_force_and_what_waits_for_it_is_lost() -> None:
    async def story(one: World) -> list[Any]:
        (webhook,) = await one.listen("order.updated")
        one.back.touch(one.order())
        path = f"wc/v3/webhooks/{webhook.id}"
        unforced = await one.ask("DELETE", path)
        removed = await one.ask("DELETE", path, force=True)
        missing = await one.ask("GET", path)
        return [unforced, removed, missing, await one.deliver()]

    unforced, removed, missing, heard = told(story)
    statuses = [answer.status_code for answer in (unforced, removed, missing)]
    assert statuses == [501, 200, 404]
    assert heard == []
