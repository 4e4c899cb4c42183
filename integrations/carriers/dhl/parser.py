"""Read answers of DHL's Shipment Tracking - Unified interface; asks nobody anything.

Shape: shipments[].events[], newest first, with `status` repeating the newest.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.dhl.statuses import meaning_of
from integrations.untrusted import (
    code,
    country,
    fingerprint,
    json_object,
    raw_json,
    rows,
    table,
    text,
)
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight

HOME = "DE"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if "shipments" not in answer:
        _refuse_problem(answer)
        return UnknownNumber(asked.number)
    shipments = rows(answer["shipments"])
    if not shipments:
        return UnknownNumber(asked.number)
    shipment = _shipment(shipments, asked)
    destination = _country_of(shipment.get("destination")) or asked.country
    events = _events(shipment, destination)
    estimate = _estimate(shipment, destination, events)
    pickup_point = _pickup_point(shipment, events)
    return TrackingReport(
        asked.number, events, estimate, pickup_point, fingerprint(events, estimate, pickup_point)
    )


def _refuse_problem(answer: Mapping[str, Any]) -> None:
    """Raise for a problem (RFC 9457) that is not "no result", also when HTTP says 200."""
    status = text(answer.get("status"))
    if status != "404":
        raise ProviderError(f"no shipments in the answer (status {status[:20] or 'missing'})")


def _shipment(shipments: list[Mapping[str, Any]], asked: TrackedNumber) -> Mapping[str, Any]:
    """Choose among shipments that share a number: the one bound for the order's country."""
    if asked.country:
        for shipment in shipments:
            if _country_of(shipment.get("destination")) == asked.country:
                return shipment
    return shipments[0]


def _country_of(party: object) -> str:
    return country(table(table(party).get("address")).get("countryCode"))


def _events(shipment: Mapping[str, Any], destination: str) -> tuple[TrackingEvent, ...]:
    service = code(shipment.get("service")).lower()
    told = rows(shipment.get("events")) or rows([shipment.get("status")])
    last = len(told) - 1
    return tuple(
        event
        for index, row in enumerate(told)
        if (event := _event(row, service, destination, last - index)) is not None
    )


def _event(
    row: Mapping[str, Any], service: str, destination: str, sequence: int
) -> TrackingEvent | None:
    address = table(table(row.get("location")).get("address"))
    here = country(address.get("countryCode"))
    moment = read_scan_time(row.get("timestamp"), here, destination, HOME)
    if moment is None:
        return None
    fine, coarse = code(row.get("status")), code(row.get("statusCode")).lower()
    words = text(row.get("description"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (service, fine, coarse))),
        raw_text=words or text(row.get("status")),
        meaning=meaning_of(service, (fine, words), coarse),
        place=Place(
            city=text(address.get("addressLocality")),
            country=here,
            name=text(_service_point(row).get("label")),
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(
    shipment: Mapping[str, Any], destination: str, events: tuple[TrackingEvent, ...]
) -> DeliveryWindow | None:
    if any(event.meaning and event.meaning.status is Status.DELIVERED for event in events):
        return None
    frame = table(shipment.get("estimatedDeliveryTimeFrame"))
    begins = read_moment(frame.get("estimatedFrom"), destination, HOME)
    ends = read_moment(frame.get("estimatedThrough"), destination, HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    moment = read_moment(shipment.get("estimatedTimeOfDelivery"), destination, HOME)
    return whole_day_if_midnight(moment[0]) if moment else None


def _service_point(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return table(table(row.get("location")).get("servicePoint"))


def _pickup_point(
    shipment: Mapping[str, Any], events: tuple[TrackingEvent, ...]
) -> PickupPoint | None:
    """Read where the parcel waits, while it waits; DHL names the place in the newest status."""
    meaning = (
        max(events, key=lambda event: (event.occurred_at, event.sequence)).meaning
        if events
        else None
    )
    if meaning is None or meaning.status is not Status.AVAILABLE_FOR_PICKUP:
        return None
    for row in (table(shipment.get("status")), *rows(shipment.get("events"))[:1]):
        name = text(_service_point(row).get("label"))
        address = table(table(row.get("location")).get("address"))
        if name:
            return PickupPoint(
                name=name,
                street=text(address.get("streetAddress")),
                postal_code=text(address.get("postalCode")),
                city=text(address.get("addressLocality")),
            )
    return None
