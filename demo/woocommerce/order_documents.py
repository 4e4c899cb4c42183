"""Write orders and customers as WooCommerce's REST interface and webhooks do; sends nothing.

Shape: what a store of version 10.5.0 was seen to send.
"""

import hashlib
from decimal import Decimal
from typing import Any

from demo.woocommerce.order_record import CARD, ON_DELIVERY, OrderRecord
from demo.woocommerce.site import WOOCOMMERCE, Site, gmt
from demo.woocommerce.users import User

_EDITABLE = ("pending", "on-hold", "checkout-draft")
_UNPAID = ("pending", "failed", "checkout-draft")
_ALL = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_METHODS = {
    CARD: "Credit card",
    ON_DELIVERY: "Cash on delivery",
    "bacs": "Direct bank transfer",
    "cheque": "Check payments",
}
_SYMBOLS = {"SEK": "kr", "EUR": "€", "GBP": "£"}


def order_document(order: OrderRecord, site: Site) -> dict[str, Any]:
    """Write a whole order as it is now."""
    pay = f"{site.home}/checkout/order-pay/{order.id}/?pay_for_order=true&key={order.order_key}"
    return {
        "id": order.id,
        "parent_id": 0,
        "status": order.status,
        "currency": order.currency,
        "version": WOOCOMMERCE,
        "prices_include_tax": True,
        "date_created": site.local(order.created_at),
        "date_modified": site.local(order.modified_at),
        **_sums(order),
        "total": order.total,
        "customer_id": order.customer,
        "order_key": order.order_key,
        "billing": order.billing,
        "shipping": order.shipping,
        "payment_method": order.payment_method,
        "payment_method_title": _METHODS.get(order.payment_method, order.payment_method),
        "transaction_id": "",
        "customer_ip_address": "",
        "customer_user_agent": "",
        "created_via": order.created_via,
        "customer_note": order.customer_note,
        "date_completed": site.local(order.completed_at),
        "date_paid": site.local(order.paid_at),
        "cart_hash": "",
        "number": str(order.id),
        "meta_data": order.meta,
        "line_items": order.lines,
        "tax_lines": [],
        "shipping_lines": order.shipping_lines,
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [_refunded(refund) for refund in order.refunds],
        "payment_url": pay,
        "is_editable": order.status in _EDITABLE,
        "needs_payment": order.status in _UNPAID,
        "needs_processing": True,
        "date_created_gmt": gmt(order.created_at),
        "date_modified_gmt": gmt(order.modified_at),
        "date_completed_gmt": gmt(order.completed_at),
        "date_paid_gmt": gmt(order.paid_at),
        "currency_symbol": _SYMBOLS.get(order.currency, order.currency),
        "_links": _order_links(order, site),
    }


def _sums(order: OrderRecord) -> dict[str, str]:
    """Add up what the lines say; WooCommerce writes amounts without tax, and the tax beside."""

    def of(parts: list[dict[str, Any]], name: str) -> Decimal:
        return sum((Decimal(part.get(name, "0")) for part in parts), Decimal(0))

    lines, shipping = order.lines, order.shipping_lines
    cart_tax, shipping_tax = of(lines, "total_tax"), of(shipping, "total_tax")
    return {
        "discount_total": money(of(lines, "subtotal") - of(lines, "total")),
        "discount_tax": money(of(lines, "subtotal_tax") - cart_tax),
        "shipping_total": money(of(shipping, "total")),
        "shipping_tax": money(shipping_tax),
        "cart_tax": money(cart_tax),
        "total_tax": money(cart_tax + shipping_tax),
    }


def links(site: Site, below: str, allow: list[str] | None = None) -> dict[str, Any]:
    """Write the links of one thing; `below` is its path under wc/v3, its list's included."""
    itself = f"{site.rest}wc/v3/{below}"
    return {
        "self": [{"href": itself, "targetHints": {"allow": allow or _ALL}}],
        "collection": [{"href": itself.rpartition("/")[0]}],
    }


def customer_document(user: User, site: Site) -> dict[str, Any]:
    """Write somebody with an account."""
    shopper = user.shopper
    first, _, last = user.name.partition(" ")
    if shopper:
        first, last = shopper.first_name, shopper.last_name
    address = {
        "first_name": first,
        "last_name": last,
        "company": "",
        "address_1": shopper.street if shopper else "",
        "address_2": "",
        "city": shopper.city if shopper else "",
        "postcode": shopper.postal_code if shopper else "",
        "country": shopper.country if shopper else site.country,
        "state": "",
    }
    return {
        "id": user.id,
        "email": user.email,
        "first_name": first,
        "last_name": last,
        "role": "customer" if shopper else "administrator",
        "username": user.login,
        "billing": {**address, "email": user.email, "phone": ""},
        "shipping": {**address, "phone": ""},
        "is_paying_customer": user.is_customer,
        "avatar_url": "",
        "meta_data": [],
        "_links": links(site, f"customers/{user.id}"),
    }


def tracking_item(provider: str, number: str, shipped: int, order: int) -> dict[str, Any]:
    """Write one entry of the note that the shipment-tracking plugins leave on an order."""
    mark = f"{order}:{number}".encode()
    return {
        "tracking_provider": provider,
        "custom_tracking_provider": "",
        "custom_tracking_link": "",
        "tracking_number": number,
        "tracking_product_code": "",
        "source": "REST_API",
        "date_shipped": str(shipped),
        "status_shipped": "",
        "tracking_id": hashlib.sha256(mark).hexdigest()[:32],
        "user_id": 1,
    }


def money(amount: Decimal) -> str:
    """Write an amount with two decimals."""
    return f"{amount:.2f}"


def _refunded(refund: dict[str, Any]) -> dict[str, Any]:
    return {"id": refund["id"], "reason": refund["reason"], "total": f"-{refund['amount']}"}


def _order_links(order: OrderRecord, site: Site) -> dict[str, Any]:
    told = links(site, f"orders/{order.id}")
    mails = f"{site.rest}wc/v3/orders/{order.id}/actions/email_templates"
    told["email_templates"] = [{"embeddable": True, "href": mails}]
    if order.customer:
        told["customer"] = [{"href": f"{site.rest}wc/v3/customers/{order.customer}"}]
    return told
