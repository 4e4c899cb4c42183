"""Read PostNord's Track & Trace v5 answers; asks nobody anything.

Shape: TrackingInformationResponse.shipments[].items[].events[], newest event first or last.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.status import Meaning
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    Place,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    in_order,
)
from integrations.carriers.postnord.statuses import EVENT_CODES, ITEM_STATUSES, SAID_WITHOUT_A_SCAN
from integrations.reports import events_of, oldest_first, report_of
from integrations.untrusted import (
    code,
    country,
    json_object,
    raw_json,
    rows,
    table,
    text,
)
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight

HOME = "SE"
_ARRIVED = frozenset({"DELIVERED", "RETURNED"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body).get("TrackingInformationResponse")
    if not isinstance(answer, dict):
        raise ProviderError("no TrackingInformationResponse in the answer")
    shipments = rows(answer.get("shipments"))
    if not shipments:
        _refuse_faults(rows(table(answer.get("compositeFault")).get("faults")))
        return UnknownNumber(asked.number)
    shipment = shipments[0]
    item = _item(shipment, asked.number)
    destination = country(table(table(shipment.get("consignee")).get("address")).get("countryCode"))
    events = _events(item, destination or asked.country)
    return report_of(
        asked,
        events,
        estimate=_estimate(shipment, item, destination or asked.country),
        pickup_point=_pickup_point(table(shipment.get("deliveryPoint"))),
    )


def _refuse_faults(faults: list[Mapping[str, Any]]) -> None:
    """Raise for faults, which PostNord also sends with HTTP 200, unless the number is at fault."""
    for fault in faults:
        fault_code = code(fault.get("faultCode"))
        if fault_code != "invalidIdentifier":
            raise ProviderError(f"PostNord reports a fault: {fault_code}")


def _item(shipment: Mapping[str, Any], number: str) -> Mapping[str, Any]:
    """Choose the item asked for; of several unnamed ones, one that has not arrived leads."""
    items = rows(shipment.get("items"))
    for item in items:
        if item.get("itemId") == number:
            return item
    waiting = [item for item in items if code(item.get("status")) not in _ARRIVED]
    return next(iter(waiting or items), {})


def _events(item: Mapping[str, Any], destination: str) -> tuple[TrackingEvent, ...]:
    told = oldest_first(rows(item.get("events")), lambda row: row.get("eventTime"))
    events = events_of(
        told, lambda row, sequence: _event(row, destination, sequence), newest_first=False
    )
    status = code(item.get("status"))
    if (
        events
        and status in SAID_WITHOUT_A_SCAN
        and all(row.get("status") != status for row in told)
    ):
        return (*events, _said_of_item(item, status, in_order(events)[-1]))
    return events


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    location = table(row.get("location"))
    here = country(location.get("countryCode"))
    moment = read_scan_time(row.get("eventTime"), here, destination, HOME)
    if moment is None:
        return None
    event_code, status = code(row.get("eventCode")), code(row.get("status"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (status, event_code))),
        raw_text=text(row.get("eventDescription")),
        meaning=_meaning(event_code, status),
        place=Place(
            city=text(location.get("city")),
            country=here,
            name=text(location.get("displayName")) or text(location.get("name")),
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _meaning(event_code: str, status: str) -> Meaning | None:
    return EVENT_CODES.get(event_code) or ITEM_STATUSES.get(status)


def _said_of_item(item: Mapping[str, Any], status: str, last: TrackingEvent) -> TrackingEvent:
    """Make an event of a status that no event carries, as of the last event's time."""
    words = table(item.get("statusText"))
    return TrackingEvent(
        occurred_at=last.occurred_at,
        raw_code=status,
        raw_text=text(words.get("header")) or text(words.get("body")),
        meaning=ITEM_STATUSES.get(status),
        place=last.place,
        zone_assumed=last.zone_assumed,
        sequence=last.sequence + 1,
        raw=raw_json({"status": status, "statusText": dict(words)}),
    )


def _estimate(
    shipment: Mapping[str, Any], item: Mapping[str, Any], destination: str
) -> DeliveryWindow | None:
    for told in (item, shipment):
        moment = read_moment(told.get("estimatedTimeOfArrival"), destination, HOME)
        if moment:
            return whole_day_if_midnight(moment[0])
    return None


def _pickup_point(point: Mapping[str, Any]) -> PickupPoint | None:
    name = text(point.get("displayName")) or text(point.get("name"))
    if not name:
        return None
    address = table(point.get("address"))
    return PickupPoint(
        name=name,
        street=text(address.get("street1")),
        postal_code=text(address.get("postCode")) or text(point.get("postcode")),
        city=text(address.get("city")) or text(point.get("city")),
        country=country(address.get("countryCode")),
        opening_hours=tuple(filter(None, map(_opening, rows(point.get("openingHours"))))),
    )


def _opening(row: Mapping[str, Any]) -> str:
    """Write hours without words of any language: Mo Tu 08:00-18:00."""
    days = " ".join(day[:2].capitalize() for day in _DAYS if row.get(day) is True)
    begins, ends = text(row.get("openFrom"))[:5], text(row.get("openTo"))[:5]
    return f"{days} {begins}-{ends}" if days and begins and ends else ""
