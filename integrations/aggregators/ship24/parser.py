"""Read Ship24's trackings, as answers and pushes hold them; asks nobody anything.

Shape: trackings[].{tracker, shipment, events[]}, newest first. A number may stand several times,
once for each tracker.
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
from integrations.aggregators.ship24.statuses import meaning_of
from integrations.reports import Row, events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, whole_days_between


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    data = table(answer.get("data"))
    if "trackings" not in data:
        refusals = [code(error.get("code")) for error in rows(answer.get("errors"))]
        reason = ", ".join(refusals)[:60] or "no reason"
        raise ProviderError(f"no trackings in the answer ({reason})")
    told = [row for row in rows(data["trackings"]) if _is_about(row, asked.number)]
    if not told:
        return UnknownNumber(asked.number)
    return report_for(max(told, key=_telling), asked)


def number_in(row: Row) -> str:
    """Return the number a tracking was asked for, empty when it does not say."""
    return text(table(row.get("tracker")).get("trackingNumber"))


def _is_about(row: Row, number: str) -> bool:
    return number_in(row).upper() in {number.upper(), ""}


def _telling(row: Row) -> int:
    return len(rows(row.get("events")))


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn a tracking into a report; unknown while no carrier has said a thing."""
    shipment = table(row.get("shipment"))
    destination = country(shipment.get("destinationCountryCode")) or asked.country
    told = rows(row.get("events"))
    events = events_of(
        told, lambda event, sequence: _event(event, destination, sequence), newest_first=True
    )
    if not events and code(shipment.get("statusMilestone")) in {"pending", ""}:
        return UnknownNumber(asked.number)
    delivery = table(shipment.get("delivery"))
    signed_by = text(delivery.get("signedBy"))
    return report_of(
        asked,
        events,
        estimate=_estimate(delivery, destination),
        proof=ProofOfDelivery(signed_by) if signed_by else None,
        hand_over=_hand_over(told),
    )


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    moment = read_moment(row.get("occurrenceDatetime"), destination)
    if moment is None:
        return None
    status, milestone = code(row.get("statusCode")), code(row.get("statusMilestone"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (status, milestone))),
        raw_text=text(row.get("status")),
        meaning=meaning_of(status, milestone),
        # Ship24 tells where as the carrier wrote it, whatever that is.
        place=Place(city=text(row.get("location"))),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(delivery: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    frame = table(delivery.get("courierEstimatedDeliveryDate"))
    begins = read_moment(frame.get("from"), destination)
    ends = read_moment(frame.get("to"), destination)
    one = read_moment(delivery.get("estimatedDeliveryDate"), destination)
    return whole_days_between(begins, ends) or whole_days_between(one, None)


def _hand_over(told: list[Row]) -> HandOver | None:
    """Read under which number the newest event was found, and whose it is."""
    newest = told[0] if told else {}
    number = code(newest.get("eventTrackingNumber"))
    return HandOver(number, code(newest.get("courierCode"))) if number else None
