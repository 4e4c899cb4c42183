"""Read Instabee's answers: an order to a door or to a box; asks nobody anything.

An answer tells the present status only. Errors come with HTTP 200 as well: status FAILED.
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
from integrations.carriers.budbee.statuses import BOX, DOOR, IN_ORDER, STATUSES
from integrations.reports import report_of
from integrations.untrusted import code, country, json_object, raw_json, table, text
from integrations.zones import read_moment, read_scan_time

HOME = "SE"
_KINDS = {"DELIVERY": DOOR, "BOX": BOX}
_NOT_KNOWN = frozenset({"ORDER_NOT_FOUND", "PARCEL_NOT_FOUND"})
_SINCE_THE_LOCKER = frozenset({"Delivered", "PickedUp", "ReturnedToTerminal", "ReturnedToMerchant"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    answer = json_object(body)
    if answer.get("status") == "FAILED":
        error = code(answer.get("errorCode"))
        if error not in _NOT_KNOWN:
            raise ProviderError(f"Instabee reports {error[:40] or 'a failure'}")
        return UnknownNumber(asked.number)
    order = table(answer.get("payload")) or answer
    if "status" not in order:
        raise ProviderError("no status in the answer")
    zone = country(table(order.get("meta")).get("country")) or asked.country
    event = _event(order, zone)
    return report_of(
        asked,
        (event,) if event else (),
        estimate=_estimate(order, zone),
        pickup_point=_pickup_point(order),
    )


def _event(order: Mapping[str, Any], zone: str) -> TrackingEvent | None:
    """Make an event of the status; of unknown kinds of orders no status means anything."""
    told = order["status"]
    status = code(told.get("state") if isinstance(told, dict) else told)
    at = table(told).get("date") or _of_box(order, status)
    moment = read_scan_time(at, zone, HOME)
    if not status or moment is None:
        return None
    kind = code(table(order.get("meta")).get("type"))
    raw_code = f"{_KINDS.get(kind.upper(), kind)}/{status}"
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code=raw_code,
        raw_text="",
        meaning=STATUSES.get(raw_code),
        zone_assumed=moment[1],
        sequence=IN_ORDER.index(status) if status in IN_ORDER else len(IN_ORDER),
        raw=raw_json({"type": kind, "status": status, "date": text(at)}),
    )


def _of_box(order: Mapping[str, Any], status: str) -> object:
    """Return the time to tell a box's status with: that of the order until it is in the locker."""
    arrived = order.get("deliveredAt") if status in _SINCE_THE_LOCKER else None
    return arrived or order.get("createdAt")


def _estimate(order: Mapping[str, Any], zone: str) -> DeliveryWindow | None:
    told = order.get("eta")
    exact = read_moment(told.get("date") if isinstance(told, dict) else told, zone, HOME)
    if exact:
        return DeliveryWindow(exact[0], exact[0])
    slot = table(order.get("consignment"))
    begins = read_moment(slot.get("start"), zone, HOME)
    ends = read_moment(slot.get("stop"), zone, HOME)
    if begins is None or ends is None:
        return None
    return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))


def _pickup_point(order: Mapping[str, Any]) -> PickupPoint | None:
    address = table(order.get("lockerAddress"))
    name = text(address.get("name")) or text(order.get("lockerIdentifier"))
    if not name:
        return None
    return PickupPoint(
        name=name,
        street=text(address.get("street")),
        postal_code=text(address.get("postalCode")),
        city=text(address.get("city")),
        country=country(address.get("countryCode")),
        opening_hours=_opening(table(order.get("openHours"))),
    )


def _opening(told: Mapping[str, Any]) -> tuple[str, ...]:
    """Write hours without words of any language, equal days together: Mo Tu 08:00-18:00."""
    days: dict[str, list[str]] = {}
    for day in _DAYS:
        hours = table(told.get(day))
        begins, ends = text(hours.get("open"))[:5], text(hours.get("close"))[:5]
        if begins and ends:
            days.setdefault(f"{begins}-{ends}", []).append(day[:2].capitalize())
    return tuple(f"{' '.join(names)} {hours}" for hours, names in days.items())
