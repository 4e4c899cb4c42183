"""Say what a WooCommerce webhook tells, in the domain's words; its effects are not decided here.

Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from domain.errors import UnreadablePayloadError
from domain.order import Address, Contact, Item, Money
from domain.shop_events import OrderGone, OrderTold, ShopEvent
from domain.stage import stage_said_by_shop
from integrations.platforms import LANGUAGE, Matching, read_object
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

_ORDER_TOPICS = ("order.created", "order.updated", "order.restored")
_GONE_TOPIC = "order.deleted"

# A pending order waits for its payment, and many wait for ever: nothing is promised before.
_NOTHING_BOUGHT_YET = ("checkout-draft", "auto-draft", "pending")
_WILL_NOT_TRAVEL = ("cancelled", "failed")

_ORDER_IS_GONE = "woocommerce_rest_shop_order_invalid_id"
_RIGHTS_LOST = (401, 403)
_PLAIN_CODE = re.compile(r"[a-z0-9_]{1,80}")


def read_event(topic: str, body: bytes) -> ShopEvent | None:
    """Turn a body into a shop event; None for a topic, or a state of an order, we do not use.

    Raises UnreadablePayloadError.
    """
    if topic not in _ORDER_TOPICS and topic != _GONE_TOPIC:
        return None
    payload = read_object(body)
    # The shop asks its own REST interface for the body, and signs an error as it signs an order.
    if "code" in payload:
        _raise_unless_gone(payload)
        return None
    if topic == _GONE_TOPIC or payload.get("status") == "trash":
        reference: Reference = _REFERENCE.read(payload)
        return OrderGone(reference.id)
    if payload.get("status") in _NOTHING_BOUGHT_YET:
        return None
    return _order(payload)


def _raise_unless_gone(payload: Mapping[str, Any]) -> None:
    """Accept that an order went before its webhook did: that is no event. Raise for the rest."""
    code, data = payload["code"], payload.get("data")
    if code == _ORDER_IS_GONE:
        return
    status = data.get("status") if isinstance(data, dict) else None
    plain = code if isinstance(code, str) and _PLAIN_CODE.fullmatch(code) else "unknown code"
    if status in _RIGHTS_LOST:
        raise UnreadablePayloadError(
            f"code: the webhook's user may no longer read orders in the shop ({plain}, {status})"
        )
    raise UnreadablePayloadError(f"code: the shop sent an error instead of an order ({plain})")


def _order(payload: Mapping[str, Any]) -> OrderTold:
    order: WooCommerceOrder = _ORDER.read(payload)
    return OrderTold(
        platform_id=order.id,
        number=order.number,
        placed_at=order.date_created_gmt,
        updated_at=order.date_modified_gmt,
        stage=stage_said_by_shop([order.status]),
        contact=Contact(
            name=_name(order.billing) or _name(order.shipping),
            email=order.billing.email,
            phone=order.billing.phone,
        ),
        address=_address(order.shipping),
        locale=_locale(order.meta_data),
        items=_items(order),
        shipments=tuple(shipments_noted(order.meta_data, order.date_modified_gmt)),
        total=_money(order.total, order.currency),
        cancelled_at=order.date_modified_gmt if order.status in _WILL_NOT_TRAVEL else None,
    )


def _items(order: WooCommerceOrder) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for line in order.line_items:
        if line.quantity:
            items.setdefault(line.id, _item(line, order.currency))
    return tuple(items.values())


def _item(line: Line, currency: str) -> Item:
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
        unit_price=_money(line.price, currency),
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
