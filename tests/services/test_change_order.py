"""An order can be changed while it is the shop's, not cancelled, and nothing of it is sent."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.errors import AccessRefusedError, RejectedError
from domain.order import Address, Item, Money
from domain.shop_api import Cancellation, Discount, ShopSession
from domain.shop_events import OrderGone, ShipmentTold
from domain.stage import Stage
from integrations.platforms.shopify.orders import read_order as told_by_shopify
from services.change_order import (
    HowToCancel,
    OrderCancelledError,
    OrderSentError,
    UnknownOrderError,
    cancel_order,
    change_address,
)
from services.give_discount import WorthlessDiscountError, give_discount
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.shops_that_answer import answering, grant_access
from tests.shop_bodies import shopify_fulfilment, shopify_order

NEW_HOME = Address("Alva", "Nygatan 5", "", "211 40", "Malmö", "", "SE")
OPEN_TRANSACTIONS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
    " AND datname = current_database()"
)
LATER = NOON + timedelta(minutes=1)
WORTH = Money(Decimal("50.00"), "SEK")
MONTH = timedelta(days=30)
AT_SHOP = told_by_shopify(shopify_order(1001))
PARCEL = ShipmentTold("9001", "TP1", "TestPost", "", LATER)
UNKEEPABLE = Item("1", "Lamp", 0)
AHEAD = replace(AT_SHOP, updated_at=LATER)


@pytest.fixture
def api() -> FakeShopApi:
    return FakeShopApi()


@pytest.fixture
def wired(wiring: Wiring, api: FakeShopApi, shop_id: int) -> Wiring:
    grant_access(wiring, shop_id)
    return answering(wiring, api)


@pytest.fixture
def order_id(wired: Wiring, shop_id: int, api: FakeShopApi) -> int:
    deliver(wired, shop_id, "orders/create", shopify_order(1001))
    api.orders["1001"] = AT_SHOP
    return the_order(wired, shop_id, 1001).id


def test_an_order_is_cancelled_at_its_platform(wired, shop_id, order_id, api) -> None:
    cancel_order(wired, shop_id, order_id, HowToCancel(refund=False, note="asked for"))
    assert api.changes == [Cancellation("1001", True, False, True, "asked for")]


def test_an_order_is_sent_elsewhere(wired, shop_id, order_id, api) -> None:
    change_address(wired, shop_id, order_id, NEW_HOME)
    assert api.changes == [("1001", NEW_HOME)]


def attempts(wiring: Wiring, shop_id: int, order_id: int):
    yield lambda: cancel_order(wiring, shop_id, order_id, HowToCancel())
    yield lambda: change_address(wiring, shop_id, order_id, NEW_HOME)


def refused(wiring: Wiring, shop_id: int, order_id: int, error: type[Exception]) -> None:
    for attempt in attempts(wiring, shop_id, order_id):
        with pytest.raises(error):
            attempt()


def test_an_order_of_another_shop_is_unknown(wired, order_id, api, connect) -> None:
    other = connect(domain="other.myshopify.com")
    grant_access(wired, other)
    refused(wired, other, order_id, UnknownOrderError)
    with pytest.raises(UnknownOrderError):
        give_discount(wired, other, order_id, WORTH, MONTH)
    assert api.changes == []


def test_a_cancelled_order_is_left_as_it_is(wired, shop_id, order_id, api) -> None:
    told = shopify_order(1001, updated=LATER, cancelled_at=LATER.isoformat())
    deliver(wired, shop_id, "orders/cancelled", told)
    refused(wired, shop_id, order_id, OrderCancelledError)
    assert api.changes == []


def test_an_order_with_a_parcel_is_too_late_and_one_whose_parcel_was_taken_back_is_not(
    wired, shop_id, order_id, api
) -> None:
    parcel = shopify_fulfilment(1001, 9001, "TP1", updated=LATER)
    deliver(wired, shop_id, "fulfillments/create", parcel)
    refused(wired, shop_id, order_id, OrderSentError)
    back = shopify_fulfilment(
        1001, 9001, "TP1", updated=LATER + timedelta(minutes=1), status="cancelled"
    )
    deliver(wired, shop_id, "fulfillments/update", back)
    change_address(wired, shop_id, order_id, NEW_HOME)
    assert api.changes == [("1001", NEW_HOME)]


@pytest.mark.parametrize(
    "ahead",
    [
        (replace(AHEAD, cancelled_at=LATER), OrderCancelledError),
        (replace(AHEAD, shipments=(PARCEL,)), OrderSentError),
        (replace(AHEAD, shipments=(PARCEL,), items=(UNKEEPABLE,)), OrderSentError),
        (replace(AHEAD, stage=Stage.HANDED_TO_COURIER), OrderSentError),
        (OrderGone("1001", LATER), UnknownOrderError),
        (None, RejectedError),
    ],
    ids=[
        "cancelled",
        "packed",
        "packed, and cannot be taken over",
        "handed over",
        "in the bin",
        "not shown",
    ],
)
@pytest.mark.parametrize("which", [0, 1], ids=["cancel", "change address"])
def test_a_platform_that_is_ahead_of_us_is_asked_before_anything_is_changed(
    wired, shop_id, order_id, api, ahead, which
) -> None:
    told, error = ahead
    api.orders = {"1001": told} if told else {}
    with pytest.raises(error):
        list(attempts(wired, shop_id, order_id))[which]()
    assert api.changes == []


def test_what_the_platform_says_then_is_known_to_us_as_well(wired, shop_id, order_id, api) -> None:
    api.orders["1001"] = replace(AHEAD, shipments=(PARCEL,), tags=("packed",))
    with pytest.raises(OrderSentError):
        cancel_order(wired, shop_id, order_id, HowToCancel())
    assert [s.tracking_number for s in the_order(wired, shop_id, 1001).shipments] == ["TP1"]


def test_no_transaction_is_open_while_the_platform_is_asked(wiring, shop_id) -> None:
    class Watching(FakeShopApi):
        def _asked(self, shop: ShopSession) -> None:
            super()._asked(shop)
            with wiring.engine.connect() as connection:
                held.append(connection.execute(OPEN_TRANSACTIONS).scalar_one())

    held: list[int] = []
    api = Watching(orders={"1001": AT_SHOP})
    grant_access(wiring, shop_id)
    wired = answering(wiring, api)
    deliver(wired, shop_id, "orders/create", shopify_order(1001))
    for attempt in attempts(wired, shop_id, the_order(wired, shop_id, 1001).id):
        attempt()
    assert held == [0, 0, 0, 0]


def test_the_asker_may_stop_it_once_the_platform_has_spoken(wired, shop_id, order_id, api) -> None:
    class NoMoreError(Exception):
        """What stands against it."""

    def still() -> None:
        assert the_order(wired, shop_id, 1001).stage is Stage.PACKED
        raise NoMoreError

    api.orders["1001"] = replace(AHEAD, stage=Stage.PACKED)
    with pytest.raises(NoMoreError):
        cancel_order(wired, shop_id, order_id, HowToCancel(), still)
    with pytest.raises(NoMoreError):
        change_address(wired, shop_id, order_id, NEW_HOME, still)
    assert api.changes == []


def test_what_the_platform_refuses_is_told_in_its_words(wired, shop_id, order_id, api) -> None:
    api.failing.append(RejectedError("the order is archived", permanent=True))
    with pytest.raises(RejectedError, match="archived"):
        cancel_order(wired, shop_id, order_id, HowToCancel())


def test_a_shop_that_grants_no_access_says_so(wired, connect) -> None:
    other = connect(domain="other.myshopify.com")
    deliver(wired, other, "orders/create", shopify_order(1001))
    with pytest.raises(AccessRefusedError):
        cancel_order(wired, other, the_order(wired, other, 1001).id, HowToCancel())


def test_a_discount_is_made_for_a_time_with_a_code_of_its_own(
    wired, shop_id, order_id, api
) -> None:
    given = [give_discount(wired, shop_id, order_id, WORTH, MONTH) for _ in range(2)]
    assert api.changes == given
    assert given[0].code != given[1].code
    assert set("".join(one.code for one in given)).isdisjoint("IO01L")
    assert (given[0].begins_at, given[0].ends_at) == (NOON, NOON + MONTH)
    assert isinstance(given[0], Discount)
    assert given[0].worth == WORTH


@pytest.mark.parametrize(
    ("worth", "lasts"),
    [(Money(Decimal(0), "SEK"), MONTH), (WORTH, timedelta()), (Money(Decimal(-5), "SEK"), MONTH)],
)
def test_a_discount_worth_nothing_is_not_made(wired, shop_id, order_id, api, worth, lasts) -> None:
    with pytest.raises(WorthlessDiscountError):
        give_discount(wired, shop_id, order_id, worth, lasts)
    assert api.changes == []
