"""What Bring is asked, and the words of its answers that mislead."""

from pathlib import Path

import pytest

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport, state_after
from integrations.carriers import bring
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import assert_the_account_is_refused
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("370712345678901234")
SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "carriers" / "payloads" / "bring"


def told_in(name: str) -> TrackingReport:
    answer = bring.adapter.read(example(bring.adapter, name).read_bytes(), NUMBER)
    assert isinstance(answer, TrackingReport)
    return answer


def test_bring_is_asked_by_number_with_user_and_key_in_headers() -> None:
    account = {"api_uid": "me@example.com", "api_key": "key", "client_url": "https://shop.example"}
    (asked,) = asked_by(bring.adapter, [NUMBER], **account).asked
    assert asked.method == "GET"
    assert asked.path == "/tracking/api/v2/tracking.json"
    assert dict(asked.query) == {"q": NUMBER.number, "lang": "en"}
    assert asked.headers["X-Mybring-API-Uid"] == "me@example.com"
    assert asked.headers["X-Mybring-API-Key"] == "key"
    assert asked.headers["X-Bring-Client-URL"] == "https://shop.example"


def test_an_account_without_a_shop_address_sends_none() -> None:
    (asked,) = asked_by(bring.adapter, [NUMBER], client_url="").asked
    assert "X-Bring-Client-URL" not in asked.headers


def test_a_refusal_with_http_200_refuses_the_account_and_ends_the_batch() -> None:
    refusal = example(bring.adapter, "refused_with_http_200")
    assert_the_account_is_refused(bring.adapter, refusal.read_bytes())


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ('Arrived at <a href="https://x.example/?a=1&b=2">KIOSK &amp; CAFE</a>.', "KIOSK & CAFE."),
        ('Your <span rel="tooltip" title="All of it">shipment</span> is here', "shipment is here"),
        ("2 < 3 and <i>more</i>", "2 < 3 and <i>more</i>"),
        ("<a " * 400, ""),
    ],
)
def test_a_description_is_read_without_links_and_tooltips(told: str, read: str) -> None:
    body = example(bring.adapter, "at_pickup_point").read_text()
    words = "The parcel has arrived at KIOSK & CAFE MAJORSTUEN."
    escaped = told.replace('"', '\\"')
    answer = bring.adapter.read(body.replace(words, escaped).encode(), NUMBER)
    assert isinstance(answer, TrackingReport)
    assert read in answer.events[1].raw_text
    assert "href" not in answer.events[1].raw_text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("deviation_leaves_the_status", Status.AVAILABLE_FOR_PICKUP),
        ("home_delivery_called_off_is_not_cancelled", Status.IN_TRANSIT),
        ("collected_from_the_sender_is_not_delivered", Status.IN_TRANSIT),
        ("two_packages_one_delivered", Status.OUT_FOR_DELIVERY),
        ("going_back", Status.RETURNING),
    ],
)
def test_words_that_mislead_are_not_believed(name: str, status: Status) -> None:
    assert state_after(told_in(name).events).status is status


def test_who_signed_is_told_as_proof_and_kept_nowhere_else() -> None:
    delivered = told_in("delivered")
    assert delivered.proof
    assert delivered.proof.signed_by == "A. Recipient"
    assert not any("A. Recipient" in event.raw for event in delivered.events)


def test_the_inbox_of_the_carriers_own_app_is_not_taken_for_an_answer() -> None:
    paths = sorted(SAMPLES.glob("*inbox*.json"))
    if not paths:
        pytest.skip("no samples of bring beside the repository")
    for path in paths:
        with pytest.raises(ProviderError, match="no consignmentSet"):
            bring.adapter.read(path.read_bytes(), NUMBER)
