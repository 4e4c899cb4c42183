"""Answer as UPS's Track v1 and its token endpoint do; knows no HTTP.

Interface: https://developer.ups.com/api/reference/tracking
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from demo.carriers.book import Consignment, Report, Words
from demo.stories import Scan

WORDS: Words = {
    Scan.ANNOUNCED: ("M", "MP", "003", "Shipper created a label, UPS has no package yet."),
    Scan.COLLECTED: ("I", "PU", "038", "Pickup Scan"),
    Scan.ARRIVED: ("I", "AR", "005", "Arrived at Facility"),
    Scan.DEPARTED: ("I", "DP", "005", "Departed from Facility"),
    Scan.LATE: ("X", "MR", "046", "The delivery is delayed."),
    Scan.OUT: ("I", "OT", "021", "Out For Delivery Today"),
    Scan.NOT_HOME: ("X", "48", "022", "The receiver was not available for delivery."),
    Scan.AT_POINT: ("D", "2Q", "161", "Delivered to UPS Access Point"),
    Scan.FETCHED: ("D", "2W", "011", "Collected by customer"),
    Scan.DELIVERED: ("D", "FS", "011", "DELIVERED"),
    Scan.DAMAGED: ("X", "DM", "059", "The package was damaged in transit."),
    Scan.GOING_BACK: ("X", "RP", "035", "The package is being returned to the sender."),
    Scan.BACK: ("D", "RB", "034", "Returned to sender"),
}
_ZONES = {"SE": "Europe/Stockholm", "GB": "Europe/London", "DE": "Europe/Berlin"}
_OVER = frozenset({Scan.FETCHED, Scan.DELIVERED, Scan.BACK})


def error(code: str, message: str) -> dict[str, Any]:
    """Write an error as UPS does."""
    return {"response": {"errors": [{"code": code, "message": message}]}}


NOT_FOUND = error("TW0001", "Tracking Information Not Found")


def token_answer(token: str, client_id: str, issued: datetime, lifetime: int) -> dict[str, Any]:
    """Write the answer to a good request for a token; its numbers are texts."""
    return {
        "token_type": "Bearer",
        "issued_at": str(int(issued.timestamp() * 1000)),
        "client_id": client_id,
        "access_token": token,
        "scope": "",
        "expires_in": str(lifetime),
        "refresh_count": "0",
        "status": "approved",
    }


def answer(parcel: Consignment) -> dict[str, Any]:
    """Write all that UPS says of a package that has at least one scan."""
    newest = parcel.reports[-1]
    kind, code, status_code, words = WORDS[newest.scan]
    addresses = [
        _address("ORIGIN", "Borås", "SE"),
        _address("DESTINATION", parcel.city, parcel.country, parcel.postal_code),
    ]
    if newest.scan is Scan.AT_POINT:
        addresses.append(
            {
                **_address("ACCESS_POINT", parcel.city, parcel.country, parcel.postal_code),
                "name": parcel.point,
            }
        )
    package = {
        "trackingNumber": parcel.number,
        **_delivery(parcel, newest),
        "activity": [_activity(report) for report in reversed(parcel.reports)],
        "currentStatus": {
            "type": kind,
            "description": words,
            "simplifiedTextDescription": words,
            "code": status_code,
            "statusCode": code,
        },
        "packageAddress": addresses,
        "weight": {"unitOfMeasurement": "KGS", "weight": "1.40"},
        "service": {"code": "011", "levelCode": "011", "description": "UPS Standard"},
        "packageCount": 1,
    }
    shipment = {"inquiryNumber": parcel.number, "package": [package], "userRelation": ["SHIPPER"]}
    return {"trackResponse": {"shipment": [shipment]}}


def _delivery(parcel: Consignment, newest: Report) -> dict[str, Any]:
    """Write the scheduled day while it is awaited, then the day it was."""
    zone = _zone(parcel.country)
    if newest.scan in _OVER:
        local = newest.at.astimezone(zone)
        return {
            "deliveryDate": [{"type": "DEL", "date": local.strftime("%Y%m%d")}],
            "deliveryTime": {"type": "DEL", "endTime": local.strftime("%H%M%S")},
        }
    if parcel.estimate is None:
        return {}
    local = parcel.estimate.astimezone(zone)
    return {
        "deliveryDate": [{"type": "SDD", "date": local.strftime("%Y%m%d")}],
        "deliveryTime": {"type": "EOD"},
    }


def _activity(report: Report) -> dict[str, Any]:
    kind, code, status_code, words = WORDS[report.scan]
    local = report.at.astimezone(_zone(report.country))
    utc = report.at.astimezone(UTC)
    return {
        "location": {
            "address": {
                "city": report.city,
                "countryCode": report.country,
                "country": report.country,
            },
            "slic": "8566",
        },
        "status": {
            "type": "NA" if report.code else kind,
            "description": report.text or words,
            "code": report.code or code,
            "statusCode": "" if report.code else status_code,
        },
        "date": local.strftime("%Y%m%d"),
        "time": local.strftime("%H%M%S"),
        "gmtDate": utc.strftime("%Y%m%d"),
        "gmtTime": utc.strftime("%H:%M:%S"),
        "gmtOffset": local.isoformat()[-6:],
    }


def _address(kind: str, city: str, country: str, postal_code: str = "") -> dict[str, Any]:
    address = {
        "city": city,
        "countryCode": country,
        "country": country,
        "postalCode": postal_code,
    }
    return {"type": kind, "address": address}


def _zone(country: str) -> ZoneInfo:
    return ZoneInfo(_ZONES.get(country, "Etc/UTC"))
