"""Orders are sent elsewhere, noted and made good by discounts, as far as WooCommerce can."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.errors import AccessRefusedError, CodeTakenError, ProviderError, RejectedError
from domain.order import Address, Money
from domain.shop_api import Cancellation, Discount
from tests.fakes import NOON
from tests.integrations.woocommerce_answers import page, refusal, told
from tests.integrations.woocommerce_routes import NO_ROUTE
from tests.integrations.woocommerce_shop import Shop, open_shop

CANCEL = Cancellation("31", restock=True, refund=False, notify=True)
REFUND = Cancellation("31", restock=True, refund=True, notify=True, note="Wrong\nlamp")
CODE = Discount("LAMPA10", "Framme 31", Money(Decimal("10.50"), "SEK"), NOON, NOON)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.place(31)
        yield shop


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Tova Berg", "Tova", "Berg"), ("  Eva Maria Ek ", "Eva Maria", "Ek"), ("Cher", "", "Cher")],
)
def test_an_order_goes_elsewhere(shop: Shop, name: str, first: str, last: str) -> None:
    there = Address(name, "Storgatan 9", "tr 2", "903 26", "Umeå", "AC", "SE")
    shop.api.change_address(shop.session(), "31", there)
    assert shop.last("PUT /wc/v3/orders/31").data == {
        "shipping": {
            "first_name": first,
            "last_name": last,
            "company": "",
            "address_1": "Storgatan 9",
            "address_2": "tr 2",
            "postcode": "903 26",
            "city": "Umeå",
            "state": "AC",
            "country": "SE",
        }
    }


def test_a_country_nobody_names_stays(shop: Shop) -> None:
    shop.api.change_address(shop.session(), "31", Address("Tova Berg", city="Umeå"))
    shipping = shop.last("PUT /wc/v3/orders/31").data["shipping"]
    assert "country" not in shipping
    assert (shipping["address_1"], shipping["city"]) == ("", "Umeå")


def test_a_shops_reason_against_an_address_is_passed_on(shop: Shop) -> None:
    shop.instead["PUT /wc/v3/orders/31"] = refusal("rest_invalid_param", "Ogiltigt land.", 400)
    with pytest.raises(RejectedError, match=r"^Ogiltigt land\.$"):
        shop.api.change_address(shop.session(), "31", Address(country="XX"))


def test_instructions_stand_below_the_shoppers_note_and_take_the_place_of_ours_only(
    shop: Shop,
) -> None:
    order = shop.store.orders[31]
    order["customer_note"] = "It is a gift.\nNo bill, please."

    def note(text: str) -> str:
        shop.api.note_instructions(shop.session(), "31", text)
        return str(shop.store.orders[31]["customer_note"])

    hers = "It is a gift.\nNo bill, please."
    assert note("Round the\nback") == f"{hers}\n\nRound the back"
    assert note("Round the\nback") == f"{hers}\n\nRound the back"
    assert note("Leave it with Bo") == f"{hers}\n\nLeave it with Bo"
    order["customer_note"] += " (asked by phone as well)"
    assert note("Ring") == f"{hers}\n\nLeave it with Bo (asked by phone as well)\n\nRing"
    assert note("") == f"{hers}\n\nLeave it with Bo (asked by phone as well)"
    assert order["meta_data"] == [{"key": "_framme_delivery_instructions", "value": ""}]


@pytest.mark.parametrize("noted", [None, ""])
def test_instructions_stand_alone_where_there_is_no_note(shop: Shop, noted: str | None) -> None:
    shop.store.orders[31]["customer_note"] = noted
    shop.api.note_instructions(shop.session(), "31", "Ring twice")
    assert shop.store.orders[31]["customer_note"] == "Ring twice"


def test_instructions_that_cannot_be_noted_say_why(shop: Shop) -> None:
    with pytest.raises(RejectedError, match="no such order"):
        shop.api.note_instructions(shop.session(), "32", "Ring twice")
    shop.instead["PUT /wc/v3/orders/31"] = refusal("rest_invalid_param", "Ogiltig text.", 400)
    with pytest.raises(RejectedError, match=r"^Ogiltig text\.$"):
        shop.api.note_instructions(shop.session(), "31", "Ring twice")
    shop.instead["GET /wc/v3/orders/31"] = NO_ROUTE
    with pytest.raises(ProviderError, match="rest_no_route"):
        shop.api.note_instructions(shop.session(), "31", "Ring twice")
    shop.instead["GET /wc/v3/orders/31"] = told({"customer_note": 7, "meta_data": []})
    with pytest.raises(ProviderError, match="cannot be read"):
        shop.api.note_instructions(shop.session(), "31", "Ring twice")


def test_a_discount_is_worth_an_amount_once_until_a_moment(shop: Shop) -> None:
    shop.api.create_discount(shop.session(), CODE)
    assert shop.store.coupons == [
        {
            "code": "LAMPA10",
            "discount_type": "fixed_cart",
            "amount": "10.50",
            "usage_limit": 1,
            "date_expires": f"{NOON:%Y-%m-%dT%H:%M:%SZ}",
            "description": "Framme 31",
        }
    ]
    with pytest.raises(CodeTakenError, match="already exists"):
        shop.api.create_discount(shop.session(), CODE)


@pytest.mark.parametrize("currency", ["EUR", ""])
def test_a_discount_in_another_currency_is_not_made(shop: Shop, currency: str) -> None:
    shop.store.settings = {"general/woocommerce_currency": currency} if currency else {}
    with pytest.raises(RejectedError, match=currency or "not known"):
        shop.api.create_discount(shop.session(), CODE)
    assert shop.store.coupons == []


def test_a_shop_in_trouble_has_refused_nothing(shop: Shop) -> None:
    for route, answer in [
        ("PUT /wc/v3/orders/31", NO_ROUTE),
        ("POST /wc/v3/coupons", page(503, **{"Retry-After": "60"})),
    ]:
        shop.instead[route] = answer
    with pytest.raises(ProviderError) as refused:
        shop.api.change_address(shop.session(), "31", Address())
    assert (type(refused.value), refused.value.permanent) == (ProviderError, False)
    shop.instead["GET /wc/v3/orders/31"] = NO_ROUTE
    with pytest.raises(ProviderError, match="rest_no_route"):
        shop.api.cancel_order(shop.session(), REFUND)
    with pytest.raises(ProviderError) as refused:
        shop.api.create_discount(shop.session(), CODE)
    assert refused.value.retry_after == timedelta(minutes=1)


def test_keys_that_are_refused_change_nothing(shop: Shop) -> None:
    with pytest.raises(AccessRefusedError):
        shop.api.cancel_order(shop.session("ck_unknown"), CANCEL)
