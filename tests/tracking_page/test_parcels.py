"""Each parcel as the page shows it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.access import Level
from domain.order import Item, Order
from domain.shipment import Shipment, ShipmentItem
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingEvent
from domain.zones import zone_named
from messages.language import language
from tests.fakes import NOON, a_shipment, an_order, scan
from tests.tracking_page.samples import (
    SHOP,
    STOCKHOLM,
    delivered,
    expected,
    failed_attempt,
    journey,
    parcel,
    samples,
    story,
    two_of_three_arrived,
    waiting_for_pickup,
)
from tracking_page.parcels import ParcelView
from tracking_page.times import window_text
from tracking_page.views import OrderPage, Seen, order_page

ENGLISH, SWEDISH = language("en"), language("sv")


def shown(order: Order) -> OrderPage:
    return order_page(story(order), Seen(level=Level.PROVEN), ENGLISH, NOON, STOCKHOLM)


def only(order: Order) -> ParcelView:
    [one] = shown(order).parcels
    return one


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("https://shop.example/track/1", "https://shop.example/track/1"),
        ("javascript:alert(1)", "https://testpost.example/en/TP123456789SE"),
        ("", "https://testpost.example/en/TP123456789SE"),
    ],
)
def test_the_shops_own_link_is_taken_when_it_is_one(given: str, link: str) -> None:
    assert only(an_order(a_shipment(tracking_url=given))).link == link


def test_a_parcel_without_a_number_or_a_known_carrier_has_no_link() -> None:
    assert only(an_order(a_shipment(tracking_number=""))).link == ""
    assert only(an_order(a_shipment(carrier=None))).link == ""


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (expected(1, 4), "today 14:00–17:00"),
        (expected(24, 24), "tomorrow 13:00"),
        (expected(20, 60), "tomorrow – Mon, Nov 23"),
    ],
)
def test_an_estimate_is_written_as_people_say_it(window: DeliveryWindow, text: str) -> None:
    assert window_text(ENGLISH, window, NOON, STOCKHOLM) == text


def test_an_estimate_of_a_whole_day_is_that_day() -> None:
    begins = datetime(2026, 11, 20, 23, tzinfo=UTC)
    day = DeliveryWindow(begins, begins + timedelta(hours=23, minutes=59))
    assert window_text(ENGLISH, day, NOON, STOCKHOLM) == "tomorrow"
    assert window_text(SWEDISH, day, NOON, STOCKHOLM) == "i morgon"


def test_an_estimate_that_has_passed_stays_and_is_called_late() -> None:
    one = only(an_order(parcel(*journey(), estimate=expected(-50, -46))))
    assert one.late
    assert one.expected == "Wed, Nov 18 11:00–15:00"


@pytest.mark.parametrize("shipment", [delivered(), waiting_for_pickup()])
def test_nothing_is_expected_of_a_parcel_that_is_there(shipment: object) -> None:
    assert only(an_order(shipment)).expected == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (scan(Status.EXCEPTION, sub_status=SubStatus.LOST), False),
        (scan(Status.EXCEPTION, sub_status=SubStatus.DESTROYED), False),
        (scan(Status.RETURNING), False),
        (scan(Status.EXCEPTION), True),
    ],
    ids=["lost", "destroyed", "going back", "held up"],
)
def test_nothing_is_expected_of_a_parcel_that_comes_no_more(
    last: TrackingEvent, *, said: bool
) -> None:
    one = only(an_order(parcel(*journey(last), estimate=expected(20, 24))))
    assert bool(one.expected) is said


def test_when_the_carrier_was_asked_is_told_as_it_was() -> None:
    assert only(an_order(a_shipment(checked_at=None))).checked == ""
    assert only(an_order(a_shipment(checked_at=NOON))).checked == "today 13:00"


def test_what_the_carrier_needs_is_said_until_the_parcel_is_done() -> None:
    assert only(an_order(failed_attempt())).action_required
    assert not only(an_order(delivered())).action_required


def test_opening_hours_are_written_in_the_readers_language() -> None:
    page = order_page(story(an_order(waiting_for_pickup())), Seen(), SWEDISH, NOON, STOCKHOLM)
    pickup = page.parcels[0].pickup
    assert pickup is not None
    assert [(hours.days, hours.times) for hours in pickup.hours] == [
        ("mån–fre", "08:00–20:00"),
        ("lör", "10:00–18:00"),
        ("sön", "11:00–17:00"),
    ]


def test_a_pickup_point_is_shown_only_while_the_parcel_waits_there() -> None:
    waiting = waiting_for_pickup()
    left = parcel(*journey(), pickup_point=waiting.pickup_point)
    assert only(an_order(left)).pickup is None


def test_parcels_still_awaited_come_first_under_their_own_numbers() -> None:
    page = shown(two_of_three_arrived())
    assert [one.position for one in page.parcels] == [3, 1, 2]
    assert (page.counted, page.delivered) == (3, 2)


@pytest.mark.parametrize(
    ("shipments", "folded"),
    [
        ([delivered()], [False]),
        ([delivered(id=1), delivered(id=2)], [False, True]),
        ([parcel(*journey(), id=1), delivered(id=2)], [False, True]),
        ([parcel(*journey(), id=id_) for id_ in range(1, 6)], [False, False, False, True, True]),
        ([failed_attempt(), a_shipment(Status.CANCELLED, id=2)], [False, True]),
    ],
    ids=range(5),
)
def test_what_has_come_and_what_is_far_down_is_folded_away(
    shipments: list[Shipment], folded: list[bool]
) -> None:
    assert [one.folded for one in shown(an_order(*shipments)).parcels] == folded


def test_cancelled_parcels_come_last_and_are_not_counted() -> None:
    gone = a_shipment(Status.CANCELLED, id=1)
    page = shown(an_order(gone, a_shipment(id=2, tracking_number="X")))
    assert [one.position for one in page.parcels] == [1, 0]
    assert page.counted == 1


def test_a_parcel_nobody_scans_for_us_is_called_sent_and_nothing_more() -> None:
    assert only(samples()["letter"]).status == "Sent"
    assert only(an_order(a_shipment(carrier=None, followed=False))).status == "Sent"


def test_items_no_parcel_holds_are_shown_as_not_sent() -> None:
    page = shown(samples()["partly sent"])
    assert [(item.title, item.quantity) for item in page.unsent.first] == [
        ("Lamp", 1),
        ("Shade", 1),
    ]


def test_nothing_is_called_unsent_when_the_shop_has_not_told_what_a_parcel_holds() -> None:
    page = shown(an_order(a_shipment(items=())))
    assert page.unsent.first == ()
    assert [item.title for item in page.parcels[0].items.first] == ["Lamp", "Shade"]


def test_three_hundred_lines_are_folded_away() -> None:
    lines = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(300))
    page = shown(an_order(items=lines))
    assert (len(page.items.first), len(page.items.others)) == (6, 294)


def test_an_item_of_a_parcel_that_left_the_order_is_left_out() -> None:
    page = shown(an_order(a_shipment(items=(ShipmentItem("gone", 1), ShipmentItem("71", 1)))))
    assert [item.title for item in page.parcels[0].items.first] == ["Lamp"]


@pytest.mark.parametrize(
    ("sample", "live"),
    [
        ("placed", True),
        ("on its way", True),
        ("two of three", True),
        ("delivered", False),
        ("returned", False),
        ("cancelled", False),
        ("partly sent", True),
    ],
)
def test_a_page_lives_as_long_as_something_may_change(sample: str, *, live: bool) -> None:
    assert shown(samples()[sample]).live is live


BY_WORD = an_order(stage=Stage.HANDED_TO_COURIER)


@pytest.mark.parametrize(
    ("order", "awaited"),
    [
        (samples()["placed"], True),
        (samples()["packed"], True),
        (BY_WORD, False),
        (an_order(cancelled_at=NOON), False),
        (samples()["on its way"], False),
        (an_order(a_shipment(Status.CANCELLED), stage=Stage.RECEIVED), False),
    ],
    ids=range(6),
)
def test_a_parcel_is_promised_only_where_one_is_still_to_come(
    order: Order, *, awaited: bool
) -> None:
    assert shown(order).awaits_parcel is awaited


@pytest.mark.parametrize(("days", "live"), [(29, True), (31, False)])
def test_what_was_handed_over_without_a_parcel_is_not_followed_for_ever(
    days: int, *, live: bool
) -> None:
    assert shown(replace(BY_WORD, placed_at=NOON - timedelta(days=days))).live is live


def test_times_are_written_in_the_readers_zone() -> None:
    order = an_order(a_shipment(checked_at=NOON))
    page = order_page(story(order), Seen(), ENGLISH, NOON, zone_named("Asia/Tokyo"))
    assert page.parcels[0].checked == "today 21:00"


def test_the_look_up_of_the_same_shop_is_one_step_away() -> None:
    assert shown(an_order()).look_up == f"/track/shopify/{SHOP.domain}"
