"""Read Correos's tracking answers; asks nobody anything.

Shape: a list of shipments (or one alone), each with events[], oldest first, and `error`: HTTP is
200 whatever happened. The older interface says the same in Spanish names; both are read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.errors import ProviderError
from domain.status import Status
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
from integrations.carriers.correos.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import (
    code,
    country,
    json_object,
    json_rows,
    raw_json,
    rows,
    table,
    text,
)
from integrations.zones import read_local, whole_day_if_midnight

HOME = "ES"
_FINE = "0"
_NOT_KNOWN = "3"
_DAY = "%d/%m/%Y"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    shipment = _shipment(body, asked.number)
    told = rows(shipment.get("events")) or rows(shipment.get("eventos"))
    result = text(table(shipment.get("error")).get("codError"))
    if not told and result == _NOT_KNOWN:
        return UnknownNumber(asked.number)
    if not told and result != _FINE:
        raise ProviderError(f"Correos reports error {result[:20] or 'missing'}")
    events = events_of(told, _event, newest_first=False)
    return report_of(
        asked,
        events,
        estimate=_estimate(shipment),
        pickup_point=_pickup_point(events),
        proof=_proof(shipment),
    )


def _shipment(body: bytes, number: str) -> Mapping[str, Any]:
    """Choose the shipment asked for, else the first."""
    told = json_rows(body) if body.lstrip()[:1] == b"[" else [json_object(body)]
    if not told:
        raise ProviderError("no shipment in the answer")
    named = [row for row in told if text(row.get("code")).upper() == number.upper()]
    return (named or told)[0]


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = _moment(
        text(row.get("eventDate")) or text(row.get("fecEvento")),
        text(row.get("eventHours")) or text(row.get("horEvento")),
    )
    if moment is None:
        return None
    event_code = code(row.get("eventCode")) or code(row.get("codEvento"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("summaryText")) or text(row.get("desTextoResumen")),
        meaning=STATUSES.get(event_code),
        place=Place(
            country=country(row.get("country")),
            name=text(row.get("location")) or text(row.get("unidad")),
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _moment(day: str, hour: str) -> tuple[datetime, bool] | None:
    """Read a day and a clock of Madrid's, with its seconds or without, or the day alone."""
    for told, form in ((f"{day} {hour}", f"{_DAY} %H:%M:%S"), (f"{day} {hour}", f"{_DAY} %H:%M")):
        if moment := read_local(told, form, HOME):
            return moment
    return read_local(day, _DAY, HOME)


def _estimate(shipment: Mapping[str, Any]) -> DeliveryWindow | None:
    day, _, hour = text(shipment.get("dateCalculated")).partition(" ")
    moment = _moment(day, hour)
    return whole_day_if_midnight(moment[0]) if moment else None


def _pickup_point(events: tuple[TrackingEvent, ...]) -> PickupPoint | None:
    """Name the office that told last that the parcel waits there."""
    for event in reversed(events):
        waits = event.meaning and event.meaning.status is Status.AVAILABLE_FOR_PICKUP
        if waits and event.place.name:
            return PickupPoint(event.place.name, country=event.place.country)
    return None


def _proof(shipment: Mapping[str, Any]) -> ProofOfDelivery | None:
    signed_by = text(shipment.get("receiverName"))
    return ProofOfDelivery(signed_by) if signed_by else None
