"""What EasyPost is asked: the batch first, making only what is missing; and what it pushes."""

import hmac
import json
from pathlib import Path

import pytest
from aiohttp import web

from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.aggregators.easypost import adapter
from integrations.aggregators.easypost.carriers import CARRIERS
from tests.integrations.aggregators.desk import Desk, numbers, track_at
from tests.integrations.aggregators.pushes import (
    DIRECT,
    Proof,
    assert_a_signature_binds,
    directory_keys,
    push_of,
    pushed,
)
from tests.integrations.carrier_examples import asked_in, example

BATCH, MAKE = "POST /v2/trackers/batch", "POST /v2/trackers"
NONE = {"trackers": [], "has_more": False}
SAMPLES = (
    Path(__file__).parents[3].parent / "shared" / "data" / "carriers" / "payloads" / "easypost"
)


def test_fifty_numbers_are_read_in_one_call_with_the_key_as_user() -> None:
    desk = Desk({})
    track_at(adapter, desk, numbers(51), api_key="key")
    assert sorted(len(asked.body["tracking_codes"]) for asked in desk.asked) == [1, 50]
    assert {asked.what for asked in desk.asked} == {BATCH}
    assert {asked.headers["Authorization"] for asked in desk.asked} == {"Basic a2V5Og=="}


def test_what_has_a_tracker_gets_no_other() -> None:
    path = example(adapter, "in_transit")
    desk = Desk({BATCH: path.read_bytes()})
    (answer,) = track_at(adapter, desk, [asked_in(path)])
    assert isinstance(answer, TrackingReport)
    assert len(desk.asked) == 1


def test_only_what_is_missing_is_made_and_read_at_once() -> None:
    path = example(adapter, "one_alone")
    desk = Desk({BATCH: NONE, MAKE: path.read_bytes()})
    asked = TrackedNumber(asked_in(path).number, carrier="ups")
    (answer,) = track_at(adapter, desk, [asked])
    assert isinstance(answer, TrackingReport)
    assert desk.asked[1].body == {"tracker": {"tracking_code": asked.number, "carrier": "UPS"}}


def test_a_carrier_it_has_no_word_for_is_left_to_be_detected() -> None:
    desk = Desk({BATCH: NONE})
    asked = TrackedNumber("00340434292135100186", carrier="postnord")
    assert track_at(adapter, desk, [asked]) == [UnknownNumber(asked.number)]
    assert desk.asked[1].body == {"tracker": {"tracking_code": asked.number}}


def test_no_tracker_is_made_for_the_probe() -> None:
    desk = Desk({BATCH: NONE})
    assert track_at(adapter, desk, [adapter.probe]) == [UnknownNumber(adapter.probe.number)]
    assert [asked.what for asked in desk.asked] == [BATCH]


def test_what_may_stand_on_another_page_is_not_made_but_asked_for_again() -> None:
    desk = Desk({BATCH: {**NONE, "has_more": True}})
    (answer,) = track_at(adapter, desk, numbers(1))
    assert isinstance(answer, FailedLookup)
    assert not answer.error.permanent
    assert len(desk.asked) == 1


@pytest.mark.parametrize(("status", "unknown"), [(422, True), (402, False), (500, False)])
def test_only_a_number_that_is_none_is_unknown(status: int, unknown: bool) -> None:
    def refuse(_request: object, _told: object) -> web.StreamResponse:
        return web.json_response({"error": {"code": "TRACKER.CREATE.ERROR"}}, status=status)

    (answer,) = track_at(adapter, Desk({BATCH: NONE, MAKE: refuse}), numbers(1))
    assert isinstance(answer, UnknownNumber) is unknown


def signed(body: bytes, key: str) -> dict[str, str]:
    digest = hmac.digest(key.encode(), body, "sha256").hex()
    return {"x-hmac-signature": f"hmac-sha256-hex={digest}"}


def test_a_push_is_proven_by_its_hmac_with_the_secret_in_unicodes_form_nfkd() -> None:
    composed, decomposed = (
        "s\N{LATIN SMALL LETTER E WITH ACUTE}cret",
        "se\N{COMBINING ACUTE ACCENT}cret",
    )
    assert_a_signature_binds(adapter, decomposed, signed)
    proof = Proof(adapter, composed, signed(pushed(adapter), decomposed))
    assert proof.accepts()
    assert not proof.accepts_with(x_hmac_signature="hmac-sha256-hex=")


def test_a_push_about_something_else_says_nothing() -> None:
    body = json.dumps({"description": "batch.created", "result": {"object": "Batch", "id": "b"}})
    assert list(push_of(adapter).read(body.encode())) == []


def test_carriers_are_ours_and_many() -> None:
    assert len(CARRIERS) >= 40
    assert set(CARRIERS) <= directory_keys()
    # What EasyPost has a word for; the rest of the world it must make out by itself.
    assert len(DIRECT & set(CARRIERS)) >= 18


@pytest.mark.parametrize("name", ["create_0", "retrieve_batch_1"])
def test_the_samples_are_read_as_they_mean(name: str) -> None:
    path = SAMPLES / f"test_tracker_{name}.json"
    if not path.exists():
        pytest.skip("no samples of EasyPost beside the repository")
    answer = adapter.read(path.read_bytes(), TrackedNumber("EZ1000000001"))
    assert isinstance(answer, TrackingReport)
    assert state_after(answer.events).status is Status.INFO_RECEIVED
    assert all(event.meaning for event in answer.events)
