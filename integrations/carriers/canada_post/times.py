"""Read Canada Post's times, whose zones are letters; says so where it assumes one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from integrations.untrusted import text
from integrations.zones import read_moment

HOME = "CA"
# https://nrc.canada.ca/en/certifications-evaluations-standards/canadas-official-time
_OFFSETS = {
    "NST": "-03:30",
    "NDT": "-02:30",
    "AST": "-04:00",
    "ADT": "-03:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


def moment_of(occurrence: Mapping[str, Any]) -> tuple[datetime, bool] | None:
    """Return when an event was, and whether its zone was assumed: abroad there is no telling."""
    offset = _OFFSETS.get(text(occurrence.get("event-time-zone")).upper(), "")
    day, clock = text(occurrence.get("event-date")), text(occurrence.get("event-time"))
    return read_moment(f"{day}T{clock or '00:00:00'}{offset}", HOME) if day else None
