"""What Yanwen is asked, how it refuses, and how its times and partners are read."""

import json
from collections.abc import Sequence

import pytest

from domain.tracking import (
    FailedLookup,
    HandOver,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.yanwen import adapter
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("YW123456789GB")
OTHER = TrackedNumber("YW123456788GB")


def told(body: bytes, *numbers: TrackedNumber) -> Sequence[TrackingAnswer]:
    return track(adapter, always(200, body), numbers)


def test_thirty_numbers_are_asked_for_a_call_by_the_merchants_number() -> None:
    numbers = [TrackedNumber(f"YW1234567{index:02d}GB") for index in range(65)]
    box = asked_by(adapter, numbers, merchant_number="30018888")
    assert {(one.method, one.path) for one in box.asked} == {("GET", "/api/tracking")}
    assert {one.headers["Authorization"] for one in box.asked} == {"30018888"}
    assert sorted(len(one.query["nums"].split(",")) for one in box.asked) == [5, 30, 30]


def test_it_is_asked_over_https_alone() -> None:
    assert adapter.base_url.startswith("https://")
    assert any("certificate" in doubt for doubt in adapter.unconfirmed)


def test_each_number_of_a_call_is_answered_for_itself() -> None:
    found = json.loads(example(adapter, "in_transit").read_bytes())
    lost = {"tracking_number": OTHER.number, "tracking_status": "NOTFOUND", "checkpoints": []}
    body = json.dumps({"code": 0, "result": [lost, *found["result"]]}).encode()
    left_out = TrackedNumber("YW123456787GB")
    report, unknown, missing = told(body, NUMBER, OTHER, left_out)
    assert isinstance(report, TrackingReport)
    assert unknown == UnknownNumber(OTHER.number)
    assert isinstance(missing, FailedLookup)


def test_a_refusal_with_http_200_fails_every_number_of_the_call_and_may_pass() -> None:
    answers = told(example(adapter, "refused_with_http_200").read_bytes(), NUMBER, OTHER)
    for answer in answers:
        assert isinstance(answer, FailedLookup)
        assert not answer.error.permanent


def report_of(checkpoint: dict[str, object], **more: object) -> TrackingReport:
    result = {"tracking_number": NUMBER.number, "checkpoints": [checkpoint], **more}
    report = adapter.read(json.dumps({"code": 0, "result": [result]}).encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    return report


@pytest.mark.parametrize(
    ("zone", "last_mile", "moment", "assumed"),
    [
        ("+08", 0, "2026-03-04T09:12:00+08:00", False),
        ("+8", 0, "2026-03-04T09:12:00+08:00", False),
        ("-3:30", 0, "2026-03-04T09:12:00-03:30", False),
        ("+0530", 0, "2026-03-04T09:12:00+05:30", False),
        ("", 0, "2026-03-04T09:12:00+08:00", True),
        ("", 1, "2026-03-04T09:12:00+01:00", True),
        ("CST", 0, "2026-03-04T09:12:00+08:00", True),
    ],
)
def test_a_zone_is_read_however_short_it_is_and_else_assumed(
    zone: str, last_mile: int, moment: str, assumed: bool
) -> None:
    checkpoint = {
        "time_stamp": "2026-03-04 09:12:00",
        "time_zone": zone,
        "tracking_status": "LM20",
        "is_last_mile_checkpoint": last_mile,
    }
    (event,) = report_of(checkpoint, destination_country="DE").events
    assert (event.occurred_at.isoformat(), event.zone_assumed) == (moment, assumed)
    assert event.place.country == ("DE" if last_mile else "")


@pytest.mark.parametrize(
    ("number", "hand_over"),
    [
        ("LX123456785GB", HandOver("LX123456785GB", "Royal Mail")),
        (NUMBER.number, None),
        ("", None),
    ],
)
def test_the_last_carriers_number_is_told_where_it_is_another(
    number: str, hand_over: HandOver | None
) -> None:
    report = report_of({}, exchange_number=number, last_mile_carrier="Royal Mail")
    assert report.hand_over == hand_over
