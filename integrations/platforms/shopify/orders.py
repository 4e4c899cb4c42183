"""Say what an order or a fulfilment in Shopify's words tells; where it came from is not known here.

Source: https://shopify.dev/docs/api/webhooks
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from domain.order import Address, Amounts, Contact, Item, Money
from domain.shipment import ShipmentItem, clean_tracking_number
from domain.shop_events import FulfilmentTold, OrderTold, ShipmentTold
from domain.stage import stage_said_by_shop
from integrations.platforms.shopify.schemas import (
    Fulfillment,
    FulfillmentSchema,
    Line,
    OrderSchema,
    PostalAddress,
    ShopifyOrder,
)

_ORDER = OrderSchema()
_FULFILLMENT = FulfillmentSchema()

WILL_NOT_TRAVEL = ("cancelled", "error", "failure")
_NO_VARIANT = "Default Title"
_LONGEST_NUMBER = 100


def read_order(payload: Mapping[str, Any]) -> OrderTold:
    """Tell an order as its webhook's body does; raise UnreadablePayloadError."""
    order: ShopifyOrder = _ORDER.read(payload)
    tags, total = _tags(order), _total(order)
    return OrderTold(
        platform_id=order.id,
        number=order.name,
        placed_at=order.created_at,
        updated_at=order.updated_at,
        stage=stage_said_by_shop(tags),
        contact=_contact(order),
        address=_address(order.shipping_address),
        locale=order.customer_locale,
        items=_items(order),
        shipments=tuple(s for f in order.fulfillments for s in _shipments(f)),
        total=total,
        cancelled_at=order.cancelled_at,
        customer=order.customer.id,
        billing=_address(order.billing_address),
        amounts=_amounts(order, total),
        tags=tags,
    )


def read_fulfilment(payload: Mapping[str, Any]) -> FulfilmentTold:
    """Tell a fulfilment as its webhook's body does; raise UnreadablePayloadError."""
    fulfillment: Fulfillment = _FULFILLMENT.read(payload)
    return FulfilmentTold(
        order_platform_id=fulfillment.order_id,
        platform_id=fulfillment.id,
        updated_at=fulfillment.updated_at,
        shipments=_shipments(fulfillment),
    )


def _shipments(fulfillment: Fulfillment) -> tuple[ShipmentTold, ...]:
    packed: dict[str, int] = {}
    for line in fulfillment.line_items:
        packed[line.id] = packed.get(line.id, 0) + line.quantity
    items = tuple(ShipmentItem(line, pieces) for line, pieces in packed.items() if pieces)
    return tuple(
        ShipmentTold(
            platform_id=fulfillment.id,
            tracking_number=number,
            carrier_text=fulfillment.tracking_company,
            tracking_url=url,
            shipped_at=fulfillment.created_at,
            items=items,
            cancelled=fulfillment.status in WILL_NOT_TRAVEL,
        )
        for number, url in _numbers_and_links(fulfillment).items()
    )


def _numbers_and_links(fulfillment: Fulfillment) -> Mapping[str, str]:
    numbers = fulfillment.tracking_numbers or (fulfillment.tracking_number,)
    links = fulfillment.tracking_urls or (fulfillment.tracking_url,)
    found: dict[str, str] = {}
    for place, text in enumerate(numbers):
        number = clean_tracking_number(text)[:_LONGEST_NUMBER]
        link = links[place] if place < len(links) else ""
        if number and not found.get(number):
            found[number] = link
    return found or {"": links[0]}


def _items(order: ShopifyOrder) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for line in order.line_items:
        left = line.quantity if line.current_quantity is None else line.current_quantity
        if left:
            items.setdefault(line.id, _item(line, left, order.currency))
    return tuple(items.values())


def _item(line: Line, pieces: int, currency: str) -> Item:
    return Item(
        platform_id=line.id,
        title=line.title,
        quantity=pieces,
        variant="" if line.variant_title == _NO_VARIANT else line.variant_title,
        sku=line.sku,
        image_url=line.image_url,
        unit_price=line.price_set or _money(line.price, currency),
        product=line.variant_id,
    )


def _tags(order: ShopifyOrder) -> tuple[str, ...]:
    return tuple(tag for said in order.tags.split(",") if (tag := said.strip()))


def _total(order: ShopifyOrder) -> Money | None:
    told = order.current_total_price
    return order.current_total_price_set or _money(
        order.total_price if told is None else told, order.currency
    )


def _amounts(order: ShopifyOrder, total: Money | None) -> Amounts:
    """Return what the total is made of, as far as that is told in the total's currency."""

    def part(told: Money | None) -> Decimal | None:
        return told.amount if told and total and told.currency == total.currency else None

    return Amounts(
        subtotal=part(order.current_subtotal_price_set),
        discount=part(order.current_total_discounts_set),
        shipping=part(order.current_shipping_price_set),
        tax=part(order.current_total_tax_set),
    )


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return Money(amount, currency) if amount is not None and currency else None


def _contact(order: ShopifyOrder) -> Contact:
    customer, billed = order.customer, order.billing_address
    return Contact(
        name=f"{customer.first_name} {customer.last_name}".strip()
        or _name(billed)
        or _name(order.shipping_address),
        email=order.email or order.contact_email or customer.email,
        phone=order.phone or customer.phone or billed.phone,
    )


def _name(address: PostalAddress) -> str:
    return address.name or f"{address.first_name} {address.last_name}".strip()


def _address(address: PostalAddress) -> Address:
    return Address(
        name=_name(address) or address.company,
        street=address.address1,
        street2=address.address2,
        postal_code=address.zip,
        city=address.city,
        region=address.province,
        country=address.country_code.upper(),
    )
