"""Write signed Shopify orders of the size real ones have; sends nothing."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bench.servers import SHOP_DOMAIN

PLACED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).isoformat()
ABOUT = 6 * 1024
"""Bytes of an order with four lines, as `orders/create` carries it."""
_LINES = ("Lamp of folded paper", "Bulb, warm white", "Cable, braided, 2 m", "Shade, linen")


def order_body(order_id: int) -> bytes:
    """Return an order of about 6 KB as it travels."""
    return json.dumps(_order(order_id), separators=(",", ":"), ensure_ascii=False).encode()


def order_headers(body: bytes, secret: str, webhook_id: str = "") -> dict[str, str]:
    """Return a delivery's headers, signed; the webhook's id may be left to the load generator."""
    digest = hmac.digest(secret.encode(), body, hashlib.sha256)
    headers = {
        "Content-Type": "application/json",
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Hmac-Sha256": base64.b64encode(digest).decode(),
        "X-Shopify-Shop-Domain": SHOP_DOMAIN,
        "X-Shopify-API-Version": "2026-10",
        "X-Shopify-Triggered-At": PLACED,
    }
    return {**headers, "X-Shopify-Webhook-Id": webhook_id} if webhook_id else headers


def _order(order_id: int) -> dict[str, Any]:
    lines = [_line(order_id, place, title) for place, title in enumerate(_LINES)]
    total = sum((Decimal(line["price"]) for line in lines), Decimal(0))
    address = _address()
    return {
        "id": order_id,
        "admin_graphql_api_id": f"gid://shopify/Order/{order_id}",
        "name": f"#{order_id % 1_000_000}",
        "order_number": order_id % 1_000_000,
        "confirmation_number": f"{order_id:X}"[-9:],
        "created_at": PLACED,
        "processed_at": PLACED,
        "updated_at": PLACED,
        "cancelled_at": None,
        "cancel_reason": None,
        "closed_at": None,
        "test": False,
        "confirmed": True,
        "email": "alva@example.com",
        "contact_email": "alva@example.com",
        "phone": None,
        "customer_locale": "en-SE",
        "currency": "SEK",
        "presentment_currency": "SEK",
        "financial_status": "paid",
        "fulfillment_status": None,
        "tags": "",
        "note": None,
        "note_attributes": [],
        "order_status_url": f"https://{SHOP_DOMAIN}/orders/{order_id:x}/authenticate",
        **_price("subtotal_price", total),
        **_price("total_price", total),
        **_price("current_total_price", total),
        **_price("total_tax", total / 5),
        "tax_lines": [{"title": "VAT", "rate": 0.25, **_price("price", total / 5)}],
        "customer": {"id": order_id + 1, "first_name": "Alva", "last_name": "Ek", **address},
        "billing_address": address,
        "shipping_address": address,
        "shipping_lines": [{"id": order_id + 2, "title": "Standard", **_price("price", total / 9)}],
        "line_items": lines,
        "fulfillments": [],
        "refunds": [],
    }


def _line(order_id: int, place: int, title: str) -> dict[str, Any]:
    price = Decimal(99 + 50 * place)
    line_id = order_id + 100 + place
    return {
        "id": line_id,
        "admin_graphql_api_id": f"gid://shopify/LineItem/{line_id}",
        "title": title,
        "name": f"{title} - Green",
        "variant_title": "Green",
        "sku": f"BENCH-{place}",
        "vendor": "Bench Shop",
        "product_id": line_id + 1000,
        "variant_id": line_id + 2000,
        "quantity": 1,
        "current_quantity": 1,
        "fulfillable_quantity": 1,
        "fulfillment_service": "manual",
        "requires_shipping": True,
        "gift_card": False,
        "taxable": True,
        "grams": 400,
        "properties": [],
        "discount_allocations": [],
        **_price("price", price),
        **_price("total_discount", Decimal(0)),
        "tax_lines": [{"title": "VAT", "rate": 0.25, **_price("price", price / 5)}],
    }


def _price(name: str, amount: Decimal) -> dict[str, Any]:
    plain = f"{amount:.2f}"
    money = {"amount": plain, "currency_code": "SEK"}
    return {name: plain, f"{name}_set": {"shop_money": money, "presentment_money": money}}


def _address() -> dict[str, Any]:
    return {
        "first_name": "Alva",
        "last_name": "Ek",
        "name": "Alva Ek",
        "company": None,
        "address1": "Storgatan 1",
        "address2": None,
        "zip": "211 34",
        "city": "Malmö",
        "province": None,
        "country": "Sweden",
        "country_code": "SE",
        "phone": None,
    }
