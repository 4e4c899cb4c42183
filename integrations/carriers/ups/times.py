"""Read UPS's dates and times, which are digits alone; says so where it assumes a zone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from domain.tracking import DeliveryWindow
from integrations.untrusted import rows, table, text
from integrations.zones import read_moment, zone_or_utc

HOME = "US"
_ESTIMATES = ("RDD", "SDD")
"""Rescheduled before scheduled; DEL is when it was delivered, which is no estimate."""


def moment_of(activity: Mapping[str, Any], *countries: str) -> tuple[datetime, bool] | None:
    """Return when an activity was, in the zone of its place, and whether that was assumed."""
    exact = _digits(activity.get("gmtDate"), activity.get("gmtTime"))
    offset = read_moment(f"2000-01-01T00:00:00{text(activity.get('gmtOffset'))[:6]}")
    if exact and offset and not offset[1]:
        shift = offset[0].utcoffset() or timedelta()
        return exact.replace(tzinfo=UTC).astimezone(timezone(shift)), False
    if exact:
        return exact.replace(tzinfo=UTC).astimezone(zone_or_utc(*countries, HOME)), False
    local = _digits(activity.get("date"), activity.get("time"))
    return (local.replace(tzinfo=zone_or_utc(*countries, HOME)), True) if local else None


def estimate_of(package: Mapping[str, Any], zone: tzinfo) -> DeliveryWindow | None:
    """Return when a package is expected; UPS tells that in the zone of where it goes."""
    dates = {text(row.get("type")): row.get("date") for row in rows(package.get("deliveryDate"))}
    wanted = next((dates[kind] for kind in _ESTIMATES if dates.get(kind)), None)
    times = table(package.get("deliveryTime"))
    if times.get("type") == "DEL":
        times = {}
    ends = _digits(wanted, text(times.get("endTime")) or "235900")
    begins = _digits(wanted, text(times.get("startTime")) or text(times.get("endTime")) or "000000")
    if begins is None or ends is None:
        return None
    return DeliveryWindow(
        min(begins, ends).replace(tzinfo=zone), max(begins, ends).replace(tzinfo=zone)
    )


def _digits(date: object, time: object) -> datetime | None:
    day = text(date)
    hours = text(time).replace(":", "").zfill(6)
    if len(day) != len("20261122") or len(hours) != len("120000"):
        return None
    read = read_moment(f"{day[:4]}-{day[4:6]}-{day[6:]}T{hours[:2]}:{hours[2:4]}:{hours[4:]}")
    return read[0].replace(tzinfo=None) if read else None
