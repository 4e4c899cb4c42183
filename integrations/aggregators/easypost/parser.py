"""Read EasyPost's trackers, as answers and pushes hold them; asks nobody anything.

Shape: trackers[].tracking_details[], oldest first. A number may stand several times, once for each
carrier.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.easypost.statuses import meaning_of
from integrations.followed import most_telling
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight

_NOTHING_YET = frozenset({"unknown", "error", ""})
_DAY = len("2026-03-05")


def told_in(body: bytes) -> tuple[Mapping[str, Row], bool]:
    """Return an answer's trackers by number in capitals, and whether there are more elsewhere.

    Raises ProviderError when it is none.
    """
    answer = json_object(body)
    if "trackers" not in answer and "tracking_code" not in answer:
        refusal = code(table(answer.get("error")).get("code"))
        raise ProviderError(f"no trackers in the answer ({refusal or 'no reason'})")
    told = most_telling(rows(answer.get("trackers", [answer])), number_in, _scans)
    return told, answer.get("has_more") is True


def number_in(row: Row) -> str:
    """Return the number a tracking is of, empty when it does not say."""
    return text(row.get("tracking_code"))


def _scans(row: Row) -> list[Row]:
    return rows(row.get("tracking_details"))


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    row = told_in(body)[0].get(asked.number.upper())
    return UnknownNumber(asked.number) if row is None else report_for(row, asked)


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn a tracker into a report; unknown while no carrier has said a thing."""
    detail = table(row.get("carrier_detail"))
    bound_for = table(detail.get("destination_tracking_location"))
    destination = country(bound_for.get("country")) or asked.country
    events = events_of(
        _scans(row),
        lambda event, sequence: _event(event, destination, sequence),
        newest_first=False,
    )
    if not events and code(row.get("status")) in _NOTHING_YET:
        return UnknownNumber(asked.number)
    signed_by = text(row.get("signed_by"))
    partners = code(detail.get("alternate_identifier"))
    return report_of(
        asked,
        events,
        estimate=_estimate(row, detail, destination),
        proof=ProofOfDelivery(signed_by) if signed_by else None,
        hand_over=HandOver(partners) if partners else None,
    )


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    place = table(row.get("tracking_location"))
    here = country(place.get("country"))
    moment = read_scan_time(row.get("datetime"), here, destination)
    if moment is None:
        return None
    status, detail = code(row.get("status")), code(row.get("status_detail"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (detail, status))),
        raw_text=text(row.get("message")),
        meaning=meaning_of(status, detail),
        place=Place(city=text(place.get("city")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(row: Row, detail: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    """Read the carrier's local day and time, else EasyPost's instant; its midnight is a day."""
    day, time = text(detail.get("est_delivery_date_local")), detail.get("est_delivery_time_local")
    at = f"{day[:_DAY]}T{text(time)}" if text(time) else day[:_DAY]
    local = read_moment(at, destination) if day else None
    if local:
        return whole_day_if_midnight(local[0])
    told = text(row.get("est_delivery_date"))
    if told.endswith("T00:00:00Z"):
        told = told[:_DAY]
    moment = read_scan_time(told, destination)
    return whole_day_if_midnight(moment[0]) if moment else None
