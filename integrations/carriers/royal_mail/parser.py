"""Read Royal Mail's Tracking v2 answers; asks nobody anything.

Shape: mailPieces.events[], newest first; errors[] and httpCode instead when there is none.
"""

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
    in_order,
)
from integrations.carriers.royal_mail.statuses import READY, STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight

HOME = "GB"
_NOT_RECOGNISED = "E1142"
_REFUSED = frozenset({"401", "403"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    piece = answer.get("mailPieces")
    if not isinstance(piece, dict):
        return _refused(answer, asked)
    events = events_of(rows(piece.get("events")), _event, newest_first=True)
    signed_by = text(table(piece.get("signature")).get("recipientName"))
    return report_of(
        asked,
        events,
        estimate=_estimate(table(piece.get("estimatedDelivery"))),
        pickup_point=_pickup_point(events),
        proof=ProofOfDelivery(signed_by) if signed_by else None,
    )


def _refused(answer: Mapping[str, Any], asked: TrackedNumber) -> UnknownNumber:
    codes = [code(error.get("errorCode")) for error in rows(answer.get("errors"))]
    if _NOT_RECOGNISED in codes:
        return UnknownNumber(asked.number)
    status = code(answer.get("httpCode"))
    refused = status in _REFUSED
    said = ", ".join(filter(None, (status, *codes)))[:60]
    raise ProviderError(
        f"no mail piece in the answer ({said or 'no reason'})",
        permanent=refused,
        credentials_refused=refused,
    )


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = read_scan_time(row.get("eventDateTime"), HOME)
    if moment is None:
        return None
    event_code = code(row.get("eventCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("eventName")),
        meaning=STATUSES.get(event_code.upper()),
        place=Place(name=text(row.get("locationName"))),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(told: Mapping[str, Any]) -> DeliveryWindow | None:
    begins = read_moment(told.get("startOfEstimatedWindow"), HOME)
    ends = read_moment(told.get("endOfEstimatedWindow"), HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    day = read_moment(told.get("date"), HOME)
    return whole_day_if_midnight(day[0]) if day else None


def _pickup_point(events: tuple[TrackingEvent, ...]) -> PickupPoint | None:
    """Name where the parcel waits: the place of the newest scan that says so."""
    for event in reversed(in_order(events)):
        if event.raw_code.upper() in READY and event.place.name:
            return PickupPoint(event.place.name)
    return None
