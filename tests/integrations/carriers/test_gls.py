"""What GLS is asked, and how the answers of one call are told apart."""

import re
from pathlib import Path

import pytest

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers import gls
from integrations.carriers.gls.statuses import EVENT_CODES, PARCEL_STATUSES
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

SPEC = Path(__file__).parents[3].parent / "shared/data/carriers/specs/gls/ecitrackandtrace.yaml"
NUMBERS = [TrackedNumber(f"403123456{index:02}") for index in range(23)]


def test_ten_numbers_are_asked_for_in_one_path_with_a_token() -> None:
    box = asked_by(gls.adapter, NUMBERS, client_id="id", client_secret="secret")
    (signed_in,) = box.sign_ins
    assert signed_in.method == "POST"
    assert signed_in.path == "/oauth2/v1/token"
    assert signed_in.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert box.forms == [{"grant_type": "client_credentials"}]
    prefix = "/track-and-trace-v1/tracking/simple/trackids/"
    assert {one.path.removeprefix(prefix).count(",") + 1 for one in box.asked} == {10, 3}
    asked = ",".join(one.path.removeprefix(prefix) for one in box.asked).split(",")
    assert sorted(asked) == sorted(number.number for number in NUMBERS)
    for one in box.asked:
        assert one.method == "GET"
        assert dict(one.query) == {"showEvents": "true"}
        assert one.headers["Authorization"] == "Bearer token-1"
        assert one.headers["Accept-Language"] == "EN"


def test_one_call_answers_for_known_unknown_broken_and_missing_numbers() -> None:
    body = b"""{"parcels": [
        {"requested": "40312345600", "status": "DELIVERED",
         "statusDateTime": "2026-03-03T10:02:00+0100"},
        {"requested": "40312345601", "errorCode": "E_404_01"},
        {"requested": "40312345602", "errorCode": "E_500_01"}
    ]}"""
    known, unknown, broken, missing = track(gls.adapter, always(200, body), NUMBERS[:4])
    assert isinstance(known, TrackingReport)
    assert state_after(known.events).status is Status.DELIVERED
    assert unknown == UnknownNumber(NUMBERS[1].number)
    assert isinstance(broken, FailedLookup)
    assert not broken.error.permanent
    assert isinstance(missing, FailedLookup)


def test_every_status_and_event_of_the_vendors_description_is_in_the_table() -> None:
    if not SPEC.exists():
        pytest.skip("no description of gls beside the repository")
    told = SPEC.read_text()
    statuses = set(re.findall(r'^ +- "([A-Z]{5,})"$', told, re.MULTILINE))
    events = set(re.findall(r'code: "([A-Z]+\.\w+)"', told))
    assert len(statuses) == 12
    assert events
    assert statuses == set(PARCEL_STATUSES)
    assert events <= set(EVENT_CODES)


@pytest.mark.parametrize("status", sorted(PARCEL_STATUSES))
def test_a_status_alone_makes_one_event_that_stays_the_same(status: str) -> None:
    body = (
        f'{{"parcels": [{{"requested": "40312345678", "status": "{status}", '
        '"statusDateTime": "2026-03-03T10:02:00+0100"}]}'
    ).encode()
    asked = TrackedNumber("40312345678")
    first, second = (gls.adapter.read(body, asked) for _ in range(2))
    assert isinstance(first, TrackingReport)
    assert isinstance(second, TrackingReport)
    (event,) = first.events
    assert event.meaning == PARCEL_STATUSES[status]
    assert [event.key] == [one.key for one in second.events]


def test_a_number_is_found_in_whatever_case_it_is_echoed() -> None:
    body = example(gls.adapter, "two_parcels_of_one_number").read_bytes()
    assert isinstance(gls.adapter.read(body, TrackedNumber("zx61qjix")), TrackingReport)


def test_a_fault_of_the_gateway_is_no_answer() -> None:
    body = example(gls.adapter, "quota_fault_with_http_200").read_bytes()
    with pytest.raises(ProviderError, match="no parcels"):
        gls.adapter.read(body, TrackedNumber("40312345678"))
