"""Read Bring's Tracking v2 answers; asks nobody anything.

Shape: consignmentSet[].packageSet[].eventSet[], newest first. Descriptions hold links.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.bring.statuses import STATUSES
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, country, https, json_object, raw_json, rows, table, text
from integrations.zones import read_local, read_moment, read_scan_time, whole_day_if_midnight

HOME = "NO"
_NOT_KNOWN = "404"
_ACCOUNT = frozenset({"401", "403"})
_TAG = re.compile(r"</?(?:a|b|br|span)\b[^<>]*>", re.IGNORECASE)
_READ_OF_TEXT = 5_000


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if not isinstance(answer.get("consignmentSet"), list):
        raise ProviderError("no consignmentSet in the answer")
    consignments = rows(answer["consignmentSet"])
    package = _package(consignments, asked.number)
    if package is None:
        _refuse([table(one.get("error")) for one in consignments])
        return UnknownNumber(asked.number)
    told = rows(package.get("eventSet"))
    events = events_of(
        told, lambda row, sequence: _event(row, asked.country, sequence), newest_first=True
    )
    return report_of(
        asked,
        events,
        estimate=_estimate(package, asked.country),
        pickup_point=_pickup_point(package, told),
        proof=_proof(told),
    )


def _refuse(errors: list[Mapping[str, Any]]) -> None:
    """Raise for errors, which Bring also sends with HTTP 200, unless nothing was found."""
    for error in errors:
        reason = code(error.get("code"))
        if reason in _ACCOUNT:
            raise ProviderError(f"Bring: {reason}", permanent=True, credentials_refused=True)
        if error and reason != _NOT_KNOWN and "no shipments" not in _words(error).lower():
            raise ProviderError(f"Bring reports an error ({reason[:20] or 'no code'})")


def _words(error: Mapping[str, Any]) -> str:
    return text(error.get("message"))


def _package(consignments: list[Mapping[str, Any]], number: str) -> Mapping[str, Any] | None:
    """Choose the package asked for; of several others, one that has not arrived leads."""
    packages = [package for one in consignments for package in rows(one.get("packageSet"))]
    for package in packages:
        if package.get("packageNumber") == number:
            return package
    waiting = [package for package in packages if not _delivered(rows(package.get("eventSet")))]
    return next(iter(waiting or packages), None)


def _delivered(told: list[Mapping[str, Any]]) -> Row | None:
    return next((row for row in told if row.get("status") == "DELIVERED"), None)


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    here = country(row.get("countryCode"))
    moment = read_scan_time(row.get("dateIso"), here, destination, HOME)
    if moment is None:
        return None
    status = code(row.get("status"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=status,
        raw_text=_plain(row.get("description")),
        meaning=STATUSES.get(status),
        place=Place(city=text(row.get("city")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json({name: told for name, told in row.items() if name != "recipientSignature"}),
    )


def _plain(description: object) -> str:
    """Return a description without its links and tooltips."""
    if not isinstance(description, str):
        return ""
    return text(html.unescape(_TAG.sub("", description[:_READ_OF_TEXT])))


def _estimate(package: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    span = table(package.get("estimatedTimeSpanOfDelivery"))
    begins = read_moment(span.get("startTime"), destination, HOME)
    ends = read_moment(span.get("endTime"), destination, HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    day = package.get("dateOfEstimatedDelivery")
    moment = read_local(day, "%d.%m.%Y", destination, HOME) or read_moment(day, destination, HOME)
    return whole_day_if_midnight(moment[0]) if moment else None


def _pickup_point(package: Mapping[str, Any], told: list[Mapping[str, Any]]) -> PickupPoint | None:
    """Read where the parcel waits: Bring names the place, and the arrival there tells the town."""
    name = text(package.get("expectedPickupUnitName"))
    if not name:
        return None
    arrival = next((row for row in told if row.get("status") == "READY_FOR_PICKUP"), {})
    return PickupPoint(
        name=name,
        postal_code=text(arrival.get("postalCode")),
        city=text(arrival.get("city")),
        country=country(arrival.get("countryCode")),
        code=text(package.get("pickupCode")),
    )


def _proof(told: list[Mapping[str, Any]]) -> ProofOfDelivery | None:
    signature = table((_delivered(told) or {}).get("recipientSignature"))
    found = ProofOfDelivery(text(signature.get("name")), https(signature.get("linkToImage")))
    return found if found != ProofOfDelivery() else None
