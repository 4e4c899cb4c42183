"""What shoppers wrote and showed is exported with their orders, and goes with them."""

import json
from typing import Any

import pytest
from sqlalchemy import select, text

from domain.shop_events import Shopper
from services.erase_shopper import erase_shopper
from services.export_shopper import export_shopper
from services.forget_old_orders import forget_old_orders
from services.set_retention import set_retention
from services.wiring import Wiring
from storage.incidents import IncidentRow
from storage.inquiries import InquiryRow
from storage.one_time_codes import OneTimeCodeRow
from storage.orders import OrderRow
from storage.shipments import ShipmentRow
from storage.shopper_visits import ShopperVisitRow
from tests.fakes import NOON
from tests.services.deliver import deliver
from tests.services.test_erase_shopper import everything_kept
from tests.shop_bodies import shopify_fulfilment, shopify_order

ALVA = Shopper("5", "", "", ())
HERS = ("Where is my lamp?", "Not in the shed", "Behind the beehive", "Boxvägen 7", "for-alva")


def told_by_shopify(number: int, customer: int, **changes: Any) -> dict[str, Any]:
    parcel = shopify_fulfilment(number, number + 8000, f"TP{number}")
    known: dict[str, Any] = {"customer": {"id": customer}, "fulfillments": [parcel], "email": None}
    return shopify_order(number, **known, contact_email=None, **changes)


@pytest.fixture
def asked(wiring: Wiring, shop_id: int) -> int:
    """A shop in which Alva has asked, reported, proven and instructed; and Bo has asked."""
    billing = {"name": "A", "address1": "Boxvägen 7", "city": "Lund"}
    hers = told_by_shopify(1001, 5, billing_address=billing, tags="for-alva")
    deliver(wiring, shop_id, "orders/create", hers)
    deliver(wiring, shop_id, "orders/create", told_by_shopify(1002, 6))
    with wiring.sessions.begin() as session:
        orders = {row.platform_id: row for row in session.scalars(select(OrderRow))}
        parcels = {row.order_id: row.id for row in session.scalars(select(ShipmentRow))}
        order, other = orders["1001"], orders["1002"]
        order.instructions = "Behind the beehive"
        common: dict[str, Any] = {"shop_id": shop_id, "order_id": order.id}
        session.add_all(
            [
                InquiryRow(**common, kind="contact", text="Where is my lamp?", created_at=NOON),
                InquiryRow(
                    shop_id=shop_id,
                    order_id=other.id,
                    kind="contact",
                    text="It is Bo who asks",
                    created_at=NOON,
                ),
                IncidentRow(
                    **common,
                    shipment_id=parcels[order.id],
                    kind="not_received",
                    text="Not in the shed",
                    reported_at=NOON,
                    due_at=NOON,
                ),
                OneTimeCodeRow(**common, mark=b"m", created_at=NOON, expires_at=NOON),
                ShopperVisitRow(**common, level=1, created_at=NOON, expires_at=NOON),
            ]
        )
    return shop_id


def test_the_export_holds_all_of_it_and_nobody_elses(wiring, asked) -> None:
    (order,) = json.loads(export_shopper(wiring, asked, ALVA).document)["orders"]
    assert [(one["kind"], one["text"]) for one in order["written_to_the_shop"]] == [
        ("contact", "Where is my lamp?"),
        ("report: not_received", "Not in the shed"),
    ]
    assert (order["customer"], order["instructions"]) == ("5", "Behind the beehive")
    assert (order["billing"]["street"], order["tags"]) == ("Boxvägen 7", ["for-alva"])
    assert order["amounts"]["subtotal"] is None


def counts(wiring: Wiring) -> tuple[int, int, bool]:
    """Return how many codes and visits there are, and whether the incident is closed."""
    with wiring.engine.connect() as connection:
        codes = connection.execute(text("SELECT count(*) FROM one_time_codes")).scalar_one()
        visits = connection.execute(text("SELECT count(*) FROM shopper_visits")).scalar_one()
        closed = connection.execute(text("SELECT closed_at FROM incidents")).scalar_one()
    return codes, visits, closed is not None


def test_who_is_forgotten_has_written_and_shown_nothing(wiring, asked) -> None:
    assert counts(wiring) == (1, 1, False)
    assert erase_shopper(wiring, asked, ALVA) == 1
    left = everything_kept(wiring)
    assert [words for words in HERS if words in left] == []
    assert "It is Bo who asks" in left
    assert counts(wiring) == (0, 0, True)


def test_so_has_whoever_bought_too_long_ago(wiring, asked, clock) -> None:
    set_retention(wiring, asked, 6, 0, "link")
    clock.forward(days=366)
    forget_old_orders(wiring, asked)
    with wiring.sessions() as session:
        kept = session.execute(
            select(OrderRow.billing, OrderRow.tags, OrderRow.instructions, OrderRow.customer)
        ).all()
        words = [row.text for row in session.scalars(select(IncidentRow))]
    assert [tuple(row) for row in kept] == [({}, [], "", "")] * 2
    assert words == [""]
    assert counts(wiring) == (0, 0, True)
