"""Orders as a WooCommerce shop tells them when it is asked: whole, in the bin, or not there."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.errors import ProviderError, RejectedError
from domain.shipment import Scan, ShipmentItem
from domain.shop_events import OrderGone, OrderTold, ShipmentTold
from domain.status import Status
from tests.fakes import NOON
from tests.integrations.woocommerce_answers import page, refusal
from tests.integrations.woocommerce_routes import NO_ROUTE
from tests.integrations.woocommerce_shop import Shop, open_shop
from tests.shop_bodies import woocommerce_tracking

SENT = datetime(2026, 11, 22, 8, 42, 46, tzinfo=UTC)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        shop.store.fulfilments = {}
        yield shop


def fulfilment(number: int = 1, status: str = "fulfilled", **noted: object) -> dict[str, Any]:
    """Return a fulfilment as WooCommerce lists it."""
    told = {
        "_items": [{"item_id": 7, "qty": 2}],
        "_tracking_number": "1Z999",
        "_shipment_provider": "ups",
        "_tracking_url": "https://ups.example/?n=1Z999&amp;x=1",
        "_date_fulfilled": "2026-11-22 08:42:46",
    } | noted
    return {
        "id": number,
        "entity_type": "WC_Order",
        "entity_id": "31",
        "is_fulfilled": status == "fulfilled",
        "status": status,
        "date_updated": "2026-11-22 09:00:00",
        "meta_data": [
            {"id": n, "key": key, "value": value} for n, (key, value) in enumerate(told.items())
        ],
    }


def state(value: str = "fulfilled") -> dict[str, object]:
    return {"id": 9, "key": "_fulfillment_status", "value": value}


def told(shop: Shop, *fulfilments: dict[str, Any], **changes: Any) -> OrderTold:
    shop.store.place(31, **{"meta_data": [state()]} | changes)
    shop.store.fulfilments = {31: list(fulfilments)}
    order = shop.api.read_order(shop.session(), "31")
    assert isinstance(order, OrderTold)
    return order


def test_an_order_is_read_as_its_webhook_tells_it(shop: Shop) -> None:
    shop.store.place(31, customer_id=4)
    order = shop.api.read_order(shop.session(), "31")
    assert isinstance(order, OrderTold)
    assert (order.platform_id, order.updated_at, order.customer) == ("31", NOON, "4")
    assert (order.shipments, order.partial) == ((), False)
    assert shop.routes() == ["GET /wc/v3/orders/31"]


def test_an_order_deleted_for_good_is_none(shop: Shop) -> None:
    assert shop.api.read_order(shop.session(), "31") is None


def test_an_order_in_the_bin_is_gone_since_then(shop: Shop) -> None:
    shop.store.place(31, status="trash")
    assert shop.api.read_order(shop.session(), "31") == OrderGone("31", NOON)


@pytest.mark.parametrize("status", ["pending", "checkout-draft", "auto-draft"])
def test_an_order_nothing_is_bought_with_is_gone_until_the_very_second_it_is_paid(
    shop: Shop, status: str
) -> None:
    shop.store.place(31, status=status)
    gone = shop.api.read_order(shop.session(), "31")
    assert gone == OrderGone("31", NOON - timedelta(seconds=1))


@pytest.mark.parametrize("answer", [NO_ROUTE, page(404), page(503)], ids=["route", "html", "503"])
def test_a_shop_that_cannot_say_has_not_deleted_anything(shop: Shop, answer) -> None:
    shop.instead["GET /wc/v3/orders/31"] = answer
    with pytest.raises(ProviderError) as refused:
        shop.api.read_order(shop.session(), "31")
    assert not refused.value.permanent


def test_an_order_that_cannot_be_read_is_said_to_be_one(shop: Shop) -> None:
    shop.store.place(31, total="a lot")
    with pytest.raises(ProviderError, match="total: is not a number") as refused:
        shop.api.read_order(shop.session(), "31")
    assert refused.value.permanent


def test_each_fulfilment_is_a_shipment_with_its_items(shop: Shop) -> None:
    second = fulfilment(2, _tracking_number="", _items=[{"item_id": 8, "qty": "1"}])
    order = told(shop, fulfilment(), second)
    assert order.shipments == (
        ShipmentTold(
            platform_id="1",
            tracking_number="1Z999",
            carrier_text="ups",
            tracking_url="https://ups.example/?n=1Z999&x=1",
            shipped_at=SENT,
            items=(ShipmentItem("7", 2),),
        ),
        ShipmentTold(
            platform_id="2",
            tracking_number="",
            carrier_text="ups",
            tracking_url="https://ups.example/?n=1Z999&x=1",
            shipped_at=SENT,
            items=(ShipmentItem("8", 1),),
        ),
    )
    assert not order.partial
    assert shop.routes() == ["GET /wc/v3/orders/31", "GET /wc/v3/orders/31/fulfillments"]


def test_a_draft_and_a_deleted_fulfilment_are_not_sent(shop: Shop) -> None:
    deleted = fulfilment(2) | {"date_deleted": "2026-11-22 09:00:00"}
    assert told(shop, fulfilment(status="unfulfilled"), deleted).shipments == ()


def test_a_fulfilment_in_another_form_does_not_hide_the_others(shop: Shop) -> None:
    broken: list[Any] = [
        {"id": 0},
        {"id": 5, "meta_data": "x"},
        fulfilment(3, _items=[{"qty": 1}]),
        "x",
    ]
    assert [s.platform_id for s in told(shop, *broken, fulfilment()).shipments] == ["1"]


@pytest.mark.parametrize(
    ("noted", "updated", "shipped_at"),
    [
        ("2026-11-22 08:42:46", "2026-11-22 09:00:00", SENT),
        ("", "2026-11-22 09:00:00", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        (None, None, NOON),
    ],
)
def test_a_fulfilment_was_sent_when_it_says_or_when_it_changed(
    shop: Shop, noted: str | None, updated: str | None, shipped_at: datetime
) -> None:
    one = fulfilment(_date_fulfilled=noted) | {"date_updated": updated}
    assert told(shop, one).shipments[0].shipped_at == shipped_at


def test_fulfilments_that_were_switched_off_are_not_taken_back(shop: Shop) -> None:
    shop.store.fulfilments = None
    shop.store.place(31, meta_data=[state(), woocommerce_tracking("A1")])
    order = shop.api.read_order(shop.session(), "31")
    assert isinstance(order, OrderTold)
    assert ([s.tracking_number for s in order.shipments], order.partial) == (["A1"], True)


def test_one_parcel_told_by_three_is_told_once_with_all_that_is_known(shop: Shop) -> None:
    parcel = {"id": "p_1", "carrier": "", "number": "1Z 999", "url": "", "shipped_at": 1}
    ours = {"id": 1, "key": "_framme_parcels", "value": [parcel]}
    order = told(
        shop,
        fulfilment(_shipment_provider="", _tracking_url=""),
        meta_data=[state(), woocommerce_tracking("1z999", "DHL"), ours],
    )
    (shipment,) = order.shipments
    assert (shipment.platform_id, shipment.carrier_text) == ("1", "DHL")
    assert shipment.items == (ShipmentItem("7", 2),)


def test_real_fulfilments_are_read(shop: Shop, shared_data: Path) -> None:
    captures = shared_data / "woocommerce" / "captures"
    listed = json.loads((captures / "rest_fulfillments_list.json").read_bytes())
    (one,) = told(shop, *listed).shipments
    assert (one.tracking_number, one.carrier_text) == ("1Z999AA10123456784", "ups")
    assert (one.items, one.shipped_at) == ((ShipmentItem("15", 2),), SENT)


def test_a_real_order_is_read(shop: Shop, shared_data: Path) -> None:
    body = json.loads((shared_data / "woocommerce" / "captures" / "rest_order.json").read_bytes())
    shop.store.orders[18] = body
    order = shop.api.read_order(shop.session(), "18")
    assert isinstance(order, OrderTold)
    assert (order.number, order.customer, len(order.items)) == ("18", "2", 2)


def test_refused_access_to_fulfilments_is_said(shop: Shop) -> None:
    shop.store.place(31, meta_data=[state("partially_fulfilled")])
    shop.instead["GET /wc/v3/orders/31/fulfillments"] = refusal("rest_forbidden", "Nej.", 403)
    with pytest.raises(ProviderError, match="rest_forbidden"):
        shop.api.read_order(shop.session(), "31")


def test_there_is_no_place_for_scans_and_documents(shop: Shop) -> None:
    scan = Scan("1", Status.IN_TRANSIT, NOON)
    with pytest.raises(RejectedError, match="no place for scans"):
        shop.api.show_scan(shop.session(), scan)
    with pytest.raises(RejectedError, match="no place for our documents"):
        shop.api.publish(shop.session(), "", {"a": "{}"})
    assert shop.asked == []
