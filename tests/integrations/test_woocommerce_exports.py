"""All orders since a day, read page by page, and gone on with where somebody left off."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import pytest

from domain.errors import AccessRefusedError
from domain.shop_api import Export, ExportState
from tests.fakes import NOON
from tests.integrations.test_woocommerce_orders import fulfilment, state
from tests.integrations.woocommerce_answers import refusal, told
from tests.integrations.woocommerce_shop import Shop, open_shop

SINCE = NOON - timedelta(days=60)
TOTALS = "GET /wc/v3/reports/orders/totals"
ORDERS = "GET /wc/v3/orders"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


def export(shop: Shop) -> Export:
    return shop.api.begin_export(shop.session(), SINCE)


def numbers(shop: Shop, skip: int = 0) -> list[int]:
    orders = shop.api.read_export(shop.session(), export(shop), skip)
    return [int(order.platform_id) for order in orders]


def fill(shop: Shop, count: int) -> None:
    for number in range(1, count + 1):
        shop.store.place(number)


def test_an_export_is_ready_at_once_and_says_how_many_orders_it_holds(shop: Shop) -> None:
    fill(shop, 120)
    shop.store.place(121, status="pending")
    shop.store.place(122, status="trash")
    shop.store.place(123, date_created_gmt="2026-01-01T00:00:00")
    begun = export(shop)
    assert (begun.state, begun.objects, begun.orders) == (ExportState.READY, 120, 120)
    assert begun.url == begun.operation
    assert shop.api.export(shop.session(), begun.operation) == begun


def test_the_very_second_it_begins_with_is_in_it(shop: Shop) -> None:
    stamp = SINCE.replace(tzinfo=None).isoformat(timespec="seconds")
    shop.store.place(1, date_created_gmt=stamp)
    assert numbers(shop) == [1]


def test_orders_come_by_their_ids_and_unbought_ones_do_not(shop: Shop) -> None:
    fill(shop, 5)
    shop.store.orders[2]["status"] = "pending"
    shop.store.orders[3]["status"] = "packed"
    shop.store.orders[4]["status"] = "trash"
    shop.store.orders[5]["status"] = "cancelled"
    assert numbers(shop) == [1, 3, 5]


@pytest.mark.parametrize("skip", [0, 1, 99, 100, 101, 249, 250, 300])
def test_whoever_has_taken_some_goes_on_behind_them(shop: Shop, skip: int) -> None:
    fill(shop, 250)
    shop.store.orders[50]["status"] = "pending"
    expected = [number for number in range(1, 251) if number != 50]
    assert numbers(shop, skip) == expected[skip:]


def test_to_go_on_reads_nothing_twice(shop: Shop) -> None:
    fill(shop, 250)
    numbers(shop, 200)
    assert shop.last(ORDERS).query["page"] == "3"
    assert shop.routes().count(ORDERS) == 2


@pytest.mark.parametrize("status", [403, 404])
def test_where_statuses_are_not_told_the_orders_themselves_tell(shop: Shop, status: int) -> None:
    shop.instead[TOTALS] = refusal("woocommerce_rest_cannot_view", "Nej.", status)
    fill(shop, 250)
    shop.store.orders[50]["status"] = "pending"
    expected = [number for number in range(1, 251) if number != 50]
    assert numbers(shop) == expected
    assert numbers(shop, 120) == expected[120:]


def test_a_shop_that_names_no_status_is_asked_for_all(shop: Shop) -> None:
    fill(shop, 3)
    shop.instead[TOTALS] = told([{"slug": "pending"}, {"slug": None}, {}])
    assert numbers(shop) == [1, 2, 3]


def test_refused_access_is_not_taken_for_a_shop_that_does_not_say(shop: Shop) -> None:
    with pytest.raises(AccessRefusedError):
        shop.api.begin_export(shop.session("ck_unknown"), SINCE)


@pytest.mark.parametrize("leaving", [1, 5, 130])
def test_orders_that_leave_while_we_read_take_no_others_with_them(shop: Shop, leaving: int) -> None:
    fill(shop, 450)
    orders = shop.api.read_export(shop.session(), export(shop), 0)
    found = [int(order.platform_id) for order in islice(orders, 200)]
    for number in range(1, leaving + 1):
        shop.store.orders[number]["status"] = "trash"
    found += [int(order.platform_id) for order in orders]
    assert found == list(range(1, 451))


def test_orders_that_come_while_we_read_are_read_too(shop: Shop) -> None:
    fill(shop, 200)
    orders = shop.api.read_export(shop.session(), export(shop), 0)
    next(orders)
    shop.store.place(201)
    assert len(list(orders)) == 200


def test_without_totals_full_pages_are_gone_on_from(shop: Shop) -> None:
    fill(shop, 150)
    bodies = list(shop.store.orders.values())
    shop.instead[ORDERS] = [told([]), told(bodies[:100]), told(bodies[100:])]
    begun = export(shop)
    assert begun.orders is None
    orders = shop.api.read_export(shop.session(), begun, 0)
    assert len(list(orders)) == 150


def test_nothing_is_asked_for_before_an_order_is_wanted(shop: Shop) -> None:
    fill(shop, 250)
    begun = export(shop)
    before = len(shop.asked)
    orders = shop.api.read_export(shop.session(), begun, 0)
    assert len(shop.asked) == before
    next(orders)
    assert shop.last(ORDERS).query["page"] == "1"


def test_fulfilments_are_left_for_whoever_wants_the_whole_order(shop: Shop) -> None:
    shop.store.place(1, meta_data=[state()])
    shop.store.fulfilments = {1: [fulfilment()]}
    (order,) = shop.api.read_export(shop.session(), export(shop), 0)
    assert (order.shipments, order.partial) == ((), True)


def test_one_broken_order_holds_up_no_other(shop: Shop, caplog) -> None:
    fill(shop, 3)
    shop.store.orders[2]["total"] = "a lot"
    assert numbers(shop) == [1, 3]
    assert [(r.levelno, r.__dict__["order"]) for r in caplog.records] == [(logging.WARNING, 2)]


def test_what_has_no_id_is_no_order(shop: Shop) -> None:
    shop.instead[ORDERS] = [told([]), told([{"status": "processing"}, None])]
    assert numbers(shop) == []
