"""What each kind of message tells of parcels, places and what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.kinds import Kind
from domain.order import Item
from domain.shipment import Shipment, ShipmentItem
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, PickupPoint, TrackingState
from messages.mail_view import MOST_ITEMS, MOST_PARCELS
from tests.fakes import NOON, a_shipment, an_order, scan
from tests.messages.mails import SHOP, TOMORROW, Page, about, parcel, rendered, story, told


def both_forms(kind: Kind, tells: object) -> tuple[str, str]:
    mail = rendered(kind, tells)  # type: ignore[arg-type]
    return Page(mail.html).words, mail.text


def at(status: Status, detail: SubStatus | None = None) -> Shipment:
    return a_shipment(state=TrackingState(status, detail, since=NOON - timedelta(hours=1)))


def test_an_order_of_many_lines_is_cut_and_counted() -> None:
    items = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(300))
    for words in both_forms(Kind.ORDER_RECEIVED, story(Kind.ORDER_RECEIVED, items=items)):
        assert f"Lamp {MOST_ITEMS - 1}" in words
        assert f"Lamp {MOST_ITEMS}" not in words
        assert "and 280 more" in words


def test_only_the_items_of_the_parcel_are_listed() -> None:
    mail = rendered(Kind.SHIPPED, about(a_shipment(items=(ShipmentItem("71", 1),))))
    assert "1 × Lamp" in mail.text
    assert "Shade" not in mail.text


@pytest.mark.parametrize(
    ("shipment", "of_order", "of_part"),
    [
        (a_shipment(), "Your order #1042 has a", "A part of your order #1042 has a"),
        (
            a_shipment(tracking_number=""),
            "Your order #1042 is marked",
            "A part of your order #1042",
        ),
        (a_shipment(Status.IN_TRANSIT), "Your order #1042 is on its", "A part of your order #1042"),
        (a_shipment(Status.EXCEPTION), "News about your order #1042", "News about a part"),
        (a_shipment(Status.RETURNING), "News about your order #1042", "News about a part"),
    ],
)
def test_on_its_way_is_said_only_of_a_parcel_that_is(
    shipment: Shipment, of_order: str, of_part: str
) -> None:
    moving = shipment.state.status is Status.IN_TRANSIT
    for kind, subject in ((Kind.SHIPPED, of_order), (Kind.PARTLY_SHIPPED, of_part)):
        mail = rendered(kind, about(shipment))
        assert mail.subject.startswith(subject)
        assert ("on its way" in mail.subject) is moving
        assert ("is on its way with" in mail.text) is moving


def test_the_rest_of_an_order_is_said_to_come_only_where_there_is_one() -> None:
    part, all_of_it = (ShipmentItem("71", 2),), (ShipmentItem("71", 2), ShipmentItem("72", 1))
    assert "The rest" in rendered(Kind.PARTLY_SHIPPED, about(a_shipment(items=part))).text
    whole = rendered(Kind.PARTLY_SHIPPED, about(a_shipment(items=all_of_it)))
    assert "The rest" not in whole.text


def test_a_pickup_point_is_told_with_its_address_hours_and_code() -> None:
    point = PickupPoint(
        "Kiosk 9", "Bergsgatan 20", "214 22", "Malmö", ("Mon 08-21", "Sun 10-18"), code="4711"
    )
    for kind in (Kind.READY_FOR_PICKUP, Kind.PICKUP_REMINDER):
        for words in both_forms(kind, about(parcel(kind, pickup_point=point))):
            for fact in ("Kiosk 9", "Bergsgatan 20", "214 22 Malmö", "Mon 08-21", "4711"):
                assert fact in words


def test_an_unknown_pickup_point_leaves_no_empty_box() -> None:
    mail = rendered(Kind.READY_FOR_PICKUP, about(a_shipment(Status.AVAILABLE_FOR_PICKUP)))
    assert "Collect at" not in mail.html + mail.text
    assert "Opening hours" not in mail.html + mail.text


@pytest.mark.parametrize(
    ("kind", "detail", "advice"),
    [
        (Kind.ATTEMPT_FAILED, SubStatus.NOT_HOME, "Look for a card or a message from TestPost"),
        (Kind.ATTEMPT_FAILED, SubStatus.NO_ACCESS, "If a door code"),
        (Kind.ATTEMPT_FAILED, SubStatus.ADDRESS, "Check the delivery address"),
        (Kind.ATTEMPT_FAILED, SubStatus.PAYMENT, "TestPost can tell you what has to be paid"),
        (Kind.ATTEMPT_FAILED, SubStatus.REFUSED, "If the parcel was refused by mistake"),
        (Kind.ATTEMPT_FAILED, None, "You need not do anything yet"),
        (Kind.ACTION_REQUIRED, SubStatus.ADDRESS, "Check the delivery address"),
        (Kind.ACTION_REQUIRED, SubStatus.PAYMENT_DUE, "false messages about parcels are common"),
        (Kind.ACTION_REQUIRED, SubStatus.DOCUMENTS, "Papers are missing"),
        (Kind.ACTION_REQUIRED, None, "TestPost can tell you what is needed"),
        (Kind.CUSTOMS, SubStatus.CUSTOMS_HOLD, "unless customs or TestPost get in touch"),
        (Kind.DELIVERED_ELSEWHERE, SubStatus.NEIGHBOUR, "it often names the neighbour"),
        (Kind.DELIVERED_ELSEWHERE, SubStatus.SAFE_PLACE, "by the door"),
    ],
)
def test_advice_fits_what_the_carrier_said(
    kind: Kind, detail: SubStatus | None, advice: str
) -> None:
    for words in both_forms(kind, about(at(Status.EXCEPTION, detail))):
        assert advice in words


def test_advice_that_begins_with_an_unknown_carrier_begins_with_a_capital() -> None:
    shipment = replace(at(Status.EXCEPTION), carrier=None, carrier_text="")
    for words in both_forms(Kind.ACTION_REQUIRED, about(shipment)):
        assert "The carrier can tell you what is needed." in words


@pytest.mark.parametrize(
    ("detail", "subject"),
    [
        (SubStatus.NEIGHBOUR, "Your order #1042 is with a neighbour"),
        (SubStatus.SAFE_PLACE, "Your order #1042 was left in a safe place"),
        (None, "Your order #1042 has been delivered"),
    ],
)
def test_a_parcel_left_elsewhere_is_said_to_be_there(
    detail: SubStatus | None, subject: str
) -> None:
    mail = rendered(Kind.DELIVERED_ELSEWHERE, about(at(Status.DELIVERED, detail)))
    assert mail.subject == subject


def test_a_delay_says_what_was_expected_and_where_the_parcel_was_last_seen() -> None:
    yesterday = DeliveryWindow(NOON - timedelta(days=1), NOON - timedelta(days=1))
    seen = scan(Status.IN_TRANSIT, NOON - timedelta(hours=4))
    late = a_shipment(Status.IN_TRANSIT, estimate=yesterday, events=(seen,))
    told_late = rendered(Kind.DELAYED, about(late)).text
    assert "it was expected yesterday and is late" in told_late
    assert told_late.count("was last seen in Malmö, Sweden today at 09:00") == 1

    delayed = TrackingState(Status.IN_TRANSIT, delayed=True, since=NOON)
    reported = rendered(Kind.DELAYED, about(a_shipment(state=delayed, events=(seen,)))).text
    assert "a delay is reported" in reported
    assert reported.count("was last seen in Malmö, Sweden today at 09:00") == 1


def test_a_new_date_names_the_old_one_where_it_is_known() -> None:
    tells = about(parcel(Kind.NEW_DATE))
    before = DeliveryWindow(NOON, NOON)
    told_both = rendered(Kind.NEW_DATE, replace(tells, estimate_before=before)).text
    assert "Before, it was expected today." in told_both
    assert "it is expected tomorrow between 10:00 and 14:00" in told_both
    assert "Before" not in rendered(Kind.NEW_DATE, tells).text


def test_a_parcel_that_moves_without_an_estimate_says_that_nobody_knows() -> None:
    moving = a_shipment(Status.IN_TRANSIT)
    assert "Nobody has said yet" in rendered(Kind.IN_TRANSIT, about(moving)).text
    dated = rendered(Kind.IN_TRANSIT, about(replace(moving, estimate=TOMORROW))).text
    assert "Nobody has said yet" not in dated
    assert "Expected: tomorrow between 10:00 and 14:00" in dated


def test_a_voucher_is_told_with_its_code_worth_and_end() -> None:
    for words in both_forms(Kind.DELAY_VOUCHER, story(Kind.DELAY_VOUCHER)):
        assert words.count("SORRY-7KQ2") == 2
        assert "SEK\xa050.00" in words
        assert "Jan 19, 2027" in words


def test_without_a_voucher_none_is_promised() -> None:
    tells = replace(story(Kind.DELAY_VOUCHER), voucher=None)
    mail = rendered(Kind.DELAY_VOUCHER, tells)
    assert "we are sorry" in mail.text
    assert "code" not in mail.text.lower()


def test_the_other_parcels_are_counted() -> None:
    tells = about(a_shipment(Status.DELIVERED), a_shipment(Status.IN_TRANSIT, id=2))
    for words in both_forms(Kind.DELIVERED, tells):
        assert "1 of 2 parcels is delivered." in words


def test_several_parcels_are_told_of_in_one_mail_each_with_its_own_sentence() -> None:
    coming = [
        parcel(Kind.OUT_FOR_DELIVERY, id=n, tracking_number=f"TP{n}", carrier_text=f"Post {n}")
        for n in (1, 2, 3)
    ]
    coming = [replace(one, carrier=None) for one in coming]
    tells = told(Kind.OUT_FOR_DELIVERY, an_order(*coming))
    mail = rendered(Kind.OUT_FOR_DELIVERY, tells)
    assert mail.subject == "Order #1042: 3 parcels are out for delivery"
    for words in (Page(mail.html).words, mail.text):
        for n in (1, 2, 3):
            assert f"Your parcel is out for delivery with Post {n}" in words
            assert f"TP{n}" in words


def test_very_many_parcels_are_cut_and_counted() -> None:
    many = [parcel(Kind.DELIVERED, id=n, tracking_number=f"TP{n:03}") for n in range(40)]
    for words in both_forms(Kind.DELIVERED, told(Kind.DELIVERED, an_order(*many))):
        assert f"TP{MOST_PARCELS - 1:03}" in words
        assert f"TP{MOST_PARCELS:03}" not in words
        assert "and 30 more" in words


def test_an_order_that_has_come_whole_is_told_with_all_its_parcels() -> None:
    both = (a_shipment(Status.DELIVERED), a_shipment(Status.DELIVERED, id=2, tracking_number="B2"))
    tells = about(*both)
    for words in both_forms(Kind.ALL_DELIVERED, tells):
        assert "Both parcels are delivered." in words
        assert "TP123456789SE" in words
        assert "B2" in words


def test_a_shop_without_contact_details_shows_none() -> None:
    tells = replace(story(Kind.DELIVERED), shop=replace(SHOP, contact_email="", contact_url=""))
    mail = rendered(Kind.DELIVERED, tells)
    assert "mailto:" not in mail.html
    assert "Questions?" not in mail.html + mail.text
