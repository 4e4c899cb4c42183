"""Notes, refunds, fulfilments, coupons, settings and people, as the REST interface has them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from demo.woocommerce.order_record import ON_DELIVERY
from tests.demo.woocommerce_world import World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def test_notes_are_written_and_only_those_to_the_shopper_are_heard() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated", "action.woocommerce_new_customer_note")
        path = f"wc/v3/orders/{one.order().id}/notes"
        first = await one.ask("POST", path, {"note": "For us"})
        await one.ask("POST", path, {"note": "For you", "customer_note": True})
        empty = await one.ask("POST", path, {})
        notes = (await one.ask("GET", path)).json()
        theirs = (await one.ask("GET", path, type="customer")).json()
        return [first, empty, notes, theirs, await one.deliver()]

    first, empty, notes, theirs, (heard,) = told(story)
    assert (first.status_code, empty.status_code) == (201, 400)
    assert [note["note"] for note in notes] == ["For you", "For us"]
    assert [note["note"] for note in theirs] == ["For you"]
    hook = "woocommerce_new_customer_note"
    assert heard.told == {"action": hook, "arg": {"order_id": 31, "customer_note": "For you"}}


def test_a_status_that_changes_leaves_a_note() -> None:
    async def story(one: World) -> Any:
        order = one.order()
        await one.ask("PUT", f"wc/v3/orders/{order.id}", {"status": "completed"})
        return (await one.get(f"orders/{order.id}/notes")).json()

    (note,) = told(story)
    assert note["note"] == "Order status changed from Processing to Completed."
    assert note["date_created"] > note["date_created_gmt"]


def test_a_part_is_paid_back_then_all_and_never_more() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated")
        order = one.order()
        path = f"wc/v3/orders/{order.id}/refunds"
        part = await one.ask("POST", path, {"amount": "11.25", "reason": "Broken mug"})
        seen = (await one.get(f"orders/{order.id}")).json()
        wrong = [await one.ask("POST", path, {"amount": n}) for n in ("0", "9999", "all")]
        rest = {"amount": str(float(order.total) - 11.25)}
        await one.ask("POST", path, rest)
        return [part, seen, wrong, order.status, (await one.ask("GET", path)).json()]

    part, seen, wrong, status, refunds = told(story)
    assert part.json()["amount"] == "11.25"
    (summary,) = seen["refunds"]
    assert (summary["reason"], summary["total"]) == ("Broken mug", "-11.25")
    assert seen["status"] == "processing"
    assert {answer.status_code for answer in wrong} == {400}
    assert status == "refunded"
    assert len(refunds) == 2


def test_cash_is_paid_on_delivery_and_no_gateway_pays_it_back() -> None:
    async def story(one: World) -> list[Any]:
        order = one.order()
        order.payment_method, order.paid_at = ON_DELIVERY, None
        path, refund = f"wc/v3/orders/{order.id}", {"amount": "1.00"}
        for status in ("on-hold", "processing"):
            await one.ask("PUT", path, {"status": status})
        before = order.paid_at
        refused = await one.ask("POST", f"{path}/refunds", refund)
        by_hand = await one.ask("POST", f"{path}/refunds", {**refund, "api_refund": False})
        await one.ask("PUT", path, {"status": "completed"})
        return [before, refused, by_hand, order.paid_at]

    before, refused, by_hand, after = told(story)
    assert before is None
    code = refused.json()["code"]
    assert (refused.status_code, code) == (500, "woocommerce_rest_cannot_create_order_refund")
    assert (by_hand.status_code, by_hand.json()["refunded_payment"]) == (201, False)
    assert after


def fulfilment(quantity: int, number: str = "1Z999AA10123456784") -> dict[str, Any]:
    items = [{"item_id": 1, "qty": quantity}]
    meta = [("_items", items), ("_tracking_number", number), ("_shipment_provider", "ups")]
    entries = [{"id": 0, "key": key, "value": value} for key, value in meta]
    return {"status": "fulfilled", "is_fulfilled": True, "meta_data": entries}


def test_fulfilments_are_made_changed_and_taken_away_and_the_order_says_how_far_it_is() -> None:
    async def story(one: World) -> list[Any]:
        await one.listen("order.updated")
        order = one.order()
        path, states = f"wc/v3/orders/{order.id}/fulfillments", []
        made = await one.ask("POST", path, fulfilment(1))
        states.append(order.told("_fulfillment_status"))
        first = f"{path}/{made.json()['id']}"
        await one.ask("PUT", first, fulfilment(9, "1Z2"))
        states.append(order.told("_fulfillment_status"))
        changed = (await one.ask("GET", first)).json()
        removed = (await one.ask("DELETE", first)).json()
        states.append(order.told("_fulfillment_status"))
        gone = await one.ask("GET", first)
        return [made, states, changed, removed, gone, order.status, await one.deliver()]

    made, states, changed, removed, gone, status, heard = told(story)
    assert made.status_code == 201
    body = made.json()
    assert (body["entity_type"], body["entity_id"], body["status"]) == (
        "WC_Order",
        "31",
        "fulfilled",
    )
    assert body["meta_data"][-1]["key"] == "_date_fulfilled"
    # Nobody checks against what was ordered.
    assert states == ["partially_fulfilled", "fulfilled", None]
    values = {entry["key"]: entry["value"] for entry in changed["meta_data"]}
    assert values["_tracking_number"] == "1Z2"
    assert removed == {"message": "Fulfillment deleted successfully."}
    assert gone.status_code == 404
    assert status == "processing"
    assert [one.topic for one in heard] == ["order.updated"]


def test_a_fulfilment_whose_entries_have_no_id_holds_nothing() -> None:
    async def story(one: World) -> Any:
        wish = fulfilment(1)
        for entry in wish["meta_data"]:
            del entry["id"]
        return await one.ask("POST", f"wc/v3/orders/{one.order().id}/fulfillments", wish)

    answer = told(story)
    assert (answer.status_code, answer.json()["code"]) == (400, 0)


def test_switched_off_there_are_no_fulfilments() -> None:
    async def story(one: World) -> Any:
        one.back.site.fulfilments = False
        return await one.get(f"orders/{one.order().id}/fulfillments")

    answer = told(story)
    assert (answer.status_code, answer.json()["code"]) == (404, "rest_no_route")


def test_a_coupon_is_made_once() -> None:
    async def story(one: World) -> list[Any]:
        until = "2026-12-01T23:00:00Z"
        wish = {"code": "SORRY-1", "amount": "50", "usage_limit": 1, "date_expires": until}
        made = await one.ask("POST", "wc/v3/coupons", wish)
        again = await one.ask("POST", "wc/v3/coupons", wish)
        odd = await one.ask("POST", "wc/v3/coupons", {"code": "x", "amount": "much"})
        nameless = await one.ask("POST", "wc/v3/coupons", {})
        return [made, again, odd, nameless, (await one.get("coupons", code="sorry-1")).json()]

    made, again, odd, nameless, listed = told(story)
    assert made.status_code == 201
    assert (made.json()["code"], made.json()["amount"]) == ("sorry-1", "50.00")
    assert made.json()["date_expires"] == "2026-12-02T00:00:00"
    assert made.json()["date_expires_gmt"] == "2026-12-01T23:00:00"
    assert again.json()["code"] == "woocommerce_rest_coupon_code_already_exists"
    assert (odd.status_code, nameless.status_code) == (400, 400)
    assert len(listed) == 1


def test_the_shop_describes_itself() -> None:
    async def story(one: World) -> list[Any]:
        index = (await one.client.get(f"{one.home}/wp-json/")).json()
        general = (await one.get("settings/general")).json()
        sender = (await one.get("settings/email/woocommerce_email_from_address")).json()
        nothing = await one.get("settings/general/woocommerce_nothing")
        return [one.home, index, general, sender, nothing]

    home, index, general, sender, nothing = told(story)
    assert (index["name"], index["url"], index["home"]) == ("Harbour Goods", home, home)
    assert index["timezone_string"] == "Europe/Stockholm"
    assert index["gmt_offset"] in {1, 2}
    assert "wc/v3" in index["namespaces"]
    assert "wc-framme/v1" not in index["namespaces"]
    values = {setting["id"]: setting["value"] for setting in general}
    assert values["woocommerce_currency"] == "SEK"
    assert sender["value"] == "hello@harbour.example"
    assert nothing.status_code == 404


def test_it_says_which_statuses_orders_may_have() -> None:
    async def story(one: World) -> Any:
        one.order("packed")
        return (await one.get("reports/orders/totals")).json()

    totals = {row["slug"]: row["total"] for row in told(story)}
    assert (totals["packed"], totals["pending"]) == (1, 0)
    assert "trash" not in totals


@pytest.mark.parametrize("where", ["", "/", "/nothing", "/wc-auth/v1/authorize", "/wp-json/"])
def test_every_page_names_the_interface(where: str) -> None:
    async def story(one: World) -> tuple[str, str]:
        answer = await one.client.get(f"{one.home}{where}")
        return one.home, answer.headers["Link"]

    home, link = told(story)
    assert link == f'<{home}/wp-json/>; rel="https://api.w.org/"'


def test_shoppers_with_an_account_are_listed_and_guests_are_not() -> None:
    async def story(one: World) -> list[Any]:
        found = (await one.get("customers", email="noah.ek@example.com")).json()
        guest = (await one.get("customers", email="kim.brook@example.com")).json()
        number = found[0]["id"]
        missing = await one.get("customers/999")
        return [found, guest, (await one.get(f"customers/{number}")).json(), missing]

    (found,), guest, customer, missing = told(story)
    assert guest == []
    assert customer == found
    assert (customer["role"], customer["first_name"]) == ("customer", "Noah")
    assert missing.status_code == 404
