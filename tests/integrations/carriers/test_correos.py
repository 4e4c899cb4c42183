"""What Correos is asked, how it signs in, and what is peculiar to its answers."""

import json
from pathlib import Path

import pytest

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber, state_after
from integrations.carriers.correos import adapter
from integrations.carriers.correos.client import read_token
from tests.integrations.postbox import asked_by

SAMPLES = Path(__file__).parents[3].parent / "shared/data/carriers/payloads/correos_es"
NUMBER = TrackedNumber("PQ4XK7040001234567890X")


def test_a_token_for_tracking_is_asked_for_with_the_scope_of_tracking() -> None:
    box = asked_by(adapter, [NUMBER], client_id="id", client_secret="secret")
    (sign_in,) = box.sign_ins
    assert sign_in.path == "/Api/Authorize/Token"
    assert box.forms == [
        {
            "grant_type": "client_credentials",
            "client_id": "id",
            "client_secret": "secret",
            "scope": "TPB",
        }
    ]


def test_the_application_is_named_beside_the_token() -> None:
    box = asked_by(adapter, [NUMBER], gateway_client_id="app", gateway_client_secret="key")
    (asked,) = box.asked
    assert asked.path == f"/support/trackpub/api/v2/search/{NUMBER.number}"
    assert asked.headers["Authorization"] == "Bearer token-1"
    assert (asked.headers["client_id"], asked.headers["client_secret"]) == ("app", "key")


def test_one_pair_of_credentials_serves_for_both_where_there_is_no_other() -> None:
    box = asked_by(
        adapter,
        [NUMBER],
        client_id="id",
        client_secret="secret",
        gateway_client_id="",
        gateway_client_secret="",
    )
    (asked,) = box.asked
    assert (asked.headers["client_id"], asked.headers["client_secret"]) == ("id", "secret")


def test_a_number_is_asked_for_in_capitals() -> None:
    (asked,) = asked_by(adapter, [TrackedNumber("pq4xk7040001234567890x")]).asked
    assert asked.path.endswith("/PQ4XK7040001234567890X")


def test_a_number_of_correos_express_is_never_sent() -> None:
    assert asked_by(adapter, [TrackedNumber("3230001234567890")]).asked == []


@pytest.mark.parametrize(
    ("told", "token", "seconds"),
    [
        ({"idToken": "a.b.c", "expiresIn": 1800}, "a.b.c", 1800),
        ({"idToken": "a.b.c"}, "a.b.c", 1500),
        ({"access_token": "a.b.c", "expires_in": 60}, "a.b.c", 60),
        ({}, "", 30),
    ],
)
def test_a_token_is_read_by_either_name(told: object, token: str, seconds: float) -> None:
    read = read_token(json.dumps(told).encode())
    assert (read.value, read.seconds) == (token, seconds)


@pytest.mark.parametrize("result", ["0", 0], ids=["text", "figure"])
def test_a_result_may_be_a_figure_or_a_text(result: object) -> None:
    body = json.dumps([{"events": [], "error": {"codError": result}}]).encode()
    assert isinstance(adapter.read(body, NUMBER), TrackingReport)


def test_a_single_refusal_without_its_list_is_read_too() -> None:
    assert adapter.read(b'{"error": {"codError": "3"}}', NUMBER) == UnknownNumber(NUMBER.number)


def test_an_answer_that_says_neither_events_nor_a_result_is_none() -> None:
    with pytest.raises(ProviderError) as refusal:
        adapter.read(b'[{"code": "PQ"}]', NUMBER)
    assert not refusal.value.permanent


@pytest.mark.parametrize("delivered", ["IPUDO02V", "I01H220V", "I01H230V"])
def test_what_correos_counts_as_delivered_without_being_so_is_not_taken_for_it(
    delivered: str,
) -> None:
    assert delivered not in adapter.statuses


@pytest.mark.parametrize(
    ("sample", "status"),
    [
        ("active", Status.OUT_FOR_DELIVERY),
        ("delivered", Status.DELIVERED),
        ("pickup", Status.AVAILABLE_FOR_PICKUP),
    ],
)
def test_samples_of_the_older_interface_mean_what_their_names_say(
    sample: str, status: Status
) -> None:
    path = SAMPLES / f"hapi_{sample}_sample.json"
    if not path.exists():
        pytest.skip("no samples of Correos beside the repository")
    report = adapter.read(path.read_bytes(), NUMBER)
    assert isinstance(report, TrackingReport)
    assert all(event.meaning for event in report.events)
    assert state_after(report.events).status is status
    assert all(str(event.occurred_at.tzinfo) == "Europe/Madrid" for event in report.events)
