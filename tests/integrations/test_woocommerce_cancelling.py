"""Orders are cancelled and what was paid is refunded, once, while they have not left the shop."""

from collections.abc import Iterator

import pytest

from domain.errors import ProviderError, RejectedError
from domain.order import Address
from domain.shop_api import Cancellation
from tests.integrations.woocommerce_answers import page, told
from tests.integrations.woocommerce_shop import Shop, open_shop

CANCEL = Cancellation("31", restock=True, refund=False, notify=True)
REFUND = Cancellation("31", restock=True, refund=True, notify=True, note="Wrong\nlamp")


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.place(31)
        yield shop


def test_an_order_is_cancelled(shop: Shop) -> None:
    shop.api.cancel_order(shop.session(), CANCEL)
    assert shop.store.orders[31]["status"] == "cancelled"
    assert shop.routes() == ["GET /wc/v3/orders/31", "PUT /wc/v3/orders/31"]
    assert (shop.store.notes, shop.store.refunds) == ([], [])


def test_the_money_goes_back_first_and_the_note_comes_last(shop: Shop) -> None:
    shop.api.cancel_order(shop.session(), REFUND)
    assert shop.routes() == [
        "GET /wc/v3/orders/31",
        "POST /wc/v3/orders/31/refunds",
        "PUT /wc/v3/orders/31",
        "POST /wc/v3/orders/31/notes",
    ]
    mark = {"key": "_framme_cancelling", "value": "1"}
    sent = {"amount": "42.5", "api_refund": True, "api_restock": False, "meta_data": [mark]}
    assert shop.store.refunds == [(31, sent)]
    assert shop.store.notes == [(31, {"note": "Wrong lamp", "customer_note": False})]


def test_what_was_refunded_already_is_not_refunded_again(shop: Shop) -> None:
    shop.store.orders[31]["refunds"] = [{"id": 1, "total": "-12.25"}]
    shop.instead["PUT /wc/v3/orders/31"] = [page(502)]
    with pytest.raises(ProviderError, match="502"):
        shop.api.cancel_order(shop.session(), REFUND)
    shop.api.cancel_order(shop.session(), REFUND)
    assert [refund["amount"] for _, refund in shop.store.refunds] == ["30.25"]
    assert shop.store.orders[31]["status"] == "cancelled"


def test_a_gateway_that_cannot_refund_leaves_the_order_as_it_is(shop: Shop) -> None:
    words = "The payment gateway does not support automatic refunds."
    code = "woocommerce_rest_cannot_create_order_refund"
    shop.instead["POST /wc/v3/orders/31/refunds"] = told(
        {"code": code, "message": words, "data": 500}, 500
    )
    with pytest.raises(RejectedError) as refused:
        shop.api.cancel_order(shop.session(), REFUND)
    assert (refused.value.reason, refused.value.permanent) == (words, True)
    assert shop.store.orders[31]["status"] == "processing"


@pytest.mark.parametrize(
    ("paid", "refunds"),
    [
        ({"date_paid": None, "date_paid_gmt": None}, 0),
        ({"date_paid": None, "date_paid_gmt": "2026-11-20T08:00:00"}, 1),
        ({}, 1),
    ],
    ids=["cash on delivery", "paid", "untold"],
)
def test_what_was_never_paid_is_cancelled_without_a_refund(
    shop: Shop, paid: dict[str, str | None], refunds: int
) -> None:
    order = shop.store.orders[31]
    for name in ("date_paid", "date_paid_gmt"):
        order.pop(name)
    order.update(paid)
    shop.api.cancel_order(shop.session(), REFUND)
    assert len(shop.store.refunds) == refunds
    assert order["status"] == "cancelled"


OVER = ("completed", "refunded", "cancelled", "failed", "trash")


@pytest.mark.parametrize("status", OVER)
def test_an_order_that_has_left_or_is_over_is_neither_refunded_nor_changed(
    shop: Shop, status: str
) -> None:
    before = shop.store.place(31, status=status) | {}
    home = Address("Tova Berg", "Storgatan 9", "", "903 26", "Umeå", "", "SE")
    for act in (
        lambda: shop.api.cancel_order(shop.session(), CANCEL),
        lambda: shop.api.cancel_order(shop.session(), REFUND),
        lambda: shop.api.change_address(shop.session(), "31", home),
    ):
        with pytest.raises(RejectedError, match=f"is {status} in the shop"):
            act()
    assert {one.method for one in shop.asked} == {"GET"}
    assert shop.store.orders[31] == before


def test_an_order_that_is_told_without_a_status_is_left_alone(shop: Shop) -> None:
    shop.store.place(31, status=None)
    with pytest.raises(ProviderError, match="how the order stands"):
        shop.api.cancel_order(shop.session(), REFUND)
    assert shop.store.refunds == []


def test_refunds_that_cannot_be_read_cancel_nothing(shop: Shop) -> None:
    shop.store.place(31, status="refunded")
    shop.instead["GET /wc/v3/orders/31/refunds"] = told([{"meta_data": 7}])
    with pytest.raises(ProviderError, match="refunds cannot be read"):
        shop.api.cancel_order(shop.session(), REFUND)
    assert shop.store.orders[31]["status"] == "refunded"


def test_stock_cannot_be_kept_back(shop: Shop) -> None:
    with pytest.raises(RejectedError, match="always gives the stock back"):
        shop.api.cancel_order(
            shop.session(), Cancellation("31", restock=False, refund=False, notify=True)
        )
    assert shop.asked == []


def test_an_order_that_is_not_there_cannot_be_cancelled(shop: Shop) -> None:
    del shop.store.orders[31]
    for wish in (CANCEL, REFUND):
        with pytest.raises(RejectedError, match="no such order"):
            shop.api.cancel_order(shop.session(), wish)


@pytest.mark.parametrize(
    "changes",
    [{"total": "x"}, {"total": None}, {"total": ""}, {"refunds": 7}, {"refunds": [{"total": []}]}],
)
def test_nothing_is_refunded_of_an_unknown_sum(shop: Shop, changes: dict[str, object]) -> None:
    shop.store.orders[31].update(changes)
    with pytest.raises(ProviderError, match="what the order cost"):
        shop.api.cancel_order(shop.session(), REFUND)
    assert shop.store.refunds == []
