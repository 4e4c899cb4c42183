"""What Ship24 is asked: each number first, making only what is missing; and what it pushes."""

import json
from typing import Any

import pytest
from aiohttp import web

from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.ship24 import adapter
from integrations.aggregators.ship24.carriers import CARRIERS, code_of
from tests.integrations.aggregators.desk import Desk, numbers, track_at
from tests.integrations.aggregators.pushes import (
    DIRECT,
    Proof,
    directory_keys,
    push_of,
)
from tests.integrations.carrier_examples import asked_in, example

SEARCH, BULK = "GET /public/v1/trackers/search", "POST /public/v1/trackers/bulk"


def telling(item_status: str, *codes: str, status: int = 201) -> Any:
    def reply(_request: object, told: list[dict[str, Any]]) -> web.StreamResponse:
        errors = [{"code": code, "message": "see the list"} for code in codes] or None
        items = [{"itemStatus": item_status, "inputData": row, "errors": errors} for row in told]
        return web.json_response({"status": "partial", "data": items}, status=status)

    return reply


def test_each_number_is_read_with_the_key_as_a_bearer_token() -> None:
    path = example(adapter, "in_transit")
    number = asked_in(path)
    desk = Desk({f"{SEARCH}/{number.number}/results": path.read_bytes()})
    (answer,) = track_at(adapter, desk, [number], api_key="key")
    assert isinstance(answer, TrackingReport)
    assert [asked.headers["Authorization"] for asked in desk.asked] == ["Bearer key"]


def test_what_has_no_tracker_gets_one_a_hundred_a_call() -> None:
    desk = Desk({BULK: telling("created")})
    answers = track_at(adapter, desk, numbers(101))
    assert {type(answer) for answer in answers} == {UnknownNumber}
    made = [asked for asked in desk.asked if asked.what == BULK]
    assert sorted(len(asked.body) for asked in made) == [1, 100]


def test_a_tracker_is_made_with_what_is_known_of_its_number() -> None:
    desk = Desk({BULK: telling("existing", status=207)})
    asked = TrackedNumber("SF1234567890123", "", "TW", "100", "sf_express", "", "", "2026-03-01")
    assert track_at(adapter, desk, [asked]) == [UnknownNumber(asked.number)]
    assert desk.asked[1].body == [
        {
            "trackingNumber": "SF1234567890123",
            "courierCode": ["sf-express"],
            "destinationCountryCode": "TW",
            "destinationPostCode": "100",
            "shippingDate": "2026-03-01",
        }
    ]


def test_no_tracker_is_made_for_the_probe() -> None:
    desk = Desk({BULK: telling("created")})
    assert track_at(adapter, desk, [adapter.probe]) == [UnknownNumber(adapter.probe.number)]
    assert len(desk.asked) == 1


def test_a_number_of_no_carriers_form_is_unknown_and_another_refusal_is_said() -> None:
    (answer,) = track_at(adapter, Desk({BULK: telling("error", "validation_error")}), numbers(1))
    assert isinstance(answer, UnknownNumber)
    (answer,) = track_at(adapter, Desk({BULK: telling("error", "quota_limit")}), numbers(1))
    assert isinstance(answer, FailedLookup)
    assert "quota_limit" in answer.error.reason


@pytest.mark.parametrize("status", [201, 400])
def test_a_bulk_that_makes_nothing_is_a_failure_for_the_new_alone(status: int) -> None:
    def refuse(_request: object, _told: object) -> web.StreamResponse:
        error = {"errors": [{"code": "malformed_body"}]}
        return web.json_response({"status": "error", "data": None, "error": error}, status=status)

    path = example(adapter, "in_transit")
    known = asked_in(path)
    desk = Desk({f"{SEARCH}/{known.number}/results": path.read_bytes(), BULK: refuse})
    first, second = track_at(adapter, desk, [known, *numbers(1)])
    assert isinstance(first, TrackingReport)
    assert isinstance(second, FailedLookup)
    assert "malformed_body" in second.error.reason


def test_a_push_is_proven_by_the_secret_it_carries() -> None:
    proof = Proof(adapter, "secret", {"authorization": "Bearer secret"})
    assert proof.accepts()
    assert not proof.accepts(secret="another")
    assert not proof.accepts_with(authorization="Bearer ")
    assert not proof.accepts_with(authorization="secret")
    assert not proof.accepts_with(authorization="Bearer sécret")
    assert not proof.accepts_without_headers()
    assert not Proof(adapter, "", {"authorization": "Bearer "}).accepts()


def test_nothing_binds_the_secret_to_the_body() -> None:
    # The interface knows no better; a body that is none is refused when it is read.
    proof = Proof(adapter, "secret", {"authorization": "Bearer secret"})
    assert proof.accepts(body=b"anything")


def test_a_push_without_scans_says_nothing() -> None:
    body = json.dumps({"trackings": [{"tracker": {"trackingNumber": "1Z1234"}}, {"events": []}]})
    assert list(push_of(adapter).read(body.encode())) == []


def test_carriers_are_ours_and_those_asked_for_most_are_there() -> None:
    assert len(CARRIERS) >= 40
    assert set(CARRIERS) <= directory_keys()
    assert DIRECT - set(CARRIERS) == {"budbee", "instabox"}
    assert code_of("postnord", "DK") == "dk-post"
    assert code_of("", "SE") == ""
