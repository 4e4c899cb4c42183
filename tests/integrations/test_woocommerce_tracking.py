"""Where the tracking numbers of a WooCommerce order come from, and in which shapes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.shop_events import OrderTold, ShipmentTold
from integrations.platforms.woocommerce import WooCommercePlatform

WOOCOMMERCE = WooCommercePlatform()
FOLDER = Path(__file__).parents[2] / "integrations" / "platforms" / "woocommerce" / "examples"
SHIPPED = datetime(2026, 11, 21, tzinfo=UTC)
MODIFIED = datetime(2026, 11, 20, 17, 30, 4, tzinfo=UTC)


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def shipments(*noted: object) -> tuple[ShipmentTold, ...]:
    notes = [
        {"id": n, "key": "_wc_shipment_tracking_items", "value": v} for n, v in enumerate(noted)
    ]
    body = json.dumps(example("order-created") | {"meta_data": notes}).encode()
    told = WOOCOMMERCE.read_event("order.updated", body)
    assert isinstance(told, OrderTold)
    return told.shipments


def one(**item: object) -> ShipmentTold:
    (shipment,) = shipments([{"tracking_number": "A1", **item}])
    return shipment


def test_each_noted_number_is_a_shipment_of_the_whole_order() -> None:
    body = json.dumps(example("order-updated.two-parcels")).encode()
    told = WOOCOMMERCE.read_event("order.updated", body)
    assert isinstance(told, OrderTold)
    assert told.shipments == (
        ShipmentTold(
            platform_id="5f3c1d0b8a2e47c6",
            tracking_number="003735004890000031",
            carrier_text="postnord",
            tracking_url="",
            shipped_at=SHIPPED,
        ),
        ShipmentTold(
            platform_id="5f3c1d0b8a2e47c7",
            tracking_number="UMEÅ77",
            carrier_text="Cykelbud Umeå",
            tracking_url="https://bud.example/?id=UME%C3%8577&lang=sv",
            shipped_at=SHIPPED,
        ),
    )


@pytest.mark.parametrize(
    "noted",
    [
        None,
        False,
        [],
        {},
        "",
        "a:1:{i:0;a:0:{}}",
        7,
        [None],
        ["A1"],
        [[]],
        [{}],
        [{"tracking_number": ["A1"]}],
        [{"tracking_number": None, "tracking_provider": "ups"}],
        [{"tracking_number": " - "}],
    ],
    ids=repr,
)
def test_a_note_without_a_number_is_no_shipment(noted: object) -> None:
    assert shipments(noted) == ()


@pytest.mark.parametrize(
    "noted",
    [
        [{"tracking_number": "a 1"}],
        {"1": {"tracking_number": "A-1"}},
        [{}, None, {"tracking_number": "A1"}],
        [{"tracking_number": "A1"}, {"tracking_number": "a1", "tracking_provider": "ups"}],
    ],
    ids=repr,
)
def test_a_number_is_found_in_every_shape(noted: object) -> None:
    (shipment,) = shipments(noted)
    assert shipment.tracking_number == "A1"


def test_a_number_may_be_a_number() -> None:
    assert one(tracking_number=70123456789).tracking_number == "70123456789"


def test_an_endless_number_is_cut_and_stays_a_wrong_number() -> None:
    assert one(tracking_number="x" * 900).tracking_number == "X" * 100


def test_the_notes_of_two_plugins_are_added_up() -> None:
    found = shipments([{"tracking_number": "A1"}], [{"tracking_number": "B2"}])
    assert [shipment.tracking_number for shipment in found] == ["A1", "B2"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("1795219200", SHIPPED),
        (1795219200, SHIPPED),
        ("2026-11-21", SHIPPED),
        ("2026-11-21T01:00:00+01:00", SHIPPED),
        (None, MODIFIED),
        ("", MODIFIED),
        ("soon", MODIFIED),
        (0, MODIFIED),
        (-5, MODIFIED),
        ("99999999999999999999", MODIFIED),
        (1795219200000, MODIFIED),
        ([], MODIFIED),
    ],
)
def test_a_day_that_cannot_be_read_is_the_day_of_the_change(told: object, kept: datetime) -> None:
    assert one(date_shipped=told).shipped_at == kept


def test_a_provider_of_the_merchants_own_goes_before_the_plugins() -> None:
    assert one(tracking_provider="ups").carrier_text == "ups"
    named = one(tracking_provider="ups", custom_tracking_provider="Bud &amp; Co")
    assert named.carrier_text == "Bud & Co"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("https://t.example/%1$s", "https://t.example/A1"),
        ("https://t.example/?a=1&amp;b=2", "https://t.example/?a=1&b=2"),
        ("javascript:alert(1)", ""),
        ("&#106;avascript:alert(1)", ""),
        ("t.example/A1", ""),
        (None, ""),
    ],
)
def test_a_link_is_decoded_filled_in_and_a_link(told: object, kept: str) -> None:
    assert one(custom_tracking_link=told).tracking_url == kept


def test_a_shipment_without_an_id_is_known_by_its_number() -> None:
    assert one().platform_id == one(tracking_provider="ups").platform_id
    assert one().platform_id != one(tracking_number="B2").platform_id
    assert one(tracking_id="abc").platform_id == "abc"
