"""Write an order and a fulfilment as Shopify's webhooks do; sends nothing.

Shape: https://shopify.dev/docs/api/webhooks (orders/create, fulfillments/create).
"""

import zlib
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from demo.cast import Line
from demo.costs import tax_in
from demo.orders import Destination, Order, Parcel
from demo.stories import ShopAct

COMPANIES = {"postnord": "PostNord", "dhl": "DHL Express", "ups": "UPS", "": None}
TAGS = {ShopAct.PREPARING: "being prepared", ShopAct.PACKED: "packed", ShopAct.SHIPPED: "packed"}
COUNTRIES = {"SE": "Sweden", "GB": "United Kingdom", "DE": "Germany"}
CURRENCY = "SEK"
PRODUCT_IDS, VARIANT_IDS = 8_000_000_000_000, 44_000_000_000_000
"""What the ids of goods begin at."""


def order_body(order: Order, shop_domain: str) -> dict[str, Any]:
    """Write a whole order, with the fulfilments it has so far."""
    shopper, costs = order.story.shopper, order.costs
    token = token_of(order)
    return {
        "id": order.platform_id,
        "admin_graphql_api_id": f"gid://shopify/Order/{order.platform_id}",
        "name": order.number,
        "order_number": int(order.number.removeprefix("#")),
        "confirmation_number": token[-9:].upper(),
        "created_at": written(order.placed_at),
        "processed_at": written(order.placed_at),
        "updated_at": written(order.updated_at),
        "cancelled_at": written(order.cancelled_at) if order.cancelled_at else None,
        "cancel_reason": "customer" if order.cancelled_at else None,
        "closed_at": None,
        "test": False,
        "confirmed": True,
        "email": order.email,
        "contact_email": order.email,
        "phone": None,
        "customer_locale": shopper.locale,
        "currency": CURRENCY,
        "presentment_currency": CURRENCY,
        "financial_status": "paid",
        "fulfillment_status": _fulfilment_status(order),
        "tags": ", ".join(tags_of(order)),
        "note": order.note or None,
        "note_attributes": [{"name": name, "value": said} for name, said in order.attributes],
        "order_status_url": f"https://{shop_domain}/orders/{token}/authenticate",
        "taxes_included": True,
        **_prices("total_line_items_price", costs.goods),
        **_prices("subtotal_price", costs.subtotal),
        **_prices("total_discounts", costs.discount),
        **_prices("total_tax", tax_in(costs.total)),
        **_prices("total_price", costs.total),
        "total_shipping_price_set": _price_set(costs.shipping),
        **_prices("current_subtotal_price", costs.subtotal),
        **_prices("current_total_discounts", costs.discount),
        **_prices("current_total_tax", tax_in(costs.total)),
        **_prices("current_total_price", costs.total),
        "current_shipping_price_set": _price_set(costs.shipping),
        "customer": _customer(order),
        "billing_address": _address(order, order.billed_to),
        "shipping_address": _address(order, order.moved_to),
        "shipping_lines": [
            {"id": order.platform_id + 900, "title": "Standard", "price": str(costs.shipping)}
        ],
        "line_items": [_line(order, n, line) for n, line in enumerate(order.story.lines)],
        "fulfillments": [fulfilment_body(order, parcel) for parcel in order.parcels],
        "refunds": [],
    }


def fulfilment_body(order: Order, parcel: Parcel) -> dict[str, Any]:
    """Write one fulfilment: one parcel with the lines in it, tracked or not."""
    own_id = fulfilment_id(order, parcel)
    return {
        "id": own_id,
        "admin_graphql_api_id": f"gid://shopify/Fulfillment/{own_id}",
        "order_id": order.platform_id,
        "name": f"{order.number}.{parcel.place + 1}",
        "status": "success",
        "service": "manual",
        "created_at": written(parcel.shipped_at),
        "updated_at": written(told_at(order, parcel)),
        "shipment_status": shipment_status(order, parcel),
        "location_id": None,
        "tracking_company": COMPANIES[parcel.carrier],
        "tracking_number": parcel.number or None,
        "tracking_numbers": [parcel.number] if parcel.number else [],
        "tracking_url": None,
        "tracking_urls": [],
        "email": order.email,
        "destination": _address(order, order.moved_to),
        "line_items": [_line(order, n, order.story.lines[n]) for n in parcel.lines],
    }


