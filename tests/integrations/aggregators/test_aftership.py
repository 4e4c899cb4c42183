"""What AfterShip is asked: the list first, adding only what is missing; and what it pushes."""

import hmac
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

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
from integrations.aggregators.aftership import adapter
from integrations.aggregators.aftership.carriers import SLUGS, slug_of
from integrations.aggregators.aftership.countries import two_letters
from tests.integrations.aggregators.desk import Desk, numbers, track_at
from tests.integrations.aggregators.pushes import (
    DIRECT,
    assert_a_signature_binds,
    directory_keys,
    push_of,
)
from tests.integrations.carrier_examples import asked_in, example

PATH = "/tracking/2026-07/trackings"
LIST, ADD = f"GET {PATH}", f"POST {PATH}"
NONE = {"meta": {"code": 200}, "data": {"trackings": []}}
SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "carriers" / "payloads"
SECRET = "a webhook secret"


def refusing(code: int, data: Any = None) -> Any:
    def reply(_request: object, _told: object) -> web.StreamResponse:
        return web.json_response({"meta": {"code": code}, "data": data or {}}, status=400)

    return reply


def test_fifty_numbers_are_read_in_one_call_with_the_key_in_its_header() -> None:
    desk = Desk({})
    track_at(adapter, desk, numbers(51), api_key="key")
    counts = sorted(asked.query["tracking_numbers"].count(",") + 1 for asked in desk.asked)
    assert counts == [1, 50]
    assert {asked.what for asked in desk.asked} == {LIST}
    assert {asked.headers["as-api-key"] for asked in desk.asked} == {"key"}
    assert {asked.query["limit"] for asked in desk.asked} == {"200"}


def test_what_is_followed_is_not_added_again() -> None:
    path = example(adapter, "in_transit")
    desk = Desk({LIST: path.read_bytes()})
    (answer,) = track_at(adapter, desk, [asked_in(path)])
    assert isinstance(answer, TrackingReport)
    assert len(desk.asked) == 1


def test_only_what_is_missing_is_added_with_what_is_known_of_it() -> None:
    path = example(adapter, "in_transit")
    new = TrackedNumber("JVGL0123456789", "", "NL", "3511AB", "dhl_parcel_nl", "", "", "2026-03-01")
    desk = Desk({LIST: path.read_bytes(), ADD: {"meta": {"code": 201}, "data": {}}})
    answers = track_at(adapter, desk, [asked_in(path), new], api_key="key")
    assert isinstance(answers[0], TrackingReport)
    assert answers[1] == UnknownNumber(new.number)
    assert desk.asked[1].what == ADD
    assert desk.asked[1].headers["as-api-key"] == "key"
    assert desk.asked[1].body == {
        "tracking_number": "JVGL0123456789",
        "slug": "dhl-nl",
        "destination_postal_code": "3511AB",
        "tracking_ship_date": "20260301",
    }


def test_the_probe_is_never_added() -> None:
    desk = Desk({LIST: NONE})
    assert track_at(adapter, desk, [adapter.probe]) == [UnknownNumber(adapter.probe.number)]
    assert [asked.what for asked in desk.asked] == [LIST]


def test_what_may_stand_on_another_page_is_not_added_but_asked_for_again() -> None:
    told = {"meta": {"code": 200}, "data": {"pagination": {"has_next_page": True}, "trackings": []}}
    desk = Desk({LIST: told})
    (answer,) = track_at(adapter, desk, numbers(1))
    assert isinstance(answer, FailedLookup)
    assert not answer.error.permanent
    assert [asked.what for asked in desk.asked] == [LIST]


def test_a_number_the_list_leaves_out_though_it_is_followed_is_looked_up() -> None:
    path = example(adapter, "one_alone")
    there = "5b7658cec7c33c0e007de3c5"
    desk = Desk(
        {LIST: NONE, ADD: refusing(4003, {"id": there}), f"{LIST}/{there}": path.read_bytes()}
    )
    (answer,) = track_at(adapter, desk, [asked_in(path)])
    assert isinstance(answer, TrackingReport)


@pytest.mark.parametrize("data", [{}, {"id": "../../users"}, {"id": 7}])
def test_an_id_that_is_none_leads_nowhere(data: dict[str, object]) -> None:
    desk = Desk({LIST: NONE, ADD: refusing(4003, data)})
    (answer,) = track_at(adapter, desk, numbers(1))
    assert isinstance(answer, FailedLookup)
    assert [asked.what for asked in desk.asked] == [LIST, ADD]


@pytest.mark.parametrize("code", [4005, 4017])
def test_a_number_of_no_carriers_form_is_unknown(code: int) -> None:
    desk = Desk({LIST: NONE, ADD: refusing(code)})
    assert track_at(adapter, desk, numbers(1)) == [UnknownNumber(numbers(1)[0].number)]


def test_a_carrier_that_is_not_carried_is_a_refusal_for_good() -> None:
    desk = Desk({LIST: NONE, ADD: refusing(4012)})
    (answer,) = track_at(adapter, desk, numbers(1))
    assert isinstance(answer, FailedLookup)
    assert answer.error.permanent
    assert not answer.error.credentials_refused


def signed(body: bytes, secret: str) -> dict[str, str]:
    digest = hmac.digest(secret.encode(), body, "sha256")
    return {"aftership-hmac-sha256": b64encode(digest).decode()}


def test_a_push_is_proven_by_its_hmac() -> None:
    assert_a_signature_binds(adapter, SECRET, signed)


def test_a_push_without_scans_says_nothing() -> None:
    body = json.dumps(
        {"event": "tracking_update", "msg": {"tracking_number": "1Z", "tag": "Pending"}}
    )
    assert list(push_of(adapter).read(body.encode())) == []


def test_carriers_are_ours_and_those_asked_for_most_are_there() -> None:
    assert len(SLUGS) >= 40
    assert set(SLUGS) <= directory_keys()
    # DHL may be any of its services; the others have slugs for connected accounts only, or none.
    assert DIRECT - set(SLUGS) == {"dhl", "airmee", "budbee", "instabox", "seven_eleven_tw"}
    assert slug_of("postnord", "DK") == "danmark-post"
    assert slug_of("", "SE") == ""


@pytest.mark.parametrize(
    ("told", "read"), [("SWE", "SE"), ("gbr", "GB"), ("SE", "SE"), ("ZZZ", ""), (None, ""), (7, "")]
)
def test_countries_are_told_in_two_letters(told: object, read: str) -> None:
    assert two_letters(told) == read


def test_the_sample_is_read_as_it_means() -> None:
    paths = sorted((SAMPLES / "aftership").glob("shape_webhook_*.json"))
    if not paths:
        pytest.skip("no samples of AfterShip beside the repository")
    (report,) = push_of(adapter).read(paths[0].read_bytes())
    state = state_after(report.events)
    assert (state.status, state.sub_status) == (Status.OUT_FOR_DELIVERY, None)
