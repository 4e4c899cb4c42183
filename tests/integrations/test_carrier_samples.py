"""Samples by third parties, read with our parsers where they lie beside the repository."""

import re
from pathlib import Path

import pytest

from domain.status import Status
from domain.tracking import TrackingReport, UnknownNumber, state_after
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.foreign_samples import (
    NOT_OURS,
    PAYLOADS,
    adapter_of,
    name_of,
    payloads,
    read_sample,
    reason_to_leave,
    samples,
)

MEANS = {
    "delivered": Status.DELIVERED,
    "collected": Status.DELIVERED,
    "out_for_delivery": Status.OUT_FOR_DELIVERY,
    "delivery_sample": Status.OUT_FOR_DELIVERY,
    "pickup": Status.AVAILABLE_FOR_PICKUP,
    "waiting": Status.AVAILABLE_FOR_PICKUP,
}
WITHOUT_TIMES = {"seur/shape_simplified_b2b.json"}
"""Shapes in which no event has a time: read, and nothing in them is news."""


@pytest.fixture(autouse=True)
def _beside_the_repository() -> None:
    if not PAYLOADS.is_dir():
        pytest.skip("no samples of carriers lie beside the repository")


SAMPLES = [pytest.param(adapter, path, id=name_of(path)) for adapter, path in samples()]


@pytest.mark.parametrize(("adapter", "path"), SAMPLES)
def test_a_sample_is_read_and_means_what_its_name_says(adapter: CarrierAdapter, path: Path) -> None:
    answers = read_sample(adapter, path)
    assert answers
    for answer in answers:
        if "not_found" in path.stem:
            assert isinstance(answer, UnknownNumber)
            continue
        assert isinstance(answer, TrackingReport)
        assert bool(answer.events) is (name_of(path) not in WITHOUT_TIMES)
        assert all(event.meaning for event in answer.events)
        wanted = {status for word, status in MEANS.items() if re.search(word, path.stem)}
        assert wanted <= {state_after(answer.events).status}


def test_every_sample_is_read_or_left_out_for_a_reason() -> None:
    assert [
        name_of(path)
        for path in payloads()
        if not reason_to_leave(path) and adapter_of(path) is None
    ] == []


def test_every_reason_to_leave_a_sample_out_is_still_needed() -> None:
    reasons = {reason_to_leave(path) for path in payloads()}
    assert {form for form, why in NOT_OURS.items() if why not in reasons} == set()
