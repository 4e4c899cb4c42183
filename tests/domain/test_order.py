"""Several parcels as one answer."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.order import RollUp, roll_up
from domain.status import Status
from domain.tracking import TrackingState
from tests.fakes import a_shipment

ON_ITS_WAY, OUT, DELIVERED = Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY, Status.DELIVERED
many_statuses = st.lists(st.sampled_from(Status), max_size=6)


def rolled_up(statuses: Sequence[Status]) -> RollUp:
    return roll_up([a_shipment(status, id=place) for place, status in enumerate(statuses)])


@pytest.mark.parametrize(
    ("statuses", "lead"),
    [
        pytest.param([], None, id="no parcel leads an order without parcels"),
        pytest.param([Status.CANCELLED], None, id="a cancelled parcel is none"),
        pytest.param([ON_ITS_WAY], 0, id="a parcel alone leads"),
        pytest.param([DELIVERED, ON_ITS_WAY], 1, id="what is still to come leads"),
        pytest.param([OUT, ON_ITS_WAY], 1, id="the least advanced leads"),
        pytest.param([ON_ITS_WAY, Status.PENDING], 1, id="what nobody has scanned leads"),
        pytest.param([Status.PENDING, Status.EXCEPTION], 1, id="trouble leads what waits"),
        pytest.param([Status.EXPIRED, Status.ATTEMPT_FAILED], 1, id="a missed courier leads"),
        pytest.param([DELIVERED, Status.RETURNED], 1, id="what went back leads what arrived"),
        pytest.param([Status.AVAILABLE_FOR_PICKUP, DELIVERED], 0, id="what waits to be fetched"),
        pytest.param([ON_ITS_WAY, ON_ITS_WAY], 0, id="the first of equals leads"),
        pytest.param([Status.CANCELLED, DELIVERED], 1, id="a cancelled parcel never leads"),
    ],
)
def test_one_parcel_leads_the_sentence(statuses: list[Status], lead: int | None) -> None:
    led = rolled_up(statuses).lead
    assert (led.id if led else None) == lead


def test_a_parcel_delivered_back_to_the_shop_is_returned_and_not_delivered() -> None:
    back = a_shipment(id=2, state=TrackingState(DELIVERED, is_return_leg=True))
    whole = roll_up([a_shipment(DELIVERED, id=1), back])
    assert whole == RollUp(lead=back, shipments=2, delivered=1)


@given(many_statuses)
def test_cancelled_parcels_are_not_counted_and_delivered_ones_are(statuses: list[Status]) -> None:
    whole = rolled_up(statuses)
    assert whole.shipments == len(statuses) - statuses.count(Status.CANCELLED)
    assert whole.delivered == statuses.count(DELIVERED)
    assert (whole.lead is None) is (whole.shipments == 0)


@given(many_statuses)
def test_a_delivered_parcel_leads_only_when_all_are_delivered(statuses: list[Status]) -> None:
    whole = rolled_up(statuses)
    leads = whole.lead is not None and whole.lead.state.status is DELIVERED
    assert leads is (whole.shipments > 0 and whole.delivered == whole.shipments)


@given(st.data())
def test_the_leading_status_does_not_depend_on_the_order_of_parcels(data: st.DataObject) -> None:
    statuses = data.draw(many_statuses)
    whole, other = rolled_up(statuses), rolled_up(data.draw(st.permutations(statuses)))
    assert (whole.shipments, whole.delivered) == (other.shipments, other.delivered)
    assert [r.lead.state.status for r in (whole, other) if r.lead] == (
        [whole.lead.state.status] * 2 if whole.lead else []
    )
