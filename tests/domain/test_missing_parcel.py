"""A parcel said to be delivered that is not there: where to look, and how long to wait."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.missing_parcel import Check, Report, checks, report
from domain.status import Status, SubStatus
from domain.tracking import ProofOfDelivery, TrackingState
from tests.fakes import a_shipment

STOCKHOLM, NEW_YORK = ZoneInfo("Europe/Stockholm"), ZoneInfo("America/New_York")
USUAL = (Check.HOUSEHOLD, Check.NEIGHBOUR, Check.SAFE_PLACE)


def left(sub_status: SubStatus | None = None, proof: ProofOfDelivery | None = None):
    return a_shipment(state=TrackingState(Status.DELIVERED, sub_status), proof=proof)


@pytest.mark.parametrize(
    ("shipment", "expected"),
    [
        (left(), USUAL),
        (left(SubStatus.RECIPIENT), USUAL),
        (left(SubStatus.NEIGHBOUR), (Check.NEIGHBOUR, Check.HOUSEHOLD, Check.SAFE_PLACE)),
        (left(SubStatus.SAFE_PLACE), (Check.SAFE_PLACE, Check.HOUSEHOLD, Check.NEIGHBOUR)),
        (left(SubStatus.MAILBOX), (Check.SAFE_PLACE, Check.HOUSEHOLD, Check.NEIGHBOUR)),
        (left(proof=ProofOfDelivery("A. Å.")), (Check.PROOF, *USUAL)),
        (
            left(SubStatus.NEIGHBOUR, ProofOfDelivery()),
            (Check.NEIGHBOUR, Check.PROOF, Check.HOUSEHOLD, Check.SAFE_PLACE),
        ),
    ],
)
def test_where_the_carrier_says_it_left_the_parcel_is_looked_at_first(shipment, expected) -> None:
    assert checks(shipment) == expected


# 20 November 2026 is a Friday.
@pytest.mark.parametrize(
    ("delivered", "days", "now", "due", "at_once"),
    [
        pytest.param("16T14:00", 2, "16T18:00", "18T09:00", False, id="two working days"),
        pytest.param("20T14:00", 2, "20T18:00", "24T09:00", False, id="over a weekend"),
        pytest.param("21T14:00", 1, "21T18:00", "23T09:00", False, id="delivered on a Saturday"),
        pytest.param("16T14:00", 2, "18T09:00", "18T09:00", True, id="the wait is just over"),
        pytest.param("16T14:00", 2, "25T12:00", "25T12:00", True, id="long over"),
        pytest.param("16T14:00", 0, "16T14:30", "16T14:30", True, id="no wait at all"),
        pytest.param("16T23:30", 1, "16T23:40", "17T09:00", False, id="the day of the place"),
    ],
)
def test_a_report_waits_so_many_working_days_after_delivery(
    delivered, days, now, due, at_once
) -> None:
    def here(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=STOCKHOLM)

    shipment = a_shipment(state=TrackingState(Status.DELIVERED, since=here(delivered)))
    assert report(shipment, days, here(now), STOCKHOLM) == Report(here(due), at_once)


def test_days_are_those_of_the_place_of_delivery() -> None:
    monday_evening = datetime(2026, 11, 16, 20, 0, tzinfo=NEW_YORK)
    shipment = a_shipment(state=TrackingState(Status.DELIVERED, since=monday_evening))
    now = monday_evening + timedelta(hours=1)
    there, here = (report(shipment, 1, now, zone).due_at for zone in (NEW_YORK, STOCKHOLM))
    assert there == datetime(2026, 11, 17, 9, 0, tzinfo=NEW_YORK)
    assert here == datetime(2026, 11, 18, 9, 0, tzinfo=STOCKHOLM)


def test_a_delivery_nobody_has_dated_counts_from_the_report() -> None:
    now = datetime(2026, 11, 16, 12, 0, tzinfo=STOCKHOLM)
    shipment = a_shipment(state=TrackingState(Status.DELIVERED))
    due = datetime(2026, 11, 17, 9, 0, tzinfo=STOCKHOLM)
    assert report(shipment, 1, now, STOCKHOLM) == Report(due, at_once=False)
