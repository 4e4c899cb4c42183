"""Whatever a carrier's server sends, its parser answers, or says why not in the named way."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import (
    ADAPTERS,
    asked_in,
    decoded,
    encoded,
    example,
    examples,
)

EVERY_CARRIER = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.key)
EXAMPLES = [pytest.param(a, p, id=f"{a.key}-{p.stem}") for a, p in examples()]
PATHS = {
    adapter.key: [path for owner, path in examples() if owner is adapter] for adapter in ADAPTERS
}
GO_DEEPER = 0.9
HOSTILE_XML = "\u202e<script>alert(1)</script>\nAB\u200d" + "é" * 9_000
HOSTILE = f"\x00\x1b[2J{HOSTILE_XML}"
OTHERS: list[Any] = [{}, [], [[{}]], "x", 7, None]
NUMBER = TrackedNumber("1Z999AA10123456784", "DHL Express", "SE")
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "2026-02-30",
            "2026-W10-3",
            "20260304",
            "+99:99",
            "\x00\ud800\u202e<script>",
            "x" * 600,
            10**400,
        ]
    ),
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@EVERY_CARRIER
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), parts=st.lists(ANYTHING, min_size=1, max_size=4))
def test_an_example_with_parts_replaced_is_survived(
    adapter: CarrierAdapter, seed: int, parts: list[Any]
) -> None:
    chance = random.Random(seed)
    path = chance.choice(PATHS[adapter.key])
    value = decoded(path)
    for part in parts:
        value = _with_a_part_replaced(value, part, chance)
    _answers_soundly(adapter, _written(path, value), asked_in(path))


@EVERY_CARRIER
@pytest.mark.parametrize("name", ["in_transit", "delivered"])
def test_no_part_of_an_example_need_be_of_the_kind_it_should(
    adapter: CarrierAdapter, name: str
) -> None:
    path = example(adapter, name)
    for other in OTHERS:
        for value in _with_each_part_replaced(decoded(path), other):
            _answers_soundly(adapter, _written(path, value), asked_in(path))


@EVERY_CARRIER
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_an_example_cut_off_or_overwritten_is_survived(
    adapter: CarrierAdapter, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(PATHS[adapter.key]))
    body, asked = path.read_bytes(), asked_in(path)
    at = data.draw(st.integers(0, len(body)))
    _answers_soundly(adapter, body[:at], asked)
    noise = data.draw(st.binary(min_size=1, max_size=8))
    _answers_soundly(adapter, body[:at] + noise + body[at + len(noise) :], asked)


@EVERY_CARRIER
@settings(max_examples=12, deadline=None)
@given(value=ANYTHING)
def test_any_json_is_survived(adapter: CarrierAdapter, value: Any) -> None:
    _answers_soundly(adapter, json.dumps(value).encode())


@EVERY_CARRIER
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><title>503</title>",
        b"[" * 100_000,
        b'{"shipments":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b"\xff\xfe{}",
        b"null",
        b'"text"',
        b"1" * 5_000,
        b"NaN",
        b"<a><b></a>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_answer_is_called_so_and_may_be_asked_for_again(
    adapter: CarrierAdapter, body: bytes
) -> None:
    with pytest.raises(ProviderError) as refusal:
        adapter.read(body, NUMBER)
    assert not refusal.value.permanent


@EVERY_CARRIER
def test_hostile_text_stays_text_of_bounded_length(adapter: CarrierAdapter) -> None:
    for owner, path in examples():
        if owner is not adapter:
            continue
        asked = asked_in(path)
        try:
            plain = adapter.read(path.read_bytes(), asked)
        except ProviderError:
            continue
        if isinstance(plain, UnknownNumber):
            continue
        texts = {event.raw_text for event in plain.events}
        hostile = HOSTILE_XML if path.suffix == ".xml" else HOSTILE
        answer = adapter.read(encoded(path, _with_texts(decoded(path), texts, hostile)), asked)
        assert isinstance(answer, TrackingReport)
        for event in answer.events:
            if event.raw_text:
                assert "<script>alert(1)</script> AB\u200d" in event.raw_text
            assert len(event.raw_text) <= 500
            assert len(event.raw) <= 11_000
        _is_sound(answer)


def _written(path: Path, value: Any) -> bytes:
    """Write a value as the example is written, if it can be at all."""
    try:
        return encoded(path, value)
    except (ValueError, TypeError, AttributeError):
        return b"<none/>"


def _answers_soundly(adapter: CarrierAdapter, body: bytes, asked: TrackedNumber = NUMBER) -> None:
    try:
        answer = adapter.read(body, asked)
    except ProviderError as error:
        assert len(error.reason) < 200  # noqa: PT017  # either outcome is right
        return
    assert answer.number == asked.number
    if isinstance(answer, TrackingReport):
        _is_sound(answer)


def _is_sound(report: TrackingReport) -> None:
    for event in report.events:
        assert event.occurred_at.utcoffset() is not None
        assert len(event.key) == 32
        for text in (event.raw_text, event.raw_code, event.place.city, event.place.name):
            assert len(text) <= 500
            text.encode()
            assert not any(ord(character) < 32 for character in text)
        event.raw.encode()
        assert isinstance(json.loads(event.raw), dict)
        assert "\\u0000" not in event.raw.replace("\\\\", "")
    if report.estimate:
        assert report.estimate.earliest <= report.estimate.latest


def _with_a_part_replaced(value: Any, part: Any, chance: random.Random) -> Any:
    """Walk down at random and put the part in the place of what is found there."""
    if isinstance(value, dict) and value and chance.random() < GO_DEEPER:
        key = chance.choice(sorted(value))
        if chance.random() > GO_DEEPER:
            return {name: inner for name, inner in value.items() if name != key}
        return {**value, key: _with_a_part_replaced(value[key], part, chance)}
    if isinstance(value, list) and value and chance.random() < GO_DEEPER:
        at = chance.randrange(len(value))
        return [
            *value[:at],
            _with_a_part_replaced(value[at], part, chance),
            *value[at + 1 :],
        ]
    return part


def _with_each_part_replaced(value: Any, other: Any) -> Iterator[Any]:
    yield other
    if isinstance(value, dict):
        for key, inner in value.items():
            for replaced in _with_each_part_replaced(inner, other):
                yield {**value, key: replaced}
    if isinstance(value, list):
        for at, inner in enumerate(value):
            for replaced in _with_each_part_replaced(inner, other):
                yield [*value[:at], replaced, *value[at + 1 :]]


def _with_texts(value: Any, texts: set[str], hostile: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_texts(inner, texts, hostile) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_texts(inner, texts, hostile) for inner in value]
    return hostile if isinstance(value, str) and value.strip() in texts else value
