"""Write an order as WooCommerce's webhooks do, HTML-encoded names included; sends nothing.

Shape: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties, with the note
that the shipment-tracking plugins leave.
"""

import hashlib
import html
from datetime import datetime
from typing import Any

from demo.cast import Line
from demo.orders import Order, Parcel
from demo.stories import ShopAct

# The stages between come from an order-status plugin, as many shops have.
_STATUSES = {
    ShopAct.PLACED: "processing",
    ShopAct.PREPARING: "preparing",
    ShopAct.PACKED: "packed",
    ShopAct.SHIPPED: "completed",
    ShopAct.CANCELLED: "cancelled",
}
CURRENCY = "SEK"


def order_body(order: Order, site: str) -> dict[str, Any]:
    """Write the whole order as it is now."""
    return {
        "id": order.platform_id,
        "parent_id": 0,
        "number": order.number,
        "status": _status(order),
        "currency": CURRENCY,
        "version": "10.5.0",
        "prices_include_tax": True,
        "date_created": _moment(order.placed_at),
        "date_created_gmt": _moment(order.placed_at),
        "date_modified": _moment(order.updated_at),
        "date_modified_gmt": _moment(order.updated_at),
        "date_completed_gmt": _moment(order.updated_at) if order.all_sent else None,
        "discount_total": "0.00",
        "shipping_total": "0.00",
        "total": str(order.total),
        "total_tax": "0.00",
        "customer_id": 0,
        "order_key": f"wc_order_{order.platform_id:x}",
        "billing": {**_address(order), "email": order.email, "phone": ""},
        "shipping": {**_address(order), "phone": ""},
        "payment_method": "cod",
        "payment_method_title": "Cash on delivery",
        "created_via": "checkout",
        "customer_note": "",
        "meta_data": _notes(order),
        "line_items": [_line(order, n, line) for n, line in enumerate(order.story.lines)],
        "shipping_lines": [{"id": order.platform_id + 7, "method_title": "Standard"}],
        "refunds": [],
        "payment_url": f"{site}/checkout/order-pay/{order.platform_id}/",
        "needs_payment": False,
        "needs_processing": True,
        "currency_symbol": "kr",
        "_links": {"self": [{"href": f"{site}/wp-json/wc/v3/orders/{order.platform_id}"}]},
    }


def _status(order: Order) -> str:
    if order.act is ShopAct.SHIPPED and not order.all_sent:
        return _STATUSES[ShopAct.PACKED]
    return _STATUSES[order.act]


def _notes(order: Order) -> list[dict[str, Any]]:
    notes: list[dict[str, Any]] = [
        {"id": 1, "key": "wpml_language", "value": order.story.shopper.locale[:2]}
    ]
    if order.parcels:
        items = [_tracking_item(order, parcel) for parcel in order.parcels]
        notes.append({"id": 2, "key": "_wc_shipment_tracking_items", "value": items})
    return notes


def _tracking_item(order: Order, parcel: Parcel) -> dict[str, Any]:
    mark = f"{order.platform_id}:{parcel.number}".encode()
    return {
        "tracking_provider": {"dhl": "dhl-express"}.get(parcel.carrier, parcel.carrier),
        "custom_tracking_provider": "",
        "custom_tracking_link": "",
        "tracking_number": parcel.number,
        "tracking_product_code": "",
        "source": "REST_API",
        "date_shipped": str(int(parcel.shipped_at.timestamp())),
        "status_shipped": "",
        "tracking_id": hashlib.sha256(mark).hexdigest()[:32],
        "user_id": 1,
    }


def _line(order: Order, place: int, line: Line) -> dict[str, Any]:
    product = line.product
    parent = _html(product.title)
    return {
        "id": order.platform_id * 10 + place,
        "name": f"{parent} - {_html(product.variant)}" if product.variant else parent,
        "parent_name": parent if product.variant else None,
        "product_id": 100 + place,
        "variation_id": 200 + place if product.variant else 0,
        "quantity": line.quantity,
        "subtotal": str(line.total),
        "total": str(line.total),
        "price": float(product.price),
        "sku": product.sku,
        "taxes": [],
        "meta_data": [],
        "image": {"id": "", "src": ""},
    }


def _address(order: Order) -> dict[str, str]:
    shopper = order.story.shopper
    return {
        "first_name": _html(shopper.first_name),
        "last_name": _html(shopper.last_name),
        "company": "",
        "address_1": _html(shopper.street),
        "address_2": "",
        "city": _html(shopper.city),
        "state": "",
        "postcode": shopper.postal_code,
        "country": shopper.country,
    }


def _html(text: str) -> str:
    """Encode text as WordPress stores it."""
    return html.escape(text, quote=False)


def _moment(moment: datetime) -> str:
    """Write a moment as WordPress does in UTC: whole seconds, no zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
