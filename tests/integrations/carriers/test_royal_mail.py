"""What Royal Mail is asked, how it refuses, and which of its events only sound like the end."""

import json

import pytest

from domain.status import Status, SubStatus
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers.royal_mail import adapter
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.client_trials import batch
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("FQ087430672GB")


def told(status: int, body: bytes) -> tuple[TrackingAnswer, bool]:
    """Return what comes of an answer, and whether it ends the batch."""
    (answer,), stopped = batch(adapter, always(status, body), [NUMBER])
    return answer, stopped


def test_the_events_of_a_number_are_asked_for_with_the_applications_id_and_secret() -> None:
    (asked,) = asked_by(adapter, [NUMBER], client_id="id", client_secret="secret").asked
    assert (asked.method, asked.path) == ("GET", "/mailpieces/v2/FQ087430672GB/events")
    assert asked.headers["X-IBM-Client-Id"] == "id"
    assert asked.headers["X-IBM-Client-Secret"] == "secret"
    assert asked.headers["X-Accept-RMG-Terms"] == "yes"


@pytest.mark.parametrize("status", [200, 400, 404])
def test_a_barcode_it_does_not_recognise_is_unknown_whatever_the_http_status(status: int) -> None:
    body = example(adapter, "not_found").read_bytes()
    assert told(status, body) == (UnknownNumber(NUMBER.number), False)


def test_a_bad_request_for_another_reason_fails() -> None:
    answer, stopped = told(400, example(adapter, "malformed").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert "E1144" in answer.error.reason
    assert not stopped


def test_a_refusal_of_the_application_within_http_200_ends_the_batch() -> None:
    answer, stopped = told(200, example(adapter, "refused").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert stopped


@pytest.mark.parametrize("code", ["EVKLC", "EVKLS", "EVPLA"])
def test_delivered_to_a_collection_point_is_not_delivered(code: str) -> None:
    event = {"eventCode": code, "eventDateTime": "2026-06-03T11:42:00+01:00", "locationName": "A"}
    report = adapter.read(json.dumps({"mailPieces": {"events": [event]}}).encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    state = state_after(report.events)
    assert (state.status, state.sub_status) == (
        Status.AVAILABLE_FOR_PICKUP,
        SubStatus.SERVICE_POINT,
    )


@pytest.mark.parametrize(
    ("name", "signed_by"), [("delivered", "A. Recipient"), ("to_a_neighbour", None)]
)
def test_who_signed_is_kept_once_it_is_delivered(name: str, signed_by: str | None) -> None:
    path = example(adapter, name)
    report = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(report, TrackingReport)
    assert (report.proof.signed_by if report.proof else None) == signed_by
