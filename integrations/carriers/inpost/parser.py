"""Read the InPost group's Tracking v1 answers; asks nobody anything.

Shape: parcels[].events[], in either order. Events carry codes and no words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.status import Status
from domain.tracking import (
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.inpost.statuses import STATUSES
from integrations.reports import Row, events_of, oldest_first, report_of
from integrations.untrusted import code, country, raw_json, rows, rows_under, table, text
from integrations.zones import read_scan_time

HOME = "PL"
_POINTS = frozenset({"LOCKER_POINT", "PUDO_POINT", "MPOK_POINT"})
_KEPT = ("eventId", "eventCode", "timestamp", "eventTimestamp", "status", "location", "shipment")


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return read_parcel(rows_under("parcels", body), asked)


def read_parcel(
    parcels: Sequence[Mapping[str, Any]], asked: TrackedNumber
) -> TrackingReport | UnknownNumber:
    """Find the number among an answer's parcels and read it; one left out is unknown."""
    number = asked.number.upper()
    parcel = next(
        (one for one in parcels if code(one.get("trackingNumber")).upper() == number), None
    )
    if parcel is None:
        return UnknownNumber(asked.number)
    told = oldest_first(rows(parcel.get("events")), _time)
    events = events_of(
        told, lambda row, sequence: _event(row, asked.country, sequence), newest_first=False
    )
    return report_of(asked, events, pickup_point=_pickup_point(told), proof=_proof(told))


def _time(row: Row) -> object:
    return row.get("timestamp") or row.get("eventTimestamp")


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    location = table(row.get("location"))
    here = country(location.get("country"))
    moment = read_scan_time(_time(row), here, destination, HOME)
    if moment is None:
        return None
    event_code = code(row.get("eventCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text="",
        meaning=STATUSES.get(event_code),
        place=_place(location, here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json({name: row[name] for name in _KEPT if name in row and _may_keep(name, row)}),
    )


def _place(location: Mapping[str, Any], here: str) -> Place:
    """Return a scan's place; of somebody's address, the town only."""
    name = "" if _at_home(location) else text(location.get("name"))
    return Place(city=text(location.get("city")), country=here, name=name)


def _may_keep(name: str, row: Row) -> bool:
    return name != "location" or not _at_home(table(row.get("location")))


def _at_home(location: Mapping[str, Any]) -> bool:
    return code(location.get("type")) not in {*_POINTS, "LOGISTIC_CENTER"}


def _pickup_point(told: Sequence[Row]) -> PickupPoint | None:
    """Read where the parcel waits: the point of the newest event that says it is ready."""
    for row in reversed(told):
        meaning = STATUSES.get(code(row.get("eventCode")))
        location = table(row.get("location"))
        name = text(location.get("name")) or text(location.get("id"))
        ready = meaning is not None and meaning.status is Status.AVAILABLE_FOR_PICKUP
        if ready and name and code(location.get("type")) in _POINTS:
            return PickupPoint(
                name=name,
                street=text(location.get("address")),
                postal_code=text(location.get("postalCode")),
                city=text(location.get("city")),
                country=country(location.get("country")),
            )
    return None


def _proof(told: Sequence[Row]) -> ProofOfDelivery | None:
    for row in reversed(told):
        meaning = STATUSES.get(code(row.get("eventCode")))
        signed_by = text(table(row.get("delivery")).get("recipientName"))
        if meaning is not None and meaning.status is Status.DELIVERED and signed_by:
            return ProofOfDelivery(signed_by)
    return None
