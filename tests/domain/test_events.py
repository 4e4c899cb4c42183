"""What merchants' systems are told of: each step of an order and its parcels, once, while news."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.events import RETRIES, EventType, news_of
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingState
from tests.fakes import NOON, a_shipment, an_order

HOUR = timedelta(hours=1)
SOON = DeliveryWindow(NOON + 20 * HOUR, NOON + 22 * HOUR)
LATER = DeliveryWindow(NOON + 44 * HOUR, NOON + 46 * HOUR)


def moved(status: Status, **more):
    state = {"since": NOON, "last_event_at": NOON, **more}
    estimate = state.pop("estimate", None)
    return a_shipment(state=TrackingState(status=status, **state), estimate=estimate)


def types(before, after, now=NOON) -> list[str]:
    return [news.type for news in news_of(before, after, now)]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.INFO_RECEIVED, ["parcel.info_received"]),
        (Status.IN_TRANSIT, ["parcel.in_transit"]),
        (Status.OUT_FOR_DELIVERY, ["parcel.out_for_delivery"]),
        (Status.AVAILABLE_FOR_PICKUP, ["parcel.ready_for_pickup"]),
        (Status.ATTEMPT_FAILED, ["parcel.attempt_failed"]),
        (Status.DELIVERED, ["parcel.delivered"]),
        (Status.EXCEPTION, ["parcel.exception"]),
        (Status.RETURNING, ["parcel.returning"]),
        (Status.RETURNED, ["parcel.returned"]),
        (Status.CANCELLED, ["parcel.cancelled"]),
        (Status.EXPIRED, ["parcel.expired"]),
    ],
)
def test_each_status_a_parcel_comes_to_is_told(status, told) -> None:
    assert types(an_order(a_shipment()), an_order(moved(status))) == told


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ({"sub_status": SubStatus.CUSTOMS_HOLD}, ["parcel.customs"]),
        ({"action_required": True, "status": Status.EXCEPTION}, ["parcel.action_required"]),
        ({"delayed": True}, ["parcel.delayed"]),
        ({"estimate": LATER}, ["parcel.estimate_changed"]),
        ({"estimate": LATER, "is_return_leg": True}, []),
        ({"estimate": SOON}, []),
        ({"delayed": True, "last_event_at": NOON - 50 * HOUR}, []),
    ],
)
def test_what_happens_without_a_change_of_status_is_told(details, told) -> None:
    status = details.pop("status", Status.IN_TRANSIT)
    before = moved(status, estimate=SOON)
    after = moved(status, **{"estimate": SOON, **details})
    assert types(an_order(before), an_order(after)) == told


def test_news_of_an_order_is_told() -> None:
    received = an_order()
    assert types(None, received) == [EventType.ORDER_RECEIVED]
    assert types(None, an_order(placed_at=NOON - 49 * HOUR)) == []
    assert types(received, an_order(stage=Stage.PACKED)) == [EventType.ORDER_STAGE_CHANGED]
    assert types(received, received) == []


def test_a_new_parcel_is_told_with_the_stage_it_brings() -> None:
    after = an_order(a_shipment(), stage=Stage.READY_FOR_DISPATCH)
    assert types(an_order(), after) == ["order.stage_changed", "parcel.added"]


def test_of_a_cancelled_order_only_that_is_told() -> None:
    before = an_order(a_shipment(), cancelled_at=None)
    after = an_order(moved(Status.DELIVERED), cancelled_at=NOON)
    assert types(before, after) == [EventType.ORDER_CANCELLED]
    assert types(after, after) == []


def test_the_last_of_several_parcels_completes_the_order() -> None:
    one, other = moved(Status.DELIVERED), a_shipment(id=2)
    whole = {"items": ()}
    before = an_order(one, other, **whole)
    items = one.items
    after = an_order(one, a_shipment(Status.DELIVERED, id=2, items=items), **whole)
    assert types(before, after) == ["parcel.delivered", "order.all_delivered"]


def test_what_happens_to_an_order_once_more_is_another_event() -> None:
    came = [replace(moved(Status.DELIVERED), id=number) for number in (1, 2, 3)]
    coming = [a_shipment(id=number) for number in (1, 2, 3)]
    whole = {"items": ()}
    two = an_order(came[0], coming[1], **whole), an_order(*came[:2], **whole)
    three = an_order(*came[:2], coming[2], **whole), an_order(*came, **whole)
    packed = an_order(), an_order(stage=Stage.PACKED)
    steps = ((*two, NOON), (*three, NOON), (*packed, NOON), (*packed, NOON + HOUR))
    about_the_order = [one for step in steps for one in news_of(*step) if one.shipment is None]
    assert len(about_the_order) == len(steps)
    assert len({one.event_id(1) for one in about_the_order}) == len(steps)


def test_on_its_way_back_only_the_return_itself_is_told() -> None:
    before = moved(Status.RETURNING, is_return_leg=True)
    assert types(an_order(before), an_order(moved(Status.IN_TRANSIT, is_return_leg=True))) == []
    back = an_order(moved(Status.DELIVERED, is_return_leg=True))
    assert types(an_order(before), back) == ["parcel.returned"]


def test_history_is_not_told() -> None:
    old = moved(Status.IN_TRANSIT, since=NOON - 49 * HOUR)
    assert types(an_order(a_shipment()), an_order(old)) == []
    unseen = a_shipment(checked_at=None)
    assert types(an_order(unseen), an_order(moved(Status.DELIVERED))) == []
    assert types(None, an_order(old, placed_at=NOON - 60 * HOUR)) == []


def test_an_occasion_has_one_id_and_what_happens_again_another() -> None:
    before, first = an_order(a_shipment()), an_order(moved(Status.ATTEMPT_FAILED))
    again = an_order(moved(Status.ATTEMPT_FAILED, since=NOON + HOUR))
    (one,), (same,), (later,) = (
        list(news_of(before, after, NOON)) for after in (first, first, again)
    )
    assert one.event_id(1) == same.event_id(1)
    assert len({one.event_id(1), one.event_id(2), later.event_id(1)}) == 3
    assert one.event_id(1).startswith("msg_")


def test_an_event_is_tried_ten_times_within_four_days() -> None:
    assert [int(pause.total_seconds()) for pause in RETRIES] == [
        5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]  # fmt: skip
    assert sum(RETRIES, timedelta()) < timedelta(days=4)
