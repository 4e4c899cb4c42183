"""Many numbers for every carrier's client: all answered, in order, until it is told to stop."""

from datetime import timedelta

import pytest
from aiohttp import web

from domain.tracking import FailedLookup, TrackingReport, UnknownNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS
from tests.integrations.client_trials import HTML, asked, found, others, track
from tests.integrations.loopback import always

EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)


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
