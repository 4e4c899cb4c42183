"""Read MyDHL's tracking answers; asks nobody anything.

Shape: shipments[].events[], oldest first, with local times.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    DeliveryWindow,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.mydhl_express.statuses import STATUSES
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, json_object, raw_json, rows, table, text
from integrations.zones import read_moment, whole_day_if_midnight

Row = Mapping[str, Any]
HOME = "DE"
_DELIVERED = frozenset({"DD", "OK"})
_OFFSET = re.compile(r"[+-][0-9]{2}:[0-9]{2}")
_ENDS_A_DAY = timedelta(hours=23, minutes=59)


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    return _answer(_shipments(body).get(asked.number), asked)


def read_all(body: bytes, group: Sequence[TrackedNumber]) -> dict[str, TrackingAnswer]:
    """Answer for every number of a group; raise ProviderError when an answer is none."""
    shipments = _shipments(body)
    return {asked.number: _answer(shipments.get(asked.number), asked) for asked in group}


def _shipments(body: bytes) -> dict[str, Row]:
    answer = json_object(body)
    if "shipments" in answer:
        told = rows(answer["shipments"])
        return {text(row.get("shipmentTrackingNumber")): row for row in told}
    status = text(answer.get("status"))
    if status == "404":
        return {}
    refused = status in {"401", "403"}
    reason = f"no shipments in the answer (status {status[:20] or 'missing'})"
    raise ProviderError(reason, permanent=refused, credentials_refused=refused)


def _answer(shipment: Row | None, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    if shipment is None or _not_found(shipment):
        return UnknownNumber(asked.number)
    told = rows(shipment.get("events"))
    address = table(table(shipment.get("receiverDetails")).get("postalAddress"))
    destination = country(address.get("countryCode")) or asked.country
    return report_of(
        asked,
        events_of(
            told, lambda row, sequence: _event(row, destination, sequence), newest_first=False
        ),
        estimate=_estimate(shipment.get("estimatedDeliveryDate"), destination),
        proof=_proof(told),
    )


def _not_found(shipment: Row) -> bool:
    """Say whether a shipment stands in the answer only to say that there is none."""
    success = text(shipment.get("status")).casefold() in {"", "success"}
    return not success and not rows(shipment.get("events"))


def _event(row: Row, destination: str, sequence: int) -> TrackingEvent | None:
    city, here = _place(row)
    offset = text(row.get("GMTOffset"))
    told = f"{text(row.get('date'))}T{text(row.get('time'))}"
    moment = read_moment(
        told + (offset if _OFFSET.fullmatch(offset) else ""), here, destination, HOME
    )
    if moment is None:
        return None
    type_code = code(row.get("typeCode")).upper()
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=type_code,
        raw_text=_words(row)[0] if type_code in _DELIVERED else text(row.get("description")),
        meaning=STATUSES.get(type_code),
        place=Place(city=city, country=here),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json(row),
    )


def _place(row: Row) -> tuple[str, str]:
    """Read a service area, such as STOCKHOLM-SE, as a city and a country."""
    area = next(iter(rows(row.get("serviceArea"))), {})
    told = text(area.get("description"))
    city, _, last = told.rpartition("-")
    here = country(last)
    return (city.strip(), here) if here else (told, "")


def _words(row: Row) -> tuple[str, str]:
    """Part "Delivered : NAME" into what happened and who signed."""
    happened, _, name = text(row.get("description")).partition(" : ")
    return happened.strip(), name.strip()


def _proof(told: list[Row]) -> ProofOfDelivery | None:
    for row in reversed(told):
        if code(row.get("typeCode")).upper() in _DELIVERED:
            name = text(row.get("signedBy")) or _words(row)[1]
            return ProofOfDelivery(name) if name else None
    return None


def _estimate(told: object, destination: str) -> DeliveryWindow | None:
    """Read the estimate; the last minute of a day stands for some time that day."""
    moment = read_moment(told, destination, HOME)
    if moment is None:
        return None
    day: datetime = moment[0].replace(hour=0, minute=0, second=0, microsecond=0)
    ends_a_day = moment[0].replace(tzinfo=None) - day.replace(tzinfo=None) >= _ENDS_A_DAY
    return whole_day_if_midnight(day if ends_a_day else moment[0])
