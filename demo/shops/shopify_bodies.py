"""Write an order and a fulfilment as Shopify's webhooks do; sends nothing.

Shape: https://shopify.dev/docs/api/webhooks (orders/create, fulfillments/create).
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from demo.cast import Line
from demo.orders import Order, Parcel
from demo.stories import ShopAct

COMPANIES = {"postnord": "PostNord", "dhl": "DHL Express", "ups": "UPS", "": None}
_TAGS = {ShopAct.PREPARING: "being prepared", ShopAct.PACKED: "packed", ShopAct.SHIPPED: "packed"}
_COUNTRIES = {"SE": "Sweden", "GB": "United Kingdom", "DE": "Germany"}
CURRENCY = "SEK"


def order_body(order: Order, shop_domain: str) -> dict[str, Any]:
    """Write a whole order, with the fulfilments it has so far."""
    shopper = order.story.shopper
    token = f"{order.platform_id:x}"
    return {
        "id": order.platform_id,
        "admin_graphql_api_id": f"gid://shopify/Order/{order.platform_id}",
        "name": order.number,
        "order_number": int(order.number.removeprefix("#")),
        "confirmation_number": token[-9:].upper(),
        "created_at": _moment(order.placed_at),
        "processed_at": _moment(order.placed_at),
        "updated_at": _moment(order.updated_at),
        "cancelled_at": _moment(order.cancelled_at) if order.cancelled_at else None,
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
        "tags": _TAGS.get(order.act, ""),
        "note": None,
        "note_attributes": [],
        "order_status_url": f"https://{shop_domain}/orders/{token}/authenticate",
        **_prices("subtotal_price", order.total),
        **_prices("total_price", order.total),
        **_prices("current_total_price", order.total),
        "customer": _customer(order),
        "billing_address": _address(order),
        "shipping_address": _address(order),
        "shipping_lines": [{"id": order.platform_id + 900, "title": "Standard", "price": "0.00"}],
        "line_items": [_line(order, n, line) for n, line in enumerate(order.story.lines)],
        "fulfillments": [fulfilment_body(order, parcel) for parcel in order.parcels],
        "refunds": [],
    }


def fulfilment_body(order: Order, parcel: Parcel) -> dict[str, Any]:
    """Write one fulfilment: one parcel with the lines in it, tracked or not."""
    fulfilment_id = order.platform_id + 500 + parcel.place
    return {
        "id": fulfilment_id,
        "admin_graphql_api_id": f"gid://shopify/Fulfillment/{fulfilment_id}",
        "order_id": order.platform_id,
        "name": f"{order.number}.{parcel.place + 1}",
        "status": "success",
        "service": "manual",
        "created_at": _moment(parcel.shipped_at),
        "updated_at": _moment(parcel.shipped_at),
        "shipment_status": None,
        "location_id": None,
        "tracking_company": COMPANIES[parcel.carrier],
        "tracking_number": parcel.number or None,
        "tracking_numbers": [parcel.number] if parcel.number else [],
        "tracking_url": None,
        "tracking_urls": [],
        "email": order.email,
        "destination": _address(order),
        "line_items": [_line(order, n, order.story.lines[n]) for n in parcel.lines],
    }


def _line(order: Order, place: int, line: Line) -> dict[str, Any]:
    line_id = order.platform_id + 100 + place
    product = line.product
    return {
        "id": line_id,
        "admin_graphql_api_id": f"gid://shopify/LineItem/{line_id}",
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
        "id": order.platform_id + 800,
        "email": order.email,
        "first_name": shopper.first_name,
        "last_name": shopper.last_name,
        "phone": None,
    }


def _address(order: Order) -> dict[str, Any]:
    shopper = order.story.shopper
    return {
        "first_name": shopper.first_name,
        "last_name": shopper.last_name,
        "name": shopper.name,
        "company": None,
        "address1": shopper.street,
        "address2": None,
        "zip": shopper.postal_code,
        "city": shopper.city,
        "province": None,
        "province_code": None,
        "country": _COUNTRIES[shopper.country],
        "country_code": shopper.country,
        "phone": None,
    }


def _prices(name: str, amount: Decimal) -> dict[str, Any]:
    money = {"amount": str(amount), "currency_code": CURRENCY}
    return {name: str(amount), f"{name}_set": {"shop_money": money, "presentment_money": money}}


def _fulfilment_status(order: Order) -> str | None:
    if order.all_sent:
        return "fulfilled"
    return "partial" if order.parcels else None


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
