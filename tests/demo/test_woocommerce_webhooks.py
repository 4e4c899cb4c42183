"""Webhooks of the pretend shop are made, sent and switched off with a real one's manners."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.ports import RawDelivery
from integrations.platforms.woocommerce import WooCommercePlatform
from tests.demo.woocommerce_world import SECRET, Heard, World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def topics(heard: list[Heard]) -> list[str]:
    return [one.topic for one in heard]


def test_a_delivery_is_signed_ascii_and_says_where_it_comes_from() -> None:
    async def story(one: World) -> tuple[str, list[Heard]]:
        await one.listen("order.updated")
        one.back.touch(one.order())
        return one.home, await one.deliver()

    home, (heard,) = told(story)
    own = hmac.new(SECRET.encode(), heard.body, hashlib.sha256).digest()
    headers = heard.headers
    assert headers["x-wc-webhook-signature"] == base64.b64encode(own).decode()
    assert headers["x-wc-webhook-source"] == f"{home}/"
    assert (headers["x-wc-webhook-resource"], headers["x-wc-webhook-event"]) == (
        "order",
        "updated",
    )
    assert headers["user-agent"] == "WooCommerce/10.5.0 Hookshot (WordPress/7.1.4)"
    assert len(headers["x-wc-webhook-delivery-id"]) == 32
    assert heard.body.isascii()
    assert b"\\/wp-json\\/" in heard.body
    proven = WooCommercePlatform().verify_webhook(RawDelivery(heard.body, headers), [SECRET])
    assert proven.topic == "order.updated"


def test_what_waits_is_not_queued_twice_and_its_body_is_written_at_the_end() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        order = one.order("pending")
        one.back.place(order)
        for status in ("processing", "packed", "completed"):
            one.back.set_status(order, status)
        return await one.deliver()

    heard = told(story)
    assert topics(heard) == ["order.created", "order.updated"]
    assert {one.told["status"] for one in heard} == {"completed"}


def test_the_block_checkout_tells_of_the_change_before_it_tells_of_the_order() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        one.back.place(one.order(created_via="store-api"))
        return await one.deliver()

    assert topics(told(story)) == ["order.updated", "order.created"]


def test_deliveries_of_one_second_share_their_id() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen("order.updated")
        fixed = one.time.now()
        one.back.deliveries.now = lambda: fixed
        for _ in range(3):
            one.back.touch(one.order())
        return await one.deliver()

    heard = told(story)
    assert len({one.body for one in heard}) == 3
    assert len({one.headers["x-wc-webhook-delivery-id"] for one in heard}) == 1


def test_an_order_that_is_gone_before_its_turn_is_a_signed_error() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        order = one.order()
        one.back.place(order)
        one.back.erase(order)
        return await one.deliver()

    heard = told(story)
    assert topics(heard) == ["order.created", "order.updated"]
    for one in heard:
        assert one.told == {
            "code": "woocommerce_rest_shop_order_invalid_id",
            "message": "Invalid ID.",
            "data": {"status": 404},
        }
        assert "x-wc-webhook-signature" in one.headers


@pytest.mark.parametrize(("deleted", "status"), [(False, 403), (True, 401)])
def test_a_webhook_whose_author_lost_their_rights_sends_that_instead(
    deleted: bool, status: int
) -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen("order.updated")
        one.back.touch(one.order())
        if deleted:
            one.back.remove_user(1)
        else:
            one.back.users.find(1).manager = False
        return await one.deliver()

    (heard,) = told(story)
    assert heard.told["code"] == "woocommerce_rest_cannot_view"
    assert heard.told["data"] == {"status": status}


def test_the_bin_is_told_with_an_id_only_and_its_end_by_the_whole_order() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        order = one.order()
        one.back.trash(order)
        heard = await one.deliver()
        one.back.untrash(order)
        return heard + await one.deliver()

    trashed, restored = told(story)
    assert (trashed.topic, trashed.body) == ("order.deleted", b'{"id":31}')
    assert (restored.topic, restored.told["status"]) == ("order.restored", "processing")


def test_a_hook_of_php_is_told_with_its_argument() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen("action.wc_framme_event")
        arg = {"kind": "order_deleted", "order_id": 31}
        for _ in range(2):
            one.back.act("wc_framme_event", arg)
        one.back.act("wc_another", 1)
        return await one.deliver()

    (heard,) = told(story)
    assert heard.told == {
        "action": "wc_framme_event",
        "arg": {"kind": "order_deleted", "order_id": 31},
    }
    assert heard.headers["x-wc-webhook-resource"] == "action"
    assert heard.headers["x-wc-webhook-event"] == "wc_framme_event"


@pytest.mark.parametrize("status", [303, 400, 404, 500])
def test_the_seventh_failure_in_a_row_switches_it_off_and_nothing_is_sent_again(
    status: int,
) -> None:
    async def story(one: World) -> tuple[list[tuple[int, str]], list[Heard]]:
        (webhook,) = await one.listen("order.updated")
        one.listener.statuses = [status] * 7
        order, seen = one.order(), []
        for _ in range(7):
            one.back.touch(order)
            await one.deliver()
            seen.append((webhook.failures, webhook.status))
        one.back.touch(order)
        return seen, await one.deliver()

    seen, later = told(story)
    assert seen == [(n, "active") for n in range(1, 7)] + [(6, "disabled")]
    assert later == []


def test_a_redirect_is_a_success_and_is_not_followed() -> None:
    async def story(one: World) -> tuple[int, list[str]]:
        (webhook,) = await one.listen("order.updated")
        webhook.failures = 4
        one.listener.statuses = [302]
        one.back.touch(one.order())
        return webhook.failures, [heard.path for heard in await one.deliver()]

    failures, paths = told(story)
    assert failures == 4
    assert paths == ["/hook"]


def test_a_success_begins_the_count_anew_and_switching_on_does_not() -> None:
    async def story(one: World) -> list[tuple[int, str]]:
        (webhook,) = await one.listen("order.updated")
        webhook.failures, webhook.status = 6, "disabled"
        path, order, seen = f"wc/v3/webhooks/{webhook.id}", one.order(), []
        for answers in ([500], [200]):
            await one.ask("PUT", path, {"status": "active"})
            one.listener.statuses = answers
            one.back.touch(order)
            await one.deliver()
            seen.append((webhook.failures, webhook.status))
        return seen

    assert told(story) == [(6, "disabled"), (0, "active")]


def test_nobody_there_is_a_failure_too() -> None:
    async def story(one: World) -> int:
        (webhook,) = await one.listen("order.updated")
        webhook.delivery_url = "http://127.0.0.1:9/hook"
        one.back.touch(one.order())
        await one.deliver()
        return int(webhook.failures)

    assert told(story) == 1


def test_a_visit_makes_the_queue_run() -> None:
    async def story(one: World) -> list[str]:
        await one.listen("order.updated")
        one.back.touch(one.order())
        running = asyncio.create_task(one.back.deliveries.keep_running(3600))
        await asyncio.sleep(0)
        assert one.listener.heard == []
        await one.client.get(f"{one.home}/")
        for _ in range(250):
            if not one.listener.heard:
                await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return one.listener.topics()

    assert told(story) == ["order.updated"]


def test_what_is_sent_is_json_as_php_writes_it() -> None:
    async def story(one: World) -> Heard:
        await one.listen("order.updated")
        order = one.order()
        order.billing["city"] = "Malmö / Höganäs"
        one.back.touch(order)
        (heard,) = await one.deliver()
        return heard

    heard = told(story)
    assert b"Malm\\u00f6 \\/ H\\u00f6gan\\u00e4s" in heard.body
    assert json.loads(heard.body)["billing"]["city"] == "Malmö / Höganäs"
