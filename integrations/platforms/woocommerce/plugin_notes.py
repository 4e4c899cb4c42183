"""Read what our own plugin notes on an order: parcels and the stage it has reached; guess none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from marshmallow import ValidationError

from domain.shop_events import ShipmentTold
from integrations.platforms import Many, RecordSchema, Text, as_list
from integrations.platforms.woocommerce.fields import HtmlText, HtmlWebAddress
from integrations.platforms.woocommerce.parcels import Day, items_in, number_in
from integrations.platforms.woocommerce.schemas import (
    Meta,
    Packed,
    PackedSchema,
)

_PARCELS, _STAGE = "_framme_parcels", "_framme_stage"
_STAGES = ("being_prepared", "packed", "ready_for_dispatch")


@dataclass(frozen=True, slots=True)
class _Parcel:
    id: str
    carrier: str
    number: str
    url: str
    shipped_at: datetime | None
    items: tuple[Packed, ...]


class _ParcelSchema(RecordSchema):
    record = _Parcel
    id = Text(100, required=True)
    carrier = HtmlText(200)
    number = Text(200)
    url = HtmlWebAddress()
    shipped_at = Day()
    items = Many(PackedSchema())


_PARCEL = _ParcelSchema()


def parcels_noted(notes: Iterable[Meta], otherwise_shipped_at: datetime) -> Iterator[ShipmentTold]:
    """Yield the parcels among an order's notes; without items, the whole order is in it.

    One in a shape our plugin does not write is left out: the order is worth reading without it.
    """
    for note in notes:
        for parcel in _readable(note):
            yield ShipmentTold(
                platform_id=parcel.id,
                tracking_number=number_in(parcel.number),
                carrier_text=parcel.carrier,
                tracking_url=parcel.url,
                shipped_at=parcel.shipped_at or otherwise_shipped_at,
                items=items_in(parcel.items),
            )


def stage_noted(notes: Iterable[Meta]) -> str:
    """Return the plugin's word for the stage an order has reached, or nothing."""
    told = (note.value for note in notes if note.key == _STAGE)
    return next((word for word in told if word in _STAGES), "")


def _readable(note: Meta) -> Iterator[_Parcel]:
    try:
        entries = as_list(note.value) if note.key == _PARCELS else []
    except ValidationError:
        return
    for entry in entries:
        try:
            yield _PARCEL.load(entry)
        except ValidationError:
            continue
