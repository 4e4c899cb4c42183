"""Say what an order in WooCommerce's words tells; where it came from is not known here.

Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from domain.order import Address, Contact, Item, Money
from domain.shop_events import OrderGone, OrderTold, ShipmentTold
from domain.stage import Stage, stage_said_by_shop
from integrations.platforms import LANGUAGE, Matching
from integrations.platforms.woocommerce.amounts import amounts_of, price_of
from integrations.platforms.woocommerce.fulfilments import has_fulfilments
from integrations.platforms.woocommerce.parcels import each_once
from integrations.platforms.woocommerce.plugin_notes import parcels_noted, stage_noted
from integrations.platforms.woocommerce.schemas import (
    Line,
    Meta,
    OrderSchema,
    PostalAddress,
    Reference,
    ReferenceSchema,
    WooCommerceOrder,
)
from integrations.platforms.woocommerce.tracking import shipments_noted

_ORDER = OrderSchema()
_REFERENCE = ReferenceSchema()
_LOCALE = Matching(LANGUAGE)

FIELDS = ",".join(_ORDER.fields)
"""What is asked of orders by the hundred: all that we read, and no more work for the shop."""
IN_BIN = "trash"
# A pending order waits for its payment, and many wait for ever: nothing is promised before.
NOTHING_BOUGHT_YET = ("checkout-draft", "auto-draft", "pending")
_WILL_NOT_TRAVEL = ("cancelled", "failed")
_REFUNDED = "refunded"
"""The status of an order whose money went back whole: before it left, or after."""
_COMES_TO_NOTHING = (*_WILL_NOT_TRAVEL, _REFUNDED)
"""Statuses that outdo a stage which our plugin noted before."""


def read_order(payload: Mapping[str, Any]) -> WooCommerceOrder:
    """Read an order's body; raise UnreadablePayloadError."""
    order: WooCommerceOrder = _ORDER.read(payload)
    return order


def is_bought(payload: Mapping[str, Any]) -> bool:
    """Tell whether a body is of an order that anything has been bought with."""
    return payload.get("status") not in NOTHING_BOUGHT_YET


def gone(payload: Mapping[str, Any]) -> OrderGone:
    """Tell that an order is in the bin, or deleted; raise UnreadablePayloadError."""
    reference: Reference = _REFERENCE.read(payload)
    return OrderGone(reference.id, reference.date_modified_gmt)


def not_bought(payload: Mapping[str, Any]) -> OrderGone:
    """Tell that there is nothing to show of an order yet; raise UnreadablePayloadError.

    Times are in whole seconds, and it may be paid for in the very second it was last changed: it
    is gone as of the second before, so that the payment is news.
    """
    reference: Reference = _REFERENCE.read(payload)
    changed = reference.date_modified_gmt
    return OrderGone(reference.id, changed - timedelta(seconds=1) if changed else None)


def tell(order: WooCommerceOrder, fulfilled: Iterable[ShipmentTold] | None = None) -> OrderTold:
    """Tell an order; `fulfilled` are its fulfilments, None when they have not been asked for."""
    noted, changed = order.meta_data, order.date_modified_gmt
    shipments = each_once(
        chain(fulfilled or (), parcels_noted(noted, changed), shipments_noted(noted, changed))
    )
    return OrderTold(
        platform_id=order.id,
        number=order.number,
        placed_at=order.date_created_gmt,
        updated_at=changed,
        stage=_stage(order),
        contact=Contact(
            name=_name(order.billing) or _name(order.shipping),
            email=order.billing.email,
            phone=order.billing.phone,
        ),
        address=_address(order.shipping),
        locale=_locale(noted),
        items=_items(order),
        shipments=shipments,
        total=_money(order.total, order.currency),
        cancelled_at=changed if _came_to_nothing(order, shipments) else None,
        customer=order.customer_id,
        partial=fulfilled is None and has_fulfilments(noted),
        billing=_address(order.billing),
        amounts=amounts_of(order),
        tags=(order.status,),
    )


def _came_to_nothing(order: WooCommerceOrder, shipments: tuple[ShipmentTold, ...]) -> bool:
    """Tell whether nothing of an order travels: one that was refunded may have left before."""
    if order.status != _REFUNDED:
        return order.status in _WILL_NOT_TRAVEL
    return not (shipments or order.date_completed_gmt or has_fulfilments(order.meta_data))


def _stage(order: WooCommerceOrder) -> Stage:
    if order.status == _REFUNDED and order.date_completed_gmt:
        return stage_said_by_shop(["completed"])
    if order.status in _COMES_TO_NOTHING:
        return stage_said_by_shop([order.status])
    return stage_said_by_shop([order.status, stage_noted(order.meta_data)])


def _items(order: WooCommerceOrder) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for line in order.line_items:
        if line.quantity:
            items.setdefault(line.id, _item(line, order))
    return tuple(items.values())


def _item(line: Line, order: WooCommerceOrder) -> Item:
    # A variation is named "<product> - <attributes>".
    product = f"{line.parent_name} - "
    varied = bool(line.parent_name) and line.name.startswith(product)
    return Item(
        platform_id=line.id,
        title=line.parent_name if varied else line.name,
        quantity=line.quantity,
        variant=line.name.removeprefix(product) if varied else "",
        sku=line.sku,
        image_url=line.image.src,
        unit_price=_money(price_of(line, order), order.currency),
        product=line.variation_id or line.product_id,
    )


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return Money(amount, currency) if amount is not None and currency else None


def _name(address: PostalAddress) -> str:
    return f"{address.first_name} {address.last_name}".strip()


def _address(address: PostalAddress) -> Address:
    return Address(
        name=_name(address) or address.company,
        street=address.address_1,
        street2=address.address_2,
        postal_code=address.postcode,
        city=address.city,
        region=address.state,
        country=address.country.upper(),
    )


def _locale(notes: tuple[Meta, ...]) -> str:
    """Return the language a translation plugin noted; WooCommerce itself keeps none."""
    told = (note.value for note in notes if note.key == "wpml_language")
    return next((_LOCALE.read(value) for value in told if isinstance(value, str)), "")
