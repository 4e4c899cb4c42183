"""What was true when it was decided may be outdated when its turn comes: then it is dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.here import Here
from domain.kinds import RULES, Kind, Subject
from domain.notification import still_true
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status, SubStatus
from tests.domain.messages import HERE, at, decided, in_state, local, window
from tests.fakes import NOON, a_shipment, an_order

AWAITED = {Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT}
TRUE_IN = {
    Kind.SHIPPED: AWAITED,
    Kind.PARTLY_SHIPPED: AWAITED,
    Kind.IN_TRANSIT: {Status.IN_TRANSIT},
    Kind.OUT_FOR_DELIVERY: {Status.OUT_FOR_DELIVERY},
    Kind.READY_FOR_PICKUP: {Status.AVAILABLE_FOR_PICKUP},
    Kind.PICKUP_REMINDER: {Status.AVAILABLE_FOR_PICKUP},
    Kind.ATTEMPT_FAILED: {Status.ATTEMPT_FAILED},
    Kind.DELIVERED: {Status.DELIVERED},
    Kind.RETURNED: {Status.RETURNED, Status.DELIVERED},
    Kind.RETURNING: set(Status) - {Status.RETURNED, Status.CANCELLED},
}


@pytest.mark.parametrize("status", sorted(Status))
@pytest.mark.parametrize("kind", TRUE_IN)
def test_news_of_a_parcel_is_true_as_long_as_its_status_allows(kind: Kind, status: Status) -> None:
    shipment = a_shipment(status)
    assert still_true(kind, an_order(shipment), shipment, HERE) is (status in TRUE_IN[kind])


TODAY, TOMORROW = window(local(20, 10)), window(local(21, 10), local(21, 14))
DETAILS = [
    (Kind.CUSTOMS, in_state(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED), "", True),
    (Kind.CUSTOMS, in_state(Status.IN_TRANSIT, SubStatus.CUSTOMS_CLEARED), "", False),
    (Kind.ACTION_REQUIRED, in_state(Status.EXCEPTION, SubStatus.ADDRESS), "", True),
    (Kind.ACTION_REQUIRED, in_state(Status.IN_TRANSIT), "", False),
    (Kind.DELIVERED_ELSEWHERE, in_state(Status.DELIVERED, SubStatus.NEIGHBOUR), "", True),
    (Kind.DELIVERED_ELSEWHERE, in_state(Status.DELIVERED), "", False),
    (Kind.ARRIVING_TOMORROW, in_state(Status.IN_TRANSIT, estimate=TOMORROW), "", True),
    (Kind.ARRIVING_TOMORROW, in_state(Status.IN_TRANSIT, estimate=TODAY), "", False),
    (Kind.ARRIVING_TOMORROW, in_state(Status.DELIVERED, estimate=TOMORROW), "", False),
    (Kind.ARRIVING_TOMORROW, in_state(Status.IN_TRANSIT), "", False),
    (Kind.NEW_DATE, in_state(Status.IN_TRANSIT, estimate=TOMORROW), "2026-11-21", True),
    (Kind.NEW_DATE, in_state(Status.IN_TRANSIT, estimate=TOMORROW), "2026-11-23", False),
    (Kind.NEW_DATE, in_state(Status.DELIVERED, estimate=TOMORROW), "2026-11-21", False),
    (Kind.DELAYED, in_state(Status.IN_TRANSIT, delayed=True), "", True),
    (Kind.DELAYED, in_state(Status.IN_TRANSIT, estimate=TODAY), "", True),
    (Kind.DELAYED, in_state(Status.IN_TRANSIT, estimate=TOMORROW), "", False),
    (Kind.DELAYED, in_state(Status.DELIVERED, delayed=True), "", False),
]


@pytest.mark.parametrize(("kind", "shipment", "about", "true"), DETAILS)
def test_other_news_is_true_by_detail_and_estimate(
    kind: Kind, shipment: Shipment, about: str, *, true: bool
) -> None:
    assert still_true(kind, an_order(shipment), shipment, HERE, about) is true


WAITING = an_order(stage=Stage.NOT_YET_PROCESSED)
LATE = an_order(in_state(Status.IN_TRANSIT, estimate=TODAY))
CAME = an_order(in_state(Status.DELIVERED, id=1), in_state(Status.DELIVERED, id=2))
OF_ORDERS = [
    (Kind.ORDER_RECEIVED, WAITING, True),
    (Kind.ORDER_RECEIVED, an_order(a_shipment()), False),
    (Kind.NOT_YET_PROCESSED, WAITING, True),
    (Kind.NOT_YET_PROCESSED, an_order(stage=Stage.PACKED), False),
    (Kind.NOT_YET_PROCESSED, an_order(a_shipment(), stage=Stage.RECEIVED), False),
    (Kind.BEING_PREPARED, an_order(stage=Stage.BEING_PREPARED), True),
    (Kind.BEING_PREPARED, an_order(stage=Stage.PACKED), False),
    (Kind.PACKED, an_order(stage=Stage.READY_FOR_DISPATCH), True),
    (Kind.PACKED, an_order(a_shipment(), stage=Stage.PACKED), False),
    (Kind.DELAY_VOUCHER, LATE, True),
    (Kind.DELAY_VOUCHER, CAME, False),
    (Kind.REVIEW_ASK, CAME, True),
    (Kind.REVIEW_ASK, WAITING, False),
    (Kind.REVIEW_ASK, LATE, False),
    (Kind.ALL_DELIVERED, CAME, True),
    (Kind.ALL_DELIVERED, LATE, False),
]


@pytest.mark.parametrize(("kind", "order", "true"), OF_ORDERS)
def test_news_of_an_order_is_true_as_long_as_it_stands_so(kind: Kind, order, *, true: bool) -> None:
    assert still_true(kind, order, None, HERE) is true


def test_every_kind_is_among_these() -> None:
    tried = {*TRUE_IN, *(one[0] for one in DETAILS), *(one[0] for one in OF_ORDERS)}
    assert tried == set(Kind)


@pytest.mark.parametrize("kind", [k for k in Kind if RULES[k].about is Subject.ORDER])
def test_nothing_is_sent_of_a_cancelled_order(kind: Kind) -> None:
    for _, order, true in (one for one in OF_ORDERS if one[0] is kind):
        if true:
            assert not still_true(kind, replace(order, cancelled_at=NOON), None, HERE)


@pytest.mark.parametrize("status", sorted(Status))
@pytest.mark.parametrize("kind", [k for k in Kind if RULES[k].about is Subject.PARCEL])
def test_of_a_parcel_on_its_way_back_only_that_is_told(kind: Kind, status: Status) -> None:
    back = in_state(status, is_return_leg=True)
    true = still_true(kind, an_order(back), back, HERE)
    assert not true or kind in {Kind.RETURNING, Kind.RETURNED}


@given(st.sampled_from(Status), st.sampled_from(Status), st.booleans(), st.integers(-3, 3))
def test_what_is_decided_is_true_when_its_time_has_come(
    earlier: Status, later: Status, delayed: bool, days: int
) -> None:
    shipment = in_state(later, delayed=delayed, estimate=window(NOON + timedelta(days=days)))
    before, after = an_order(in_state(earlier)), an_order(shipment)
    for told_of in (None, an_order(), before):
        for one in decided(told_of, after):
            about = shipment if one.shipment_id else None
            then: Here = at(one.at)
            if not (one.kind is Kind.NOT_YET_PROCESSED or later is Status.CANCELLED):
                assert still_true(one.kind, after, about, then, one.about)
