"""Every carrier's examples, and what every carrier's parser promises of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.status import Meaning, Status
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS, asked_in, describe, examples, folder_of

EXAMPLES = [pytest.param(a, p, id=f"{a.key}-{p.stem}") for a, p in examples()]
EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)
NOT_A_CODE = "zz-not-a-code"


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_an_example_is_read_as_expected(adapter: CarrierAdapter, path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_bytes())
    asked = TrackedNumber(**expected.pop("asked"))
    assert json.loads(json.dumps(describe(adapter, path.read_bytes(), asked))) == expected


@EVERY_CARRIER
def test_no_expectation_is_without_its_example(adapter: CarrierAdapter) -> None:
    folder = folder_of(adapter)
    expected = {path.name.removesuffix(".expected.json") for path in folder.glob("*.expected.json")}
    assert expected == {path.stem for key, path in examples() if key is adapter}


@EVERY_CARRIER
def test_examples_cover_the_life_of_a_parcel(adapter: CarrierAdapter) -> None:
    seen: set[str] = set()
    for path in folder_of(adapter).glob("*.expected.json"):
        expected = json.loads(path.read_bytes())
        seen.add(expected.get("status") or expected["answer"])
        seen.update(expected.get("flags", ()))
    assert seen >= {
        Status.INFO_RECEIVED,
        Status.IN_TRANSIT,
        Status.OUT_FOR_DELIVERY,
        Status.ATTEMPT_FAILED,
        Status.AVAILABLE_FOR_PICKUP,
        Status.DELIVERED,
        Status.EXCEPTION,
        "is_return_leg",
        "delayed",
        "unknown",
        "failed",
    }


@EVERY_CARRIER
def test_every_value_in_the_table_is_a_meaning(adapter: CarrierAdapter) -> None:
    assert adapter.statuses
    assert all(isinstance(meaning, Meaning) for meaning in adapter.statuses.values())


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_a_code_nobody_knows_has_no_meaning(adapter: CarrierAdapter, path: Path) -> None:
    asked = asked_in(path.with_suffix(".expected.json"))
    report = _report(adapter, path, asked)
    if report is None:
        return
    known = {part for event in report.events for part in event.raw_code.split("/")}
    known |= {event.raw_text for event in report.events}
    garbled = _without(json.loads(path.read_bytes()), known)
    answer = adapter.read(json.dumps(garbled).encode(), asked)
    assert isinstance(answer, TrackingReport)
    assert [event.meaning for event in answer.events] == [None] * len(answer.events)
    assert len(answer.events) >= min(1, len(report.events))


@pytest.mark.parametrize(("adapter", "path"), EXAMPLES)
def test_the_same_answer_has_the_same_fingerprint_however_it_is_spelt(
    adapter: CarrierAdapter, path: Path
) -> None:
    asked = asked_in(path.with_suffix(".expected.json"))
    report = _report(adapter, path, asked)
    if report is None:
        return
    spelt_otherwise = json.dumps({"asked_at": "now", **json.loads(path.read_bytes())}).encode()
    again = adapter.read(spelt_otherwise, asked)
    assert isinstance(again, TrackingReport)
    assert again.fingerprint == report.fingerprint
    assert len(report.fingerprint) == 32


@EVERY_CARRIER
def test_a_new_event_changes_the_fingerprint(adapter: CarrierAdapter) -> None:
    prints = {
        report.fingerprint
        for name in ("in_transit", "out_for_delivery", "delivered")
        if (report := _report(adapter, folder_of(adapter) / f"{name}.json", _any_number(adapter)))
    }
    assert len(prints) == 3


@EVERY_CARRIER
def test_the_raw_event_is_kept(adapter: CarrierAdapter) -> None:
    report = _report(adapter, folder_of(adapter) / "in_transit.json", _any_number(adapter))
    assert report
    assert all(event.raw_text in json.dumps(json.loads(event.raw)) for event in report.events)


def _any_number(adapter: CarrierAdapter) -> TrackedNumber:
    return asked_in(folder_of(adapter) / "in_transit.expected.json")


def _report(adapter: CarrierAdapter, path: Path, asked: TrackedNumber) -> TrackingReport | None:
    expected = json.loads(path.with_suffix(".expected.json").read_bytes())
    if expected["answer"] != "report":
        return None
    answer = adapter.read(path.read_bytes(), asked)
    assert not isinstance(answer, UnknownNumber)
    return answer


def _without(value: Any, known: set[str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, known) for inner in value]
    if isinstance(value, str) and known & {value, value.lower(), value.strip()}:
        return NOT_A_CODE
    return value
