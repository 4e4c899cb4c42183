"""What MyDHL is asked, and the traps in what it answers."""

import json

import pytest
from aiohttp import web

from domain.tracking import FailedLookup, TrackedNumber, TrackingReport, UnknownNumber
from integrations.carriers.mydhl_express import adapter
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBERS = [TrackedNumber(f"44112{index:05d}") for index in range(101)]


def test_waybills_are_asked_for_together_with_basic_credentials() -> None:
    box = asked_by(adapter, NUMBERS[:3], username="user", password="password")
    (asked,) = box.asked
    assert asked.method == "GET"
    assert asked.path == "/mydhlapi/tracking"
    assert asked.query.getall("shipmentTrackingNumber") == [one.number for one in NUMBERS[:3]]
    assert asked.query["trackingView"] == "all-checkpoints"
    assert asked.query["levelOfDetail"] == "shipment"
    assert asked.headers["Authorization"] == "Basic dXNlcjpwYXNzd29yZA=="
    assert asked.headers["Accept-Language"] == "eng"
    assert asked.headers["x-version"] == "3.1.0"


def test_a_question_holds_a_hundred_waybills_at_most_and_its_address_stays_short() -> None:
    box = asked_by(adapter, NUMBERS)
    counts = [len(one.query.getall("shipmentTrackingNumber")) for one in box.asked]
    assert sorted(counts) == [1, 100]
    assert max(len(str(one.url)) for one in box.asked) < 4_000


@pytest.mark.parametrize(
    "number", ["JD014600006281230704", "441122335", "44112233556", "44112A3355"]
)
def test_what_is_no_waybill_is_not_asked_for(number: str) -> None:
    assert not asked_by(adapter, [TrackedNumber(number)]).asked


def test_numbers_that_an_answer_leaves_out_are_unknown_to_it() -> None:
    path = example(adapter, "several_shipments")
    known = asked_in(path)
    answers = track(adapter, always(200, path.read_bytes()), [NUMBERS[0], known])
    assert answers[0] == UnknownNumber(NUMBERS[0].number)
    assert isinstance(answers[1], TrackingReport)
    assert answers[1].number == known.number


def test_a_refusal_within_http_200_ends_the_batch() -> None:
    calls = 0
    body = example(adapter, "account_refused").read_bytes()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        return web.Response(body=body)

    answers = track(adapter, answer, NUMBERS)
    assert all(isinstance(one, FailedLookup) and one.error.credentials_refused for one in answers)
    assert calls <= 2


def test_who_signed_stands_behind_the_words_where_the_field_for_it_is_empty() -> None:
    path = example(adapter, "delivered")
    value = json.loads(path.read_bytes())
    last = value["shipments"][0]["events"][-1]
    last.update(description="Delivered : A RECIPIENT", signedBy="")
    answer = adapter.read(json.dumps(value).encode(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert answer.events[-1].raw_text == "Delivered"
    assert answer.proof
    assert answer.proof.signed_by == "A RECIPIENT"


def test_a_colon_in_other_words_names_nobody() -> None:
    path = example(adapter, "in_transit")
    value = json.loads(path.read_bytes())
    value["shipments"][0]["events"][-1]["description"] = "Arrived : hub"
    answer = adapter.read(json.dumps(value).encode(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert answer.events[-1].raw_text == "Arrived : hub"


@pytest.mark.parametrize(
    ("area", "place"),
    [
        ("STOCKHOLM-SE", ("STOCKHOLM", "SE")),
        ("BERLIN-SCHOENEFELD-DE", ("BERLIN-SCHOENEFELD", "DE")),
        ("Alpha Beta Area", ("Alpha Beta Area", "")),
        ("FRANKFURT-MAIN", ("FRANKFURT-MAIN", "")),
        ("", ("", "")),
    ],
)
def test_a_service_area_is_a_city_and_a_country(area: str, place: tuple[str, str]) -> None:
    path = example(adapter, "in_transit")
    value = json.loads(path.read_bytes())
    value["shipments"][0]["events"][0]["serviceArea"] = [{"code": "XXX", "description": area}]
    answer = adapter.read(json.dumps(value).encode(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert (answer.events[0].place.city, answer.events[0].place.country) == place
