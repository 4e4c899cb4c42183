"""Read WooCommerce's fulfilments, which are no part of an order's body; nothing is asked here.

They are there since WooCommerce 10.1, where they are switched on.
Source: https://developer.woocommerce.com/2025/09/23/call-for-testing-woocommerce-order-fulfillments
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from domain.shop_events import ShipmentTold
from integrations.platforms import Identifier, Many, RecordSchema, Text
from integrations.platforms.woocommerce.fields import HtmlText, HtmlWebAddress
from integrations.platforms.woocommerce.parcels import Day, items_in, number_in
from integrations.platforms.woocommerce.schemas import (
    Meta,
    MetaList,
    Packed,
    PackedSchema,
)

_STATE = "_fulfillment_status"
_HAS_SOME = ("partially_fulfilled", "fulfilled")
_SENT = "fulfilled"


@dataclass(frozen=True, slots=True)
class _Fulfilment:
    id: str
    status: str
    date_updated: datetime | None
    date_deleted: datetime | None
    meta_data: tuple[Meta, ...]


@dataclass(frozen=True, slots=True)
class _Inside:
    tracking_number: str
    shipment_provider: str
    tracking_url: str
    date_fulfilled: datetime | None
    items: tuple[Packed, ...]


class _FulfilmentSchema(RecordSchema):
    record = _Fulfilment
    id = Identifier(required=True)
    status = Text(60)
    date_updated = Day()
    date_deleted = Day()
    meta_data = MetaList()


class _InsideSchema(RecordSchema):
    record = _Inside
    tracking_number = Text(200)
    shipment_provider = HtmlText(200)
    tracking_url = HtmlWebAddress()
    date_fulfilled = Day()
    items = Many(PackedSchema())


_FULFILMENT, _INSIDE = _FulfilmentSchema(), _InsideSchema()


def has_fulfilments(notes: Iterable[Meta]) -> bool:
    """Tell from an order's notes whether its fulfilments say what of it has been sent."""
    return any(note.key == _STATE and note.value in _HAS_SOME for note in notes)


def shipments_fulfilled(
    told: Iterable[Any], otherwise_shipped_at: datetime
) -> Iterator[ShipmentTold]:
    """Yield what has been sent of an order; one that is only drafted has not.

    A fulfilment in a shape nobody knows is left out: the others are worth reading without it.
    """
    for fulfilment in told:
        try:
            outside: _Fulfilment = _FULFILMENT.load(fulfilment)
            noted = {note.key.removeprefix("_"): note.value for note in outside.meta_data}
            inside: _Inside = _INSIDE.load(noted)
        except ValidationError:
            continue
        if outside.status == _SENT and outside.date_deleted is None:
            yield _shipment(outside, inside, otherwise_shipped_at)


def _shipment(outside: _Fulfilment, inside: _Inside, otherwise: datetime) -> ShipmentTold:
    return ShipmentTold(
        platform_id=outside.id,
        tracking_number=number_in(inside.tracking_number),
        carrier_text=inside.shipment_provider,
        tracking_url=inside.tracking_url,
        shipped_at=inside.date_fulfilled or outside.date_updated or otherwise,
        items=items_in(inside.items),
    )
