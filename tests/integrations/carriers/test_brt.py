"""What BRT is asked, how it refuses with HTTP 200, and what its clocks look like."""

import json

import pytest

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingReport
from integrations.carriers.brt import adapter
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import assert_the_account_is_refused
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("084591003017181")


def test_the_account_is_named_in_headers_of_brts_own() -> None:
    (asked,) = asked_by(adapter, [NUMBER], user_id="1020", password="secret").asked
    assert asked.method == "GET"
    assert asked.path == f"/rest/v1/tracking/parcelID/{NUMBER.number}"
    assert (asked.headers["userID"], asked.headers["password"]) == ("1020", "secret")
    assert "Authorization" not in asked.headers


def test_a_refusal_of_the_account_with_http_200_ends_the_batch() -> None:
    assert_the_account_is_refused(adapter, example(adapter, "refused_with_http_200").read_bytes())


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("03.03.2026", "08.30", "2026-03-03T08:30:00+01:00"),
        ("03/07/2026", "08:30:59", "2026-07-03T08:30:00+02:00"),
        ("03-03-2026", "", "2026-03-03T00:00:00+01:00"),
    ],
)
def test_a_moment_is_read_whatever_stands_between_its_figures(
    day: str, hour: str, moment: str
) -> None:
    event = {"evento": {"data": day, "ora": hour, "id": "703"}}
    body = json.dumps({"ttParcelIdResponse": {"esito": 0, "lista_eventi": [event]}}).encode()
    report = adapter.read(body, NUMBER)
    assert isinstance(report, TrackingReport)
    assert [event.occurred_at.isoformat() for event in report.events] == [moment]


def test_a_day_without_hours_is_expected_all_day() -> None:
    told = {"bolla": {"dati_consegna": {"data_teorica_consegna": "03.03.2026"}}, "esito": 0}
    report = adapter.read(json.dumps({"ttParcelIdResponse": told}).encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    assert report.estimate
    assert [report.estimate.earliest.isoformat(), report.estimate.latest.isoformat()] == [
        "2026-03-03T00:00:00+01:00",
        "2026-03-03T23:59:00+01:00",
    ]


@pytest.mark.parametrize("esito", [-1, "-22", None])
def test_a_result_other_than_0_is_no_answer(esito: object) -> None:
    with pytest.raises(ProviderError) as refusal:
        adapter.read(json.dumps({"ttParcelIdResponse": {"esito": esito}}).encode(), NUMBER)
    assert not refusal.value.permanent
