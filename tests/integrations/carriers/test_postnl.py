"""What PostNL is asked, and which of its codes only sound like the end."""

import json

import pytest

from domain.status import Meaning, Status
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber, state_after
from integrations import meanings
from integrations.carriers.postnl import adapter
from integrations.carriers.postnl.event_statuses import EVENT_CODES
from integrations.carriers.postnl.statuses import STATUS_CODES
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("3SDEVC0123456789", country="NL", postal_code="2521 CA")


def report_in(shipment: dict[str, object]) -> TrackingReport:
    body = json.dumps({"CompleteStatus": {"Shipment": shipment}}).encode()
    report = adapter.read(body, NUMBER)
    assert isinstance(report, TrackingReport)
    return report


def test_a_barcode_is_asked_for_with_its_details() -> None:
    (asked,) = asked_by(adapter, [NUMBER], api_key="key").asked
    assert (asked.method, asked.path) == ("GET", "/shipment/v2/status/barcode/3SDEVC0123456789")
    assert asked.headers["apikey"] == "key"
    assert dict(asked.query) == {"detail": "true", "language": "EN", "maxDays": "90"}


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("J23", meanings.READY_IN_LOCKER),
        ("I06", meanings.MOVING),
        ("I07", meanings.GOING_BACK),
        ("J63", meanings.BACK),
        ("I01", meanings.DELIVERED),
    ],
)
def test_an_event_among_the_delivered_ones_means_what_happened_to_the_parcel(
    code: str, meaning: Meaning
) -> None:
    assert EVENT_CODES[code] == meaning


def test_on_the_lorry_to_the_depot_is_not_out_for_delivery() -> None:
    assert STATUS_CODES["7"].status is Status.IN_TRANSIT


def test_events_count_before_the_status_that_stands_beside_them() -> None:
    event = {"Code": "J23", "Description": "In a locker", "TimeStamp": "04-03-2026 11:42:00"}
    status = {"StatusCode": "11", "TimeStamp": "04-03-2026 11:42:00"}
    report = report_in({"Barcode": NUMBER.number, "Status": status, "Event": [event]})
    assert [one.raw_code for one in report.events] == ["J23"]
    assert state_after(report.events).status is Status.AVAILABLE_FOR_PICKUP


def test_one_event_alone_comes_as_an_object() -> None:
    event = {"Code": "J05", "Description": "On the van", "TimeStamp": "04-03-2026 08:10:00"}
    report = report_in({"Barcode": NUMBER.number, "Event": event})
    assert state_after(report.events).status is Status.OUT_FOR_DELIVERY


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("03-04-2026 11:42:00", "2026-04-03T11:42:00+02:00"),
        ("04-03-2026 11:42:00", "2026-03-04T11:42:00+01:00"),
    ],
)
def test_a_scan_begins_with_the_day_and_is_in_dutch_time(written: str, moment: str) -> None:
    (event,) = report_in({"Event": {"Code": "J05", "TimeStamp": written}}).events
    assert event.occurred_at.isoformat() == moment
    assert event.zone_assumed


def test_an_expectation_begins_with_the_month() -> None:
    window = {"ETAFrom": "03/04/2026 10:30:00", "ETATo": "03/04/2026 12:30:00"}
    event = {"Code": "J05", "TimeStamp": "04-03-2026 08:10:00"}
    estimate = report_in({"Event": event, "Expectation": window}).estimate
    assert estimate
    assert estimate.earliest.isoformat() == "2026-03-04T10:30:00+01:00"
    assert estimate.latest.isoformat() == "2026-03-04T12:30:00+01:00"


def test_the_parcel_asked_for_is_chosen_among_those_sent_together() -> None:
    path = example(adapter, "one_of_two_sent_together")
    report = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(report, TrackingReport)
    assert state_after(report.events).status is Status.IN_TRANSIT


@pytest.mark.parametrize("answer", [{"CurrentStatus": {}}, {"CompleteStatus": {"Shipment": []}}])
def test_an_answer_without_a_shipment_says_that_the_number_is_unknown(
    answer: dict[str, object],
) -> None:
    assert adapter.read(json.dumps(answer).encode(), NUMBER) == UnknownNumber(NUMBER.number)
