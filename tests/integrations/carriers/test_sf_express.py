"""What SF Express is asked and how it is signed, how it refuses, and what its codes hide."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from domain.errors import ProviderError
from domain.status import Meaning, Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations import meanings
from integrations.carriers.sf_express import adapter
from integrations.carriers.sf_express.client import digest
from integrations.carriers.sf_express.statuses import meaning_of
from tests.integrations.carrier_examples import asked_in, example, examples
from tests.integrations.client_trials import batch
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

SAMPLE = (
    Path(__file__).parents[3].parent
    / "shared/data/carriers/payloads/sf_express/shape_search_routes.json"
)
NUMBER = TrackedNumber("SF1012345678901")
REPORTED = [
    pytest.param(path, id=path.stem)
    for owner, path in examples()
    if owner is adapter and isinstance(json.loads(path.read_bytes())["apiResultData"], dict)
]


def forms_for(numbers: Sequence[TrackedNumber]) -> list[dict[str, str]]:
    box = asked_by(adapter, numbers, partner_id="SHOP", check_word="word")
    assert {(one.method, one.path) for one in box.asked} == {("POST", "/std/service")}
    return [
        {name: value for name, (value,) in parse_qs(body.decode()).items()} for body in box.bodies
    ]


def told(body: bytes) -> tuple[TrackingAnswer, bool]:
    """Return what comes of an answer with HTTP 200, and whether it ends the batch."""
    (answer,), stopped = batch(adapter, always(200, body), [NUMBER])
    return answer, stopped


def as_sf_sends_it(body: bytes) -> bytes:
    """Put the inner answer into a text, as it comes over the wire."""
    envelope: dict[str, Any] = json.loads(body)
    inner = json.dumps(envelope["apiResultData"], ensure_ascii=False)
    return json.dumps({**envelope, "apiResultData": inner}).encode()


def test_a_call_is_signed_with_the_check_word_which_itself_is_not_sent() -> None:
    (form,) = forms_for([NUMBER])
    assert form["partnerID"] == "SHOP"
    assert form["serviceCode"] == "EXP_RECE_SEARCH_ROUTES"
    assert form["msgDigest"] == digest(form["msgData"], form["timestamp"], "word")
    assert len(form["timestamp"]) == len("1700000000000")
    assert "word" not in form["msgData"]


def test_the_digest_is_that_of_javas_way_to_encode() -> None:
    assert digest('{"a":"b c*~é"}', "1700000000000", "w") == "bay1rKxvOr7rJaJamqijPg=="


def test_ten_numbers_are_asked_for_a_call() -> None:
    forms = forms_for([TrackedNumber(f"SF10123456789{index:02d}") for index in range(23)])
    asked = [len(json.loads(form["msgData"])["trackingNumber"]) for form in forms]
    assert sorted(asked) == [3, 10, 10]
    assert len({form["requestID"] for form in forms}) == 3


def test_the_ends_of_phones_that_are_known_are_told_once_each() -> None:
    numbers = [
        TrackedNumber(f"SF101234567890{index}", phone_end=end)
        for index, end in enumerate(["1234", "", "5678", "1234"])
    ]
    (form,) = forms_for(numbers)
    assert json.loads(form["msgData"])["checkPhoneNo"] == "1234,5678"


def test_no_phone_is_told_where_none_is_known() -> None:
    (form,) = forms_for([NUMBER])
    assert "checkPhoneNo" not in json.loads(form["msgData"])


@pytest.mark.parametrize("path", REPORTED)
def test_json_within_json_says_the_same_as_json_alone(path: Path) -> None:
    body, asked = path.read_bytes(), asked_in(path)

    def outcome(answer: bytes) -> object:
        try:
            return adapter.read(answer, asked)
        except ProviderError as error:
            return error.reason

    assert outcome(as_sf_sends_it(body)) == outcome(body)


def test_too_many_calls_ask_for_a_pause_and_end_the_batch() -> None:
    answer, stopped = told(example(adapter, "throttled_with_http_200").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.retry_after == timedelta(minutes=1)
    assert not answer.error.permanent
    assert stopped


@pytest.mark.parametrize("code", ["A1003", "A1004", "A1006"])
def test_a_refusal_of_the_account_within_http_200_ends_the_batch(code: str) -> None:
    answer, stopped = told(json.dumps({"apiResultCode": code}).encode())
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert stopped


def test_another_error_within_http_200_may_pass() -> None:
    answer, stopped = told(example(adapter, "outage_with_http_200").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert not answer.error.permanent
    assert not stopped


def test_a_number_of_which_sf_shows_nothing_is_unknown() -> None:
    body = as_sf_sends_it(example(adapter, "not_found_or_not_ours").read_bytes())
    assert told(body) == (UnknownNumber(NUMBER.number), False)


@pytest.mark.parametrize(
    ("operation", "reason", "second", "first", "meaning"),
    [
        ("44", "", "", "", None),
        ("44", "", "301", "3", meanings.OUT),
        ("8000", "", "", "", meanings.DELIVERED),
        ("8000", "6", "401", "4", meanings.LOST),
        ("8000", "2", "", "", meanings.DESTROYED),
        ("99", "", "", "", meanings.NO_NEWS),
        ("99", "2", "", "", meanings.GOING_BACK),
        ("80", "", "401", "4", meanings.DELIVERED),
        ("31", "", "201", "2", meanings.ARRIVED),
        ("31", "", "204", "2", meanings.ARRIVED),
        ("30", "", "301", "3", meanings.OUT),
        ("70", "14", "1301", "13", meanings.ATTEMPTED),
        ("990", "", "", "", None),
    ],
)
def test_an_operation_means_what_its_reason_and_sfs_own_status_leave_of_it(
    operation: str, reason: str, second: str, first: str, meaning: Meaning | None
) -> None:
    assert meaning_of(operation, reason, second, first) == meaning


def test_a_sample_of_others_is_read() -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample does not lie beside the repository")
    report = adapter.read(SAMPLE.read_bytes(), TrackedNumber("SF1234567890123"))
    assert isinstance(report, TrackingReport)
    assert [event.raw_code for event in report.events] == ["50", "80"]
    assert {str(event.occurred_at.utcoffset()) for event in report.events} == {"8:00:00"}
    assert state_after(report.events).status is Status.DELIVERED
