"""Put together what several sources say of an order's parcels; none of them is known here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError

from domain.shipment import ShipmentItem, clean_tracking_number
from domain.shop_events import ShipmentTold
from integrations.platforms import Instant, Reading
from integrations.platforms.woocommerce.schemas import Packed

_LONGEST_NUMBER = 100
_LATEST_DAY = 4_102_444_800
"""The year 2100, in seconds: what is later is not a day in seconds."""


class Day(Reading[datetime | None]):
    """A day as seconds since 1970, often in text; some write a date, in UTC."""

    def read(self, value: Any) -> datetime | None:
        """Read either; anything else says nothing."""
        text = str(value) if isinstance(value, str | int) else ""
        if text.isdecimal() and len(text) <= len(str(_LATEST_DAY)):
            seconds = int(text)
            return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST_DAY else None
        try:
            return Instant(naive_is_utc=True).read(text)
        except ValidationError:
            return None


def number_in(text: str) -> str:
    """Return a tracking number as carriers write it; far too long a one is cut."""
    return clean_tracking_number(text)[:_LONGEST_NUMBER]


def items_in(packed: Iterable[Packed]) -> tuple[ShipmentItem, ...]:
    """Add up what is packed, line by line."""
    pieces: dict[str, int] = {}
    for some in packed:
        pieces[some.item_id] = pieces.get(some.item_id, 0) + some.qty
    return _items(pieces)


def each_once(told: Iterable[ShipmentTold]) -> tuple[ShipmentTold, ...]:
    """Return every parcel once, by its number, with all that was said of it.

    Who knows what is in a parcel counts more than who does not; otherwise who said it first. One
    without a number is nobody else's.
    """
    parcels: dict[str, ShipmentTold] = {}
    for one in told:
        name = one.tracking_number or f"\0{one.platform_id}"
        known = parcels.get(name)
        parcels[name] = _both(known, one) if known else one
    return tuple(parcels.values())


def _both(first: ShipmentTold, second: ShipmentTold) -> ShipmentTold:
    best, other = (second, first) if second.items and not first.items else (first, second)
    pieces = {item.platform_id: item.quantity for item in best.items}
    for item in other.items:
        pieces[item.platform_id] = max(item.quantity, pieces.get(item.platform_id, 0))
    return replace(
        best,
        carrier_text=best.carrier_text or other.carrier_text,
        tracking_url=best.tracking_url or other.tracking_url,
        items=_items(pieces),
    )


def _items(pieces: dict[str, int]) -> tuple[ShipmentItem, ...]:
    return tuple(ShipmentItem(line, count) for line, count in pieces.items() if count)
