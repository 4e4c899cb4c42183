"""A shop's webhooks: each we need once, active, at our address, and nothing of ours besides."""

from collections.abc import Iterator

import pytest

from domain.shop_sites import WebhookCare
from integrations.platforms.woocommerce.webhooks import NEEDED
from tests.integrations.woocommerce_answers import refusal
from tests.integrations.woocommerce_shop import Shop, open_shop

OURS = "https://framme.example/webhooks/woocommerce/"
ADDRESS, SECRET = f"{OURS}key-of-this-shop", "s" * 43
THEIRS = "https://theirs.example/hook"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def keep(shop: Shop) -> WebhookCare:
    return shop.sites.keep_webhooks(shop.session(), ADDRESS, SECRET, OURS)


def put(shop: Shop, number: int, topic: str, address: str, status: str = "active") -> None:
    shop.store.webhooks[number] = {
        "id": number,
        "topic": topic,
        "delivery_url": address,
        "status": status,
    }


def standing(shop: Shop) -> list[tuple[str, str, str]]:
    found = shop.store.webhooks.values()
    return sorted((w["topic"], w["delivery_url"], w["status"]) for w in found)


ALL_WELL = sorted((topic, ADDRESS, "active") for topic in NEEDED)


def test_every_webhook_we_need_is_made_once(shop: Shop) -> None:
    assert keep(shop) == WebhookCare(made=6)
    assert standing(shop) == ALL_WELL
    made = shop.store.webhooks[1]
    assert (made["name"], made["secret"]) == ("Framme", SECRET)
    assert set(NEEDED) == {
        "order.created",
        "order.updated",
        "order.restored",
        "order.deleted",
        "action.woocommerce_new_customer_note",
        "action.wc_framme_event",
    }
    before = len(shop.asked)
    assert keep(shop) == WebhookCare()
    assert len(shop.asked) == before + 1


@pytest.mark.parametrize("status", ["disabled", "paused"])
def test_one_that_was_switched_off_is_made_anew_before_the_old_one_goes(
    shop: Shop, status: str
) -> None:
    keep(shop)
    shop.store.webhooks[2]["status"] = status
    assert keep(shop) == WebhookCare(remade=1)
    assert standing(shop) == ALL_WELL
    assert 2 not in shop.store.webhooks
    assert shop.routes()[-2:] == ["POST /wc/v3/webhooks", "DELETE /wc/v3/webhooks/2"]


def test_of_doubles_the_newest_that_is_active_stays(shop: Shop) -> None:
    keep(shop)
    put(shop, 20, "order.updated", ADDRESS)
    put(shop, 21, "order.updated", ADDRESS)
    put(shop, 22, "order.updated", ADDRESS, "disabled")
    assert keep(shop) == WebhookCare(removed=3)
    assert standing(shop) == ALL_WELL
    assert 21 in shop.store.webhooks


def test_those_of_an_earlier_connection_go_and_other_peoples_stay(shop: Shop) -> None:
    keep(shop)
    put(shop, 20, "order.updated", f"{OURS}key-of-an-earlier-connection")
    put(shop, 21, "product.updated", ADDRESS)
    put(shop, 22, "order.updated", THEIRS, "disabled")
    assert keep(shop) == WebhookCare(removed=2)
    assert standing(shop) == sorted([*ALL_WELL, ("order.updated", THEIRS, "disabled")])


def test_all_pages_are_looked_through(shop: Shop) -> None:
    for number in range(1, 251):
        put(shop, number, "order.updated", THEIRS)
    put(shop, 251, "order.updated", f"{OURS}old")
    assert keep(shop) == WebhookCare(made=6, removed=1)
    assert shop.routes().count("GET /wc/v3/webhooks") == 3
    assert keep(shop) == WebhookCare()


def test_all_of_ours_can_be_removed(shop: Shop) -> None:
    keep(shop)
    put(shop, 20, "order.updated", THEIRS)
    assert shop.sites.remove_webhooks(shop.session(), OURS) == 6
    assert standing(shop) == [("order.updated", THEIRS, "active")]
    assert shop.sites.remove_webhooks(shop.session(), OURS) == 0


def test_one_that_somebody_else_removed_meanwhile_is_as_good_as_removed(shop: Shop) -> None:
    put(shop, 20, "order.updated", ADDRESS)
    gone = refusal("woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.", 404)
    shop.instead["DELETE /wc/v3/webhooks/20"] = gone
    assert shop.sites.remove_webhooks(shop.session(), OURS) == 1


def test_a_list_nobody_comes_to_the_end_of_is_left_at_some_point(shop: Shop) -> None:
    for number in range(1, 5101):
        put(shop, number, "order.updated", THEIRS)
    assert shop.sites.remove_webhooks(shop.session(), OURS) == 0
    assert shop.routes().count("GET /wc/v3/webhooks") == 50


def test_what_a_list_holds_besides_webhooks_is_passed_over(shop: Shop) -> None:
    shop.store.webhooks[1] = {"id": "1", "delivery_url": ADDRESS}
    shop.store.webhooks[2] = {"id": 2, "delivery_url": None}
    assert shop.sites.remove_webhooks(shop.session(), OURS) == 0
