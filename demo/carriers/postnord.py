"""Answer as PostNord's Track & Trace v5 does; knows no HTTP.

Interface: https://developer.postnord.com/ (findByIdentifier.json).
"""

from datetime import UTC, datetime
from typing import Any

from demo.carriers.book import Consignment, Report, Words
from demo.stories import Scan

WORDS: Words = {
    Scan.ANNOUNCED: ("INFORMED", "68", "The sender has announced the shipment"),
    Scan.COLLECTED: ("EN_ROUTE", "10", "The shipment has been handed over to PostNord"),
    Scan.ARRIVED: ("EN_ROUTE", "20", "The shipment has arrived at a terminal"),
    Scan.DEPARTED: ("EN_ROUTE", "21", "The shipment has left the terminal"),
    Scan.LATE: ("EXPECTED_DELAY", "90", "The shipment is delayed"),
    Scan.OUT: ("EN_ROUTE", "113", "The shipment is out for delivery"),
    Scan.NOT_HOME: ("DELIVERY_IMPOSSIBLE", "52", "Nobody was at home"),
    Scan.AT_POINT: ("AVAILABLE_FOR_DELIVERY", "35", "The shipment can be collected"),
    Scan.FETCHED: ("DELIVERED", "40", "The shipment has been collected"),
    Scan.DELIVERED: ("DELIVERED", "40", "The shipment has been delivered"),
    Scan.DAMAGED: ("STOPPED", "61", "The shipment is damaged and has been stopped"),
    Scan.GOING_BACK: ("RETURNED", "70", "The shipment is returned to the sender"),
    Scan.BACK: ("OTHER", "71", "The sender has received the return"),
}
_OVER = frozenset({Scan.FETCHED, Scan.DELIVERED, Scan.BACK})

NOT_FOUND: dict[str, Any] = {"TrackingInformationResponse": {"shipments": []}}
"""PostNord answers 200 for a number it does not know."""


def answer(parcel: Consignment) -> dict[str, Any]:
    """Write all that PostNord says of a parcel; nothing is known of one without scans."""
    if not parcel.reports:
        return NOT_FOUND
    newest = parcel.reports[-1]
    status, _, words = WORDS[newest.scan]
    shipment: dict[str, Any] = {
        "shipmentId": parcel.number,
        "uri": f"/ntt/shipment/recipient/{parcel.number}",
        "assessedNumberOfItems": 1,
        "service": {"code": "19", "name": "MyPack Collect", "issuerCode": "Z12"},
        "consignor": {"name": "Demo shop", "address": {"city": "Borås", "countryCode": "SE"}},
        "consignee": {
            "address": {
                "city": parcel.city,
                "countryCode": parcel.country,
                "postCode": parcel.postal_code,
            }
        },
        "status": status,
        "statusText": {"header": words, "body": f"{words}."},
        "totalWeight": {"value": "1.4", "unit": "kg"},
        "items": [
            {
                "itemId": parcel.number,
                "status": status,
                "statusText": {"header": words, "body": f"{words}."},
                "events": [_event(report) for report in reversed(parcel.reports)],
            }
        ],
    }
    # The estimate is left out, not empty, once the parcel has arrived.
    if parcel.estimate and newest.scan not in _OVER:
        shipment["estimatedTimeOfArrival"] = _moment(parcel.estimate)
    if newest.scan is Scan.AT_POINT:
        shipment["deliveryPoint"] = _point(parcel)
    return {"TrackingInformationResponse": {"shipments": [shipment]}}


def _event(report: Report) -> dict[str, Any]:
    status, code, words = WORDS[report.scan]
    return {
        "eventTime": _moment(report.at),
        "eventCode": report.code or code,
        "status": "OTHER" if report.code else status,
        "eventDescription": report.text or words,
        "location": {
            "displayName": f"{report.city} terminal",
            "name": report.city,
            "countryCode": report.country,
            "city": report.city,
            "locationType": "HUB",
        },
    }


def _point(parcel: Consignment) -> dict[str, Any]:
    weekdays = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), True)
    return {
        "name": parcel.point,
        "displayName": parcel.point,
        "locationType": "SERVICE_POINT",
        "address": {
            "street1": "Torget 1",
            "city": parcel.city,
            "countryCode": parcel.country,
            "postCode": parcel.postal_code,
        },
        "openingHours": [{"openFrom": "0800", "openTo": "2000", **weekdays}],
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
