"""Every carrier's examples, and what every carrier's parser promises of them."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from domain.errors import ProviderError
from domain.status import Meaning, Status
from domain.tracking import TrackingReport, UnknownNumber, state_after, states_along
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import (
    ADAPTERS,
    asked_in,
    decoded,
    describe,
    encoded,
    example,
    examples,
    expected_of,
    folder_of,
)

EXAMPLES = [pytest.param(a, p, id=f"{a.key}-{p.stem}") for a, p in examples()]
EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)
NOT_A_CODE = "zz-not-a-code"
A_PARCELS_LIFE = frozenset(
    {
        Status.INFO_RECEIVED,
        Status.IN_TRANSIT,
        Status.OUT_FOR_DELIVERY,
        Status.ATTEMPT_FAILED,
        Status.AVAILABLE_FOR_PICKUP,
        Status.DELIVERED,
        Status.EXCEPTION,
        "is_return_leg",
        "customs",
        "unknown",
        "failed",
    }
)
NEVER_SAID: dict[str, frozenset[str]] = {
    "postnord": frozenset({"customs"}),
    # Neither its statuses nor their details speak of the customs.
    "easypost": frozenset({"customs"}),
    # Statuses know no trouble, customs or way back; their events are listed for account holders.
    "gls": frozenset({Status.EXCEPTION, "is_return_leg", "customs"}),
    # The life cycle has six steps, and the Dutch and Belgian words we know add no trouble to them.
    "dpd": frozenset({Status.EXCEPTION, "is_return_leg", "customs"}),
    # A deviation is "a probability for delay", and said of a verified identity as well.
    "bring": frozenset({Status.EXCEPTION}),
    # Parcels stay within a country or the customs union.
    "budbee": frozenset({"customs"}),
    # SEUR sorts its codes into groups: one for all incidents, none for failed attempts or customs.
    "seur": frozenset({Status.ATTEMPT_FAILED, "customs"}),
    # Its checkpoints begin when the courier has the shipment.
    "mydhl_express": frozenset({Status.INFO_RECEIVED}),
    # Waiting parcels are said in words, "ready to be fetched" among them, but no code is known.
    "yanwen": frozenset({Status.AVAILABLE_FOR_PICKUP}),
    # Which codes speak of customs is published nowhere, and none came up in answers we know.
    "royal_mail": frozenset({"customs"}),
}
"""What a carrier's interface has no word for."""


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_an_example_is_read_as_expected(adapter: CarrierAdapter, path: Path) -> None:
    expected = expected_of(path)
    del expected["asked"]
    told = describe(adapter, path.read_bytes(), asked_in(path))
    assert json.loads(json.dumps(told)) == expected


@EVERY_CARRIER
def test_no_expectation_is_without_its_example(adapter: CarrierAdapter) -> None:
    folder = folder_of(adapter)
    expected = {path.name.removesuffix(".expected.json") for path in folder.glob("*.expected.json")}
    assert expected == {path.stem for key, path in examples() if key is adapter}


@EVERY_CARRIER
def test_examples_cover_the_life_of_a_parcel(adapter: CarrierAdapter) -> None:
    seen: set[str] = set()
    for owner, path in examples():
        if owner is adapter:
            expected = expected_of(path)
            seen |= {expected.get("status") or expected["answer"], *expected.get("flags", ())}
            if _passes_customs(adapter, path):
                seen.add("customs")
    never = NEVER_SAID.get(adapter.key, frozenset())
    assert seen >= A_PARCELS_LIFE - never
    assert not seen & never


@EVERY_CARRIER
def test_every_value_in_the_table_is_a_meaning(adapter: CarrierAdapter) -> None:
    assert adapter.statuses
    assert all(isinstance(meaning, Meaning) for meaning in adapter.statuses.values())


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_a_code_nobody_knows_keeps_the_status_and_the_raw_event(
    adapter: CarrierAdapter, path: Path
) -> None:
    report = _report(adapter, path)
    if report is None:
        return
    known = {part for event in report.events for part in event.raw_code.split("/")}
    known |= {event.raw_text for event in report.events}
    known |= {part for key in adapter.statuses for part in key.split("/")}
    garbled = encoded(path, _without(decoded(path), known))
    answer = adapter.read(garbled, asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert [event.meaning for event in answer.events] == [None] * len(answer.events)
    assert len(answer.events) >= min(1, len(report.events))
    assert state_after([*report.events, *answer.events]).status is state_after(report.events).status


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_the_same_answer_has_the_same_fingerprint_however_it_is_spelt(
    adapter: CarrierAdapter, path: Path
) -> None:
    report = _report(adapter, path)
    if report is None:
        return
    again = adapter.read(encoded(path, decoded(path)), asked_in(path))
    assert isinstance(again, TrackingReport)
    assert again.fingerprint == report.fingerprint
    assert len(report.fingerprint) == 32


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_events_shuffled_and_told_twice_give_the_same_timeline(
    adapter: CarrierAdapter, path: Path
) -> None:
    report = _report(adapter, path)
    if report is None:
        return
    chance = random.Random(path.stem)
    for _ in range(10):
        told = [*report.events, *chance.choices(report.events, k=len(report.events))]
        chance.shuffle(told)
        once = {event.key: event for event in told}.values()
        assert list(states_along(once)) == list(
            states_along({event.key: event for event in report.events}.values())
        )


@EVERY_CARRIER
def test_a_new_event_changes_the_fingerprint(adapter: CarrierAdapter) -> None:
    prints = {
        report.fingerprint
        for name in ("in_transit", "out_for_delivery", "delivered")
        if (report := _report(adapter, example(adapter, name)))
    }
    assert len(prints) == 3


@EVERY_CARRIER
def test_the_raw_event_is_kept(adapter: CarrierAdapter) -> None:
    report = _report(adapter, example(adapter, "in_transit"))
    assert report
    assert all(event.raw_text in json.dumps(json.loads(event.raw)) for event in report.events)


def _passes_customs(adapter: CarrierAdapter, path: Path) -> bool:
    report = _report(adapter, path)
    meanings = [event.meaning for event in report.events if event.meaning] if report else []
    return any("customs" in (meaning.sub_status or "") for meaning in meanings)


def _report(adapter: CarrierAdapter, path: Path) -> TrackingReport | None:
    try:
        answer = adapter.read(path.read_bytes(), asked_in(path))
    except ProviderError:
        return None
    return None if isinstance(answer, UnknownNumber) else answer


def _without(value: Any, known: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, known) for inner in value]
    if isinstance(value, str) and known & {value, value.lower(), value.strip()}:
        return NOT_A_CODE
    if isinstance(value, int) and not isinstance(value, bool) and str(value) in known:
        return NOT_A_CODE
    return value
