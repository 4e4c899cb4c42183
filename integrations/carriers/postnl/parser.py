"""Read PostNL's Shippingstatus v2 answers; asks nobody anything.

Shape: CompleteStatus.Shipment with Event[], newest first; CurrentStatus.Shipment with Status alone
when details are not to be had. An empty object stands for an empty text.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.postnl.event_statuses import EVENT_CODES
from integrations.carriers.postnl.statuses import STATUS_CODES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, several, table, text
from integrations.zones import read_local, read_moment, whole_day_if_midnight

HOME = "NL"
_SCANNED = "%d-%m-%Y %H:%M:%S"
_EXPECTED = "%m/%d/%Y %H:%M:%S"
_PICKUP_ADDRESS = "09"


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if not {"CompleteStatus", "CurrentStatus", "Warnings"} & set(answer):
        fault = table(table(answer.get("fault")).get("detail"))
        raise ProviderError(
            f"no status in the answer ({code(fault.get('errorcode')) or 'no code'})"
        )
    holder = table(answer.get("CompleteStatus")) or table(answer.get("CurrentStatus"))
    shipment = _shipment(several(holder.get("Shipment")), asked.number)
    if not shipment:
        return UnknownNumber(asked.number)
    told = several(shipment.get("Event"))
    events = events_of(told or _statuses(shipment), _event, newest_first=True)
    return report_of(
        asked, events, estimate=_estimate(shipment), pickup_point=_pickup_point(shipment)
    )


def _shipment(shipments: list[Mapping[str, Any]], number: str) -> Mapping[str, Any]:
    """Choose the parcel asked for among those that are sent together; an empty one is none."""
    for shipment in shipments:
        if code(shipment.get("Barcode")).upper() == number.upper():
            return shipment
    return next(iter(shipments), {})


def _statuses(shipment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*rows([shipment.get("Status")]), *several(shipment.get("OldStatus"))]


def _event(row: Mapping[str, Any], sequence: int) -> TrackingEvent | None:
    moment = read_local(row.get("TimeStamp"), _SCANNED, HOME)
    if moment is None:
        return None
    event, status = code(row.get("Code")), code(row.get("StatusCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=event or status,
        raw_text=text(row.get("Description")) or text(row.get("StatusDescription")),
        meaning=EVENT_CODES.get(event.upper()) or STATUS_CODES.get(status),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _estimate(shipment: Mapping[str, Any]) -> DeliveryWindow | None:
    window = table(shipment.get("Expectation"))
    begins = read_local(window.get("ETAFrom"), _EXPECTED, HOME)
    ends = read_local(window.get("ETATo"), _EXPECTED, HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    day = read_moment(shipment.get("DeliveryDate"), HOME)
    return whole_day_if_midnight(day[0]) if day else None


def _pickup_point(shipment: Mapping[str, Any]) -> PickupPoint | None:
    for address in several(shipment.get("Address")):
        name = text(address.get("CompanyName"))
        if code(address.get("AddressType")) == _PICKUP_ADDRESS and name:
            house = (text(address.get("HouseNumber")), text(address.get("HouseNumberSuffix")))
            return PickupPoint(
                name=name,
                street=" ".join(filter(None, (text(address.get("Street")), *house))),
                postal_code=text(address.get("Zipcode")),
                city=text(address.get("City")),
                country=country(address.get("CountryCode")),
            )
    return None
