"""The one sentence about an order, in both languages."""

from zoneinfo import ZoneInfo

import pytest

from domain.order import Order
from domain.shipment import Shipment, ShipmentItem
from domain.status import MOVING, Status, SubStatus
from domain.tracking import TrackingState
from messages.language import language
from messages.phrases import answer, headline, parcels_so_far
from tests.fakes import NOON, a_shipment, an_order
from tests.messages.headline_cases import COMING_CASES, DAY, LABELS, ZONE, Case, at, window
from tests.messages.headline_cases_later import LATER_CASES

CASES = COMING_CASES | LATER_CASES


def said(order: Order, code: str = "en") -> str:
    return headline(language(code), order, LABELS, NOON, ZONE)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_headline_in_english(case: Case) -> None:
    assert said(case.order) == case.english


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_headline_in_swedish(case: Case) -> None:
    assert said(case.order, "sv") == case.swedish


@pytest.mark.parametrize("status", sorted(set(Status) - MOVING - {Status.CANCELLED}))
@pytest.mark.parametrize("delayed", [True, False])
def test_no_movement_is_claimed_without_a_scan(status: Status, *, delayed: bool) -> None:
    order = an_order(
        a_shipment(state=TrackingState(status, delayed=delayed), estimate=window(DAY, DAY))
    )
    for words in ("way", "left", "picked up", "delivered", "delivery", "seen"):
        assert words not in said(order)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("code", ["en", "sv"])
def test_every_status_and_detail_makes_a_whole_sentence(status: Status, code: str) -> None:
    for detail in (None, *SubStatus):
        sentence = said(an_order(a_shipment(state=at(status, detail))), code)
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "%" not in sentence


def test_times_are_written_in_the_zone_given() -> None:
    order = an_order(a_shipment(state=at(Status.DELIVERED)))
    in_tokyo = headline(language("en"), order, LABELS, NOON, ZoneInfo("Asia/Tokyo"))
    assert in_tokyo == "Your parcel was delivered today at 20:00."


@pytest.mark.parametrize(
    ("case", "first", "more"),
    [
        (
            "expected within hours",
            "Arrives tomorrow between 10:00 and 14:00.",
            "Your parcel is on its way with TestPost.",
        ),
        (
            "late, and last seen",
            "3 days late.",
            CASES["late, and last seen"].english.removeprefix("3 days late; y").join(("Y", "")),
        ),
        ("packed", "Your order is packed.", ""),
        ("two of three here", CASES["two of three here"].english, ""),
        ("a part of the order", "Your parcel was delivered.", "It holds a part of your order."),
    ],
)
def test_the_answer_comes_first_and_what_else_is_known_after(
    case: str, first: str, more: str
) -> None:
    told = answer(language("en"), CASES[case].order, LABELS, NOON, ZONE)
    assert (told.first, told.more) == (first, more)
    assert told.headline == headline(language("en"), CASES[case].order, LABELS, NOON, ZONE)


def test_parcels_are_counted_only_when_there_are_several() -> None:
    english = language("en")
    one = an_order(a_shipment(Status.DELIVERED))
    two = an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.IN_TRANSIT, id=2))
    assert parcels_so_far(english, one) == ""
    assert parcels_so_far(english, two) == "1 of 2 parcels is delivered."


LAMPS, SHADE = ShipmentItem("71", 2), ShipmentItem("72", 1)


def here(id_: int, *items: ShipmentItem) -> Shipment:
    return a_shipment(Status.DELIVERED, id=id_, items=items)


@pytest.mark.parametrize(
    ("order", "more"),
    [
        (
            an_order(here(1, ShipmentItem("71", 1)), here(2, ShipmentItem("71", 1))),
            "They hold a part of your order.",
        ),
        (an_order(here(1, LAMPS), here(2, SHADE)), ""),
        (an_order(here(1, LAMPS), here(2)), ""),
        (an_order(here(1), here(2)), ""),
    ],
    ids=["a part", "everything", "nobody told what is in one", "nobody told what is in any"],
)
def test_parcels_that_are_here_are_not_the_whole_order_while_a_part_of_it_is_not_sent(
    order: Order, more: str
) -> None:
    english = language("en")
    told = answer(english, order, LABELS, NOON, ZONE)
    assert (told.first, told.more) == ("Both parcels are delivered.", more)
    so_far = "Both parcels are delivered; they hold a part of your order."
    assert parcels_so_far(english, order) == (so_far if more else told.first)
