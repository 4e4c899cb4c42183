"""What Australia Post is asked, how it refuses, and how its words and places are read."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.status import Meaning, Status
from domain.tracking import (
    FailedLookup,
    Place,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations import meanings
from integrations.carriers.australia_post import adapter
from integrations.carriers.australia_post.places import place_of
from integrations.carriers.australia_post.statuses import meaning_of
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.client_trials import batch
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("7XX1000634011427")


def told(body: bytes, *numbers: TrackedNumber) -> tuple[Sequence[TrackingAnswer], bool]:
    """Return what comes of an answer with HTTP 200, and whether it ends the batch."""
    return batch(adapter, always(200, body), numbers or [NUMBER])


def result_of(name: str) -> dict[str, object]:
    body = json.loads(example(adapter, name).read_bytes())
    result: dict[str, object] = body["tracking_results"][0]
    return result


def test_ten_numbers_are_asked_for_a_call_with_the_key_and_the_account() -> None:
    numbers = [TrackedNumber(f"7XX10006340114{index:02d}") for index in range(25)]
    box = asked_by(adapter, numbers, api_key="id", password="secret", account_number="0001234567")
    assert {(one.method, one.path) for one in box.asked} == {("GET", "/shipping/v1/track")}
    assert {one.headers["Authorization"] for one in box.asked} == {"Basic aWQ6c2VjcmV0"}
    assert {one.headers["Account-Number"] for one in box.asked} == {"0001234567"}
    assert sorted(len(one.query["tracking_ids"].split(",")) for one in box.asked) == [5, 10, 10]


def test_each_number_of_a_call_is_answered_for_itself() -> None:
    results = [
        result_of("in_transit"),
        {"tracking_id": "A000000001", "errors": [{"code": "ESB-10001"}]},
        {"tracking_id": "A000000002", "errors": [{"code": "ESB-20010"}]},
    ]
    numbers = [NUMBER, *(TrackedNumber(f"A00000000{index}") for index in (1, 2, 3))]
    answers, stopped = told(json.dumps({"tracking_results": results}).encode(), *numbers)
    report, unknown, failed, left_out = answers
    assert isinstance(report, TrackingReport)
    assert unknown == UnknownNumber("A000000001")
    assert isinstance(failed, FailedLookup)
    assert isinstance(left_out, FailedLookup)
    assert not stopped


def test_too_many_calls_within_http_200_ask_for_a_pause() -> None:
    (answer,), stopped = told(example(adapter, "throttled_with_http_200").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.retry_after == timedelta(minutes=1)
    assert not answer.error.permanent
    assert stopped


def test_an_account_it_does_not_know_ends_the_batch() -> None:
    (answer,), stopped = told(example(adapter, "account_unknown").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert stopped


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Onboard for delivery", meanings.OUT),
        ("ONBOARD  FOR DELIVERY", meanings.OUT),
        ("Awaiting collection at KEW LPO", meanings.READY),
        ("In transit to next facility in SUNSHINE WEST VIC", meanings.MOVING),
        ("Return to sender in progress", meanings.GOING_BACK),
        ("Delivered", meanings.DELIVERED),
        ("Delivered to nobody we know of", None),
        ("Not delivered", None),
    ],
)
def test_words_are_compared_whole_but_for_those_that_go_on_with_a_place(
    words: str, meaning: Meaning | None
) -> None:
    assert meaning_of(words) == meaning


def test_a_status_that_no_event_says_counts_as_of_the_last_event() -> None:
    path = example(adapter, "at_pickup_point")
    report = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(report, TrackingReport)
    said, last = report.events[:2]
    assert said.meaning == meanings.READY
    assert (said.occurred_at, said.place) == (last.occurred_at, last.place)
    assert state_after(report.events).status is Status.AVAILABLE_FOR_PICKUP


def test_a_status_alone_has_no_time_and_is_no_event() -> None:
    item = {"article_id": NUMBER.number, "status": "Delivered", "events": []}
    body = {"tracking_results": [{"tracking_id": NUMBER.number, "trackable_items": [item]}]}
    report = adapter.read(json.dumps(body).encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    assert report.events == ()


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("KEW VIC", Place(city="KEW", country="AU")),
        ("SUNSHINE WEST, VIC", Place(city="SUNSHINE WEST", country="AU")),
        ("CHICAGO (US)", Place(city="CHICAGO", country="US")),
        ("SYDNEY (AU)", Place(city="SYDNEY", country="AU")),
        ("International mail centre", Place(name="International mail centre")),
        ("OSAKA", Place(name="OSAKA")),
        ("", Place()),
    ],
)
def test_a_place_has_a_country_where_its_words_say_so(location: str, place: Place) -> None:
    assert place_of(location) == place
