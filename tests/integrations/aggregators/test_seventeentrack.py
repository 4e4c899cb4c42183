"""What 17TRACK is asked: reading first, registering only what is new; and what it pushes."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from domain.errors import ProviderError
from domain.status import Status, SubStatus
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.aggregators.seventeentrack import adapter
from integrations.aggregators.seventeentrack.carriers import CARRIERS, number_of
from integrations.aggregators.seventeentrack.quota import left_in, quota
from tests.integrations.aggregators.desk import Desk, at, track_at
from tests.integrations.aggregators.pushes import (
    DIRECT,
    assert_a_signature_binds,
    directory_keys,
    push_of,
)
from tests.integrations.carrier_examples import asked_in, example

READ, REGISTER = "POST /track/v2.4/gettrackinfo", "POST /track/v2.4/register"
SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "carriers" / "payloads" / "17track"
KEY = "0123456789ABCDEF"


def rejecting(code: int) -> Any:
    def reply(_request: object, told: list[dict[str, str]]) -> Any:
        rejected = [{"number": row["number"], "error": {"code": code}} for row in told]
        return web.json_response({"code": 0, "data": {"accepted": [], "rejected": rejected}})

    return reply


def accepting(_request: object, told: list[dict[str, Any]]) -> Any:
    return web.json_response({"code": 0, "data": {"accepted": told, "rejected": []}})


def numbers(count: int) -> list[TrackedNumber]:
    return [TrackedNumber(f"RR{index:09d}CN") for index in range(count)]


def test_forty_numbers_are_read_in_one_call_with_the_key_in_its_header() -> None:
    desk = Desk({READ: rejecting(-18019909)})
    answers = track_at(adapter, desk, numbers(41), api_key=KEY)
    assert sorted(len(asked.body) for asked in desk.asked) == [1, 40]
    assert {asked.headers["17token"] for asked in desk.asked} == {KEY}
    assert desk.asked[0].body[0].keys() == {"number"}
    assert {type(answer) for answer in answers} == {UnknownNumber}


def test_what_is_followed_is_not_registered_again() -> None:
    path = example(adapter, "in_transit")
    desk = Desk({READ: path.read_bytes(), REGISTER: accepting})
    (answer,) = track_at(adapter, desk, [asked_in(path)])
    assert isinstance(answer, TrackingReport)
    assert [asked.what for asked in desk.asked] == [READ]


def test_a_number_registered_without_data_costs_nothing_and_is_unknown() -> None:
    desk = Desk({READ: rejecting(-18019909), REGISTER: accepting})
    assert track_at(adapter, desk, numbers(1)) == [UnknownNumber("RR000000000CN")]
    assert [asked.what for asked in desk.asked] == [READ]


def test_only_what_is_not_followed_is_registered_with_what_is_known_of_it() -> None:
    known = asked_in(example(adapter, "in_transit"))
    told = json.loads(example(adapter, "in_transit").read_bytes())
    told["data"]["rejected"] = [{"number": "SF1234567890123", "error": {"code": -18019902}}]
    desk = Desk({READ: told, REGISTER: accepting})
    new = TrackedNumber(
        "SF1234567890123", "SF", "TW", "100", "sf_express", "order 7", "4321", "2026-03-01"
    )
    answers = track_at(adapter, desk, [known, new])
    assert isinstance(answers[0], TrackingReport)
    assert answers[1] == UnknownNumber(new.number)
    assert desk.asked[1].what == REGISTER
    assert desk.asked[1].body == [
        {
            "number": "SF1234567890123",
            "carrier": 100012,
            "destination_country": "TW",
            "destination_postal_code": "100",
            "ship_date": "2026-03-01",
            "phone_number_last_4": "4321",
        }
    ]


def test_the_probe_is_never_registered() -> None:
    desk = Desk({READ: rejecting(-18019902), REGISTER: accepting})
    assert track_at(adapter, desk, [adapter.probe]) == [UnknownNumber(adapter.probe.number)]
    assert [asked.what for asked in desk.asked] == [READ]


def test_a_carrier_we_do_not_know_is_left_to_be_detected() -> None:
    desk = Desk({READ: rejecting(-18019902), REGISTER: rejecting(-18019903)})
    assert track_at(adapter, desk, numbers(1)) == [UnknownNumber("RR000000000CN")]
    assert desk.asked[1].body == [{"number": "RR000000000CN"}]


@pytest.mark.parametrize("code", [-18019907, -18019908])
def test_a_spent_quota_stops_new_numbers_and_not_the_reading(code: int) -> None:
    desk = Desk({READ: rejecting(-18019902), REGISTER: rejecting(code)})
    answers = track_at(adapter, desk, numbers(100))
    assert all(
        isinstance(answer, FailedLookup) and answer.asked and not answer.error.permanent
        for answer in answers
    )
    assert [asked.what for asked in desk.asked].count(READ) == 3


@pytest.mark.parametrize("code", [-18010001, -18010002, -18010004, -18010005])
def test_a_refused_key_inside_http_200_stops_the_account(code: int) -> None:
    desk = Desk({READ: {"code": 0, "data": {"errors": [{"code": code}]}}})
    (answer,) = track_at(adapter, desk, numbers(1))
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused


def test_the_quota_is_read_and_asked_for() -> None:
    desk = Desk({"POST /track/v2.4/getquota": {"code": 0, "data": {"quota_remain": 93}}})
    assert at(adapter, desk, quota, api_key=KEY) == 93
    assert desk.asked[0].headers["17token"] == KEY
    assert at(adapter, Desk({}), quota) is None
    assert left_in(b'{"data": {"quota_total": 200, "quota_used": 180}}') == 20
    assert left_in(b'{"data": {"quota_total": "many"}}') is None
    with pytest.raises(ProviderError):
        left_in(b"<html>")


def signed(body: bytes, key: str) -> dict[str, str]:
    return {"sign": hashlib.sha256(body + b"/" + key.encode()).hexdigest()}


def test_a_push_is_proven_by_the_hash_of_body_and_key() -> None:
    assert_a_signature_binds(adapter, KEY, signed)


def test_a_farewell_says_nothing() -> None:
    assert list(push_of(adapter).read(b'{"event": "TRACKING_STOPPED", "data": {}}')) == []


def test_carriers_are_ours_and_those_asked_for_most_are_there() -> None:
    assert len(CARRIERS) >= 40
    assert set(CARRIERS) <= directory_keys()
    # DHL may be any of its services, and 17TRACK does not know Airmee.
    assert DIRECT - set(CARRIERS) == {"dhl", "airmee"}
    assert number_of("postnord", "DK") != number_of("postnord", "SE") == 19241
    assert number_of("", "SE") is None


def test_the_sample_is_read_as_it_means() -> None:
    if not SAMPLES.exists():
        pytest.skip("no samples of 17TRACK beside the repository")
    (path,) = SAMPLES.glob("*.json")
    answer = adapter.read(path.read_bytes(), TrackedNumber("RR123456789CN"))
    assert isinstance(answer, TrackingReport)
    state = state_after(answer.events)
    assert (state.status, state.sub_status) == (Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED)
    assert adapter.read(path.read_bytes(), TrackedNumber("BAD")) == UnknownNumber("BAD")
