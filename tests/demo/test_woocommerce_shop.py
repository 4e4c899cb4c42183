"""The stories happen in the pretend WooCommerce shop as they would in a real one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from demo.stories import Noted, Plot, ShopAct
from domain.shop_events import OrderTold
from domain.stage import Stage
from integrations.platforms.woocommerce import WooCommercePlatform
from tests.demo.woocommerce_world import Heard, World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def placed(
    one: World, noted: Noted = Noted.TRACKING, plot: Plot = Plot.HOME, *, block: bool
) -> int:
    return one.place(noted, plot, block=block).platform_id


def act(one: World, what: ShopAct, parcel: int = 0) -> None:
    one.keeper.act(one.keeper.stage.orders[0], what, parcel)


def read(heard: Heard) -> OrderTold:
    event = WooCommercePlatform().read_event(heard.topic, heard.body)
    assert isinstance(event, OrderTold)
    return event


def test_an_order_of_the_classic_checkout_is_told_as_new_and_as_changed() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        placed(one, block=False)
        return await one.deliver()

    heard = told(story)
    assert [one.topic for one in heard] == ["order.created", "order.updated"]
    order = read(heard[0])
    assert (order.stage, order.locale) == (Stage.RECEIVED, "sv")
    assert order.contact.email == "noah.ek@example.com"
    assert "Salt & pepper mill" in [item.title for item in order.items]
    assert heard[0].told["created_via"] == "checkout"


def test_the_block_checkout_leaves_a_draft_of_nobody_first() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        placed(one, block=True)
        (draft,) = await one.deliver()
        for _ in range(300):
            await asyncio.sleep(0.01)
            if len(one.back.deliveries.waiting) == 2:
                break
        return [draft, *await one.deliver()]

    draft, updated, created = told(story)
    assert (draft.topic, updated.topic, created.topic) == (
        "order.updated",
        "order.updated",
        "order.created",
    )
    assert (draft.told["status"], draft.told["billing"]["email"]) == ("checkout-draft", "")
    assert updated.told["status"] == created.told["status"] == "processing"
    assert created.told["billing"]["email"] == "noah.ek@example.com"
    assert draft.told["id"] == created.told["id"]


def test_a_draft_becomes_an_order_at_the_latest_when_the_shop_acts_on_it() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        placed(one, block=True)
        act(one, ShopAct.PREPARING)
        return await one.deliver()

    heard = told(story)
    assert [one.told["status"] for one in heard] == ["preparing", "preparing"]


@pytest.mark.parametrize("noted", Noted)
@pytest.mark.parametrize(
    ("what", "stage"),
    [(ShopAct.PREPARING, Stage.BEING_PREPARED), (ShopAct.PACKED, Stage.PACKED)],
)
def test_the_stages_before_the_carrier_are_told(noted: Noted, what: ShopAct, stage: Stage) -> None:
    async def story(one: World) -> Heard:
        await one.listen("order.updated")
        placed(one, noted, block=False)
        act(one, what)
        (heard,) = await one.deliver()
        return heard

    heard = told(story)
    assert read(heard).stage is stage
    by_plugin = {entry["key"]: entry["value"] for entry in heard.told["meta_data"]}
    assert ("_framme_stage" in by_plugin) is (noted is Noted.PLUGIN)


def test_a_tracking_plugins_note_names_the_parcel() -> None:
    async def story(one: World) -> Heard:
        await one.listen("order.updated")
        placed(one, block=False)
        act(one, ShopAct.SHIPPED)
        (heard,) = await one.deliver()
        return heard

    heard = told(story)
    assert heard.told["status"] == "completed"
    (item,) = meta(heard, "_wc_shipment_tracking_items")
    assert item["tracking_provider"] == "dhl-express"
    assert item["date_shipped"].isdecimal()
    (shipment,) = read(heard).shipments
    assert shipment.tracking_number == item["tracking_number"]


def meta(heard: Heard, key: str) -> Any:
    return next(entry["value"] for entry in heard.told["meta_data"] if entry["key"] == key)


def test_our_plugins_note_says_what_is_in_each_of_two_parcels() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated")
        placed(one, Noted.PLUGIN, Plot.TWO, block=False)
        act(one, ShopAct.SHIPPED, 0)
        (first,) = await one.deliver()
        act(one, ShopAct.SHIPPED, 1)
        return [first, *await one.deliver()]

    first, second = told(story)
    assert (first.told["status"], second.told["status"]) == ("processing", "completed")
    parcels = meta(second, "_framme_parcels")
    assert len(meta(first, "_framme_parcels")) == 1
    assert [parcel["carrier"] for parcel in parcels] == ["PostNord", "DHL Express"]
    assert all(parcel["id"].startswith("p_") and len(parcel["id"]) == 14 for parcel in parcels)
    lines = {line["id"]: line["quantity"] for line in second.told["line_items"]}
    packed = [(item["item_id"], item["qty"]) for parcel in parcels for item in parcel["items"]]
    assert sum(quantity for _, quantity in packed) == sum(lines.values())


def test_fulfilments_split_a_line_between_two_parcels() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated")
        number = placed(one, Noted.FULFILMENTS, Plot.TWO, block=False)
        states = []
        for parcel in range(2):
            act(one, ShopAct.SHIPPED, parcel)
            states.append(one.back.orders.find(number).told("_fulfillment_status"))
        listed = (await one.get(f"orders/{number}/fulfillments")).json()
        return [number, states, listed, await one.deliver()]

    number, states, (one, two), (heard,) = told(story)
    assert states == ["partially_fulfilled", "fulfilled"]
    assert meta(heard, "_fulfillment_status") == "fulfilled"
    items = [
        next(e["value"] for e in part["meta_data"] if e["key"] == "_items") for part in (one, two)
    ]
    first, second = number * 10, number * 10 + 1
    assert items == [
        [{"item_id": first, "qty": 1}],
        [{"item_id": first, "qty": 1}, {"item_id": second, "qty": 1}],
    ]


def test_without_fulfilments_the_parcel_is_noted_by_a_plugin() -> None:
    async def story(one: World) -> Any:
        one.back.site.fulfilments = False
        number = placed(one, Noted.FULFILMENTS, block=False)
        act(one, ShopAct.SHIPPED)
        return one.back.orders.find(number)

    order = told(story)
    assert order.fulfilments == []
    assert order.told("_wc_shipment_tracking_items")


def test_an_order_that_rest_calls_off_or_moves_is_another_for_the_stories_too() -> None:
    async def story(one: World) -> list[Any]:
        number = placed(one, block=False)
        path, book = f"wc/v3/orders/{number}", one.keeper.stage.orders
        shipping = {"first_name": "Ella", "last_name": "Å &amp; Ö", "city": "Kalmar"}
        await one.ask("PUT", path, {"shipping": shipping})
        moved = book[0].destination
        await one.ask("PUT", path, {"status": "cancelled"})
        act(one, ShopAct.SHIPPED)
        return [moved, book[0]]

    moved, order = told(story)
    assert (moved.name, moved.city) == ("Ella Å & Ö", "Kalmar")
    assert order.cancelled_at
    assert order.parcels == ()


def test_a_story_goes_no_further_with_an_order_that_was_thrown_away() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen()
        number = placed(one, block=False)
        one.back.trash(one.back.orders.find(number))
        await one.deliver()
        act(one, ShopAct.SHIPPED)
        return await one.deliver()

    assert told(story) == []


def test_a_cancelled_order_says_so() -> None:
    async def story(one: World) -> list[Heard]:
        await one.listen("order.updated")
        placed(one, block=False)
        act(one, ShopAct.CANCELLED)
        return await one.deliver()

    (heard,) = told(story)
    assert read(heard).cancelled_at
