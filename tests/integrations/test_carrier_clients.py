"""What every carrier's client does with one answer of a server, over real HTTP on the loopback."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiohttp import web

from domain.tracking import TrackedNumber, TrackingAnswer, TrackingReport, UnknownNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import Patience
from tests.integrations.carrier_examples import ADAPTERS
from tests.integrations.client_trials import HTML, asked, failure, found, track
from tests.integrations.lines import SECRET, line_to
from tests.integrations.loopback import address_nobody_listens_at, always, never

EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)


@EVERY_CARRIER
def test_a_found_number_is_reported(adapter: CarrierAdapter) -> None:
    (answer,) = track(adapter, always(200, found(adapter)))
    assert isinstance(answer, TrackingReport)
    assert answer.number == asked(adapter).number
    assert answer.events


@EVERY_CARRIER
def test_404_means_that_the_number_is_unknown(adapter: CarrierAdapter) -> None:
    (answer,) = track(adapter, always(404, b'{"detail": "nothing"}'))
    assert answer == UnknownNumber(asked(adapter).number)


@EVERY_CARRIER
def test_429_is_transient_and_says_when_to_come_back(adapter: CarrierAdapter) -> None:
    error = failure(track(adapter, always(429, headers={"Retry-After": "90"})))
    assert not error.permanent
    assert error.retry_after == timedelta(seconds=90)


@EVERY_CARRIER
@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_are_permanent_and_said_to_be_refused(
    adapter: CarrierAdapter, status: int
) -> None:
    error = failure(track(adapter, always(status)))
    assert error.permanent
    assert error.credentials_refused


@EVERY_CARRIER
@pytest.mark.parametrize("status", [500, 503])
def test_an_outage_page_is_transient(adapter: CarrierAdapter, status: int) -> None:
    error = failure(track(adapter, always(status, HTML, content_type="text/html")))
    assert not error.permanent
    assert not error.credentials_refused


@EVERY_CARRIER
def test_html_where_json_was_expected_is_transient(adapter: CarrierAdapter) -> None:
    error = failure(track(adapter, always(200, HTML, content_type="text/html")))
    assert not error.permanent


@EVERY_CARRIER
def test_an_endless_wait_is_given_up(adapter: CarrierAdapter) -> None:
    error = failure(track(adapter, never, patience=Patience(total=0.2)))
    assert not error.permanent
    assert error.reason == "no answer in time"


@EVERY_CARRIER
def test_an_endless_answer_is_given_up(adapter: CarrierAdapter) -> None:
    error = failure(track(adapter, always(200, b" " * 2_100_000)))
    assert "larger" in error.reason


@EVERY_CARRIER
def test_a_redirect_is_not_followed(adapter: CarrierAdapter) -> None:
    visited: list[str] = []

    async def redirect(request: web.BaseRequest) -> web.StreamResponse:
        visited.append(request.path)
        raise web.HTTPFound("/elsewhere")

    error = failure(track(adapter, redirect))
    assert "302" in error.reason
    assert "/elsewhere" not in visited


@EVERY_CARRIER
def test_a_refused_connection_is_transient_and_tells_no_secret(adapter: CarrierAdapter) -> None:
    async def run() -> Sequence[TrackingAnswer]:
        async with line_to(adapter, address_nobody_listens_at()) as line:
            return await adapter.track(line, [asked(adapter)])

    error = failure(asyncio.run(run()))
    assert not error.permanent
    assert error.__cause__ is None


@EVERY_CARRIER
def test_a_number_cannot_change_the_question(adapter: CarrierAdapter) -> None:
    seen: list[tuple[web.BaseRequest, str]] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        seen.append((request, (await request.read()).decode()))
        return web.Response(status=404)

    track(adapter, answer)
    plain, body = seen[0]
    seen.clear()
    assert asked(adapter).number in str(plain.url) + body
    begins, _, ends = plain.path.partition(asked(adapter).number)
    hostile = ["../../token", "A&apikey=x#y", "A B?service=z", "\r\nX: y", "", "ÅÄÖ😀", "9" * 5000]
    hostile += ["</a><b>", '","x":"', "A,B;C"]
    answers = track(adapter, answer, [TrackedNumber(number) for number in hostile])
    assert list(answers) == [UnknownNumber(number) for number in hostile]
    for request, _ in seen:
        assert request.path.startswith(begins)
        assert request.path.endswith(ends)
        assert request.rel_url.raw_path.count("/") == plain.rel_url.raw_path.count("/")
        assert set(request.query) == set(plain.query)
        assert request.query.get("apikey", SECRET) == SECRET


@EVERY_CARRIER
def test_the_probe_is_of_a_form_that_is_asked_for(adapter: CarrierAdapter) -> None:
    calls = 0

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        return web.Response(status=404)

    assert list(track(adapter, answer, [adapter.probe])) == [UnknownNumber(adapter.probe.number)]
    assert calls
