"""What a Shopify order's total is made of, and what its lines are of, wherever that is told."""

from decimal import Decimal
from typing import Any

import pytest

from domain.order import Address, Amounts, Money
from domain.shop_events import OrderTold
from integrations.platforms.shopify.graphql_orders import told_by_graphql
from integrations.platforms.shopify.orders import read_order
from tests.integrations.shopify_answers import as_graphql, webhook

Bag = dict[str, dict[str, str]]
PARTS = {
    "current_subtotal_price_set": "subtotal",
    "current_total_discounts_set": "discount",
    "current_shipping_price_set": "shipping",
    "current_total_tax_set": "tax",
}


def bag(amount: str, currency: str = "SEK") -> Bag:
    told = {"amount": amount, "currency_code": currency}
    return {"shop_money": {"amount": "1", "currency_code": "EUR"}, "presentment_money": told}


def order(**changes: Any) -> OrderTold:
    return read_order(webhook("orders-create") | changes)


@pytest.mark.parametrize(("name", "part"), PARTS.items())
def test_each_part_is_in_the_shoppers_currency_or_not_known(name: str, part: str) -> None:
    assert getattr(order(**{name: bag("12.50")}).amounts, part) == Decimal("12.50")
    for unknown in (None, bag("12.50", "EUR"), {"presentment_money": None}):
        assert getattr(order(**{name: unknown}).amounts, part) is None


def test_without_a_total_in_the_shoppers_currency_its_parts_are_not_known_either() -> None:
    told = order(current_total_price_set=None)
    assert told.total == Money(Decimal("213.50"), "EUR")
    assert told.amounts == Amounts()


def test_the_same_is_told_by_webhook_and_by_graphql() -> None:
    body = webhook("orders-create")
    by_graphql = told_by_graphql(as_graphql(body))
    by_webhook = read_order(body)
    assert by_webhook.amounts.subtotal is not None
    assert (by_graphql.amounts, by_graphql.billing, by_graphql.tags) == (
        by_webhook.amounts,
        by_webhook.billing,
        by_webhook.tags,
    )
    assert [item.product for item in by_graphql.items] == [i.product for i in by_webhook.items]


def test_only_graphql_names_the_picture() -> None:
    asked = as_graphql(webhook("orders-create"))
    asked["lineItems"]["nodes"][0]["image"] = {"url": "https://cdn.example/blanket.png"}
    asked["lineItems"]["nodes"][1]["image"] = {"url": "javascript:alert(1)"}
    pictures = [item.image_url for item in told_by_graphql(asked).items]
    assert pictures == ["https://cdn.example/blanket.png", ""]


def test_what_we_may_not_see_is_left_open() -> None:
    asked = as_graphql(webhook("orders-create")) | {"billingAddress": None, "tags": None}
    for line in asked["lineItems"]["nodes"]:
        line["variant"] = None
    told = told_by_graphql(asked | {"currentTotalTaxSet": None})
    assert (told.billing, told.tags, told.amounts.tax) == (Address(), (), None)
    assert {item.product for item in told.items} == {""}


def test_tags_are_the_shops_own_words_without_the_commas() -> None:
    assert order(tags=" furniture,VIP , ,two  people").tags == ("furniture", "VIP", "two  people")
    assert order(tags=None).tags == ()
