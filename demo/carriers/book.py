"""What the pretend carriers know: consignments with their scans, and cheap ones by the million."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from demo.clock import StoryClock
from demo.stories import Scan

CARRIERS = ("postnord", "dhl", "ups")
AT_MOST_CONSIGNMENTS = 100_000
AT_MOST_SCANS = 200
AT_MOST_RANGES = 20
SERIAL_DIGITS = 8
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Report:
    """One scan as the carrier will tell it; `code` and `text` replace what it would say itself."""

    scan: Scan
    at: datetime
    city: str = ""
    country: str = "SE"
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Consignment:
    """One parcel in a carrier's hands; `reports` are oldest first."""

    carrier: str
    number: str
    city: str = "Stockholm"
    country: str = "SE"
    postal_code: str = ""
    estimate: datetime | None = None
    point: str = "Corner shop"
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkRange:
    """Numbers `prefix` + serial, all with one answer but for the number in `template`."""

    MARK = b"@NUMBER@"

    prefix: str
    count: int
    template: bytes

    def answer(self, number: str) -> bytes | None:
        """Return the answer for a number, or None when it is not of this range."""
        if not number.startswith(self.prefix):
            return None
        serial = number[len(self.prefix) :]
        if len(serial) != SERIAL_DIGITS or not serial.isascii() or not serial.isdigit():
            return None
        if int(serial) >= self.count:
            return None
        return self.template.replace(self.MARK, number.encode())


@dataclass(slots=True)
class Book:
    """The consignments of all three carriers; the oldest are forgotten beyond the limit."""

    clock: StoryClock
    _kept: OrderedDict[tuple[str, str], Consignment] = field(default_factory=OrderedDict)
    _planned: list[tuple[float, int, str, str, Report]] = field(default_factory=list)
    _tie: "count[int]" = field(default_factory=count)
    _bulk: dict[str, list[BulkRange]] = field(default_factory=dict)

    def add(self, consignment: Consignment) -> None:
        """Take a consignment in, in place of any with the same number."""
        self._kept[consignment.carrier, consignment.number] = consignment
        if len(self._kept) > AT_MOST_CONSIGNMENTS:
            self._kept.popitem(last=False)

    def add_bulk(self, carrier: str, bulk: BulkRange) -> None:
        """Take a range of numbers in; the newest range wins where two overlap."""
        self._bulk.setdefault(carrier, []).insert(0, bulk)
        del self._bulk[carrier][AT_MOST_RANGES:]

    def report(self, carrier: str, number: str, report: Report) -> None:
        """Add a scan as it is told; a number nobody has announced is ignored."""
        known = self._kept.get((carrier, number))
        if known is None or len(known.reports) >= AT_MOST_SCANS:
            return
        reports = sorted((*known.reports, report), key=lambda told: told.at)
        self._kept[carrier, number] = replace(known, reports=tuple(reports))

    def scan_now(self, carrier: str, number: str, report: Report) -> None:
        """Add a scan that happens now, whatever time it bears.

        Carriers' clocks show seconds, so scans are told at least one apart.
        """
        known, now = self._kept.get((carrier, number)), self.clock.now()
        if known and known.reports:
            now = max(now, known.reports[-1].at + _SECOND)
        self.report(carrier, number, replace(report, at=now))

    def expect(self, carrier: str, number: str, estimate: datetime) -> None:
        """Change when a consignment is expected; a number nobody has announced is ignored."""
        if known := self._kept.get((carrier, number)):
            self._kept[carrier, number] = replace(known, estimate=estimate)

    def plan(self, due: float, carrier: str, number: str, report: Report) -> None:
        """Add a scan once the story's clock has come to a second; it is stamped then."""
        heappush(self._planned, (due, next(self._tie), carrier, number, report))

    def find(self, carrier: str, number: str) -> Consignment | None:
        """Return a consignment with every scan that has happened by now."""
        self._catch_up()
        return self._kept.get((carrier, number))

    def bulk_answer(self, carrier: str, number: str) -> bytes | None:
        """Return the ready-made answer for a number in bulk, or None."""
        for bulk in self._bulk.get(carrier, ()):
            answer = bulk.answer(number)
            if answer is not None:
                return answer
        return None

    def _catch_up(self) -> None:
        while self._planned and self._planned[0][0] <= self.clock.seconds():
            _, _, carrier, number, report = heappop(self._planned)
            self.scan_now(carrier, number, report)


@dataclass(frozen=True, slots=True)
class CarrierKeys:
    """What callers must show, as real carriers hand it out."""

    postnord_key: str = "demo"
    dhl_key: str = "demo"
    ups_client_id: str = "demo"
    ups_client_secret: str = "demo"  # noqa: S105 - opens nothing but the demo


Words = Mapping[Scan, tuple[str, ...]]
"""How one carrier says each scan: its codes and its text, in the carrier's own order."""
