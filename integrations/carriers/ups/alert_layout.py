"""Lay a Track Alert out as an answer of Track v1, so that one parser reads both; judges nothing.

Schema: TrackingEventRequest in https://github.com/UPS-API/api-documentation, UPSTrackAlert.yaml.
"""

from collections.abc import Mapping
from typing import Any

from integrations.untrusted import code, table, text

_ON_THE_VAN = frozenset({"OF", "OT"})
_PERSONAL = frozenset({"deliveryPhoto", "receivedBy"})
_STATUS_DIGITS = 3


def number_in(told: Mapping[str, Any]) -> str:
    """Return the number an alert is about, empty when there is none."""
    return code(told.get("trackingNumber"))


def without_people(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an alert without the picture of the door and the name of who opened it."""
    return {name: value for name, value in told.items() if name not in _PERSONAL}


def as_answer(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answer of Track v1 that would tell the same."""
    location = table(told.get("activityLocation"))
    where = {"city": location.get("city"), "countryCode": location.get("country")}
    package = {
        "trackingNumber": number_in(told),
        "activity": [
            {
                "location": {"address": where},
                "status": _status(table(told.get("activityStatus"))),
                "date": told.get("localActivityDate"),
                "time": told.get("localActivityTime"),
                "gmtDate": told.get("gmtActivityDate"),
                "gmtTime": told.get("gmtActivityTime"),
                "gmtOffset": text(told.get("gmtOffset")).replace(".", ":"),
            }
        ],
        "packageAddress": [{"type": "DESTINATION", "address": where}],
        "deliveryDate": [{"type": "SDD", "date": told.get("scheduledDeliveryDate")}],
        "deliveryTime": {
            "startTime": told.get("deliveryStartTime"),
            "endTime": told.get("deliveryEndTime"),
        },
        "deliveryInformation": {"receivedBy": told.get("receivedBy")},
    }
    return {"trackResponse": {"shipment": [{"package": [package]}]}}


def _status(status: Mapping[str, Any]) -> Mapping[str, Any]:
    kind, fine = code(status.get("type")).upper(), code(status.get("code")).upper()
    coded = code(status.get("descriptionCode"))
    return {
        # Alerts count "on the van" among deliveries, D; Track v1 does not.
        "type": "I" if kind == "D" and fine in _ON_THE_VAN else kind,
        "code": fine,
        "description": status.get("description"),
        "statusCode": coded.zfill(_STATUS_DIGITS) if coded else "",
    }
