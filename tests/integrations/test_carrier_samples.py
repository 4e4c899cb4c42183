"""Samples by third parties, read with our parsers where they lie beside the repository."""

from pathlib import Path

import pytest

from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber, state_after
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS

SAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "carriers" / "payloads"
NUMBER = TrackedNumber("00000000000000002", country="SE")
EXPECTED = {
    "delivered": Status.DELIVERED,
    "out_for_delivery": Status.OUT_FOR_DELIVERY,
    "ready_for_pickup": Status.AVAILABLE_FOR_PICKUP,
}


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)
def test_samples_are_read_and_mean_what_their_names_say(adapter: CarrierAdapter) -> None:
    paths = sorted((SAMPLES / adapter.key).glob("*.json"))
    if not paths:
        pytest.skip(f"no samples of {adapter.key} beside the repository")
    for path in paths:
        answer = adapter.read(path.read_bytes(), NUMBER)
        if "not_found" in path.stem:
            assert isinstance(answer, UnknownNumber)
            continue
        assert isinstance(answer, TrackingReport)
        assert all(event.meaning for event in answer.events)
        wanted = [status for name, status in EXPECTED.items() if name in path.stem]
        assert [state_after(answer.events).status] == wanted
