"""Count which of the codes in vendors' lists our tables know: `python -m` prints the figures.

The lists lie beside the repository. With `--unknown`, the codes nobody has mapped are named.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.status import Meaning
from domain.tracking import TrackingReport
from integrations.meanings import NO_NEWS
from tests.integrations.carrier_examples import ADAPTERS
from tests.integrations.foreign_samples import FOREIGN, read_sample, samples

SPECS = FOREIGN / "specs"
UPS, FEDEX = SPECS / "ups" / "ups_codes.json", SPECS / "fedex" / "tracking_status_codes.json"
DHL, GLS = SPECS / "dhl" / "status_1.csv", SPECS / "gls" / "ecitrackandtrace.yaml"
DHL_DE = SPECS / "dhl" / "parcel_de_ice_event_ric_combinations_July_2024.csv"
USPS = SPECS / "usps" / "tracking.yaml"
_TABLES = {adapter.key: adapter.statuses for adapter in ADAPTERS}
_TWO_CAPITALS = re.compile("[A-Z]{2}")
Codes = dict[str, Meaning | None]


@dataclass(frozen=True, slots=True)
class Known:
    """How much of one list of codes has a meaning: `silent` ones are known to say nothing."""

    name: str
    mapped: int
    silent: int
    unknown: tuple[str, ...]

    @property
    def known(self) -> int:
        return self.mapped + self.silent


def figures() -> Iterator[Known]:
    """Yield the figures of every list that lies beside the repository."""
    for path, lists in _LISTS.items():
        if path.exists():
            for name, codes in lists(path):
                yield _count(name, codes)
    if (FOREIGN / "payloads").is_dir():
        for name, codes in _in_samples().items():
            yield _count(name, codes)


def _count(name: str, codes: Mapping[str, Meaning | None]) -> Known:
    silent = sum(meaning == NO_NEWS for meaning in codes.values())
    unknown = tuple(sorted(code for code, meaning in codes.items() if meaning is None))
    return Known(name, len(codes) - silent - len(unknown), silent, unknown)


def _ups(path: Path) -> Iterator[tuple[str, Codes]]:
    told, table = json.loads(path.read_bytes()), _TABLES["ups"]
    statuses = (row[0].zfill(3) for row in told["status-description-codes"][1:])
    yield "ups statuses", {code: table.get(code) for code in statuses}
    # These only refine the statuses: an activity without a meaning of its own has its status's.
    for name, kind in (("manifest-codes", "M"), ("delivery-codes", "X")):
        pairs = (f"{kind}/{row[0]}" for row in told[name][1:])
        yield f"ups {name}", {pair: table.get(pair) for pair in pairs}


def _fedex(path: Path) -> Iterator[tuple[str, Codes]]:
    told = (cell.upper() for row in json.loads(path.read_bytes())[1:] for cell in row[::2])
    table = _TABLES["fedex"]
    yield "fedex scans", {code: table.get(code) for code in told if _TWO_CAPITALS.fullmatch(code)}


def _dhl(path: Path) -> Iterator[tuple[str, Codes]]:
    by_service: dict[str, Codes] = {}
    for row in _rows(path):
        code = row["Status"].strip().upper()
        meaning = _TABLES["dhl"].get(f"{row['Service']}/{code}")
        by_service.setdefault(row["Service"], {})[code] = meaning
    for service, codes in sorted(by_service.items()):
        yield f"dhl {service}", codes


def _dhl_parcel_de(path: Path) -> Iterator[tuple[str, Codes]]:
    table, codes = _TABLES["dhl_parcel_de"], Codes()
    for row in _rows(path):
        pair = f"{row['ice_event_code']}/{row['ice_ric_code']}"
        whole = f"{pair}/{row['ttpro_event_code']}"
        codes[whole] = table.get(whole) or table.get(pair)
    yield "dhl_parcel_de combinations", codes


def _gls(path: Path) -> Iterator[tuple[str, Codes]]:
    told, table = path.read_text(encoding="utf-8"), _TABLES["gls"]
    statuses = re.findall(r'^ +- "([A-Z]{5,})"$', told, re.MULTILINE)
    yield "gls statuses", {code: table.get(code) for code in statuses}
    events = re.findall(r'code: "([A-Z]+\.\w+)"', told)
    yield "gls events in its examples", {code: table.get(code) for code in events}


def _usps(path: Path) -> Iterator[tuple[str, Codes]]:
    """Read the events in the description's examples: it lists no codes."""
    told = re.findall("<event>([^,<]+),", path.read_text(encoding="utf-8"))
    names = (name.strip().casefold() for name in told)
    yield "usps events in its examples", {name: _TABLES["usps"].get(name) for name in names}


def _in_samples() -> dict[str, Codes]:
    codes: dict[str, Codes] = {}
    for adapter, path in samples():
        for answer in read_sample(adapter, path):
            if isinstance(answer, TrackingReport):
                told = codes.setdefault(f"{adapter.key} in samples", {})
                told.update({event.raw_code: event.meaning for event in answer.events})
    return codes


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="latin-1", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


_LISTS: Mapping[Path, Callable[[Path], Iterable[tuple[str, Codes]]]] = {
    UPS: _ups,
    FEDEX: _fedex,
    DHL: _dhl,
    DHL_DE: _dhl_parcel_de,
    GLS: _gls,
    USPS: _usps,
}


def main(words: list[str]) -> None:
    """Print a table of the figures, and the unknown codes when they are asked for."""
    print(f"{'list of codes':32} {'mapped':>7} {'no news':>8} {'unknown':>8}")
    for one in figures():
        print(f"{one.name:32} {one.mapped:7} {one.silent:8} {len(one.unknown):8}")
        if "--unknown" in words and one.unknown:
            print("    " + " ".join(one.unknown))


if __name__ == "__main__":
    main(sys.argv[1:])