def _line(order: Order, place: int, line: Line) -> dict[str, Any]:
    own_id = line_id(order, place)
    product = line.product
    return {
        "id": own_id,
        "admin_graphql_api_id": f"gid://shopify/LineItem/{own_id}",
        "product_id": PRODUCT_IDS + product.number,
        "variant_id": VARIANT_IDS + product.number,
        "title": product.title,
        "name": f"{product.title} - {product.variant}" if product.variant else product.title,
        "variant_title": product.variant or None,
        "sku": product.sku,
        "quantity": line.quantity,
        "current_quantity": line.quantity,
        "fulfillable_quantity": line.quantity,
        "requires_shipping": True,
        **_prices("price", product.price),
    }


def _customer(order: Order) -> dict[str, Any]:
    shopper = order.story.shopper
    return {
        "id": customer_id(order),
        "email": order.email,
        "first_name": shopper.first_name,
        "last_name": shopper.last_name,
        "phone": None,
    }


def _address(order: Order, elsewhere: Destination | None = None) -> dict[str, Any]:
    shopper = order.story.shopper
    to = elsewhere or replace(order, moved_to=None).destination
    first, _, last = (
        elsewhere.name.partition(" ") if elsewhere else (shopper.first_name, "", shopper.last_name)
    )
    return {
        "first_name": first,
        "last_name": last,
        "name": to.name,
        "company": to.company or None,
        "address1": to.street,
        "address2": None,
        "zip": to.postal_code,
        "city": to.city,
        "province": to.region or None,
        "province_code": None,
        "country": COUNTRIES.get(to.country, to.country),
        "country_code": to.country,
        "phone": None,
    }


def shipment_status(order: Order, parcel: Parcel) -> str | None:
    """Return what the newest event shown on a parcel says, or None."""
    shown = [event for event in order.shown if event.parcel == parcel.place]
    return max(shown, key=lambda event: event.happened_at).status.lower() if shown else None


def told_at(order: Order, parcel: Parcel) -> datetime:
    """Return when a parcel's record was last changed: with each event shown on it."""
    events = (event.created_at for event in order.shown if event.parcel == parcel.place)
    return max(parcel.shipped_at, *events, parcel.shipped_at)


def fulfilment_id(order: Order, parcel: Parcel) -> int:
    """Return a fulfilment's id: a number of its order's own range."""
    return order.platform_id + 500 + parcel.place


def line_id(order: Order, place: int) -> int:
    """Return a line's id."""
    return order.platform_id + 100 + place


def customer_id(order: Order) -> int:
    """Return the shopper's id, the same for all orders of one address."""
    return zlib.crc32(order.email.encode()) + 7_000_000_000_000


def token_of(order: Order) -> str:
    """Return the secret part of the shop's own order status page."""
    return f"{order.platform_id:x}"


def tags_of(order: Order) -> list[str]:
    """Return an order's tags: what the shop is at, and what is in it."""
    return [tag for tag in (TAGS.get(order.act, ""), *order.tags) if tag]


def _prices(name: str, amount: Decimal) -> dict[str, Any]:
    return {name: str(amount), f"{name}_set": _price_set(amount)}


def _price_set(amount: Decimal) -> dict[str, Any]:
    money = {"amount": str(amount), "currency_code": CURRENCY}
    return {"shop_money": money, "presentment_money": money}


def _fulfilment_status(order: Order) -> str | None:
    if order.all_sent:
        return "fulfilled"
    return "partial" if order.parcels else None


def written(moment: datetime) -> str:
    """Write a moment as webhooks do."""
    return moment.isoformat(timespec="milliseconds")
