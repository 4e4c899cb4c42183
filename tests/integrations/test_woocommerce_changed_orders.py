"""The orders that changed in a window of time are told, page by page, those in the bin first."""

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import ProviderError
from domain.shop_api import OrderPage
from domain.shop_events import OrderGone, OrderTold
from integrations.platforms.woocommerce import rest
from integrations.platforms.woocommerce.changed_orders import Changed, changed_orders
from tests.fakes import NOON
from tests.integrations.test_woocommerce_orders import fulfilment, state
from tests.integrations.woocommerce_answers import told
from tests.integrations.woocommerce_routes import Store
from tests.integrations.woocommerce_shop import Shop, open_shop

SINCE, UNTIL = NOON, NOON + timedelta(minutes=10)
SECOND = timedelta(seconds=1)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def put(store: Store, number: int, moment: datetime, **changes: Any) -> dict[str, Any]:
    return store.place(number, **{"date_modified_gmt": stamp(moment)} | changes)


def pages(shop: Shop, since: datetime = SINCE, until: datetime = UNTIL) -> list[OrderPage]:
    found, after = [], ""
    while True:
        found.append(shop.api.orders_changed(shop.session(), since, until, after))
        after = found[-1].after
        if not after:
            return found


def numbers(found: list[OrderPage]) -> list[int]:
    return [int(order.platform_id) for page in found for order in page.orders]


def test_changes_are_told_oldest_first_within_the_window_and_both_its_ends(shop: Shop) -> None:
    for number, moment in enumerate(
        [UNTIL + SECOND, UNTIL, SINCE + SECOND, SINCE, SINCE - SECOND], start=1
    ):
        put(shop.store, number, moment)
    found = pages(shop)
    assert numbers(found) == [4, 3, 2]
    assert [page.read_until for page in found] == [None, None]


def test_what_lies_in_the_bin_is_told_first(shop: Shop) -> None:
    put(shop.store, 1, SINCE, status="processing")
    put(shop.store, 2, UNTIL, status="trash")
    first, second = pages(shop)
    assert first.orders == (OrderGone("2", UNTIL),)
    assert numbers([second]) == [1]


def test_what_nothing_is_bought_with_is_left_out(shop: Shop) -> None:
    put(shop.store, 1, SINCE, status="pending")
    put(shop.store, 2, SINCE, status="checkout-draft")
    put(shop.store, 3, SINCE, status="packed")
    assert numbers(pages(shop)) == [3]


def test_fulfilments_are_asked_for_where_there_are_some(shop: Shop) -> None:
    put(shop.store, 1, SINCE, meta_data=[state("partially_fulfilled")])
    put(shop.store, 2, SINCE)
    shop.store.fulfilments = {1: [fulfilment()]}
    orders = [order for page in pages(shop) for order in page.orders]
    assert [len(o.shipments) for o in orders if isinstance(o, OrderTold)] == [1, 0]
    assert not any(order.partial for order in orders if isinstance(order, OrderTold))
    assert shop.routes().count("GET /wc/v3/orders/1/fulfillments") == 1
    assert len(shop.asked) == 3


def test_one_broken_order_holds_up_no_other(shop: Shop, caplog) -> None:
    put(shop.store, 1, SINCE, total="a lot", billing={"email": "tova@example.com"})
    put(shop.store, 2, SINCE)
    put(shop.store, 3, SINCE + SECOND)["id"] = "x"
    assert numbers(pages(shop)) == [2]
    assert [(r.levelno, r.__dict__["order"]) for r in caplog.records] == [
        (logging.WARNING, 1),
        (logging.WARNING, None),
    ]
    assert "tova" not in caplog.text


def test_a_long_window_says_how_far_it_is(shop: Shop) -> None:
    for number in range(1, 251):
        put(shop.store, number, SINCE + number * SECOND)
    found = pages(shop)
    assert [page.read_until for page in found] == [
        None,
        SINCE + 100 * SECOND,
        SINCE + 199 * SECOND,
        None,
    ]
    assert sorted(set(numbers(found))) == list(range(1, 251))
    assert len(numbers(found)) == 252


def test_a_second_that_holds_more_than_a_page_is_got_past(shop: Shop) -> None:
    crowd = SINCE + 5 * SECOND
    put(shop.store, 1, SINCE)
    for number in range(2, 252):
        put(shop.store, number, crowd)
    put(shop.store, 252, crowd + SECOND)
    found = pages(shop)
    assert sorted(set(numbers(found))) == list(range(1, 253))
    assert [page.read_until for page in found] == [None, crowd, None, None, None, None, None]


def test_moments_are_asked_for_in_utc_to_the_second_and_without_a_zone(shop: Shop) -> None:
    here = datetime.fromisoformat("2026-11-22T09:00:00.75+01:00")
    shop.api.orders_changed(shop.session(), here, here, "")
    asked = shop.asked[0].query
    assert asked["modified_after"] == "2026-11-22T07:59:59"
    assert asked["modified_before"] == "2026-11-22T08:00:01"
    assert asked["dates_are_gmt"] == "true"


def test_a_shop_gathers_nothing_we_do_not_read(shop: Shop) -> None:
    shop.api.orders_changed(shop.session(), SINCE, UNTIL, "")
    fields = shop.asked[0].query["_fields"].split(",")
    assert {"id", "customer_id", "line_items", "meta_data", "date_modified_gmt"} < set(fields)
    assert not {"refunds", "tax_lines", "coupon_lines"} & set(fields)


def one_page(body: list[dict[str, Any]], total: int | None) -> Changed:
    def listing(_: Mapping[str, str]) -> rest.Answer:
        return rest.Answer(200, body, total)

    return changed_orders(listing, SINCE, UNTIL, "")


def test_a_shop_that_does_not_say_when_orders_changed_cannot_be_gone_through() -> None:
    with pytest.raises(ProviderError, match="when they changed"):
        one_page([{"id": 1}, {"date_modified_gmt": 7}, {"date_modified_gmt": "now"}], 101)
    with pytest.raises(ProviderError, match="when they changed"):
        one_page([], 101)
    with pytest.raises(ProviderError, match="how many orders"):
        one_page([{"id": n, "date_modified_gmt": stamp(SINCE)} for n in range(100)], None)


def test_a_shop_that_refuses_is_heard(shop: Shop) -> None:
    shop.instead["GET /wc/v3/orders"] = told({"no": "list"})
    with pytest.raises(ProviderError, match="not a list"):
        pages(shop)
