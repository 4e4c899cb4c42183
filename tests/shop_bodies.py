"""Webhook bodies and headers as shops send them, written for tests, signed for real."""

import base64
import hashlib
import hmac
import itertools
import json
from datetime import datetime, timedelta
from typing import Any

from tests.fakes import NOON

SHOPIFY_SECRET = "what Shopify and the app alone know"
PREVIOUS_SHOPIFY_SECRET = "what they alone knew until yesterday"
CLIENT_ID = "app-of-the-tests"
WOOCOMMERCE_SECRET = "woo & <hush>"
_ids = itertools.count(1)


def shopify_order(
    order_id: int = 5_820_982_511_634_001, *, updated: datetime = NOON, **changes: Any
) -> dict[str, Any]:
    """Return an order as `orders/create` carries it."""
    body: dict[str, Any] = {
        "id": order_id,
        "name": f"#{order_id % 10_000}",
        "email": "alva@example.com",
        "phone": None,
        "contact_email": "alva@example.com",
        "customer_locale": "en-SE",
        "created_at": (NOON - timedelta(minutes=5)).isoformat(),
        "updated_at": updated.isoformat(),
        "cancelled_at": None,
        "currency": "SEK",
        "total_price": "597.00",
        "current_total_price": "597.00",
        "tags": "",
        "financial_status": "paid",
        "fulfillment_status": None,
        "customer": {"first_name": "Alva", "last_name": "Ek", "email": "alva@example.com"},
        "shipping_address": {
            "first_name": "Alva",
            "last_name": "Ek",
            "name": "Alva Ek",
            "address1": "Storgatan 1",
            "address2": None,
            "zip": "211 34",
            "city": "Malmö",
            "province": None,
            "country_code": "SE",
        },
        "line_items": [
            {
                "id": 71,
                "title": "Lamp",
                "variant_title": "Green",
                "sku": "L-G",
                "quantity": 2,
                "price": "249.00",
            },
            {
                "id": 72,
                "title": "Shade",
                "variant_title": None,
                "sku": "",
                "quantity": 1,
                "price": "99.00",
            },
        ],
        "fulfillments": [],
    }
    return {**body, **changes}


def shopify_fulfilment(
    order_id: int = 5_820_982_511_634_001,
    fulfilment_id: int = 9_001,
    *numbers: str,
    updated: datetime = NOON,
    **changes: Any,
) -> dict[str, Any]:
    """Return a fulfilment as `fulfillments/create` carries it."""
    body: dict[str, Any] = {
        "id": fulfilment_id,
        "order_id": order_id,
        "status": "success",
        "created_at": updated.isoformat(),
        "updated_at": updated.isoformat(),
        "tracking_company": "TestPost",
        "tracking_number": numbers[0] if numbers else None,
        "tracking_numbers": list(numbers),
        "tracking_urls": [],
        "line_items": [{"id": 71, "quantity": 2}],
        "name": f"#{order_id % 10_000}.1",
    }
    return {**body, **changes}


def woocommerce_order(
    order_id: int = 31, *, updated: datetime = NOON, **changes: Any
) -> dict[str, Any]:
    """Return an order as `order.updated` carries it."""
    stamp = updated.replace(tzinfo=None).isoformat(timespec="seconds")
    body: dict[str, Any] = {
        "id": order_id,
        "number": str(order_id),
        "status": "processing",
        "currency": "EUR",
        "total": "42.50",
        "date_created_gmt": stamp,
        "date_modified_gmt": stamp,
        "billing": {
            "first_name": "Alva",
            "last_name": "Ek",
            "email": "alva@example.com",
            "phone": "",
            "postcode": "211 34",
            "country": "SE",
            "city": "Malmö",
            "address_1": "Storgatan 1",
            "address_2": "",
            "state": "",
        },
        "shipping": {},
        "line_items": [
            {
                "id": 7,
                "name": "Mug &amp; Co",
                "quantity": 1,
                "sku": "",
                "price": 42.5,
                "total": "42.50",
            }
        ],
        "meta_data": [],
    }
    return {**body, **changes}


def woocommerce_tracking(number: str, provider: str = "TestPost") -> dict[str, Any]:
    """Return the order meta that shipment-tracking plugins write."""
    item = {
        "tracking_provider": provider,
        "custom_tracking_provider": "",
        "custom_tracking_link": "",
        "tracking_number": number,
        "date_shipped": str(int(NOON.timestamp())),
        "tracking_id": hashlib.md5(number.encode()).hexdigest(),  # noqa: S324 - as plugins do
    }
    return {"id": 900, "key": "_wc_shipment_tracking_items", "value": [item]}


def raw(body: object) -> bytes:
    """Return a body as it travels."""
    return json.dumps(body).encode()


def signature(body: bytes, secret: str) -> str:
    """Return the base64 HMAC-SHA256 both platforms sign with."""
    digest = hmac.digest(secret.encode(), body, hashlib.sha256)
    return base64.b64encode(digest).decode()


def shopify_headers(
    body: bytes,
    topic: str = "orders/create",
    secret: str = SHOPIFY_SECRET,
    *,
    shop: str = "lamps.myshopify.com",
    webhook_id: str = "",
) -> dict[str, str]:
    """Return the headers of a signed Shopify delivery; each has its own id unless one is given."""
    return {
        "content-type": "application/json",
        "x-shopify-topic": topic,
        "x-shopify-hmac-sha256": signature(body, secret),
        "x-shopify-shop-domain": shop,
        "x-shopify-webhook-id": webhook_id or f"delivery-{next(_ids)}",
    }


def woocommerce_headers(
    body: bytes, topic: str = "order.updated", secret: str = WOOCOMMERCE_SECRET
) -> dict[str, str]:
    """Return the headers of a signed WooCommerce delivery."""
    return {
        "content-type": "application/json",
        "x-wc-webhook-topic": topic,
        "x-wc-webhook-signature": signature(body, secret),
        "x-wc-webhook-id": "2",
        "x-wc-webhook-delivery-id": hashlib.md5(body).hexdigest(),  # noqa: S324 - as shops do
    }
