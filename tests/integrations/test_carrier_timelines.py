"""However a carrier shuffles and repeats events in its answer, the timeline is the same."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import ProviderError
from domain.tracking import TrackingEvent, TrackingReport, states_along
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS, asked_in, decoded, encoded, examples


def told_by(adapter: CarrierAdapter, path: Path, body: bytes) -> tuple[TrackingEvent, ...]:
    try:
        answer = adapter.read(body, asked_in(path))
    except ProviderError:
        return ()
    return answer.events if isinstance(answer, TrackingReport) else ()


def tellable(adapter: CarrierAdapter, path: Path) -> bool:
    """Tell whether an example has several events, each at a time of its own."""
    events = told_by(adapter, path, path.read_bytes())
    return len({event.occurred_at.astimezone(UTC) for event in events}) == len(events) > 1


EXAMPLES = [
    pytest.param(adapter, path, id=f"{adapter.key}-{path.stem}")
    for adapter, path in examples()
    if tellable(adapter, path)
]


NO_LISTS = {"budbee"}
"""Who tells one state and the times of its steps, by name: there is no order to be shuffled."""


def lists_in(value: Any) -> Iterator[list[Any]]:
    """Yield every list of objects in an answer, the inner ones too."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list) and len(value) > 1 and all(isinstance(one, dict) for one in value):
        yield value
    for one in inner:
        yield from lists_in(one)


def timeline(events: tuple[TrackingEvent, ...]) -> list[tuple[str, str, str]]:
    once = {event.key: event for event in events}.values()
    return [(event.key, event.raw_text, state.status) for event, state in states_along(once)]


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_events_shuffled_and_repeated_in_the_answer_make_the_same_timeline(
    adapter: CarrierAdapter, path: Path, seed: int
) -> None:
    chance = Random(seed)
    plain = told_by(adapter, path, path.read_bytes())
    value = decoded(path)
    for rows in lists_in(value):
        if len(rows) >= len(plain):
            rows.extend(chance.choices(rows, k=chance.randint(0, len(rows))))
            chance.shuffle(rows)
    assert timeline(told_by(adapter, path, encoded(path, value))) == timeline(plain)


def test_every_carrier_has_an_answer_to_shuffle() -> None:
    shuffled = {
        adapter.key
        for adapter, path in examples()
        if tellable(adapter, path)
        and any(
            len(rows) >= len(told_by(adapter, path, path.read_bytes()))
            for rows in lists_in(decoded(path))
        )
    }
    assert shuffled == {adapter.key for adapter in ADAPTERS} - NO_LISTS
