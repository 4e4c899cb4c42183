"""Find the examples of carriers and aggregators and write down what was read, to compare it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import xmltodict

from domain.errors import ProviderError
from domain.tracking import (
    PickupPoint,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations import aggregators, carriers
from integrations.carrier_adapter import CarrierAdapter
from integrations.registry import discover_adapters

ADAPTERS = tuple(discover_adapters().values())
KINDS = (".json", ".xml")
NEW_IN_POINTS = ("country", "code")


def folder_of(adapter: CarrierAdapter) -> Path:
    package = carriers if adapter.serves else aggregators
    return Path(package.__path__[0]) / adapter.key / "examples"


def examples() -> Iterator[tuple[CarrierAdapter, Path]]:
    for adapter in ADAPTERS:
        for path in sorted(folder_of(adapter).iterdir()):
            if path.suffix in KINDS and path.stem.count(".") == 0:
                yield adapter, path


def expected_of(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_bytes())
    return expected


def asked_in(path: Path) -> TrackedNumber:
    return TrackedNumber(**expected_of(path)["asked"])


def example(adapter: CarrierAdapter, name: str) -> Path:
    """Return the example of a name, whatever it is written in."""
    return next(path for owner, path in examples() if owner is adapter and path.stem == name)


def decoded(path: Path) -> Any:
    body = path.read_bytes()
    return xmltodict.parse(body) if path.suffix == ".xml" else json.loads(body)


def encoded(path: Path, value: Any) -> bytes:
    """Write a value in the language of an example; XML takes only what has one root."""
    if path.suffix == ".xml":
        return xmltodict.unparse(value).encode()
    return json.dumps(value).encode()


def describe(adapter: CarrierAdapter, body: bytes, asked: TrackedNumber) -> dict[str, Any]:
    try:
        answer = adapter.read(body, asked)
    except ProviderError as error:
        return {
            "answer": "failed",
            "reason": error.reason,
            "permanent": error.permanent,
            **({"credentials_refused": True} if error.credentials_refused else {}),
        }
    if isinstance(answer, UnknownNumber):
        return {"answer": "unknown", "number": answer.number}
    return describe_report(answer)


def describe_report(answer: TrackingReport) -> dict[str, Any]:
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
        "pickup_point": point and _point(point),
        **({"proof": asdict(answer.proof)} if answer.proof else {}),
        **({"hand_over": asdict(answer.hand_over)} if answer.hand_over else {}),
        "events": list(map(_event, answer.events)),
    }


def _point(point: PickupPoint) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(asdict(point)))
    return {key: value for key, value in told.items() if value or key not in NEW_IN_POINTS}


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
