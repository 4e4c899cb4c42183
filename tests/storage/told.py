"""Orders as shops tell them, written straight into the tables."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.order import Address, Contact, Item, Money
from domain.shop_events import OrderTold, ShipmentTold
from domain.stage import Stage
from services.wiring import Wiring
from storage.orders import write_order
from storage.own_accounts import keep_own_accounts
from storage.poll_lanes import lane_for, lanes_open_to
from storage.shipments import insert_shipment
from tests.fakes import NOON

LAMP = Item("71", "Lamp", 2, "Green", "L-G", "https://lamps.example/l.png", None)
SHADE = Item("72", "Shade", 1, unit_price=Money(Decimal("99.5"), "SEK"))


def order_told(**changes: Any) -> OrderTold:
    """Return an order of two lines."""
    values: dict[str, Any] = {
        "platform_id": "5001",
        "number": "#1042",
        "placed_at": NOON - timedelta(hours=1),
        "updated_at": NOON,
        "stage": Stage.RECEIVED,
        "contact": Contact("Alva", "Alva@Example.com", "+46700000000"),
        "address": Address("Alva", "Storgatan 1", "tr 2", "211 34", "Malmö", "Skåne", "SE"),
        "locale": "sv",
        "items": (LAMP, SHADE),
        "shipments": (),
        "total": Money(Decimal("597.00"), "SEK"),
    }
    return OrderTold(**{**values, **changes})


def shipment_told(number: str = "TP1", **changes: Any) -> ShipmentTold:
    """Return a shipment with a number."""
    values: dict[str, Any] = {
        "platform_id": "9001",
        "tracking_number": number,
        "carrier_text": "TestPost",
        "tracking_url": "",
        "shipped_at": NOON,
    }
    return ShipmentTold(**{**values, **changes})


def write(wiring: Wiring, shop_id: int, **changes: Any) -> int:
    """Write an order and return its id."""
    with wiring.sessions.begin() as session:
        order_id = write_order(session, shop_id, order_told(**changes))
    assert order_id is not None
    return order_id


def ship(wiring: Wiring, shop_id: int, order_id: int, number: str = "TP1", **changes: Any) -> int:
    """Write a shipment of an order and return its id."""
    told = shipment_told(number, **changes)
    with wiring.sessions.begin() as session:
        return insert_shipment(session, shop_id, order_id, told, "testpost", NOON)


def a_lane(wiring: Wiring, shop_id: int, provider: str = "testpost") -> int:
    """Return the shop's lane at the installation's own account with a provider."""
    with wiring.sessions.begin() as session:
        keep_own_accounts(session, [provider])
        lanes = lanes_open_to(session, shop_id)
        account = next(lane.account.id for lane in lanes if lane.account.provider == provider)
        return lane_for(session, shop_id, account)
