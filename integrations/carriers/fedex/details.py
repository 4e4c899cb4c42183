"""Read what FedEx tells of a parcel besides its scans: estimate, pick-up point, proof, partner."""

from collections.abc import Mapping
from typing import Any

from domain.tracking import DeliveryWindow, HandOver, PickupPoint, ProofOfDelivery
from integrations.untrusted import code, country, rows, table, text
from integrations.zones import read_moment, whole_day_if_midnight

Row = Mapping[str, Any]


def address_of(location: object) -> Row:
    """Return the address within a location, or an empty object."""
    return table(table(table(location).get("locationContactAndAddress")).get("address"))


def estimate_of(result: Row, *countries: str) -> DeliveryWindow | None:
    """Return the estimated window, else the estimated day or time."""
    window = table(table(result.get("estimatedDeliveryTimeWindow")).get("window"))
    begins = read_moment(window.get("begins"), *countries)
    ends = read_moment(window.get("ends"), *countries)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    for told in rows(result.get("dateAndTimes")):
        moment = read_moment(told.get("dateTime"), *countries)
        if told.get("type") == "ESTIMATED_DELIVERY" and moment:
            return whole_day_if_midnight(moment[0])
    return whole_day_if_midnight(ends[0]) if ends else None


def pickup_point_of(result: Row) -> PickupPoint | None:
    """Return the FedEx location that holds the parcel; whoever works there is not read."""
    holder = table(result.get("holdAtLocation"))
    address = address_of(holder)
    contact = table(table(holder.get("locationContactAndAddress")).get("contact"))
    lines = address.get("streetLines")
    street = ", ".join(filter(None, map(text, lines if isinstance(lines, list) else [])))
    name = text(contact.get("companyName")) or street[:500]
    if not name:
        return None
    return PickupPoint(
        name=name,
        street=street[:500],
        postal_code=text(address.get("postalCode")),
        city=text(address.get("city")),
        country=country(address.get("countryCode")),
    )


def proof_of(result: Row) -> ProofOfDelivery | None:
    """Return who signed; "Signature not required" and the like are nobody's name."""
    details = table(result.get("deliveryDetails"))
    name = text(details.get("signedByName")) or text(details.get("receivedByName"))
    return ProofOfDelivery(name) if name and not name.lower().startswith("signature") else None


def hand_over_of(result: Row) -> HandOver | None:
    """Return the number under which a partner, such as a post, carries the parcel on."""
    numbers = table(result.get("additionalTrackingInfo")).get("packageIdentifiers")
    for row in rows(numbers):
        told = row.get("values", row.get("value"))
        first = told[:1] if isinstance(told, list) else [told]
        if row.get("type") == "PARTNER_CARRIER_NUMBER":
            return HandOver("".join(map(code, first)))
    return None
