"""What USPS is asked, and the traps in what it answers."""

import asyncio
import json

import pytest
from aiohttp import web

from domain.status import Status, SubStatus
from domain.tracking import FailedLookup, TrackedNumber, TrackingReport, UnknownNumber, state_after
from integrations import meanings
from integrations.carriers.usps import adapter
from integrations.carriers.usps.statuses import meaning_of
from integrations.carriers.usps.times import moment_of
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.lines import line_to, with_tokens
from tests.integrations.loopback import Answering, always, serving
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("9400100000000000000123")


def tracked(answer: Answering) -> object:
    async def run() -> object:
        async with serving(answer) as url, line_to(adapter, url) as line:
            (told,) = await adapter.track(line, [NUMBER])
            return told

    return asyncio.run(run())


def test_each_number_is_asked_for_in_detail_with_a_token() -> None:
    box = asked_by(adapter, [NUMBER], client_id="id", client_secret="secret")
    (asked,) = box.asked
    assert asked.method == "GET"
    assert asked.path == f"/tracking/v3/tracking/{NUMBER.number}"
    assert dict(asked.query) == {"expand": "DETAIL"}
    assert asked.headers["Authorization"] == "Bearer token-1"


def test_the_token_is_asked_for_in_json() -> None:
    wanted = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/oauth2/v3/token":
            wanted.append((request.method, request.headers["Content-Type"], await request.json()))
            return web.json_response({"access_token": "token-1", "expires_in": "28799"})
        return web.Response(status=404)

    assert tracked(answer) == UnknownNumber(NUMBER.number)
    assert wanted == [
        (
            "POST",
            "application/json",
            {
                "client_id": "s3cr3t-credential",
                "client_secret": "s3cr3t-credential",
                "grant_type": "client_credentials",
            },
        )
    ]


def test_a_number_without_news_is_answered_with_http_400_and_is_unknown() -> None:
    body = example(adapter, "not_found").read_bytes()
    assert tracked(with_tokens(adapter, always(400, body))) == UnknownNumber(NUMBER.number)


def test_another_http_400_is_a_failure_that_names_its_codes() -> None:
    body = example(adapter, "another_error").read_bytes()
    answer = tracked(with_tokens(adapter, always(400, body)))
    assert isinstance(answer, FailedLookup)
    assert "150099" in answer.error.reason


@pytest.mark.parametrize("end", ["Origin", "Destination"])
def test_what_usps_accepts_at_either_end_is_in_its_hands(end: str) -> None:
    assert meaning_of("", f"Accepted at USPS {end} Facility") == meanings.COLLECTED


def test_an_evening_scan_keeps_its_day_though_its_gmt_is_a_day_off() -> None:
    scan = {
        "eventTimestamp": "2026-03-02T18:31:00",
        "GMTTimestamp": "2026-03-02T00:31:21Z",
        "GMTOffset": "-06:00",
    }
    moment = moment_of(scan, "US")
    assert moment
    assert (moment[0].isoformat(), moment[1]) == ("2026-03-02T18:31:00-06:00", False)


@pytest.mark.parametrize(
    ("offset", "zone"),
    [
        ("-7:00", "-07:00"),
        ("-07:00", "-07:00"),
        ("+5:30", "+05:30"),
        ("5:00", "+05:00"),
        ("-99:00", "assumed"),
        ("", "assumed"),
        (None, "assumed"),
        ("\u0663:\u0660\u0660", "assumed"),
    ],
)
def test_an_offset_is_read_with_and_without_a_zero_and_else_assumed(
    offset: str | None, zone: str
) -> None:
    moment = moment_of({"eventTimestamp": "2026-03-02T18:31:00", "GMTOffset": offset}, "US")
    assert moment
    assert moment[1] is (zone == "assumed")
    assert moment[0].isoformat().endswith("-05:00" if zone == "assumed" else zone)


def test_a_zone_written_behind_a_local_time_is_not_believed() -> None:
    moment = moment_of({"eventTimestamp": "2026-03-02T18:31:00Z", "GMTOffset": "-06:00"}, "US")
    assert moment
    assert moment[0].isoformat() == "2026-03-02T18:31:00-06:00"


def test_delivered_to_the_sender_is_a_return_though_its_code_says_delivered() -> None:
    back, home = meaning_of("01", "Delivered, To Original Sender"), meaning_of("01", "Delivered")
    assert back
    assert back.status is Status.RETURNED
    assert home
    assert home.status is Status.DELIVERED


def test_the_category_of_the_whole_does_not_change_what_its_newest_event_means() -> None:
    path = example(adapter, "unknown_code")
    value = json.loads(path.read_bytes())
    value["statusCategory"] = "Delivered"
    answer = adapter.read(json.dumps(value).encode(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert state_after(answer.events).status is Status.IN_TRANSIT


def test_an_event_with_an_unknown_code_is_known_by_its_name_up_to_the_comma() -> None:
    meaning = meaning_of("QY", "Available for Pickup, Counter Two")
    assert meaning
    assert meaning.sub_status is SubStatus.POST_OFFICE
    assert meaning_of("QY", "Ready, Counter Two") is None
