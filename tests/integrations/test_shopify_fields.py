"""How single fields of Shopify's orders and fulfilments are read, the odd ones above all."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.order import Item, Money
from domain.shipment import ShipmentItem
from domain.shop_events import FulfilmentTold, OrderTold
from integrations.platforms.shopify import ShopifyPlatform

SHOPIFY = ShopifyPlatform()
FOLDER = Path(__file__).parents[2] / "integrations" / "platforms" / "shopify" / "examples"


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def read(topic: str, payload: object) -> Any:
    return SHOPIFY.read_event(topic, json.dumps(payload).encode())


def order(**changes: object) -> OrderTold:
    told = read("orders/updated", example("orders-create") | changes)
    assert isinstance(told, OrderTold)
    return told


def fulfilment(**changes: object) -> FulfilmentTold:
    told = read("fulfillments/update", example("fulfillments-create") | changes)
    assert isinstance(told, FulfilmentTold)
    return told


def line(**changes: object) -> Item:
    first: Mapping[str, object] = example("orders-create")["line_items"][0]
    (item,) = order(line_items=[{**first, **changes}]).items
    return item


@pytest.mark.parametrize("status", ["cancelled", "error", "failure"])
def test_a_fulfilment_that_came_to_nothing_is_cancelled(status: str) -> None:
    assert all(s.cancelled for s in fulfilment(status=status).shipments)


@pytest.mark.parametrize("status", ["success", "pending", "open", None])
def test_any_other_fulfilment_is_not(status: str | None) -> None:
    assert not any(s.cancelled for s in fulfilment(status=status).shipments)


@pytest.mark.parametrize(
    ("numbers", "number", "expected"),
    [
        (["ab 1", "AB-1", "ab1"], None, ["AB1"]),
        ([], "single 7", ["SINGLE7"]),
        (None, "single 7", ["SINGLE7"]),
        ([], None, [""]),
        (["", None, " - "], None, [""]),
        ([None, "B2"], None, ["B2"]),
        ([12345, "B2"], None, ["12345", "B2"]),
        (["x" * 900], None, ["X" * 100]),
    ],
)
def test_numbers_are_cleaned_and_told_once(
    numbers: object, number: object, expected: list[str]
) -> None:
    told = fulfilment(tracking_numbers=numbers, tracking_number=number)
    assert [s.tracking_number for s in told.shipments] == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            ["https://a.example/1", "HTTP://a.example/2"],
            ["https://a.example/1", "HTTP://a.example/2"],
        ),
        ([None, "https://a.example/2"], ["", "https://a.example/2"]),
        (["https://a.example/1"], ["https://a.example/1", ""]),
        (["javascript:alert(1)", "//a.example"], ["", ""]),
        (["https://", 'https://a.example/"><script>'], ["", ""]),
        (["https://a.example/" + "x" * 2000, "data:text/html,x"], ["", ""]),
    ],
)
def test_links_keep_to_their_numbers_and_are_links(links: object, expected: list[str]) -> None:
    told = fulfilment(tracking_numbers=["A1", "B2"], tracking_urls=links, tracking_url=None)
    assert [s.tracking_url for s in told.shipments] == expected


def test_lines_packed_twice_are_added_and_empty_ones_left_out() -> None:
    lines = [{"id": 1, "quantity": 2}, {"id": 2, "quantity": 0}, {"id": 1, "quantity": 1}]
    assert fulfilment(line_items=lines).shipments[0].items == (ShipmentItem("1", 3),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"email": "a@b.example"}, "a@b.example"),
        ({"email": "", "contact_email": "c@b.example"}, "c@b.example"),
        ({"email": None, "contact_email": None}, "nour.haddad@example.com"),
        ({"email": "a@b.example\nBcc: x@y.example", "contact_email": "c@b.example"}, "c@b.example"),
        ({"email": "x" * 300 + "@b.example", "contact_email": "c@b.example"}, "c@b.example"),
    ],
)
def test_the_first_usable_address_is_the_shoppers(
    changes: dict[str, object], expected: str
) -> None:
    assert order(**changes).contact.email == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"customer": None}, "Nour Haddad"),
        ({"customer": {"first_name": None, "last_name": "Öz"}}, "Öz"),
        ({"customer": {}, "billing_address": {"first_name": "Ida", "last_name": None}}, "Ida"),
        ({"customer": {"first_name": "ليلى", "last_name": "👩‍🚀"}}, "ليلى 👩‍🚀"),
        ({"customer": {"first_name": "a\x00b\r\nc", "last_name": "\ud800\u202e"}}, "ab c"),
        ({"customer": {"first_name": "<script>", "last_name": ""}}, "<script>"),
    ],
)
def test_names_survive_as_they_are_written(changes: dict[str, object], expected: str) -> None:
    assert order(**changes).contact.name == expected


@pytest.mark.parametrize(
    ("changes", "pieces"),
    [
        ({"quantity": 3, "current_quantity": 1}, 1),
        ({"quantity": 3, "current_quantity": None}, 3),
        ({"quantity": "4", "current_quantity": None}, 4),
    ],
)
def test_what_is_left_of_a_line_counts(changes: dict[str, object], pieces: int) -> None:
    assert line(**changes).quantity == pieces


@pytest.mark.parametrize(
    ("price_set", "expected"),
    [
        (None, Money(Decimal("89.00"), "EUR")),
        ({"presentment_money": None}, Money(Decimal("89.00"), "EUR")),
        ({"presentment_money": {"amount": "9", "currency_code": None}}, Money(Decimal(89), "EUR")),
        ({"presentment_money": {"amount": "9", "currency_code": "NOK"}}, Money(Decimal(9), "NOK")),
    ],
)
def test_a_price_is_in_the_shoppers_currency_when_told(price_set: object, expected: Money) -> None:
    assert line(price_set=price_set).unit_price == expected


def test_a_price_without_a_currency_is_no_price() -> None:
    assert order(currency=None, current_total_price_set=None).total is None


def test_the_original_total_stands_in_for_a_current_one() -> None:
    told = order(current_total_price_set=None, current_total_price=None)
    assert told.total == Money(Decimal("217.50"), "EUR")


def test_long_titles_are_cut() -> None:
    assert line(title="é" * 9000).title == "é" * 500


def test_an_id_in_digits_is_an_id() -> None:
    assert order(id="18446744073709551615").platform_id == "18446744073709551615"
