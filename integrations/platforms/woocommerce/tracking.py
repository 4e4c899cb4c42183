"""Find the tracking numbers that shipment-tracking plugins note on an order; guess none.

Two plugins, WooCommerce Shipment Tracking and Advanced Shipment Tracking, write the same note.
Source: https://woocommerce.com/document/shipment-tracking/
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError

from domain.shop_events import ShipmentTold
from integrations.platforms import RecordSchema, Text, as_list
from integrations.platforms.woocommerce.fields import HtmlText, HtmlWebAddress
from integrations.platforms.woocommerce.parcels import Day, number_in
from integrations.platforms.woocommerce.schemas import Meta

_NOTE = "_wc_shipment_tracking_items"
_NUMBER_PLACEHOLDERS = ("%number%", "%1$s")


@dataclass(frozen=True, slots=True)
class _Tracking:
    tracking_id: str
    tracking_number: str
    tracking_provider: str
    custom_tracking_provider: str
    custom_tracking_link: str
    date_shipped: datetime | None


class _TrackingSchema(RecordSchema):
    record = _Tracking
    tracking_id = Text(100)
    tracking_number = Text(200)
    tracking_provider = HtmlText(200)
    custom_tracking_provider = HtmlText(200)
    custom_tracking_link = HtmlWebAddress()
    date_shipped = Day()


_TRACKING = _TrackingSchema()


def shipments_noted(
    notes: Iterable[Meta], otherwise_shipped_at: datetime
) -> Iterable[ShipmentTold]:
    """Return a shipment for each distinct number among an order's notes.

    A plugin's note in a shape nobody knows is left out: the order is worth reading without it.
    """
    shipments: dict[str, ShipmentTold] = {}
    for note in notes:
        if note.key == _NOTE:
            for tracking in _readable(note.value):
                shipment = _shipment(tracking, otherwise_shipped_at)
                if shipment.tracking_number:
                    shipments.setdefault(shipment.tracking_number, shipment)
    return shipments.values()


def _readable(noted: Any) -> Iterator[_Tracking]:
    try:
        entries = as_list(noted)
    except ValidationError:
        return
    for entry in entries:
        try:
            yield _TRACKING.load(entry)
        except ValidationError:
            continue


def _shipment(tracking: _Tracking, otherwise_shipped_at: datetime) -> ShipmentTold:
    number = number_in(tracking.tracking_number)
    return ShipmentTold(
        platform_id=tracking.tracking_id or hashlib.sha256(number.encode()).hexdigest()[:32],
        tracking_number=number,
        carrier_text=tracking.custom_tracking_provider or tracking.tracking_provider,
        tracking_url=_link(tracking.custom_tracking_link, number),
        shipped_at=tracking.date_shipped or otherwise_shipped_at,
    )


def _link(link: str, number: str) -> str:
    for placeholder in _NUMBER_PLACEHOLDERS:
        link = link.replace(placeholder, quote(number, safe=""))
    return link
