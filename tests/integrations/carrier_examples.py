"""Find the carriers' examples and write down what was read, so that it can be compared."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import integrations.carriers
from domain.errors import ProviderError
from domain.tracking import TrackedNumber, TrackingEvent, UnknownNumber, state_after
from integrations.carrier_adapter import CarrierAdapter
from integrations.registry import discover_carriers

ADAPTERS = discover_carriers()


def folder_of(adapter: CarrierAdapter) -> Path:
    return Path(integrations.carriers.__path__[0]) / adapter.key / "examples"


def examples() -> Iterator[tuple[CarrierAdapter, Path]]:
    for adapter in ADAPTERS:
        for path in sorted(folder_of(adapter).glob("*.json")):
            if not path.name.endswith(".expected.json"):
                yield adapter, path


def asked_in(expected: Path) -> TrackedNumber:
    return TrackedNumber(**json.loads(expected.read_bytes())["asked"])


def describe(adapter: CarrierAdapter, body: bytes, asked: TrackedNumber) -> dict[str, Any]:
    try:
        answer = adapter.read(body, asked)
    except ProviderError as error:
        return {"answer": "failed", "reason": error.reason, "permanent": error.permanent}
    if isinstance(answer, UnknownNumber):
        return {"answer": "unknown", "number": answer.number}
    state, estimate, point = state_after(answer.events), answer.estimate, answer.pickup_point
    return {
        "answer": "report",
        "number": answer.number,
        "status": state.status,
        "sub_status": state.sub_status,
        "flags": [
            flag for flag in ("delayed", "action_required", "is_return_leg") if getattr(state, flag)
        ],
        "estimate": estimate and [estimate.earliest.isoformat(), estimate.latest.isoformat()],
        "pickup_point": point and json.loads(json.dumps(asdict(point))),
        "events": list(map(_event, answer.events)),
    }


def _event(event: TrackingEvent) -> list[Any]:
    meaning = event.meaning
    place = event.place
    return [
        event.occurred_at.isoformat() + (" assumed" if event.zone_assumed else ""),
        event.raw_code,
        "unknown" if meaning is None else meaning.status,
        event.raw_text,
        ", ".join(filter(None, (place.name, place.city, place.country))),
    ]
