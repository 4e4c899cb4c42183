"""What each kind of message tells of parcels, places and what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.notification import Kind
from domain.order import Item
from domain.shipment import Shipment, ShipmentItem
from domain.status import Status, SubStatus
from domain.tracking import PickupPoint, TrackingState
from messages.mail_view import MOST_ITEMS
from tests.fakes import NOON, a_shipment
from tests.messages.mails import SHOP, Page, about, rendered, story


def test_an_order_of_many_lines_is_cut_and_counted() -> None:
    items = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(300))
    mail = rendered(Kind.ORDER_RECEIVED, story(Kind.ORDER_RECEIVED, items=items))
    for words in (Page(mail.html).words, mail.text):
        assert f"Lamp {MOST_ITEMS - 1}" in words
        assert f"Lamp {MOST_ITEMS}" not in words
        assert "and 280 more" in words


def test_only_the_items_of_the_parcel_are_listed() -> None:
    mail = rendered(Kind.SHIPPED, about(a_shipment(items=(ShipmentItem("71", 1),))))
    assert "1 × Lamp" in mail.text
    assert "Shade" not in mail.text


@pytest.mark.parametrize(
    ("shipment", "subject"),
    [
        (a_shipment(), "Your order #1042 has a tracking number"),
        (a_shipment(tracking_number=""), "Your order #1042 is marked as sent"),
        (a_shipment(Status.IN_TRANSIT), "Your order #1042 is on its way"),
        (a_shipment(Status.EXCEPTION), "News about your order #1042"),
        (a_shipment(Status.RETURNING), "News about your order #1042"),
    ],
)
def test_shipped_says_on_its_way_only_of_a_parcel_that_is(shipment: Shipment, subject: str) -> None:
    mail = rendered(Kind.SHIPPED, about(shipment))
    assert mail.subject == subject
    assert ("is on its way with" in mail.text) is (shipment.state.status is Status.IN_TRANSIT)


def test_a_pickup_point_is_told_with_its_address_and_hours() -> None:
    point = PickupPoint("Kiosk 9", "Bergsgatan 20", "214 22", "Malmö", ("Mon 08-21", "Sun 10-18"))
    shipment = a_shipment(Status.AVAILABLE_FOR_PICKUP, pickup_point=point)
    mail = rendered(Kind.READY_FOR_PICKUP, about(shipment))
    for words in (Page(mail.html).words, mail.text):
        for fact in ("Kiosk 9", "Bergsgatan 20", "214 22 Malmö", "Mon 08-21", "Sun 10-18"):
            assert fact in words


def test_an_unknown_pickup_point_leaves_no_empty_box() -> None:
    mail = rendered(Kind.READY_FOR_PICKUP)
    assert "Collect at" not in mail.html + mail.text
    assert "Opening hours" not in mail.html + mail.text


@pytest.mark.parametrize(
    ("detail", "advice"),
    [
        (SubStatus.NOT_HOME, "Look for a card or a message from TestPost"),
        (SubStatus.NO_ACCESS, "If a door code"),
        (SubStatus.ADDRESS, "Check the delivery address"),
        (SubStatus.PAYMENT, "TestPost can tell you what has to be paid"),
        (SubStatus.REFUSED, "If the parcel was refused by mistake"),
        (None, "You need not do anything yet"),
    ],
)
def test_a_failed_attempt_comes_with_advice(detail: SubStatus | None, advice: str) -> None:
    state = TrackingState(Status.ATTEMPT_FAILED, detail, since=NOON - timedelta(hours=1))
    mail = rendered(Kind.ATTEMPT_FAILED, about(a_shipment(state=state)))
    assert advice in Page(mail.html).words
    assert advice in mail.text


def test_the_other_parcels_are_counted() -> None:
    mail = rendered(
        Kind.DELIVERED,
        about(a_shipment(Status.DELIVERED), a_shipment(Status.IN_TRANSIT, id=2)),
    )
    assert "1 of 2 parcels is delivered." in mail.text
    assert "1 of 2 parcels is delivered." in Page(mail.html).words


def test_a_shop_without_contact_details_shows_none() -> None:
    told = replace(story(Kind.DELIVERED), shop=replace(SHOP, contact_email="", contact_url=""))
    mail = rendered(Kind.DELIVERED, told)
    assert "mailto:" not in mail.html
    assert "Questions?" not in mail.html + mail.text
