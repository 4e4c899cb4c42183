"""Whoever stands behind the pretend shop's counter can do what a shop's staff does."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import httpx

from demo.stories import Noted
from tests.demo.woocommerce_world import World, world


def told(story: Callable[[World], Awaitable[Any]]) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


async def press(one: World, path: str, **form: str) -> httpx.Response:
    return await one.client.post(f"{one.home}/counter/{path}", data=form)


async def sold(one: World, **form: str) -> int:
    """Sell something at the counter, at once; return the order's number."""
    one.simulator.shop.chance = Random(1)
    assert (await press(one, "sell", **form)).status_code == 303
    return max(int(order.id) for order in one.back.orders.all())


def test_an_order_is_sold_packed_sent_and_scanned() -> None:
    async def story(one: World) -> list[Any]:
        number = await sold(one, shopper="maja.dahl", noted=Noted.PLUGIN, parcels="2")
        order = one.back.orders.find(number)
        stages = []
        for act in ("prepare", "pack", "send", "send", "send"):
            await press(one, f"orders/{number}/{act}")
            stages.append((order.told("_framme_stage"), order.status))
        played = one.keeper.stage.orders.known_as("woocommerce", number)
        assert played
        parcel = played.parcels[1]
        await press(one, f"orders/{number}/scan", parcel="1", scan="delivered")
        page = await one.client.get(f"{one.home}/counter")
        return [order, stages, one.keeper.stage.book.find(parcel.carrier, parcel.number), page]

    order, stages, parcel, page = told(story)
    assert order.billing["email"].startswith("maja.dahl")
    assert stages == [
        ("being_prepared", "processing"),
        ("packed", "processing"),
        ("packed", "processing"),
        ("packed", "completed"),
        ("packed", "completed"),
    ]
    assert len(order.told("_framme_parcels")) == 2
    assert [report.scan for report in parcel.reports] == ["delivered"]
    assert parcel.number in page.text


def test_an_order_is_called_off_noted_thrown_away_restored_and_erased() -> None:
    async def story(one: World) -> list[Any]:
        number = await sold(one)
        order, seen = one.back.orders.find(number), []
        await press(one, f"orders/{number}/note", note="We are sorry")
        for act in ("cancel", "trash", "untrash", "erase"):
            await press(one, f"orders/{number}/{act}")
            seen.append(order.status)
        gone = one.back.orders.find(number)
        missing = await press(one, f"orders/{number}/trash")
        return [order, seen, gone, missing.status_code]

    order, seen, gone, missing = told(story)
    assert seen == ["cancelled", "trash", "cancelled", "cancelled"]
    assert order.notes[0]["note"] == "We are sorry"
    assert (gone, missing) == (None, 404)


def test_switches_are_thrown_and_keys_revoked() -> None:
    async def story(one: World) -> list[Any]:
        for what in ("fulfilments", "rights", "nothing"):
            await press(one, "switch", what=what)
        await press(one, "revoke", key=str(one.key.id))
        page = await one.client.get(f"{one.home}/counter")
        return [one.back.site.fulfilments, one.back.users.find(1).manager, page.text]

    fulfilments, manager, page = told(story)
    assert (fulfilments, manager) == (False, False)
    assert "Fulfillments: off" in page
    assert "Nobody has been let in." in page


def test_what_makes_no_sense_is_refused() -> None:
    async def story(one: World) -> list[int]:
        number, old = await sold(one), one.order().id
        answers = [
            await press(one, f"orders/{number}/scan", parcel="0", scan="lost"),
            await press(one, f"orders/{old}/pack"),
            await press(one, f"orders/{old}/scan", parcel="0", scan="out"),
            await press(one, "revoke", key="x"),
        ]
        return [answer.status_code for answer in answers]

    assert told(story) == [400, 409, 303, 303]
