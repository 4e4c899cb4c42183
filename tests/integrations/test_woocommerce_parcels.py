"""What an order's notes tell: parcels and stages of our own plugin's, beside what others note."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.shipment import ShipmentItem
from domain.shop_events import OrderTold, ShipmentTold
from domain.stage import Stage
from integrations.platforms.woocommerce import WooCommercePlatform
from tests.shop_bodies import woocommerce_order, woocommerce_tracking

WOOCOMMERCE = WooCommercePlatform()
EXAMPLES = Path(__file__).parents[2] / "integrations" / "platforms" / "woocommerce" / "examples"
SHIPPED = datetime(2026, 11, 21, tzinfo=UTC)
PARCEL: dict[str, Any] = {
    "id": "p_0a1b2c3d4e5f",
    "carrier": "PostNord",
    "number": "A1",
    "url": "",
    "shipped_at": 1795219200,
    "items": [],
}


def told(*notes: dict[str, Any], **changes: Any) -> OrderTold:
    body = woocommerce_order(31, meta_data=list(notes), **changes)
    event = WOOCOMMERCE.read_event("order.updated", json.dumps(body).encode())
    assert isinstance(event, OrderTold)
    return event


def parcels(value: object) -> dict[str, Any]:
    return {"id": 1, "key": "_framme_parcels", "value": value}


def one(**changes: object) -> ShipmentTold:
    (shipment,) = told(parcels([PARCEL | changes])).shipments
    return shipment


def stage(value: object, **changes: Any) -> Stage:
    return told({"id": 1, "key": "_framme_stage", "value": value}, **changes).stage


def test_the_parcels_of_our_example_are_told() -> None:
    body = (EXAMPLES / "order-updated.parcels.json").read_bytes()
    order = WOOCOMMERCE.read_event("order.updated", body)
    assert isinstance(order, OrderTold)
    assert order.shipments == (
        ShipmentTold(
            platform_id="p_0a1b2c3d4e5f",
            tracking_number="003735004890000048",
            carrier_text="PostNord",
            tracking_url="",
            shipped_at=SHIPPED,
            items=(ShipmentItem("711", 1),),
        ),
        ShipmentTold(
            platform_id="p_1a2b3c4d5e6f",
            tracking_number="",
            carrier_text="Cykelbud Umeå",
            tracking_url="https://bud.example/?id=7&lang=sv",
            shipped_at=SHIPPED,
            items=(ShipmentItem("711", 1), ShipmentItem("712", 1)),
        ),
    )
    assert (order.stage, order.partial) == (Stage.READY_FOR_DISPATCH, False)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "a:0:{}",
        7,
        [None],
        ["A1"],
        [PARCEL | {"id": ""}],
        [{key: value for key, value in PARCEL.items() if key != "id"}],
        [PARCEL | {"number": ["A1"]}],
        [PARCEL | {"items": [{"qty": 1}]}],
        [PARCEL | {"items": 7}],
    ],
    ids=str,
)
def test_what_our_plugin_does_not_write_is_no_parcel(value: object) -> None:
    assert told(parcels(value)).shipments == ()


def test_a_list_with_gaps_is_a_list() -> None:
    assert len(told(parcels({"0": PARCEL, "2": PARCEL | {"number": "B2"}})).shipments) == 2


def test_the_same_line_twice_is_one_and_nothing_of_a_line_is_none() -> None:
    packed = [{"item_id": 7, "qty": 1}, {"item_id": "7", "qty": "2"}, {"item_id": 8, "qty": 0}]
    assert one(items=packed).items == (ShipmentItem("7", 3),)


@pytest.mark.parametrize("moment", [0, -1, None, "soon", 10**12])
def test_a_parcel_without_a_day_was_sent_when_the_order_changed(moment: object) -> None:
    assert one(shipped_at=moment).shipped_at == told().updated_at


def test_only_a_web_address_is_a_link() -> None:
    assert one(url="javascript:alert(1)").tracking_url == ""


def test_a_number_noted_by_two_is_one_parcel_of_all_that_is_known() -> None:
    unpacked = PARCEL | {"carrier": "", "url": "https://x.example/A1"}
    ours, theirs = parcels([unpacked]), woocommerce_tracking("a 1", "DHL")
    (shipment,) = told(theirs, ours).shipments
    assert (shipment.platform_id, shipment.carrier_text) == ("p_0a1b2c3d4e5f", "DHL")
    assert shipment.tracking_url == "https://x.example/A1"


def test_who_knows_what_is_inside_counts_more_than_who_came_first() -> None:
    first = PARCEL | {"id": "p_1", "carrier": "DHL"}
    second = PARCEL | {"id": "p_2", "items": [{"item_id": 7, "qty": 2}]}
    (shipment,) = told(parcels([first, second])).shipments
    assert (shipment.platform_id, shipment.carrier_text) == ("p_2", "PostNord")
    third = PARCEL | {"id": "p_3", "items": [{"item_id": 7, "qty": 1}, {"item_id": 8, "qty": 1}]}
    (shipment,) = told(parcels([first, second, third])).shipments
    assert shipment.items == (ShipmentItem("7", 2), ShipmentItem("8", 1))


def test_parcels_without_a_number_stay_apart() -> None:
    unnumbered = [PARCEL | {"number": "", "id": name} for name in ("p_1", "p_2")]
    found = told(parcels(unnumbered), woocommerce_tracking("A1")).shipments
    assert [shipment.platform_id for shipment in found][:2] == ["p_1", "p_2"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("noted", "status", "expected"),
    [
        ("being_prepared", "processing", Stage.BEING_PREPARED),
        ("packed", "processing", Stage.PACKED),
        ("ready_for_dispatch", "on-hold", Stage.READY_FOR_DISPATCH),
        ("being_prepared", "packed", Stage.PACKED),
        ("packed", "completed", Stage.HANDED_TO_COURIER),
        ("packed", "cancelled", Stage.RECEIVED),
        ("packed", "failed", Stage.RECEIVED),
        ("packed", "refunded", Stage.RECEIVED),
        ("shipped", "processing", Stage.RECEIVED),
        ("", "processing", Stage.RECEIVED),
        (["packed"], "processing", Stage.RECEIVED),
    ],
)
def test_of_note_and_status_the_more_advanced_wins_unless_nothing_will_travel(
    noted: object, status: str, expected: Stage
) -> None:
    assert stage(noted, status=status) is expected


@pytest.mark.parametrize(
    "left",
    [
        (parcels([PARCEL]),),
        (woocommerce_tracking("A1"),),
        ({"id": 1, "key": "_fulfillment_status", "value": "fulfilled"},),
    ],
    ids=["our parcel", "another plugin's number", "a fulfilment"],
)
def test_an_order_that_left_and_was_refunded_is_not_cancelled(left: tuple[dict[str, Any]]) -> None:
    assert told(*left, status="refunded").cancelled_at is None


def test_an_order_that_was_completed_and_then_refunded_still_has_left() -> None:
    order = told(status="refunded", date_completed_gmt="2026-11-21T09:00:00")
    assert (order.cancelled_at, order.stage) == (None, Stage.HANDED_TO_COURIER)


@pytest.mark.parametrize(
    ("value", "partial"),
    [("partially_fulfilled", True), ("fulfilled", True), ("unfulfilled", False), ([], False)],
)
def test_an_order_with_fulfilments_is_told_in_part(value: object, *, partial: bool) -> None:
    assert told({"id": 1, "key": "_fulfillment_status", "value": value}).partial == partial


@pytest.mark.parametrize(
    ("account", "customer"),
    [(41, "41"), ("41", "41"), (0, ""), ("0", ""), ("", ""), (None, "")],
    ids=repr,
)
def test_a_guest_has_nobodys_account(account: object, customer: str) -> None:
    assert told(customer_id=account).customer == customer
