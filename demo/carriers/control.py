"""Let tests and benches steer the pretend carriers; every wish is checked and bounded."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from demo.carriers import dhl, postnord, ups
from demo.carriers.book import AT_MOST_SCANS, CARRIERS, BulkRange, Consignment, Report
from demo.carriers.faults import Fault
from demo.carriers.simulator import Simulator
from demo.clock import StoryClock
from demo.stories import Scan

AT_MOST_IN_BULK = 10_000_000
_LONGEST_TEXT = 200
_WRITERS: Mapping[str, Callable[[Consignment], dict[str, Any]]] = {
    "postnord": postnord.answer,
    "dhl": dhl.answer,
    "ups": ups.answer,
}


class Control:
    """The steering wheel of a simulator: JSON in, 204 or 400 with the reason out."""

    def __init__(self, simulator: Simulator, clock: StoryClock) -> None:
        self._simulator = simulator
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses that take wishes."""
        return [
            web.post("/control/fault", _obeying(self._fault)),
            web.post("/control/pace", _obeying(self._pace)),
            web.post("/control/parcel", _obeying(self._parcel)),
            web.post("/control/bulk", _obeying(self._bulk)),
        ]

    def _fault(self, wish: Mapping[str, Any]) -> None:
        """Read {carrier, kind: 429|503|slow|empty, count, seconds}; seconds is for slow ones."""
        faults = self._simulator.faults
        faults.slow = min(float(wish.get("seconds", faults.slow)), 120.0)
        faults.ask_for(_carrier(wish), Fault(wish["kind"]), int(wish.get("count", 1)))

    def _pace(self, wish: Mapping[str, Any]) -> None:
        """Read {speed}."""
        self._clock.set_speed(float(wish["speed"]))

    def _parcel(self, wish: Mapping[str, Any]) -> None:
        """Read {carrier, number, city, country, postal_code, estimate, point, scans}.

        A scan is {kind, city, country, code, text} with `at` (ISO 8601), or `after` (story
        seconds from now), or neither: now.
        """
        carrier, now = _carrier(wish), self._clock.now()
        estimate = wish.get("estimate")
        parcel = Consignment(
            carrier,
            _text(wish, "number"),
            city=_text(wish, "city") or "Stockholm",
            country=_text(wish, "country") or "SE",
            postal_code=_text(wish, "postal_code"),
            estimate=_moment(estimate) if estimate else None,
            point=_text(wish, "point") or "Corner shop",
        )
        scans = list(wish.get("scans", ()))
        if len(scans) > AT_MOST_SCANS:
            raise ValueError(f"at most {AT_MOST_SCANS} scans")
        told = [(scan, _report(scan, parcel, now)) for scan in scans]
        book = self._simulator.book
        book.add(parcel)
        for scan, report in told:
            if "after" in scan:
                due = self._clock.seconds() + float(scan["after"])
                book.plan(due, carrier, parcel.number, report)
            elif "at" in scan:
                book.report(carrier, parcel.number, report)
            else:
                book.scan_now(carrier, parcel.number, report)

    def _bulk(self, wish: Mapping[str, Any]) -> None:
        """Read {carrier, count, prefix}: numbers are the prefix and eight digits from 0 up."""
        carrier, count = _carrier(wish), int(wish["count"])
        if not 0 < count <= AT_MOST_IN_BULK:
            raise ValueError(f"count must be from 1 to {AT_MOST_IN_BULK}")
        prefix = _text(wish, "prefix")
        mark = BulkRange.MARK.decode()
        parcel = _well_on_its_way(carrier, mark, self._clock.now())
        template = json.dumps(_WRITERS[carrier](parcel), separators=(",", ":")).encode()
        self._simulator.book.add_bulk(carrier, BulkRange(prefix, count, template))


def _obeying(obey: Callable[[Mapping[str, Any]], None]) -> Callable[..., Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        # Browsers cannot send this type across sites without asking first.
        if request.content_type != "application/json":
            return web.json_response({"error": "send application/json"}, status=415)
        try:
            obey(_object(await request.json()))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.Response(status=204)

    return answer


def _object(wish: object) -> Mapping[str, Any]:
    if not isinstance(wish, dict):
        raise TypeError("send an object")
    return wish


def _carrier(wish: Mapping[str, Any]) -> str:
    carrier = str(wish["carrier"])
    if carrier not in CARRIERS:
        raise ValueError(f"carrier must be one of {', '.join(CARRIERS)}")
    return carrier


def _report(scan: Mapping[str, Any], parcel: Consignment, now: datetime) -> Report:
    return Report(
        scan=Scan(scan["kind"]),
        at=_moment(scan["at"]) if "at" in scan else now,
        city=_text(scan, "city") or parcel.city,
        country=_text(scan, "country") or parcel.country,
        code=_text(scan, "code"),
        text=_text(scan, "text"),
    )


def _text(wish: Mapping[str, Any], name: str) -> str:
    return str(wish.get(name, ""))[:_LONGEST_TEXT]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs a zone")
    return moment


def _well_on_its_way(carrier: str, number: str, now: datetime) -> Consignment:
    """Return a parcel with five days of scans, out for delivery."""
    scans = (
        Scan.ANNOUNCED,
        Scan.COLLECTED,
        Scan.DEPARTED,
        Scan.ARRIVED,
        Scan.DEPARTED,
        Scan.ARRIVED,
        Scan.OUT,
    )
    cities = ("Borås", "Borås", "Borås", "Jönköping", "Jönköping", "Stockholm", "Stockholm")
    reports = tuple(
        Report(scan, now - timedelta(hours=16 * (len(scans) - n)), city)
        for n, (scan, city) in enumerate(zip(scans, cities, strict=True))
    )
    return Consignment(
        carrier, number, estimate=now + timedelta(hours=6), postal_code="118 25", reports=reports
    )
