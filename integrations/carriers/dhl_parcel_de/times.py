"""Read DHL Paket's dates and times, which are written the German way and without a zone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.tracking import DeliveryWindow
from integrations.untrusted import text
from integrations.zones import read_local, whole_day_if_midnight

HOME = "DE"
_CLOCKS = ("%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S")


def moment_of(told: object, *countries: str) -> tuple[datetime, bool] | None:
    """Read "31.12.2026 18:05", in the zone assumed for the first country that has one."""
    for form in _CLOCKS:
        if read := read_local(told, form, *countries):
            return read
    return None


def estimate_of(piece: Mapping[str, Any], destination: str) -> DeliveryWindow | None:
    """Return the expected window, or the expected day."""
    day = text(piece.get("@delivery-date"))
    begins = moment_of(f"{day} {_clock(piece, 'from')}", destination, HOME)
    ends = moment_of(f"{day} {_clock(piece, 'to')}", destination, HOME)
    if begins and ends:
        return DeliveryWindow(min(begins[0], ends[0]), max(begins[0], ends[0]))
    whole = moment_of(f"{day} 00:00", destination, HOME)
    return whole_day_if_midnight(whole[0]) if whole else None


def _clock(piece: Mapping[str, Any], end: str) -> str:
    return text(piece.get(f"@delivery-timeframe-{end}"))
