"""Read answers of DHL's Shipment Tracking - Unified interface; asks nobody anything.

Shape: shipments[].events[], newest first, with `status` repeating the newest.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.dhl.statuses import meaning_of
from integrations.reports import events_of, report_of
from integrations.untrusted import (
    code,
    country,
    https,
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
    service = code(shipment.get("service")).lower()
    events = events_of(
        rows(shipment.get("events")) or rows([shipment.get("status")]),
        lambda row, sequence: _event(row, service, destination, sequence),
        newest_first=True,
    )
    return report_of(
        asked,
        events,
        estimate=_estimate(shipment, destination),
        pickup_point=_pickup_point(shipment),
        proof=_proof(shipment),
        hand_over=_hand_over(shipment),
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


def _estimate(shipment: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    frame = table(shipment.get("estimatedDeliveryTimeFrame"))
    begins = read_moment(frame.get("estimatedFrom"), destination, HOME)
    ends = read_moment(frame.get("estimatedThrough"), destination, HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    moment = read_moment(shipment.get("estimatedTimeOfDelivery"), destination, HOME)
    return whole_day_if_midnight(moment[0]) if moment else None


def _service_point(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return table(table(row.get("location")).get("servicePoint"))


def _proof(shipment: Mapping[str, Any]) -> ProofOfDelivery | None:
    proof = table(table(shipment.get("details")).get("proofOfDelivery"))
    signed = table(proof.get("signed"))
    name = " ".join(filter(None, (text(signed.get("givenName")), text(signed.get("familyName")))))
    found = ProofOfDelivery(name or text(signed.get("name")), https(proof.get("documentUrl")))
    return found if found != ProofOfDelivery() else None


def _hand_over(shipment: Mapping[str, Any]) -> HandOver | None:
    """Read who carries it on: DHL gives the partner's number among the references."""
    for row in rows(table(shipment.get("details")).get("references")):
        if code(row.get("type")) == "local-tracking-number":
            return HandOver(code(row.get("number")))
    return None


def _pickup_point(shipment: Mapping[str, Any]) -> PickupPoint | None:
    """Read where the parcel waits; DHL names the place in the newest status."""
    for row in (table(shipment.get("status")), *rows(shipment.get("events"))[:1]):
        name = text(_service_point(row).get("label"))
        address = table(table(row.get("location")).get("address"))
        if name:
            return PickupPoint(
                name=name,
                street=text(address.get("streetAddress")),
                postal_code=text(address.get("postalCode")),
                city=text(address.get("addressLocality")),
                country=country(address.get("countryCode")),
            )
    return None
