"""What Shopify's webhooks tell, read from our examples and from changes to them."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from domain.order import Address, Amounts, Contact, Item, Money
from domain.shipment import ShipmentItem
from domain.shop_events import FulfilmentTold, OrderGone, OrderTold, ShipmentTold, ShopLeft
from domain.stage import Stage
from integrations.platforms.shopify import ShopifyPlatform

SHOPIFY = ShopifyPlatform()
FOLDER = Path(__file__).parents[2] / "integrations" / "platforms" / "shopify" / "examples"


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def read(topic: str, payload: object) -> Any:
    return SHOPIFY.read_event(topic, json.dumps(payload).encode())


def test_an_order_is_told_whole() -> None:
    assert read("orders/create", example("orders-create")) == OrderTold(
        platform_id="6100000000000000101",
        number="#1042",
        placed_at=datetime(2026, 11, 20, 20, 14, 3, tzinfo=UTC),
        updated_at=datetime(2026, 11, 20, 20, 14, 5, tzinfo=UTC),
        stage=Stage.BEING_PREPARED,
        contact=Contact("Nour Haddad", "nour.haddad@example.com", "+46705550112"),
        address=Address(
            name="Nour Haddad",
            street="Lilla Bommen 4",
            street2="lgh 1203",
            postal_code="411 04",
            city="Göteborg",
            country="SE",
        ),
        locale="sv-SE",
        items=(
            Item(
                platform_id="14000000000000011",
                title="Wool blanket 🧶",
                quantity=2,
                variant="Moss / 130 x 170",
                sku="BLK-MOSS",
                unit_price=Money(Decimal("1019.00"), "SEK"),
                product="45000000000000021",
            ),
            Item(
                platform_id="14000000000000012",
                title="Oak tray",
                quantity=1,
                unit_price=Money(Decimal("406.50"), "SEK"),
                product="45000000000000022",
            ),
        ),
        shipments=(),
        total=Money(Decimal("2444.50"), "SEK"),
        customer="7100000000000000301",
        billing=Address(
            name="Nour Haddad",
            street="Box 77",
            postal_code="401 20",
            city="Göteborg",
            country="SE",
        ),
        amounts=Amounts(
            subtotal=Decimal("2395.50"),
            discount=Decimal("49.00"),
            shipping=Decimal("49.00"),
            tax=Decimal("488.90"),
        ),
        tags=("wholesale", "Being prepared"),
    )


def test_each_tracking_number_of_each_fulfilment_is_a_shipment() -> None:
    told = read("orders/updated", example("orders-updated.three-parcels"))
    first = ShipmentTold(
        platform_id="5100000000000000201",
        tracking_number="003735004890000017",
        carrier_text="PostNord",
        tracking_url="https://tracking.example/one",
        shipped_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
        items=(ShipmentItem("14000000000000011", 2),),
    )
    assert told.stage is Stage.PACKED
    assert told.shipments == (
        first,
        replace(
            first,
            tracking_number="003735004890000024",
            tracking_url="https://tracking.example/two",
        ),
        ShipmentTold(
            platform_id="5100000000000000202",
            tracking_number="",
            carrier_text="",
            tracking_url="",
            shipped_at=datetime(2026, 11, 21, 10, 30, tzinfo=UTC),
            items=(ShipmentItem("14000000000000012", 1),),
        ),
    )


def test_a_fulfilment_alone_tells_the_same_shipments_as_inside_its_order() -> None:
    inside = read("orders/updated", example("orders-updated.three-parcels")).shipments
    alone = read("fulfillments/create", example("fulfillments-create"))
    assert alone == FulfilmentTold(
        order_platform_id="6100000000000000101",
        platform_id="5100000000000000201",
        updated_at=datetime(2026, 11, 21, 9, 5, tzinfo=UTC),
        shipments=inside[:2],
    )


def test_what_the_shop_may_not_tell_is_empty() -> None:
    told = read("orders/updated", example("orders-updated.redacted"))
    assert told.contact == Contact()
    assert told.address == Address()
    assert told.locale == ""
    assert told.stage is Stage.RECEIVED
    assert len(told.items) == 2


def test_a_cancelled_order_says_when() -> None:
    told = read("orders/cancelled", example("orders-cancelled"))
    assert told.cancelled_at == datetime(2026, 11, 20, 21, tzinfo=UTC)


def test_a_deleted_order_and_a_leaving_shop_are_told() -> None:
    assert read("orders/delete", example("orders-delete")) == OrderGone("6100000000000000101")
    assert read("app/uninstalled", example("app-uninstalled")) == ShopLeft()
