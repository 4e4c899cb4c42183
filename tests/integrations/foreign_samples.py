"""Answers and pushes that others have published, beside the repository; none of them is ours."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS

FOREIGN = Path(__file__).parents[2].parent / "shared" / "data" / "carriers"
PAYLOADS = FOREIGN / "payloads"
ANOTHER_KEY = {"17track": "seventeentrack", "correos_es": "correos"}
PUSHES = ("aftership/*webhook*",)
NOT_OURS = {
    "airmee/*": "no interface for shops is published: Airmee is an aggregator's",
    "bring/*inbox*": "what the carrier's own app shows a consumer who is signed in",
    "cainiao/*": "the public page's own interface, which is nobody's to use",
    "easypost/test_webhook*": "about subscriptions, not parcels",
    "gls_nl/*": "the Dutch public page's own interface, which is nobody's to use",
    "seur/*inbox*": "what the carrier's own app shows a consumer who is signed in",
}
_BY_KEY = {adapter.key: adapter for adapter in ADAPTERS}
_NUMBER = re.compile(r'(?:tracking_code|tracking_number|mailNo|"number)\W+([A-Z0-9]{2,})')


def payloads() -> list[Path]:
    return sorted(PAYLOADS.glob("*/*.json"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def reason_to_leave(path: Path) -> str:
    """Return why a sample is not read; empty when it is."""
    return next((why for form, why in NOT_OURS.items() if fnmatch(name_of(path), form)), "")


def adapter_of(path: Path) -> CarrierAdapter | None:
    """Return the adapter whose interface a sample is of."""
    folder = path.parent.name
    return _BY_KEY.get(ANOTHER_KEY.get(folder, folder))


def samples() -> Iterator[tuple[CarrierAdapter, Path]]:
    """Yield every sample that is of an interface of ours, with its adapter."""
    for path in payloads():
        adapter = adapter_of(path)
        if adapter is not None and not reason_to_leave(path):
            yield adapter, path


def read_sample(adapter: CarrierAdapter, path: Path) -> Sequence[TrackingReport | UnknownNumber]:
    """Read a sample as it would reach us: as an answer, or as a push."""
    body = path.read_bytes()
    if any(fnmatch(name_of(path), form) for form in PUSHES):
        assert adapter.push
        return list(adapter.push.read(body))
    found = _NUMBER.search(body.decode())
    number = found[1] if found else "00000000000000002"
    return [adapter.read(body, TrackedNumber(number, country="SE"))]
