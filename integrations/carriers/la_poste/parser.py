"""Read La Poste's Suivi v2 answers; asks nobody anything.

Shape: one object, or for several numbers a list of them; each with a returnCode of its own and
shipment.event[], newest first. `isFinal` ends a return as it ends a delivery: it decides nothing.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    FailedLookup,
    HandOver,
    PickupPoint,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.asking import LEFT_OUT, found_or_error
from integrations.carriers.la_poste.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, json_object, json_rows, raw_json, rows, table, text
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight

HOME = "FR"
_FOUND = "200"
# 104: announced, but not seen yet.
_NOT_KNOWN = frozenset({"104", "400", "404"})
_REFUSED = frozenset({"401", "403"})
_TOO_MANY = "TOO_MANY_REQUESTS"
_PAUSE = timedelta(minutes=1)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return found_or_error(answer_for(asked, results_in(body)))


def results_in(body: bytes) -> list[Mapping[str, Any]]:
    """Return a result for each number; raise for a refusal of the call."""
    if body.lstrip()[:1] == b"[":
        return json_rows(body)
    answer = json_object(body)
    if code(answer.get("code")) == _TOO_MANY:
        raise ProviderError("La Poste's quota is spent", retry_after=_PAUSE)
    result = code(answer.get("returnCode"))
    refused = result in _REFUSED
    if refused or not result:
        raise ProviderError(
            f"no result in the answer (returnCode {result or 'missing'})",
            permanent=refused,
            credentials_refused=refused,
        )
    return [answer]


def answer_for(
    asked: TrackedNumber, results: list[Mapping[str, Any]]
) -> TrackingReport | UnknownNumber | FailedLookup:
    """Find a number among the results, and what its own returnCode says."""
    for result in results:
        shipment = table(result.get("shipment"))
        number = code(result.get("idShip")) or code(shipment.get("idShip"))
        if number.upper() != asked.number.upper():
            continue
        said = code(result.get("returnCode"))
        if said == _FOUND:
            return _report(asked, shipment)
        if said in _NOT_KNOWN:
            return UnknownNumber(asked.number)
        failure = ProviderError(f"the number's returnCode is {said or 'missing'}")
        return FailedLookup(asked.number, failure)
    return FailedLookup(asked.number, LEFT_OUT)


def _report(asked: TrackedNumber, shipment: Mapping[str, Any]) -> TrackingReport:
    context = table(shipment.get("contextData"))
    partner = table(context.get("partner"))
    point = text(table(context.get("removalPoint")).get("name"))
    return report_of(
        asked,
        events_of(rows(shipment.get("event")), _event, newest_first=True),
        estimate=_estimate(shipment),
        pickup_point=PickupPoint(point, country=HOME) if point else None,
        hand_over=HandOver(
            code(partner.get("reference")),
            text(partner.get("network")) or text(partner.get("name")),
        ),
    )


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = read_scan_time(row.get("date"), HOME)
    if moment is None:
        return None
    event_code = code(row.get("code"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event_code,
        raw_text=text(row.get("label")),
        meaning=STATUSES.get(event_code.upper()),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(shipment: Mapping[str, Any]) -> DeliveryWindow | None:
    moment = read_moment(shipment.get("estimDate"), HOME)
    return whole_day_if_midnight(moment[0]) if moment else None
