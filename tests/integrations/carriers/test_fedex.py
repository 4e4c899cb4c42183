"""What FedEx is asked, and the traps in what it answers."""

import json
from dataclasses import replace

import pytest

from domain.status import Status, SubStatus
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers.fedex import adapter
from integrations.carriers.fedex.statuses import meaning_of
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBERS = [TrackedNumber(f"7700000{index:05d}") for index in range(31)]


def test_thirty_numbers_a_call_are_posted_as_json_with_a_token() -> None:
    box = asked_by(adapter, NUMBERS, client_id="id", client_secret="secret")
    assert {one.method for one in box.asked} == {"POST"}
    assert {one.path for one in box.asked} == {"/track/v1/trackingnumbers"}
    assert {one.headers["Authorization"] for one in box.asked} == {"Bearer token-1"}
    assert {one.headers["Content-Type"] for one in box.asked} == {"application/json"}
    assert {one.headers["X-locale"] for one in box.asked} == {"en_US"}
    bodies = sorted(map(json.loads, box.bodies), key=lambda body: -len(body["trackingInfo"]))
    assert [len(body["trackingInfo"]) for body in bodies] == [30, 1]
    assert {body["includeDetailedScans"] for body in bodies} == {True}
    assert bodies[1]["trackingInfo"] == [
        {"trackingNumberInfo": {"trackingNumber": NUMBERS[30].number}}
    ]


def test_the_token_is_asked_for_with_the_keys_in_a_form() -> None:
    box = asked_by(adapter, NUMBERS[:1], client_id="id", client_secret="secret")
    assert [one.path for one in box.sign_ins] == ["/oauth/token"]
    assert box.forms == [
        {"grant_type": "client_credentials", "client_id": "id", "client_secret": "secret"}
    ]


def test_one_answer_tells_found_unknown_failed_and_left_out_numbers_apart() -> None:
    found, unknown, failed, left_out = NUMBERS[:4]
    results = []
    for number, name in ((found, "in_transit"), (unknown, "not_found")):
        text = (
            example(adapter, name)
            .read_text()
            .replace(asked_in(example(adapter, name)).number, number.number)
        )
        results += json.loads(text)["output"]["completeTrackResults"]
    results.append({"trackingNumber": failed.number, "trackResults": []})
    body = json.dumps({"output": {"completeTrackResults": results}}).encode()
    answers = track(adapter, always(200, body), [found, unknown, failed, left_out])
    assert isinstance(answers[0], TrackingReport)
    assert answers[1] == UnknownNumber(unknown.number)
    assert isinstance(answers[2], FailedLookup)
    assert isinstance(answers[3], FailedLookup)
    assert answers[3].error.reason == "the answer leaves the number out"


def test_an_account_refused_within_http_200_ends_the_batch() -> None:
    body = example(adapter, "account_refused").read_bytes()
    answers = track(adapter, always(200, body), NUMBERS)
    assert all(isinstance(one, FailedLookup) and one.error.credentials_refused for one in answers)


def test_a_bad_question_is_told_by_the_code_in_its_answer() -> None:
    body = json.dumps({"errors": [{"code": "TRACKING.TRACKINGINFO.EMPTY"}]}).encode()
    (answer,) = track(adapter, always(400, body), NUMBERS[:1])
    assert isinstance(answer, FailedLookup)
    assert "TRACKING.TRACKINGINFO.EMPTY" in answer.error.reason


def test_a_held_parcel_waits_at_a_place_whose_clerk_is_not_named() -> None:
    path = example(adapter, "at_pickup_point")
    answer = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert "Clerk" not in repr(answer.pickup_point)


@pytest.mark.parametrize("spelt", ["Ow", "OW", "ow"])
def test_a_code_is_known_however_it_is_spelt(spelt: str) -> None:
    path = example(adapter, "times_without_an_offset")
    body = path.read_text().replace('"OW"', f'"{spelt}"').encode()
    answer = adapter.read(body, asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert all(event.meaning for event in answer.events)


def test_an_exception_without_a_known_reason_is_an_exception() -> None:
    unknown, absent = meaning_of("DE", "ZZ"), meaning_of("DE", "08")
    assert unknown
    assert unknown.status is Status.EXCEPTION
    assert absent
    assert absent.status is Status.ATTEMPT_FAILED


def test_a_number_used_twice_is_read_as_the_parcel_bound_for_the_orders_country() -> None:
    path = example(adapter, "number_used_twice_in_two_countries")
    asked = asked_in(path)
    abroad = adapter.read(path.read_bytes(), asked)
    at_home = adapter.read(path.read_bytes(), replace(asked, country="US"))
    assert isinstance(abroad, TrackingReport)
    assert isinstance(at_home, TrackingReport)
    assert state_after(abroad.events).sub_status is SubStatus.CUSTOMS_STARTED
    assert state_after(at_home.events).status is Status.OUT_FOR_DELIVERY
