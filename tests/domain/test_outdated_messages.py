"""What was true when it was decided may be outdated when its turn comes: then it is dropped."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notification import Kind, NotificationSettings, decide_notifications, still_true
from domain.status import FINAL, Status
from domain.tracking import TrackingState
from tests.fakes import NOON, a_shipment, an_order

TOLD_BY = {
    Kind.OUT_FOR_DELIVERY: Status.OUT_FOR_DELIVERY,
    Kind.READY_FOR_PICKUP: Status.AVAILABLE_FOR_PICKUP,
    Kind.ATTEMPT_FAILED: Status.ATTEMPT_FAILED,
    Kind.DELIVERED: Status.DELIVERED,
}


def test_a_receipt_is_sent_while_the_order_waits() -> None:
    assert still_true(Kind.ORDER_RECEIVED, an_order(), None)


def test_a_receipt_that_comes_after_a_parcel_was_made_is_outdated() -> None:
    assert not still_true(Kind.ORDER_RECEIVED, an_order(a_shipment()), None)


@pytest.mark.parametrize("status", sorted(Status))
def test_a_parcel_has_shipped_until_its_journey_is_over(status: Status) -> None:
    shipment = a_shipment(status)
    assert still_true(Kind.SHIPPED, an_order(shipment), shipment) is (status not in FINAL)


@pytest.mark.parametrize("status", sorted(Status))
@pytest.mark.parametrize("kind", TOLD_BY)
def test_other_news_is_true_as_long_as_the_status_stands(kind: Kind, status: Status) -> None:
    shipment = a_shipment(status)
    assert still_true(kind, an_order(shipment), shipment) is (status is TOLD_BY[kind])


@pytest.mark.parametrize("kind", sorted(Kind))
def test_nothing_is_sent_of_a_cancelled_order(kind: Kind) -> None:
    shipment = None
    if kind is not Kind.ORDER_RECEIVED:
        shipment = a_shipment(TOLD_BY.get(kind, Status.IN_TRANSIT))
    order = an_order(*([shipment] if shipment else []))
    assert still_true(kind, order, shipment)
    assert not still_true(kind, replace(order, cancelled_at=NOON), shipment)


@pytest.mark.parametrize("kind", sorted(frozenset(Kind) - {Kind.ORDER_RECEIVED}))
@pytest.mark.parametrize("status", sorted(Status))
def test_nothing_is_sent_of_a_parcel_on_its_way_back(kind: Kind, status: Status) -> None:
    shipment = a_shipment(state=TrackingState(status, is_return_leg=True))
    assert not still_true(kind, an_order(shipment), shipment)


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_what_is_decided_is_true_at_that_moment(earlier: Status, later: Status) -> None:
    shipment = a_shipment(later)
    before, after = an_order(a_shipment(earlier)), an_order(shipment)
    for told_of in (None, an_order(), before):
        for intent in decide_notifications(told_of, after, NotificationSettings(), NOON):
            assert still_true(intent.kind, after, shipment)
