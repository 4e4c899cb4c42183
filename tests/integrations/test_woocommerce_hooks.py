"""What a WooCommerce shop tells besides orders: notes to shoppers, and what our plugin notices."""

import json

import pytest

from domain.errors import UnreadablePayloadError
from domain.shop_events import OrderGone, OrderTouched, ShopEvent, StageNoted
from domain.stage import Stage
from integrations.platforms.woocommerce import WooCommercePlatform

WOOCOMMERCE = WooCommercePlatform()
NOTE, PLUGIN = "action.woocommerce_new_customer_note", "action.wc_framme_event"


def read(topic: str, arg: object) -> ShopEvent | None:
    body = json.dumps({"action": topic.removeprefix("action."), "arg": arg}).encode()
    return WOOCOMMERCE.read_event(topic, body)


@pytest.mark.parametrize(
    ("note", "stage"),
    [
        ("Packed", Stage.PACKED),
        ("  packed\n", Stage.PACKED),
        ("<p>Being prepared</p>\n", Stage.BEING_PREPARED),
        ("<p><strong>Ready&nbsp;for dispatch</strong></p>", Stage.READY_FOR_DISPATCH),
        ("ready_to_ship", Stage.READY_FOR_DISPATCH),
        ("Shipped", Stage.HANDED_TO_COURIER),
    ],
)
def test_a_note_that_is_a_stage_tells_it(note: str, stage: Stage) -> None:
    told = read(NOTE, {"order_id": 36, "customer_note": note})
    assert isinstance(told, StageNoted)
    assert (told.order_platform_id, told.stage) == ("36", stage)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Your order is packed", "Your order is packed"),
        ("<p>Klar &amp; packad</p>", "Klar & packad"),
        ("Received", "Received"),
        ("hej", "hej"),
    ],
)
def test_a_short_note_may_hold_a_word_that_only_the_shop_knows(note: str, words: str) -> None:
    told = read(NOTE, {"order_id": 36, "customer_note": note})
    assert told == StageNoted("36", Stage.RECEIVED, words)


@pytest.mark.parametrize(
    "note", ["", None, "<p></p>", "<b>packed</b>" + "<i>" * 80, "packed " * 60]
)
def test_an_empty_or_a_long_note_tells_nothing(note: str | None) -> None:
    assert read(NOTE, {"order_id": 36, "customer_note": note}) is None


def test_our_plugin_tells_what_webhooks_do_not() -> None:
    assert read(PLUGIN, {"kind": "order_deleted", "order_id": 31}) == OrderGone("31")
    assert read(PLUGIN, {"kind": "order_changed", "order_id": "31"}) == OrderTouched("31")


@pytest.mark.parametrize("arg", [{"kind": "something_new"}, {"order_id": 31}, {"kind": []}, {}, []])
def test_what_a_later_plugin_tells_is_not_guessed(arg: object) -> None:
    assert read(PLUGIN, arg) is None


@pytest.mark.parametrize(
    ("topic", "arg", "problem"),
    [
        (NOTE, {"customer_note": "Packed"}, "order_id: is missing"),
        (NOTE, [], "order_id: is missing"),
        (NOTE, {"order_id": 36, "customer_note": []}, "customer_note: is not text"),
        (NOTE, 36, "arg: is not an object"),
        (PLUGIN, None, "arg: is not an object"),
        (PLUGIN, ["order_deleted"], "arg: is not an object"),
        (PLUGIN, {"kind": "order_deleted", "order_id": 0}, "order_id: is not an id"),
        (PLUGIN, {"kind": "order_changed"}, "order_id: is missing"),
    ],
)
def test_the_wrong_field_is_named(topic: str, arg: object, problem: str) -> None:
    with pytest.raises(UnreadablePayloadError) as refused:
        read(topic, arg)
    assert str(refused.value) == problem


@pytest.mark.parametrize("topic", ["action.wc_other", "action.woocommerce_order_status_completed"])
def test_another_hook_tells_nothing(topic: str) -> None:
    assert read(topic, {"order_id": 36, "kind": "order_deleted"}) is None


def test_no_hook_introduces_a_shop() -> None:
    assert not WOOCOMMERCE.introduces_shop(PLUGIN)
