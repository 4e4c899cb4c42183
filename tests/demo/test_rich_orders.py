"""The demo's orders have all a shopper's page can show: costs, bills, tags, pictures, wishes."""

from decimal import Decimal

import pytest
from flask import Flask

from demo.cast import ODD_PRODUCTS, PRODUCTS, Line
from demo.costs import costs_of, tax_in
from demo.landing import blueprint
from domain.order import Amounts
from domain.shop_events import OrderTold
from tests.demo import test_shopify_adapter_against_simulator as shopify
from tests.demo import woocommerce_pair as woocommerce

CHAIR = Line(PRODUCTS[3])


@pytest.mark.parametrize(
    ("lines", "place", "discount", "shipping", "total"),
    [
        ((CHAIR,), 1, "0", "0", "1295"),
        ((CHAIR,), 3, "129.50", "0", "1165.50"),
        ((Line(PRODUCTS[1], 2),), 1, "0", "49", "487"),
        ((Line(PRODUCTS[6]),), 0, "109.90", "49", "1038.10"),
    ],
    ids=["sent for nothing", "with a code", "with shipping", "just below"],
)
def test_an_order_costs_what_its_parts_add_up_to(lines, place, discount, shipping, total) -> None:
    costs = costs_of(lines, place)
    assert (costs.discount, costs.shipping) == (Decimal(discount), Decimal(shipping))
    assert costs.total == costs.subtotal + costs.shipping == Decimal(total)
    assert tax_in(Decimal(125)) == 25


def adds_up(told: OrderTold) -> None:
    """Check that an order's parts make up its total, the tax being inside."""
    amounts = told.amounts
    assert told.total is not None
    assert amounts.subtotal is not None
    assert amounts.shipping is not None
    assert amounts.subtotal + amounts.shipping == told.total.amount
    assert amounts.tax == tax_in(amounts.subtotal + amounts.shipping)
    assert all(item.image_url.endswith(".svg") and item.product for item in told.items)


def test_every_picture_is_drawn_and_shown_on_the_products_own_address() -> None:
    app = Flask("framme", static_folder=None)
    app.register_blueprint(blueprint("http://127.0.0.1:8025"))
    with app.test_client() as client:
        for product in (*PRODUCTS, *ODD_PRODUCTS):
            answer = client.get(product.picture)
            assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
            assert b"<script" not in answer.data
            assert len(answer.data) < 1000
            answer.close()


def test_shopifys_orders_are_rich_and_a_wish_is_noted_beside_what_is_there() -> None:
    def story(pair: shopify.Pair) -> None:
        store, told = pair.one.store, []
        for order in pair.one.orders():
            read = pair.api.read_order(pair.shop, str(order.platform_id))
            assert isinstance(read, OrderTold)
            adds_up(read)
            told.append(read)
        assert any(order.amounts.discount for order in told)
        assert any(order.billing.street != order.address.street for order in told)
        assert any({"furniture", "bulky", "heavy"} & set(order.tags) for order in told)
        mine = pair.one.simulator.merchant.sell(store)
        number = str(mine.platform_id)
        for text in ("Ring twice", "Behind the beehive"):
            pair.api.note_instructions(pair.shop, number, text)
        kept = store.order(mine.platform_id)
        assert kept is not None
        assert kept.attributes == (("Delivery instructions", "Behind the beehive"),)
        news = pair.one.told("orders/updated")
        assert news["note_attributes"][0]["value"] == "Behind the beehive"
        pair.one.store.account.scopes -= {"read_products"}
        unread = pair.api.read_order(pair.shop, number)
        assert isinstance(unread, OrderTold)
        assert {item.product for item in unread.items} == {""}

    shopify.together(story)


def test_woocommerces_orders_are_rich_and_a_wish_stands_below_the_shoppers_note() -> None:
    def story(pair: woocommerce.Pair) -> None:
        told = []
        for order in pair.orders()[-6:]:
            read = pair.api.read_order(pair.shop, str(order.id))
            if isinstance(read, OrderTold):
                adds_up_woocommerce(read)
                told.append(read)
        assert any(order.amounts.discount for order in told)
        assert any(order.billing.street != order.address.street for order in told)
        mine = pair.orders()[-1]
        mine.customer_note = "A gift"
        for text in ("Ring twice", "Behind the beehive"):
            pair.api.note_instructions(pair.shop, str(mine.id), text)
        assert mine.customer_note == "A gift\n\nBehind the beehive"

    woocommerce.together(story)


def adds_up_woocommerce(told: OrderTold) -> None:
    """Check the same where each line's tax is rounded on its own."""
    amounts = told.amounts
    assert amounts != Amounts()
    assert told.total is not None
    assert amounts.subtotal is not None
    assert amounts.shipping is not None
    assert amounts.subtotal + amounts.shipping == told.total.amount
    assert amounts.tax is not None
    assert abs(amounts.tax - tax_in(told.total.amount)) < Decimal("0.05")
    assert all(item.image_url.endswith(".svg") and item.product for item in told.items)
