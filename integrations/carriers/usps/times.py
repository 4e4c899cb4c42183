"""Read USPS's dates and times, which are those of the place; says so where it assumes a zone."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from domain.tracking import DeliveryWindow, TrackingEvent
from integrations.untrusted import text
from integrations.zones import read_local, read_moment, whole_day_if_midnight, zone_or_utc

HOME = "US"
_OFFSET = re.compile(r"([+-]?)(\d{1,2}):(\d\d)")
_FARTHEST = timedelta(hours=15)
_CLOCKS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M %p")


def moment_of(event: Mapping[str, Any], here: str) -> tuple[datetime, bool] | None:
    """Return when an event was, at its place, and whether its zone was assumed.

    GMTTimestamp is not read: in evening hours USPS gives it the date of the local time, a day off.
    """
    local = read_moment(event.get("eventTimestamp"), here)
    if local is None:
        return None
    clock, offset = local[0].replace(tzinfo=None), _offset(event.get("GMTOffset"))
    if offset is None:
        return clock.replace(tzinfo=zone_or_utc(here)), True
    return clock.replace(tzinfo=timezone(offset)), False


def _offset(value: object) -> timedelta | None:
    """Read -7:00 as well as -07:00; no place is farther from Greenwich than 14 hours."""
    found = _OFFSET.fullmatch(text(value))
    if found is None or not found[0].isascii():
        return None
    apart = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return (-apart if found[1] == "-" else apart) if apart < _FARTHEST else None


def zone_at(destination: str, events: tuple[TrackingEvent, ...]) -> tzinfo:
    """Return the zone of the newest scan in the destination's country, else the assumed one."""
    for event in events:
        zone = event.occurred_at.tzinfo
        if event.place.country == destination and not event.zone_assumed and zone is not None:
            return zone
    return zone_or_utc(destination, HOME)


def estimate_of(answer: Mapping[str, Any], zone: tzinfo) -> DeliveryWindow | None:
    """Return when an item is expected: the predicted window or day, else the expected one."""
    day = text(answer.get("predictedDeliveryDate"))
    begins = _clock(day, answer.get("predictedDeliveryWindowStartTime"))
    ends = _clock(day, answer.get("predictedDeliveryWindowEndTime"))
    if begins and ends:
        first, last = min(begins, ends), max(begins, ends)
        return DeliveryWindow(first.replace(tzinfo=zone), last.replace(tzinfo=zone))
    expected = read_moment(day) or read_moment(answer.get("expectedDeliveryTimeStamp"))
    return whole_day_if_midnight(expected[0].replace(tzinfo=zone)) if expected else None


def _clock(day: str, clock: object) -> datetime | None:
    for form in _CLOCKS:
        if read := read_local(f"{day} {text(clock)}", form):
            return read[0].replace(tzinfo=None)
    return None
