"""Answer as DHL's Shipment Tracking - Unified does; knows no HTTP.

Interface: https://developer.dhl.com/api-reference/shipment-tracking (service express).
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from demo.carriers.book import Consignment, Report, Words
from demo.stories import Scan

WORDS: Words = {
    Scan.ANNOUNCED: ("pre-transit", "104", "Shipment information received"),
    Scan.COLLECTED: ("transit", "PU", "Shipment picked up"),
    Scan.ARRIVED: ("transit", "AF", "Arrived at DHL sort facility"),
    Scan.DEPARTED: ("transit", "DF", "Shipment has departed from a DHL facility"),
    Scan.LATE: ("transit", "MD", "Delivery has been delayed by one day"),
    Scan.OUT: ("transit", "WC", "Shipment is out with courier for delivery"),
    Scan.NOT_HOME: ("failure", "NH", "Delivery attempted; nobody was at home"),
    Scan.AT_POINT: ("transit", "CC", "Awaiting collection by the recipient"),
    Scan.FETCHED: ("delivered", "OK", "Delivered"),
    Scan.DELIVERED: ("delivered", "OK", "Delivered"),
    Scan.DAMAGED: ("failure", "OH", "Shipment is on hold: packaging damaged"),
    Scan.GOING_BACK: ("failure", "SS", "Shipment stopped; it goes back to the shipper"),
    Scan.BACK: ("failure", "RT", "Returned to shipper"),
}
_OVER = frozenset({Scan.FETCHED, Scan.DELIVERED, Scan.BACK})

NOT_FOUND: dict[str, Any] = {
    "title": "No result found",
    "detail": "No shipment with given tracking number found.",
    "status": 404,
}


def answer(parcel: Consignment) -> dict[str, Any]:
    """Write all that DHL says of a parcel that has at least one scan."""
    newest = parcel.reports[-1]
    over = newest.scan in _OVER
    shipment: dict[str, Any] = {
        "id": parcel.number,
        "service": "express",
        "origin": {"address": {"countryCode": "SE", "addressLocality": "Borås"}},
        "destination": {
            "address": {
                "countryCode": parcel.country,
                "postalCode": parcel.postal_code,
                "addressLocality": parcel.city,
            }
        },
        "status": _event(newest, parcel),
        "serviceUrl": f"https://www.dhl.com/global-en/home/tracking.html?tracking-id={parcel.number}",
        "details": {
            "product": {"productName": "EXPRESS DOMESTIC"},
            "proofOfDeliverySignedAvailable": over,
            "totalNumberOfPieces": 1,
            "pieceIds": [f"JD01{parcel.number}"],
            "weight": {"value": 1.4, "unitText": "kg"},
        },
        "events": [_event(report, parcel) for report in reversed(parcel.reports)],
    }
    if parcel.estimate and not over:
        shipment["estimatedTimeOfDelivery"] = _moment(parcel.estimate)
        shipment["estimatedDeliveryTimeFrame"] = {
            "estimatedFrom": _moment(parcel.estimate - timedelta(hours=1)),
            "estimatedThrough": _moment(parcel.estimate + timedelta(hours=1)),
        }
    return {
        "url": f"/track/shipments?trackingNumber={parcel.number}&offset=0&limit=5",
        "firstUrl": f"/track/shipments?trackingNumber={parcel.number}&offset=0&limit=5",
        "lastUrl": f"/track/shipments?trackingNumber={parcel.number}&offset=0&limit=5",
        "shipments": [shipment],
    }


def _event(report: Report, parcel: Consignment) -> dict[str, Any]:
    coarse, code, words = WORDS[report.scan]
    location: dict[str, Any] = {
        "address": {"countryCode": report.country, "addressLocality": report.city}
    }
    if report.scan is Scan.AT_POINT:
        location["servicePoint"] = {"label": parcel.point, "url": "https://example.com/"}
        location["address"]["streetAddress"] = "Torget 1"
        location["address"]["postalCode"] = parcel.postal_code
    return {
        "timestamp": _moment(report.at),
        "location": location,
        "statusCode": "unknown" if report.code else coarse,
        "status": report.code or code,
        "description": report.text or words,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
