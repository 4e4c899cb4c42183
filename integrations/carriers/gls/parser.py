"""Read GLS's Track And Trace V1 answers; asks nobody anything.

Shape: parcels[].events[], newest first; each parcel echoes the number that was asked for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    in_order,
    state_after,
)
from integrations.carriers.gls.statuses import EVENT_CODES, PARCEL_STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, raw_json, rows, rows_under, text
from integrations.zones import read_scan_time

HOME = "DE"
_NOT_KNOWN = "E_404_01"
_ENDED = frozenset({"DELIVERED", "FINAL", "CANCELED"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return read_parcel(rows_under("parcels", body), asked)


def read_parcel(
    parcels: Sequence[Mapping[str, Any]], asked: TrackedNumber
) -> TrackingReport | UnknownNumber:
    """Find the number among an answer's parcels and read it; raise ProviderError without it."""
    found = [
        parcel
        for parcel in parcels
        if code(parcel.get("requested")).upper() == asked.number.upper()
    ]
    if not found:
        raise ProviderError("the answer leaves the number out")
    waiting = [parcel for parcel in found if code(parcel.get("status")) not in _ENDED]
    parcel = next(iter(waiting or found))
    error = code(parcel.get("errorCode"))
    if error == _NOT_KNOWN:
        return UnknownNumber(asked.number)
    if error:
        raise ProviderError(f"GLS reports {error[:20]}")
    return report_of(asked, _events(parcel, asked.country))


def _events(parcel: Mapping[str, Any], destination: str) -> tuple[TrackingEvent, ...]:
    events = events_of(
        rows(parcel.get("events")),
        lambda row, sequence: _event(row, destination, sequence),
        newest_first=True,
    )
    said = _said_of_parcel(parcel, events, destination)
    return (said, *events) if said else events


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    here = country(row.get("country"))
    moment = read_scan_time(row.get("eventDateTime"), here, destination, HOME)
    if moment is None:
        return None
    event_code = code(row.get("code"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("description")),
        meaning=EVENT_CODES.get(event_code),
        place=Place(city=text(row.get("city")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _said_of_parcel(
    parcel: Mapping[str, Any], events: tuple[TrackingEvent, ...], destination: str
) -> TrackingEvent | None:
    """Make an event of a parcel's status that its events, as far as they are known, do not tell."""
    status = code(parcel.get("status"))
    last = in_order(events)[-1] if events else None
    moment = read_scan_time(parcel.get("statusDateTime"), destination, HOME)
    if not status or moment is None or (events and _told(status, events)):
        return None
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=status,
        raw_text="",
        meaning=PARCEL_STATUSES.get(status),
        place=last.place if last else Place(),
        zone_assumed=moment[1],
        sequence=last.sequence + 1 if last else 0,
        raw=raw_json({"status": status, "statusDateTime": text(parcel.get("statusDateTime"))}),
    )


def _told(status: str, events: tuple[TrackingEvent, ...]) -> bool:
    meaning = PARCEL_STATUSES.get(status)
    return meaning is not None and meaning.status in {None, state_after(events).status}
