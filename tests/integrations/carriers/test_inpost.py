"""What InPost is asked, and that one unknown number does not hide the others of its call."""

import pytest
from aiohttp import web

from domain.status import Status
from domain.tracking import (
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers import inpost
from integrations.carriers.inpost.last_mile_statuses import LAST_MILE
from integrations.carriers.inpost.statuses import STATUSES
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBERS = [TrackedNumber(f"6200000000012345678901{index:02}") for index in range(12)]
NUMBER = TrackedNumber("620000000001234567890123")


def told_in(name: str) -> TrackingReport:
    answer = inpost.adapter.read(example(inpost.adapter, name).read_bytes(), NUMBER)
    assert isinstance(answer, TrackingReport)
    return answer


def test_numbers_are_asked_for_together_with_a_token_and_the_version_of_events() -> None:
    box = asked_by(inpost.adapter, [NUMBER], client_id="id", client_secret="secret")
    assert [one.path for one in box.sign_ins] == ["/oauth2/token"]
    assert box.forms == [
        {
            "grant_type": "client_credentials",
            "client_id": "id",
            "client_secret": "secret",
            "scope": "api:tracking:read",
        }
    ]
    (asked,) = box.asked
    assert asked.method == "GET"
    assert asked.path == "/tracking/v1/parcels"
    assert asked.query.getall("trackingNumbers") == [NUMBER.number]
    assert asked.headers["x-inpost-event-version"] == "V1"
    assert asked.headers["Authorization"] == "Bearer token-1"


def test_ten_numbers_go_into_a_call() -> None:
    calls: list[list[str]] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        calls.append(request.query.getall("trackingNumbers"))
        return web.json_response({"parcels": []})

    answers = track(inpost.adapter, answer, NUMBERS)
    assert list(answers) == [UnknownNumber(asked.number) for asked in NUMBERS]
    assert sorted(map(len, calls)) == [2, 10]


def test_numbers_of_a_call_that_finds_nothing_are_asked_for_alone() -> None:
    body = example(inpost.adapter, "in_transit").read_text()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        wanted = request.query.getall("trackingNumbers")
        if NUMBERS[1].number in wanted:
            return web.json_response({"title": "Not Found"}, status=404)
        return web.Response(text=body.replace(NUMBER.number, wanted[0]))

    first, second, third = track(inpost.adapter, answer, NUMBERS[:3])
    assert isinstance(first, TrackingReport)
    assert second == UnknownNumber(NUMBERS[1].number)
    assert isinstance(third, TrackingReport)


def test_a_number_left_out_of_an_answer_is_unknown() -> None:
    body = example(inpost.adapter, "in_transit").read_bytes()
    known, unknown = track(inpost.adapter, always(200, body), [NUMBER, NUMBERS[0]])
    assert isinstance(known, TrackingReport)
    assert unknown == UnknownNumber(NUMBERS[0].number)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("arrived_is_not_delivered", Status.IN_TRANSIT),
        ("reminder_to_collect", Status.AVAILABLE_FOR_PICKUP),
        ("going_back", Status.RETURNING),
        ("customs", Status.EXCEPTION),
    ],
)
def test_words_that_mislead_are_not_believed(name: str, status: Status) -> None:
    assert state_after(told_in(name).events).status is status


def test_of_somebodys_address_only_the_town_is_kept() -> None:
    told = told_in("delivered")
    assert told.proof
    assert told.proof.signed_by == "A. Recipient"
    for event in told.events:
        assert "Szeroka" not in event.raw
        assert "Recipient" not in event.raw


@pytest.mark.parametrize("stage", ["CRE", "CC", "FMD", "MMD", "LMD", "EOL", "RTS", "FUL", "HAN"])
def test_every_stage_of_the_vendors_table_has_codes(stage: str) -> None:
    assert any(code.startswith(f"{stage}.") for code in STATUSES)


def test_a_parcel_that_is_stored_for_a_while_is_not_said_to_be_ready() -> None:
    for code in ("LMD.3007", "LMD.9012", "LMD.3008"):
        assert LAST_MILE[code].status is None
