"""What aggregators' pushes have in common: they may repeat, agree with answers, and bear noise."""

import pytest

from domain.errors import UnreadablePayloadError
from domain.status import Status
from domain.tracking import TrackingReport, state_after
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.aggregators.pushes import push_of, pushed
from tests.integrations.carrier_examples import ADAPTERS, asked_in, example

EVERY_AGGREGATOR = pytest.mark.parametrize(
    "adapter",
    [one for one in ADAPTERS if one.provider.aggregates],
    ids=lambda adapter: adapter.key,
)
TELLS_NEWS_ALONE = {"ship24"}


@EVERY_AGGREGATOR
def test_a_push_told_again_says_the_same_again(adapter: CarrierAdapter) -> None:
    first, again = (push_of(adapter).read(pushed(adapter)) for _ in range(2))
    assert first == again
    (report,) = first
    assert state_after(report.events).status is Status.OUT_FOR_DELIVERY


@EVERY_AGGREGATOR
def test_a_push_has_events_that_an_answer_has(adapter: CarrierAdapter) -> None:
    (report,) = push_of(adapter).read(pushed(adapter))
    path = example(adapter, "out_for_delivery")
    answer = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    told = [event.key for event in report.events]
    known = [event.key for event in answer.events]
    assert set(told) < set(known) if adapter.key in TELLS_NEWS_ALONE else told == known


@EVERY_AGGREGATOR
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[1]", b"\xff", b"[" * 100_000], ids=lambda body: repr(body[:6])
)
def test_a_push_that_is_none_is_refused_by_name(adapter: CarrierAdapter, body: bytes) -> None:
    with pytest.raises(UnreadablePayloadError):
        push_of(adapter).read(body)


@EVERY_AGGREGATOR
@pytest.mark.parametrize(
    "body", [b"{}", b'{"data": 7, "msg": [], "result": "x", "trackings": {}}'], ids=repr
)
def test_a_push_about_nothing_says_nothing(adapter: CarrierAdapter, body: bytes) -> None:
    assert list(push_of(adapter).read(body)) == []
