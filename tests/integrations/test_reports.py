"""How a carrier's answer is put together: the order, what still matters, and the fingerprint."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.status import Meaning, Status
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
)
from integrations.reports import Row, events_of, oldest_first, report_of

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ASKED = TrackedNumber("P1")
ESTIMATE = DeliveryWindow(NOON, NOON + timedelta(hours=2))
POINT = PickupPoint("Kiosk")
PROOF = ProofOfDelivery("A. Recipient")
PARTNER = HandOver("LX1", "Post")


def event(status: Status | None, sequence: int = 0, raw: str = "{}") -> TrackingEvent:
    at = NOON + timedelta(hours=sequence)
    return TrackingEvent(at, str(status), "", Meaning(status), sequence=sequence, raw=raw)


def report(status: Status | None, **more: Any) -> TrackingReport:
    return report_of(ASKED, (event(status),), **more)


def read_event(row: Row, sequence: int) -> TrackingEvent | None:
    return TrackingEvent(NOON, row["code"], "", None, sequence=sequence) if row["time"] else None


@pytest.mark.parametrize(
    ("newest_first", "sequences"), [(False, [("a", 0), ("c", 2)]), (True, [("a", 2), ("c", 0)])]
)
def test_events_are_numbered_from_the_oldest_and_those_without_a_time_left_out(
    sequences: list[tuple[str, int]], *, newest_first: bool
) -> None:
    told = [{"code": "a", "time": 1}, {"code": "b", "time": 0}, {"code": "c", "time": 1}]
    read = events_of(told, read_event, newest_first=newest_first)
    assert [(one.raw_code, one.sequence) for one in read] == sequences


def test_nothing_told_is_a_report_without_events() -> None:
    assert events_of([], read_event, newest_first=True) == ()
    empty = report_of(ASKED, (), estimate=ESTIMATE)
    assert (empty.number, empty.events, empty.estimate) == ("P1", (), ESTIMATE)


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.EXPIRED])
def test_an_estimate_a_point_and_a_proof_are_kept_while_they_matter(status: Status) -> None:
    told = report(status, estimate=ESTIMATE, pickup_point=POINT, proof=PROOF)
    delivered, waiting = status is Status.DELIVERED, status is Status.AVAILABLE_FOR_PICKUP
    assert told.estimate == (None if delivered else ESTIMATE)
    assert told.pickup_point == (POINT if waiting else None)
    assert told.proof == (PROOF if delivered else None)


def test_the_latest_event_decides_what_matters_however_the_rows_are_ordered() -> None:
    events = (event(Status.DELIVERED, 2), event(Status.AVAILABLE_FOR_PICKUP, 1))
    told = report_of(ASKED, events, pickup_point=POINT, proof=PROOF)
    assert (told.pickup_point, told.proof) == (None, PROOF)


@pytest.mark.parametrize(
    ("number", "kept"), [("LX1", True), ("P1", False), ("p1", False), ("", False)]
)
def test_a_hand_over_is_to_another_number(number: str, *, kept: bool) -> None:
    told = report(Status.IN_TRANSIT, hand_over=HandOver(number, "Post"))
    assert told.hand_over == (HandOver(number, "Post") if kept else None)


def test_the_same_answer_has_the_same_fingerprint() -> None:
    one, other = (report(Status.IN_TRANSIT, estimate=ESTIMATE) for _ in range(2))
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == 32


def test_whatever_is_told_anew_changes_the_fingerprint() -> None:
    on_its_way, waiting = Status.IN_TRANSIT, Status.AVAILABLE_FOR_PICKUP
    told = [
        report_of(ASKED, ()),
        report(on_its_way),
        report_of(ASKED, (event(on_its_way, raw='{"a": 1}'),)),
        report_of(ASKED, (event(on_its_way, raw='{"a": 1}'), event(None, 1))),
        report(on_its_way, estimate=ESTIMATE),
        report(on_its_way, estimate=DeliveryWindow(NOON, NOON)),
        report(on_its_way, hand_over=PARTNER),
        report(waiting, pickup_point=POINT),
        report(waiting, pickup_point=PickupPoint("Kiosk", code="1234")),
        report(Status.DELIVERED, proof=PROOF),
        report(Status.DELIVERED, proof=ProofOfDelivery("A. Recipient", "https://c.example/1")),
    ]
    assert len({one.fingerprint for one in told}) == len(told)


def test_what_does_not_matter_any_more_does_not_change_the_fingerprint() -> None:
    assert report(Status.DELIVERED, estimate=ESTIMATE) == report(Status.DELIVERED)
    assert report(Status.IN_TRANSIT, proof=PROOF) == report(Status.IN_TRANSIT)


@pytest.mark.parametrize(
    ("told", "turned"), [("12", "12"), ("21", "12"), ("11", "11"), ("1", "1"), ("", "")]
)
def test_rows_are_turned_round_only_when_they_begin_with_the_newest(told: str, turned: str) -> None:
    in_turn = oldest_first([{"time": time} for time in told], lambda row: row["time"])
    assert [row["time"] for row in in_turn] == list(turned)
