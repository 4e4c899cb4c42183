"""What Poste Italiane is asked, and what it says in Italian only."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiohttp import web

from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    state_after,
)
from integrations.carriers.poste_italiane import adapter
from integrations.carriers.poste_italiane.sentences import alike, expected_day
from integrations.carriers.poste_italiane.statuses import BEGINNINGS, WHOLE_SENTENCES, meaning_of
from tests.integrations.lines import line_to
from tests.integrations.loopback import serving
from tests.integrations.postbox import asked_by

SAMPLES = Path(__file__).parents[3].parent / "shared/data/carriers/payloads/poste_italiane"
NUMBER = TrackedNumber("3060012345678")


def test_it_is_asked_for_the_whole_history_in_sentences() -> None:
    (asked,) = asked_by(adapter, [NUMBER], client_id="id").asked
    assert asked.method == "GET"
    assert asked.path == "/postalandlogistics/parcel/tracking"
    assert asked.headers["POSTE_clientID"] == "id"
    assert asked.headers["Authorization"] == "Bearer token-1"
    assert dict(asked.query) == {
        "waybillNumber": NUMBER.number,
        "lastTracingState": "N",
        "statusDescription": "E",
        "customerType": "DQ",
    }


def signed_in_with(told: dict[str, object]) -> tuple[dict[str, object], Sequence[TrackingAnswer]]:
    """Let the adapter sign in; return what it asked for a token with, and its answers."""
    asked: dict[str, object] = {}

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        if request.path != adapter.sign_in_path:
            return web.Response(status=404)
        asked.update(json.loads(await request.read()))
        return web.json_response(told)

    async def run() -> Sequence[TrackingAnswer]:
        known = {"client_id": "id", "secret_id": "secret"}
        async with serving(answer) as url, line_to(adapter, url, credentials=known) as line:
            return await adapter.track(line, [NUMBER])

    return asked, asyncio.run(run())


def test_a_token_is_asked_for_in_postes_own_names() -> None:
    asked, _ = signed_in_with({"access_token": "a.b.c", "expires_in": 3599})
    assert str(asked.pop("scope")).endswith("/.default")
    assert asked == {"clientId": "id", "secretId": "secret", "grantType": "client_credentials"}


def test_a_refusal_of_the_account_comes_with_http_200_and_is_said_to_be_one() -> None:
    _, (answer,) = signed_in_with({"error": "invalid_client", "error_description": "No"})
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Consegna prevista entro Giovedì 1 Gennaio 2026", "2026-01-01"),
        ("consegna prevista 31 DICEMBRE 2026", "2026-12-31"),
        ("Consegna prevista entro lunedì 3° agosto 2026", "2026-08-03"),
        ("Consegna prevista entro 31 febbraio 2026", None),
        ("Consegna prevista entro 1 smarch 2026", None),
        ("Consegna prevista a breve", None),
        ("", None),
    ],
)
def test_an_expected_day_is_read_from_its_sentence(sentence: str, day: str | None) -> None:
    window = expected_day(sentence)
    assert (window and window.earliest.date().isoformat()) == day


@pytest.mark.parametrize("sentence", [*BEGINNINGS, *WHOLE_SENTENCES])
def test_every_sentence_is_known_in_its_other_spellings(sentence: str) -> None:
    wanted = meaning_of("", sentence)
    assert wanted
    assert meaning_of("", sentence.replace(" è ", " e' ").upper() + " . ") == wanted
    assert meaning_of("", sentence.replace("'", "’").capitalize()) == wanted
    assert alike(sentence) == sentence


@pytest.mark.parametrize(
    "where", ["all'ufficio postale", "presso un punto di ritiro", "in un locker"]
)
def test_delivered_to_a_place_to_wait_is_not_delivered(where: str) -> None:
    assert meaning_of("", f"La spedizione è stata consegnata {where}") is None


@pytest.mark.parametrize(
    ("sample", "status"), [("active", Status.OUT_FOR_DELIVERY), ("delivered", Status.DELIVERED)]
)
def test_samples_mean_what_their_names_say(sample: str, status: Status) -> None:
    path = SAMPLES / f"hapi_{sample}.json"
    if not path.exists():
        pytest.skip("no samples of Poste Italiane beside the repository")
    report = adapter.read(path.read_bytes(), NUMBER)
    assert isinstance(report, TrackingReport)
    assert all(event.meaning for event in report.events)
    assert state_after(report.events).status is status
    if sample == "active":
        assert report.estimate
        assert report.estimate.earliest.date().isoformat() == "2026-01-01"
