"""Write down a sent parcel in the three ways WooCommerce shops have; keeps nothing."""

import hashlib
from typing import Any

from demo.orders import Order, Parcel
from demo.woocommerce.new_order import line_id
from demo.woocommerce.order_documents import tracking_item

_SLUGS = {"dhl": "dhl-express"}
_NAMES = {"postnord": "PostNord", "dhl": "DHL Express", "ups": "UPS"}


def tracking_items(order: Order) -> list[dict[str, Any]]:
    """Return the note of the shipment-tracking plugins: all parcels with a number, so far."""
    return [
        tracking_item(
            _SLUGS.get(parcel.carrier, parcel.carrier),
            parcel.number,
            int(parcel.shipped_at.timestamp()),
            order.platform_id,
        )
        for parcel in order.parcels
        if parcel.number
    ]


def parcel_of(order: Order, parcel: Parcel) -> dict[str, Any]:
    """Return a parcel as our own plugin notes it; the only parcel holds everything."""
    mark = hashlib.sha256(f"{order.platform_id}:{parcel.place}".encode()).hexdigest()
    several = len(order.story.carriers) > 1
    return {
        "id": f"p_{mark[:12]}",
        "carrier": _NAMES.get(parcel.carrier, ""),
        "number": parcel.number,
        "url": "",
        "shipped_at": int(parcel.shipped_at.timestamp()),
        "items": packed(order, parcel) if several else [],
    }


def fulfilment_of(order: Order, parcel: Parcel) -> dict[str, Any]:
    """Return what is posted to make a fulfilment of a parcel."""
    meta = {
        "_items": packed(order, parcel),
        "_tracking_number": parcel.number,
        "_shipment_provider": parcel.carrier,
        "_tracking_url": "",
    }
    entries = [{"id": 0, "key": key, "value": value} for key, value in meta.items() if value]
    return {"status": "fulfilled", "is_fulfilled": True, "meta_data": entries}


def packed(order: Order, parcel: Parcel) -> list[dict[str, int]]:
    """Return how much of each line is in a parcel: pieces of a line go to all parcels in turn."""
    parcels = len(order.story.carriers)
    held = (
        (place, sum((place + piece) % parcels == parcel.place for piece in range(line.quantity)))
        for place, line in enumerate(order.story.lines)
    )
    return [{"item_id": line_id(order, place), "qty": count} for place, count in held if count]
