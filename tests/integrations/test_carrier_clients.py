"""What every carrier's client does with what a server does, over real HTTP on the loopback."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiohttp import web

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
)
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import PATIENT, Patience
from tests.integrations.carrier_examples import ADAPTERS, asked_in, example
from tests.integrations.lines import SECRET, line_to, with_tokens
from tests.integrations.loopback import (
    Answering,
    address_nobody_listens_at,
    always,
    never,
    serving,
)

EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)
HTML = b"<!DOCTYPE html><title>Service unavailable</title>"


def asked(adapter: CarrierAdapter) -> TrackedNumber:
    return asked_in(example(adapter, "in_transit"))


def found(adapter: CarrierAdapter) -> bytes:
    return example(adapter, "in_transit").read_bytes()


def others(adapter: CarrierAdapter, count: int) -> list[TrackedNumber]:
    """Return numbers of the right length and form that differ in their middle."""
    number = asked(adapter).number
    half = len(number) // 2
    width = len(str(count))
    return [
        TrackedNumber(f"{number[: half - width]}{index:0{width}d}{number[half:]}")
        for index in range(count)
    ]


def track(
    adapter: CarrierAdapter,
    answer: Answering,
    numbers: Sequence[TrackedNumber] | None = None,
    patience: Patience = PATIENT,
) -> Sequence[TrackingAnswer]:
    async def run() -> Sequence[TrackingAnswer]:
        async with (
            serving(with_tokens(adapter, answer)) as url,
            line_to(adapter, url, patience=patience) as line,
        ):
            return await adapter.track(line, [asked(adapter)] if numbers is None else numbers)

    return asyncio.run(run())


def failure(answers: Sequence[TrackingAnswer]) -> ProviderError:
    (answer,) = answers
    assert isinstance(answer, FailedLookup)
    assert answer.asked
    assert SECRET not in str(answer.error)
    return answer.error


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
def test_every_number_is_answered_in_order_though_one_fails(adapter: CarrierAdapter) -> None:
    numbers = others(adapter, 30)

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        told = str(request.url) + (await request.read()).decode()
        if numbers[7].number in told:
            return web.Response(status=500)
        if numbers[29].number in told:
            return web.Response(status=404)
        here = next(number.number for number in numbers if number.number in told)
        return web.Response(
            body=found(adapter).replace(asked(adapter).number.encode(), here.encode())
        )

    answers = track(adapter, answer, numbers)
    assert [one.number for one in answers] == [number.number for number in numbers]
    assert type(answers[7]) is FailedLookup
    if adapter.per_call == 1:
        assert type(answers[29]) is UnknownNumber
        assert [type(one) for one in answers].count(TrackingReport) == 28


@EVERY_CARRIER
def test_a_pause_asked_for_ends_the_batch(adapter: CarrierAdapter) -> None:
    calls = 0

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        return web.Response(status=429, headers={"Retry-After": "60"})

    answers = track(adapter, answer, others(adapter, 250))
    assert len(answers) == 250
    assert all(
        isinstance(one, FailedLookup) and one.error.retry_after == timedelta(seconds=60)
        for one in answers
    )
    assert calls <= 100


@EVERY_CARRIER
def test_an_outage_ends_the_batch_and_the_numbers_not_asked_for_say_so(
    adapter: CarrierAdapter,
) -> None:
    answers = track(adapter, always(503, HTML), others(adapter, 250 * adapter.per_call))
    failed = [one for one in answers if isinstance(one, FailedLookup)]
    assert len(failed) == len(answers)
    kept_back = [one for one in failed if not one.asked]
    assert 0 < len(kept_back) < len(failed)
    assert not any(one.error.permanent for one in failed)


@EVERY_CARRIER
def test_nothing_asked_is_nothing_answered(adapter: CarrierAdapter) -> None:
    assert list(track(adapter, always(500), [])) == []


@EVERY_CARRIER
def test_a_number_cannot_change_the_question(adapter: CarrierAdapter) -> None:
    seen: list[tuple[web.BaseRequest, str]] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        seen.append((request, (await request.read()).decode()))
        return web.Response(status=404)

    track(adapter, answer)
    plain, body = seen.pop()
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
