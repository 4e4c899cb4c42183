"""What a WooCommerce order's total is made of, in the way the shop shows its prices."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.order import Amounts, Money
from domain.shop_events import OrderTold
from integrations.platforms.woocommerce.orders import read_order, tell
from tests.shop_bodies import woocommerce_order

LAMP = {
    "id": 7,
    "name": "Lamp",
    "quantity": 2,
    "price": 80,
    "subtotal": "166.40",
    "total": "160.00",
}
SHADE = {
    "id": 8,
    "name": "Shade",
    "quantity": 1,
    "price": 40,
    "subtotal": "41.60",
    "total": "40.00",
}
LAMP_TAX = {"subtotal_tax": "41.60", "total_tax": "40.00"}
SHADE_TAX = {"subtotal_tax": "10.40", "total_tax": "10.00"}
TAXED = {
    "prices_include_tax": True,
    "line_items": [LAMP | LAMP_TAX, SHADE | SHADE_TAX],
    "discount_total": "8.00",
    "discount_tax": "2.00",
    "shipping_total": "20.00",
    "shipping_tax": "5.00",
    "total_tax": "55.00",
    "total": "275.00",
}


def order(**changes: Any) -> OrderTold:
    return tell(read_order(woocommerce_order(31, **changes)))


def amounts(*told: str) -> Amounts:
    return Amounts(*map(Decimal, told))


def test_where_prices_have_the_tax_inside_so_has_everything_that_is_shown() -> None:
    told = order(**TAXED)
    assert told.amounts == amounts("250", "10", "25", "55")
    assert [item.unit_price for item in told.items] == [
        Money(Decimal(104), "EUR"),
        Money(Decimal(52), "EUR"),
    ]


def test_where_prices_are_without_tax_it_comes_on_top() -> None:
    told = order(**TAXED | {"prices_include_tax": False})
    assert told.amounts == amounts("200", "8", "20", "55")
    assert [item.unit_price.amount for item in told.items if item.unit_price] == [
        Decimal("83.2"),
        Decimal("41.6"),
    ]


@pytest.mark.parametrize("inside", [True, False])
def test_pieces_at_their_prices_make_up_the_subtotal_before_the_discount(inside: bool) -> None:
    told = order(**TAXED | {"prices_include_tax": inside})
    pieces = sum(item.unit_price.amount * item.quantity for item in told.items if item.unit_price)
    assert told.amounts.subtotal is not None
    assert told.amounts.discount is not None
    assert pieces == told.amounts.subtotal + told.amounts.discount


def test_a_price_before_the_discount_that_is_not_told_is_the_one_after_it() -> None:
    told = order(line_items=[LAMP | {"subtotal": ""}])
    assert [item.unit_price for item in told.items] == [Money(Decimal(80), "EUR")]


def test_a_price_that_does_not_come_out_even_is_rounded_to_cents() -> None:
    line = LAMP | {"quantity": 3, "subtotal": "100.00", "subtotal_tax": "25.00"}
    (item,) = order(prices_include_tax=True, line_items=[line]).items
    assert item.unit_price == Money(Decimal("41.67"), "EUR")


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, Amounts(subtotal=Decimal("42.50"))),
        ({"line_items": [LAMP, SHADE | {"total": ""}]}, Amounts()),
        ({"line_items": []}, Amounts()),
        (
            {"shipping_total": "5.00", "shipping_tax": None, "prices_include_tax": True},
            Amounts(subtotal=Decimal("42.50"), shipping=Decimal(5)),
        ),
        ({"total_tax": "0.00"}, Amounts(subtotal=Decimal("42.50"), tax=Decimal(0))),
    ],
    ids=["an old plugin's", "a line without a sum", "no lines", "no tax of it", "nothing to pay"],
)
def test_what_is_not_told_is_not_known(changes: dict[str, Any], known: Amounts) -> None:
    assert order(**changes).amounts == known


def test_a_real_orders_parts_make_up_its_total(shared_data: Path) -> None:
    name = "04_order.created.order-created-pending-REST-.json"
    capture = json.loads((shared_data / "woocommerce" / "captures" / name).read_bytes())
    told = tell(read_order(json.loads(capture["body"])))
    assert told.amounts == amounts("110.25", "12.25", "5", "0")
    assert told.total == Money(Decimal("115.25"), "USD")


@pytest.mark.parametrize(
    ("ids", "product"),
    [
        ({"product_id": 90, "variation_id": 91}, "91"),
        ({"product_id": 90, "variation_id": 0}, "90"),
        ({"product_id": 0, "variation_id": 0}, ""),
        ({}, ""),
    ],
)
def test_what_a_line_is_of_is_its_variation_or_else_its_product(
    ids: dict[str, int], product: str
) -> None:
    (item,) = order(line_items=[LAMP | ids]).items
    assert item.product == product


def test_the_status_is_the_orders_tag() -> None:
    assert order(status="pre-ordered").tags == ("pre-ordered",)
