"""Write down a new order as WooCommerce's checkouts do, HTML-encoded names included."""

import html
import secrets
from datetime import datetime
from typing import Any

from demo.cast import Line
from demo.costs import taken, tax_in
from demo.orders import Destination, Order
from demo.woocommerce.order_documents import money
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.site import Site

BLOCK, CLASSIC = "store-api", "checkout"
"""How WooCommerce names its two checkouts."""


def new_order(order: Order, site: Site, customer: int, via: str) -> OrderRecord:
    """Return the order as it is once it has been placed and paid."""
    placed = order.placed_at
    return OrderRecord(
        id=order.platform_id,
        status="processing",
        created_at=placed,
        modified_at=placed,
        created_via=via,
        customer=customer,
        order_key=f"wc_order_{secrets.token_hex(7)[:13]}",
        currency=site.currency,
        total=money(order.total),
        billing=billing_of(order),
        shipping=shipping_to(order.destination),
        lines=[_line(order, n, line, site.pictures) for n, line in enumerate(order.story.lines)],
        shipping_lines=[_flat_rate(order)],
        paid_at=placed,
    )


def as_draft(order: OrderRecord) -> None:
    """Make it what the block checkout leaves when its page is opened: nobody's order yet."""
    order.status, order.paid_at = "checkout-draft", None
    order.billing = {**dict.fromkeys(order.billing, ""), "country": order.billing["country"]}
    order.shipping = {**dict.fromkeys(order.shipping, ""), "country": order.shipping["country"]}


def billing_of(order: Order) -> dict[str, str]:
    """Write who pays: the shopper, whose address stays what it was."""
    shopper, own = order.story.shopper, order.billed_to
    names = {"first_name": as_html(shopper.first_name), "last_name": as_html(shopper.last_name)}
    return {**shipping_to(own), **names, "email": order.email, "phone": ""}


def shipping_to(to: Destination) -> dict[str, str]:
    """Write where an order goes."""
    first, _, last = to.name.rpartition(" ")
    return {
        "first_name": as_html(first),
        "last_name": as_html(last),
        "company": "",
        "address_1": as_html(to.street),
        "address_2": "",
        "city": as_html(to.city),
        "state": "",
        "postcode": to.postal_code,
        "country": to.country,
        "phone": "",
    }


def placed_now(record: OrderRecord, now: datetime) -> None:
    """Note that a draft has become an order."""
    record.status, record.modified_at, record.paid_at = "processing", now, now


def line_id(order: Order, place: int) -> int:
    """Return the id of a line."""
    return order.platform_id * 10 + place


def as_html(text: str) -> str:
    """Encode text as WordPress stores it."""
    return html.escape(text, quote=False)


def _line(order: Order, place: int, line: Line, pictures: str) -> dict[str, Any]:
    product, paid = line.product, line.total - taken(line.total, order.costs.off)
    parent = as_html(product.title)
    return {
        "id": line_id(order, place),
        "name": f"{parent} - {as_html(product.variant)}" if product.variant else parent,
        "product_id": 100 + product.number,
        "variation_id": 200 + product.number if product.variant else 0,
        "quantity": line.quantity,
        "tax_class": "",
        "subtotal": money(line.total - tax_in(line.total)),
        "subtotal_tax": money(tax_in(line.total)),
        "total": money(paid - tax_in(paid)),
        "total_tax": money(tax_in(paid)),
        "taxes": [],
        "meta_data": [],
        "sku": product.sku,
        "global_unique_id": "",
        "price": float((paid - tax_in(paid)) / line.quantity),
        "image": {
            "id": str(product.number) if pictures else "",
            "src": f"{pictures}{product.picture}" if pictures else "",
        },
        "parent_name": parent if product.variant else None,
    }


def _flat_rate(order: Order) -> dict[str, Any]:
    return {
        "id": order.platform_id * 10 + 9,
        "method_title": "Flat rate",
        "method_id": "flat_rate",
        "instance_id": "1",
        "total": money(order.costs.shipping - tax_in(order.costs.shipping)),
        "total_tax": money(tax_in(order.costs.shipping)),
        "taxes": [],
        "tax_status": "taxable",
        "meta_data": [],
    }
