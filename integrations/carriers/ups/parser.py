"""Read UPS's Track v1 answers; asks nobody anything.

Shape: trackResponse.shipment[].package[].activity[], newest first.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.ups.statuses import meaning_of
from integrations.carriers.ups.times import HOME, estimate_of, moment_of
from integrations.reports import events_of, report_of
from integrations.untrusted import (
    code,
    country,
    json_object,
    raw_json,
    rows,
    table,
    text,
)
from integrations.zones import zone_or_utc

_DELIVERED = "011"
# https://developer.ups.com/api/reference/trackingapi/errors
_NOT_KNOWN = frozenset({"TW0001", "TV1002"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    response = answer.get("trackResponse")
    if not isinstance(response, dict):
        return _refused(rows(table(answer.get("response")).get("errors")), asked)
    shipment = next(iter(rows(response.get("shipment"))), {})
    package = _package(rows(shipment.get("package")), asked.number)
    if not package:
        return _refused(rows(shipment.get("warnings")), asked)
    addresses = {code(row.get("type")).upper(): row for row in rows(package.get("packageAddress"))}
    destination = _country_in(addresses.get("DESTINATION")) or asked.country
    events = events_of(
        rows(package.get("activity")),
        lambda row, sequence: _event(row, destination, sequence),
        newest_first=True,
    )
    return report_of(
        asked,
        events,
        estimate=estimate_of(package, _zone_at(destination, events)),
        pickup_point=_pickup_point(addresses),
        proof=_proof(package),
    )


def _refused(errors: list[Mapping[str, Any]], asked: TrackedNumber) -> UnknownNumber:
    """Tell an unknown number from a refusal; UPS also sends its errors with HTTP 200."""
    codes = [code(error.get("code")) for error in errors]
    if _NOT_KNOWN.isdisjoint(codes):
        raise ProviderError(f"no package in the answer ({', '.join(codes)[:60] or 'no reason'})")
    return UnknownNumber(asked.number)


def _package(packages: list[Mapping[str, Any]], number: str) -> Mapping[str, Any]:
    """Choose the package asked for; of several unnamed ones, one that has not arrived leads."""
    for package in packages:
        if package.get("trackingNumber") == number:
            return package
    waiting = [
        package
        for package in packages
        if code(table(package.get("currentStatus")).get("code")).zfill(3) != _DELIVERED
    ]
    return next(iter(waiting or packages), {})


def _country_in(holder: object) -> str:
    address = table(table(holder).get("address"))
    return country(address.get("countryCode")) or country(address.get("country"))


def _event(row: Mapping[str, Any], destination: str, sequence: int) -> TrackingEvent | None:
    location = table(row.get("location"))
    here = _country_in(location)
    moment = moment_of(row, here, destination)
    if moment is None:
        return None
    status = table(row.get("status"))
    kind, fine = code(status.get("type")).upper(), code(status.get("code")).upper()
    status_code = code(status.get("statusCode"))
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, (kind, fine, status_code))),
        raw_text=text(status.get("description")),
        meaning=meaning_of(kind, fine, status_code),
        place=Place(city=text(table(location.get("address")).get("city")), country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _zone_at(destination: str, events: tuple[TrackingEvent, ...]) -> tzinfo:
    """Return the zone of the newest scan in the destination's country, else the assumed one."""
    for event in events:
        zone = event.occurred_at.tzinfo
        if event.place.country == destination and not event.zone_assumed and zone is not None:
            return zone
    return zone_or_utc(destination, HOME)


def _proof(package: Mapping[str, Any]) -> ProofOfDelivery | None:
    signed_by = text(table(package.get("deliveryInformation")).get("receivedBy"))
    return ProofOfDelivery(signed_by) if signed_by else None


def _pickup_point(addresses: Mapping[str, Mapping[str, Any]]) -> PickupPoint | None:
    """Read where the parcel waits: UPS's access point, if it names one."""
    holder = addresses.get("ACCESS_POINT") or addresses.get("DELIVERY") or {}
    address = table(holder.get("address"))
    name = text(holder.get("name")) or text(address.get("addressLine1"))
    if not name:
        return None
    return PickupPoint(
        name=name,
        street=text(address.get("addressLine1")),
        postal_code=text(address.get("postalCode")),
        city=text(address.get("city")),
        country=_country_in(holder),
    )
