"""What La Poste is asked, how several numbers are answered, and what its codes hide."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers.la_poste import adapter
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import batch
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("6A12345678901")
MULTI_STATUS = 207


def told(
    status: int, body: bytes, *numbers: TrackedNumber
) -> tuple[Sequence[TrackingAnswer], bool]:
    """Return what comes of an answer, and whether it ends the batch."""
    return batch(adapter, always(status, body), numbers or [NUMBER])


def test_ten_numbers_are_asked_for_a_call_with_the_okapi_key() -> None:
    numbers = [TrackedNumber(f"6A123456789{index:02d}") for index in range(25)]
    box = asked_by(adapter, numbers, api_key="key")
    paths = [one.path.removeprefix("/suivi/v2/idships/") for one in box.asked]
    assert sorted(len(path.split(",")) for path in paths) == [5, 10, 10]
    assert {number for path in paths for number in path.split(",")} == {
        number.number for number in numbers
    }
    assert {one.method for one in box.asked} == {"GET"}
    assert {one.headers["X-Okapi-Key"] for one in box.asked} == {"key"}
    assert {tuple(one.query.items()) for one in box.asked} == {(("lang", "en_GB"),)}


def test_a_multi_status_answers_each_number_by_its_own_return_code() -> None:
    found = json.loads(example(adapter, "in_transit").read_bytes())
    others = [{"returnCode": c, "idShip": f"6A10000000{c}"} for c in (404, 104, 500)]
    numbers = [NUMBER, *(TrackedNumber(str(other["idShip"])) for other in others)]
    body = json.dumps([*others, found]).encode()
    answers, stopped = told(MULTI_STATUS, body, *numbers, TrackedNumber("6A10000000999"))
    report, unknown, not_seen_yet, failed, left_out = answers
    assert isinstance(report, TrackingReport)
    assert unknown == UnknownNumber("6A10000000404")
    assert not_seen_yet == UnknownNumber("6A10000000104")
    assert isinstance(failed, FailedLookup)
    assert "500" in failed.error.reason
    assert isinstance(left_out, FailedLookup)
    assert not stopped


@pytest.mark.parametrize("status", [400, 404])
def test_a_number_alone_that_is_not_found_is_unknown(status: int) -> None:
    body = json.dumps({"returnCode": status, "idShip": NUMBER.number}).encode()
    assert told(status, body) == ([UnknownNumber(NUMBER.number)], False)


def test_a_spent_quota_within_http_200_asks_for_a_pause() -> None:
    (answer,), stopped = told(200, example(adapter, "throttled").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.retry_after == timedelta(minutes=1)
    assert not answer.error.permanent
    assert stopped


def test_a_refused_key_within_http_200_ends_the_batch() -> None:
    (answer,), stopped = told(200, example(adapter, "refused").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert stopped


@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("DI1", Status.DELIVERED),
        ("DI2", Status.RETURNED),
        ("AG1", Status.AVAILABLE_FOR_PICKUP),
        ("MD2", Status.OUT_FOR_DELIVERY),
        ("AN1", Status.PENDING),
    ],
)
def test_the_code_decides_and_not_whether_it_is_called_final(
    final: bool, code: str, status: Status
) -> None:
    shipment = {
        "idShip": NUMBER.number,
        "isFinal": final,
        "event": [{"code": code, "date": "2026-03-04T11:42:00+01:00"}],
    }
    report = adapter.read(json.dumps({"returnCode": 200, "shipment": shipment}).encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    assert state_after(report.events).status is status
