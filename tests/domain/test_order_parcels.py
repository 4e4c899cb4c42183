"""Which parcels of an order have come, are still to come, or can be led elsewhere; since when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.order_moments import arrived_at, delivered_at, is_over, last_answer_at
from domain.order_parcels import (
    has_left,
    parcels_expected,
    parcels_of,
    parcels_said_delivered,
    parcels_to_redirect,
)
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingState
from tests.domain.test_self_service import SOON, delivered, way_back
from tests.fakes import NOON, a_shipment, an_order


def test_parcels_are_sorted_by_what_can_still_become_of_them() -> None:
    order = an_order(
        a_shipment(Status.IN_TRANSIT, id=1),
        a_shipment(Status.OUT_FOR_DELIVERY, id=2),
        a_shipment(Status.IN_TRANSIT, id=3, carrier="other"),
        a_shipment(Status.IN_TRANSIT, id=4, tracking_number=""),
        delivered(hours=5),
        a_shipment(Status.CANCELLED, id=6),
    )
    ours = frozenset({"testpost"})
    assert [s.id for s in parcels_of(order, ours)] == [1, 2, 1]
    assert [s.id for s in parcels_to_redirect(order, ours)] == [1]
    assert len(parcels_said_delivered(order)) == 1
    assert delivered_at(order) == NOON - timedelta(hours=5)
    assert delivered_at(an_order(a_shipment(state=TrackingState(Status.DELIVERED)))) is None
    assert has_left(order)


def sent(days: float, **changes: object) -> Shipment:
    """Return a parcel that nobody follows, sent so many days ago."""
    unfollowed: dict[str, object] = {"shipped_at": NOON - timedelta(days=days), "followed": False}
    return a_shipment(Status.PENDING, **{**unfollowed, **changes})


PLACED = an_order().placed_at


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(an_order(sent(3)), NOON - timedelta(days=3), id="nobody follows it"),
        pytest.param(
            an_order(sent(3), sent(2, tracking_number="", followed=True)),
            NOON - timedelta(days=2),
            id="the last that was sent",
        ),
        pytest.param(an_order(sent(3), a_shipment(id=2)), None, id="another is under way"),
        pytest.param(
            an_order(sent(3), a_shipment(Status.CANCELLED, id=2)),
            NOON - timedelta(days=3),
            id="another was taken back",
        ),
        pytest.param(
            an_order(sent(3), delivered(days=9)), NOON - timedelta(days=9), id="another came"
        ),
        pytest.param(
            an_order(delivered(days=9), a_shipment(id=2)), NOON - timedelta(days=9), id="one of two"
        ),
        pytest.param(an_order(stage=Stage.HANDED_TO_COURIER), PLACED, id="the shop's word alone"),
        pytest.param(an_order(stage=Stage.READY_FOR_DISPATCH), None, id="not handed over"),
        pytest.param(
            an_order(a_shipment(Status.CANCELLED), stage=Stage.RECEIVED), None, id="nothing left"
        ),
        pytest.param(an_order(a_shipment(Status.EXPIRED)), None, id="given up by its carrier"),
    ],
)
def test_what_nobody_follows_counts_as_arrived_once_it_was_sent(order, expected) -> None:
    assert arrived_at(order) == expected


@pytest.mark.parametrize(
    ("order", "over"),
    [
        (an_order(), False),
        (an_order(placed_at=NOON - timedelta(days=31)), False),
        (an_order(stage=Stage.HANDED_TO_COURIER), False),
        (an_order(stage=Stage.HANDED_TO_COURIER, placed_at=NOON - timedelta(days=31)), True),
        (an_order(sent(29)), False),
        (an_order(sent(31)), True),
        (an_order(sent(31), a_shipment(id=2)), False),
        (an_order(sent(31), delivered(days=40)), True),
        (an_order(delivered(days=40), a_shipment(id=2)), False),
        (an_order(delivered(hours=1)), True),
        (an_order(a_shipment(Status.EXPIRED)), True),
    ],
)
def test_an_order_is_over_when_its_parcels_are_or_when_nobody_will_ever_tell(order, over) -> None:
    assert is_over(order, NOON) is over


def test_the_last_answer_of_any_carrier_counts() -> None:
    old = a_shipment(checked_at=NOON - timedelta(hours=1))
    order = an_order(old, a_shipment(id=2, checked_at=NOON), a_shipment(id=3, checked_at=None))
    assert last_answer_at(order) == NOON
    assert last_answer_at(an_order(a_shipment(checked_at=None))) is None


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        pytest.param(1, 2, True, id="hours to come"),
        pytest.param(-1, 1, True, id="under way"),
        pytest.param(-3, -1, False, id="over"),
        pytest.param(-12, -12, True, id="a moment stands for its day"),
        pytest.param(-24, -24, False, id="and its day is over"),
    ],
)
def test_a_parcel_is_expected_until_its_window_is_over(begins, ends, expected) -> None:
    window = DeliveryWindow(NOON + timedelta(hours=begins), NOON + timedelta(hours=ends))
    order = an_order(a_shipment(Status.IN_TRANSIT, estimate=window))
    assert [w for _, w in parcels_expected(order, NOON)] == ([window] if expected else [])


def test_what_goes_back_to_the_shop_is_expected_by_nobody() -> None:
    back = replace(way_back(Status.IN_TRANSIT), estimate=SOON)
    turned = a_shipment(Status.RETURNING, estimate=SOON)
    assert parcels_expected(an_order(back, turned), NOON) == ()


@pytest.mark.parametrize(
    ("detail", "comes"),
    [
        (SubStatus.LOST, False),
        (SubStatus.DESTROYED, False),
        (SubStatus.DAMAGED, True),
        (SubStatus.CUSTOMS_HOLD, True),
        (None, True),
    ],
)
def test_what_is_lost_or_destroyed_is_expected_by_nobody_and_sent_nowhere_else(
    detail: SubStatus | None, *, comes: bool
) -> None:
    state = TrackingState(Status.EXCEPTION, detail)
    parcel = a_shipment(state=state, estimate=SOON)
    order = an_order(parcel)
    assert state.still_comes is comes
    assert bool(parcels_expected(order, NOON)) is comes
    assert parcels_to_redirect(order, frozenset({"testpost"})) == ((parcel,) if comes else ())
