"""Which bodies of Shopify's cannot be understood, what is said of them, and which are not ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnreadablePayloadError
from domain.shop_events import (
    DataAsked,
    ExportFinished,
    FulfilmentScanned,
    FulfilmentTold,
    OrderGone,
    OrderTold,
    PlanChanged,
    ScopesChanged,
    ShopEvent,
    ShopLeft,
    ShopperToErase,
    ShopToErase,
)
from integrations.platforms.shopify import ShopifyPlatform
from integrations.platforms.shopify.events import PRIVACY_TOPICS, TOPICS

SHOPIFY = ShopifyPlatform()
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "integrations" / "platforms" / "shopify" / "examples"
SAMPLES = ROOT.parent / "shared" / "data" / "shopify" / "payloads"

TOLD: dict[str, type[ShopEvent]] = {
    "orders/create": OrderTold,
    "orders/updated": OrderTold,
    "orders/cancelled": OrderTold,
    "orders/delete": OrderGone,
    "fulfillments/create": FulfilmentTold,
    "fulfillments/update": FulfilmentTold,
    "fulfillment_events/create": FulfilmentScanned,
    "app/uninstalled": ShopLeft,
    "app/scopes_update": ScopesChanged,
    "app_subscriptions/update": PlanChanged,
    "bulk_operations/finish": ExportFinished,
    "customers/data_request": DataAsked,
    "customers/redact": ShopperToErase,
    "shop/redact": ShopToErase,
}
ALSO_READ: dict[str, type[ShopEvent]] = {
    "orders/fulfilled": OrderTold,
    "orders/partially_fulfilled": OrderTold,
}
"""Topics we do not subscribe to, whose bodies are orders all the same."""
TELL_NOTHING_NEW = {"app_subscriptions/update"}
"""Shopify's sample of it is a plan that was offered, and not yet taken."""


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": None}, "id: is missing"),
        ({"name": None}, "name: is missing"),
        ({"name": " \x00 "}, "name: is empty"),
        ({"name": ["#1"]}, "name: is not text"),
        ({"created_at": None}, "created_at: is missing"),
        ({"updated_at": ""}, "updated_at: is not a date"),
        ({"updated_at": 1795219200}, "updated_at: is not a date"),
        ({"updated_at": "2026-11-20T21:14:05"}, "updated_at: has no time zone"),
        ({"updated_at": "0001-01-01T00:00:00+14:00"}, "updated_at: is not a date"),
        ({"cancelled_at": "yesterday"}, "cancelled_at: is not a date"),
        ({"email": {"a": 1}}, "email: is not text"),
        ({"tags": True}, "tags: is not text"),
        ({"total_price": "a lot"}, "total_price: is not a number"),
        ({"total_price": "1e12"}, "total_price: is out of range"),
        ({"total_price": "-1e999999999"}, "total_price: is out of range"),
        ({"total_price": "Infinity"}, "total_price: is out of range"),
        ({"total_price": "sNaN"}, "total_price: is out of range"),
        ({"total_price": {}}, "total_price: is not a number"),
        ({"customer": "someone"}, "customer: is not an object"),
        ({"shipping_address": {"zip": []}}, "shipping_address.zip: is not text"),
        ({"line_items": "none"}, "line_items: is not a list"),
        ({"line_items": [7]}, "line_items.0: is not an object"),
        ({"line_items": [{"id": 1, "quantity": -1}]}, "line_items.0.quantity: is out of range"),
        ({"line_items": [{"id": 1, "quantity": 2**31}]}, "line_items.0.quantity: is out of range"),
        ({"line_items": [{"id": 1}]}, "line_items.0.quantity: is missing"),
        ({"fulfillments": [{}]}, "fulfillments.0.id: is missing"),
    ],
    ids=str,
)
def test_the_wrong_field_of_an_order_is_named(changes: dict[str, object], problem: str) -> None:
    body = json.dumps(example("orders-create") | changes).encode()
    with pytest.raises(UnreadablePayloadError) as refused:
        SHOPIFY.read_event("orders/updated", body)
    assert str(refused.value) == problem


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": None}, "id: is missing"),
        ({"order_id": None}, "order_id: is missing"),
        ({"created_at": None}, "created_at: is missing"),
        ({"updated_at": None}, "updated_at: is missing"),
        ({"tracking_numbers": "A1"}, "tracking_numbers: is not a list"),
        ({"tracking_numbers": [["A1"]]}, "tracking_numbers: is not text"),
        ({"line_items": [{"quantity": 1}]}, "line_items.0.id: is missing"),
    ],
    ids=str,
)
def test_the_wrong_field_of_a_fulfilment_is_named(changes: dict[str, object], problem: str) -> None:
    body = json.dumps(example("fulfillments-create") | changes).encode()
    with pytest.raises(UnreadablePayloadError) as refused:
        SHOPIFY.read_event("fulfillments/create", body)
    assert str(refused.value) == problem


@pytest.mark.parametrize("topic", sorted(TOLD))
def test_every_topic_we_use_asks_for_an_object(topic: str) -> None:
    with pytest.raises(UnreadablePayloadError, match=r"^body: is not an object$"):
        SHOPIFY.read_event(topic, b"[]")


@pytest.mark.parametrize(
    "topic", ["orders/paid", "orders/edited", "ORDERS/CREATE", "orders/create ", "", "\x00"]
)
def test_a_topic_we_do_not_use_tells_nothing(topic: str) -> None:
    assert SHOPIFY.read_event(topic, b"not even JSON") is None


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="Shopify's samples lie beside the repository")
def test_shopifys_own_samples_read_to_what_their_topics_tell() -> None:
    samples = sorted(SAMPLES.glob("*.json"))
    told = TOLD | ALSO_READ
    assert samples
    for sample in samples:
        topic = sample.stem.replace("__", "/")
        event = SHOPIFY.read_event(topic, sample.read_bytes())
        expected = type(None) if topic in TELL_NOTHING_NEW else told.get(topic, type(None))
        assert type(event) is expected, topic


def test_every_topic_that_we_ask_for_is_read_and_only_those() -> None:
    assert sorted(TOLD) == sorted((*TOPICS, *PRIVACY_TOPICS))
