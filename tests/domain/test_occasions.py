"""What happens to an order that is worth telling, and what is planned for a time to come."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.here import Here
from domain.kinds import Kind
from domain.occasions import GATHERING, STILL_NEWS, Occasion, late, needs_shopper
from domain.order import Order, all_delivered, has_rest
from domain.preferences import NotificationSettings
from domain.shipment import Shipment, ShipmentItem
from domain.stage import Stage
from domain.status import Status, SubStatus
from tests.domain.messages import (
    DAY,
    HERE,
    ZONE,
    at,
    happened,
    in_state,
    local,
    now_told,
    window,
)
from tests.fakes import NOON, a_shipment, an_order

LONG_AGO = NOON - STILL_NEWS - timedelta(seconds=1)
SENT = in_state(Status.INFO_RECEIVED)
MOVING = in_state(Status.IN_TRANSIT)
OUT = in_state(Status.OUT_FOR_DELIVERY)

MOVES = [
    (SENT, MOVING, [Kind.IN_TRANSIT], "the first scan"),
    (OUT, MOVING, [], "back on its way is not the first scan"),
    (MOVING, OUT, [Kind.OUT_FOR_DELIVERY], "out for delivery"),
    (MOVING, in_state(Status.AVAILABLE_FOR_PICKUP), [Kind.READY_FOR_PICKUP], "to be collected"),
    (OUT, in_state(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME), [Kind.ATTEMPT_FAILED], "missed"),
    (
        OUT,
        in_state(Status.ATTEMPT_FAILED, SubStatus.ADDRESS),
        [Kind.ATTEMPT_FAILED, Kind.ACTION_REQUIRED],
        "missed for want of an address",
    ),
    (OUT, in_state(Status.DELIVERED, SubStatus.RECIPIENT), [Kind.DELIVERED], "delivered"),
    (OUT, in_state(Status.DELIVERED, SubStatus.NEIGHBOUR), [Kind.DELIVERED_ELSEWHERE], "next door"),
    (OUT, in_state(Status.DELIVERED, SubStatus.SAFE_PLACE), [Kind.DELIVERED_ELSEWHERE], "safe"),
    (MOVING, in_state(Status.RETURNING), [Kind.RETURNING], "turned back"),
    (in_state(Status.RETURNING), in_state(Status.RETURNED), [Kind.RETURNED], "came back"),
    (MOVING, in_state(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED), [Kind.CUSTOMS], "customs"),
    (MOVING, in_state(Status.EXCEPTION, SubStatus.CUSTOMS_HOLD), [Kind.CUSTOMS], "held there"),
    (
        in_state(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED),
        in_state(Status.EXCEPTION, SubStatus.CUSTOMS_HOLD),
        [],
        "still at customs",
    ),
    (
        MOVING,
        in_state(Status.EXCEPTION, SubStatus.PAYMENT_DUE),
        [Kind.ACTION_REQUIRED],
        "duty is to be paid",
    ),
    (MOVING, in_state(Status.IN_TRANSIT, action_required=True), [Kind.ACTION_REQUIRED], "a flag"),
    (MOVING, in_state(Status.EXCEPTION, SubStatus.DAMAGED), [], "trouble the shopper cannot mend"),
    (MOVING, in_state(Status.IN_TRANSIT, delayed=True), [Kind.DELAYED], "a delay is reported"),
    (MOVING, in_state(Status.CANCELLED), [], "taken back by the shop"),
    (MOVING, in_state(Status.EXPIRED), [], "given up"),
    (MOVING, MOVING, [], "nothing"),
    (
        in_state(Status.INFO_RECEIVED, checked_at=None),
        in_state(Status.DELIVERED),
        [],
        "over before we first looked",
    ),
    (SENT, in_state(Status.DELIVERED, is_return_leg=True), [], "delivered on its way back"),
    (SENT, in_state(Status.RETURNED, is_return_leg=True), [Kind.RETURNED], "returned"),
    (SENT, in_state(Status.DELIVERED, since=LONG_AGO, last_event_at=LONG_AGO), [], "history"),
    (
        MOVING,
        in_state(Status.IN_TRANSIT, delayed=True, since=LONG_AGO),
        [Kind.DELAYED],
        "a delay of a parcel long on its way is news",
    ),
    (
        MOVING,
        in_state(Status.IN_TRANSIT, delayed=True, last_event_at=LONG_AGO),
        [],
        "a delay heard of late is not",
    ),
]


@pytest.mark.parametrize(
    ("earlier", "later", "told"), [move[:3] for move in MOVES], ids=[move[3] for move in MOVES]
)
def test_a_parcels_news_are_told_at_once(
    earlier: Shipment, later: Shipment, told: list[Kind]
) -> None:
    assert now_told(an_order(earlier), an_order(later)) == told


ORDERED = an_order(placed_at=NOON, stage=Stage.RECEIVED)
FIRST_LOOKS = [
    (ORDERED, [Kind.ORDER_RECEIVED], "a new order"),
    (replace(ORDERED, placed_at=NOON - STILL_NEWS), [Kind.ORDER_RECEIVED], "of two days ago"),
    (replace(ORDERED, placed_at=LONG_AGO), [], "of last week"),
    (replace(ORDERED, placed_at=NOON + DAY), [Kind.ORDER_RECEIVED], "by a clock that runs fast"),
    (replace(ORDERED, cancelled_at=NOON), [], "cancelled at once"),
    (an_order(a_shipment(), placed_at=NOON), [Kind.SHIPPED], "sent at once"),
    (an_order(a_shipment(Status.DELIVERED)), [], "delivered already"),
    (an_order(OUT), [Kind.OUT_FOR_DELIVERY], "out for delivery already"),
    (an_order(in_state(Status.EXCEPTION)), [], "in trouble already"),
    (an_order(in_state(Status.PENDING, since=None, shipped_at=LONG_AGO)), [], "sent last week"),
]


@pytest.mark.parametrize(
    ("order", "told"), [one[:2] for one in FIRST_LOOKS], ids=[one[2] for one in FIRST_LOOKS]
)
def test_a_first_look_tells_news_and_keeps_silent_about_history(
    order: Order, told: list[Kind]
) -> None:
    assert [kind for kind in now_told(None, order) if kind is not Kind.NOT_YET_PROCESSED] == told


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.NOT_YET_PROCESSED, []),
        (Stage.BEING_PREPARED, [Kind.BEING_PREPARED]),
        (Stage.PACKED, [Kind.PACKED]),
        (Stage.READY_FOR_DISPATCH, [Kind.PACKED]),
        (Stage.HANDED_TO_COURIER, []),
    ],
)
def test_stages_in_the_shop_are_told_as_they_are_reached(stage: Stage, told: list[Kind]) -> None:
    there = replace(ORDERED, stage=stage)
    assert now_told(ORDERED, there) == told
    assert now_told(there, there) == []
    assert now_told(None, there) == [Kind.ORDER_RECEIVED]


def test_an_order_that_waits_too_long_is_told_of_after_the_time_its_merchant_set() -> None:
    def planned(settings: NotificationSettings) -> list[datetime]:
        found = happened(None, ORDERED, settings=settings)
        return [one.at for one in found if one.kind is Kind.NOT_YET_PROCESSED]

    assert planned(NotificationSettings()) == [NOON + 2 * DAY]
    assert happened(None, replace(ORDERED, placed_at=NOON - 9 * DAY)) == []
    in_hours = {Kind.NOT_YET_PROCESSED: timedelta(hours=5)}
    assert planned(NotificationSettings(waits=in_hours)) == [NOON + timedelta(hours=5)]


def test_several_parcels_of_an_order_are_told_of_a_moment_later_so_that_one_mail_is_enough() -> (
    None
):
    two = an_order(a_shipment(id=1), a_shipment(id=2))
    found = happened(an_order(a_shipment(id=1)), two)
    assert found == [Occasion(Kind.SHIPPED, 2, NOON + GATHERING)]


def part(quantity: int, status: Status = Status.INFO_RECEIVED, id_: int = 1) -> Shipment:
    return in_state(status, items=(ShipmentItem("71", quantity),), id=id_)


def test_a_part_of_an_order_is_told_as_such() -> None:
    assert happened(an_order(), an_order(part(1))) == [
        Occasion(Kind.PARTLY_SHIPPED, 1, NOON + GATHERING)
    ]
    whole = part(2)
    whole = replace(whole, items=(*whole.items, ShipmentItem("72", 1)))
    assert happened(an_order(), an_order(whole)) == [Occasion(Kind.SHIPPED, 1, NOON)]


def test_the_last_parcel_of_several_completes_the_order() -> None:
    came, coming = in_state(Status.DELIVERED, id=1), in_state(Status.OUT_FOR_DELIVERY, id=2)
    last = in_state(Status.DELIVERED, id=2)
    assert now_told(an_order(came, coming), an_order(came, last)) == [Kind.ALL_DELIVERED]
    assert now_told(an_order(coming), an_order(last)) == [Kind.DELIVERED]
    waiting = an_order(part(1, Status.DELIVERED, 1), part(1, Status.DELIVERED, 2))
    assert has_rest(waiting)
    assert not all_delivered(waiting)


def test_a_parcel_taken_back_holds_nothing() -> None:
    assert not has_rest(an_order(part(1, Status.CANCELLED)))


@pytest.mark.parametrize(
    ("shipment", "here", "is_late"),
    [
        (replace(MOVING, estimate=window(local(20, 10))), HERE, True),
        (replace(MOVING, estimate=window(local(20, 10))), at(local(20, 9)), False),
        (replace(MOVING, estimate=window(local(20, 0))), HERE, False),
        (replace(MOVING, estimate=window(local(20, 0))), at(local(21, 0)), True),
        (MOVING, HERE, False),
        (replace(OUT, estimate=window(local(20, 10))), at(local(20, 23)), False),
        (replace(OUT, estimate=window(local(20, 10))), at(local(21, 0)), True),
        (in_state(Status.DELIVERED, estimate=window(local(20, 10))), HERE, False),
        (
            in_state(Status.IN_TRANSIT, is_return_leg=True, estimate=window(local(20, 10))),
            HERE,
            False,
        ),
    ],
)
def test_a_parcel_is_late_once_its_estimate_has_passed(
    shipment: Shipment, here: Here, *, is_late: bool
) -> None:
    assert late(shipment, here) is is_late


def test_the_shopper_is_not_needed_for_what_waits_or_is_over() -> None:
    for status in (Status.AVAILABLE_FOR_PICKUP, Status.DELIVERED):
        assert not needs_shopper(in_state(status, action_required=True))


def test_days_are_those_of_the_place_of_delivery() -> None:
    assert Here(local(20, 23, 30), ZONE).day_of(local(20, 23, 30)).day == 20
