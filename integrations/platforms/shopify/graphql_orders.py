"""Say what an order tells that was asked for by GraphQL: what its webhook would have told.

The answer is rewritten in the webhook's words, so that one reader understands both. Nothing is
asked here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import ProviderError, UnreadablePayloadError
from domain.shop_events import OrderTold
from integrations.platforms.shopify.orders import WILL_NOT_TRAVEL, read_order

Fields = Mapping[str, Any]
_GLOBAL_ID = re.compile(r"gid://shopify/[A-Za-z]+/(\d{1,20})")


_PRICES = {
    "current_total_price_set": "currentTotalPriceSet",
    "current_subtotal_price_set": "currentSubtotalPriceSet",
    "current_total_discounts_set": "currentTotalDiscountsSet",
    "current_shipping_price_set": "currentShippingPriceSet",
    "current_total_tax_set": "currentTotalTaxSet",
}


def told_by_graphql(order: Fields) -> OrderTold:
    """Tell an order whose lines, and those of its fulfilments, are complete lists of `nodes`.

    A fulfilment without such a list is one whose contents could not be asked for: they are taken
    from what is left of the order's lines where that is certain, and left open otherwise. Raises
    ProviderError.
    """
    try:
        return read_order(_as_webhook(order))
    except (UnreadablePayloadError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise ProviderError(f"an order of Shopify's cannot be read: {_why(error)}") from None


def number_in(global_id: object) -> str:
    """Return the digits of a GraphQL id; empty for what is none."""
    found = _GLOBAL_ID.fullmatch(global_id) if isinstance(global_id, str) else None
    return found[1] if found else ""


def global_id(kind: str, number: str) -> str:
    """Return the GraphQL id of a thing whose digits we know."""
    if not number.isdecimal():
        raise ProviderError(f"this is not the id of a Shopify {kind}", permanent=True)
    return f"gid://shopify/{kind}/{number}"


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, UnreadablePayloadError) else "it has another form"


def _as_webhook(order: Fields) -> dict[str, Any]:
    number, lines = number_in(order.get("id")), _nodes(order["lineItems"])
    packed = _packed_alone(order, lines)
    return {
        "id": number or None,
        "name": order.get("name"),
        "created_at": order.get("createdAt"),
        "updated_at": order.get("updatedAt"),
        "cancelled_at": order.get("cancelledAt"),
        "email": order.get("email"),
        "phone": order.get("phone"),
        "customer_locale": order.get("customerLocale"),
        "tags": ",".join(order.get("tags") or ()),
        **{said: _price(order.get(asked)) for said, asked in _PRICES.items()},
        "customer": _customer(order.get("customer") or {}),
        "billing_address": _address(order.get("billingAddress") or {}),
        "shipping_address": _address(order.get("shippingAddress") or {}),
        "line_items": [_line(line) for line in lines],
        "fulfillments": [
            _fulfilment(f, number, packed) for f in order.get("fulfillments") or () if f
        ],
    }


def _customer(customer: Fields) -> dict[str, Any]:
    return {
        "id": number_in(customer.get("id")) or None,
        "first_name": customer.get("firstName"),
        "last_name": customer.get("lastName"),
        "email": (customer.get("defaultEmailAddress") or {}).get("emailAddress"),
        "phone": (customer.get("defaultPhoneNumber") or {}).get("phoneNumber"),
    }


def _address(address: Fields) -> dict[str, Any]:
    same = ("name", "company", "address1", "address2", "zip", "city", "province", "phone")
    return {
        **{part: address.get(part) for part in same},
        "first_name": address.get("firstName"),
        "last_name": address.get("lastName"),
        "country_code": address.get("countryCodeV2"),
    }


def _line(line: Fields) -> dict[str, Any]:
    return {
        "id": number_in(line.get("id")) or None,
        "variant_id": number_in((line.get("variant") or {}).get("id")) or None,
        "title": line.get("title"),
        "variant_title": line.get("variantTitle"),
        "sku": line.get("sku"),
        "quantity": line.get("quantity"),
        "current_quantity": line.get("currentQuantity"),
        "price_set": _price(line.get("originalUnitPriceSet")),
        "image_url": (line.get("image") or {}).get("url"),
    }


def _price(bag: Fields | None) -> dict[str, Any]:
    money = (bag or {}).get("presentmentMoney") or {}
    told = {"amount": money.get("amount"), "currency_code": money.get("currencyCode")}
    return {"presentment_money": told}


def _fulfilment(fulfilment: Fields, order: str, packed: Sequence[Fields]) -> dict[str, Any]:
    tracking = [info or {} for info in fulfilment.get("trackingInfo") or ()]
    if "fulfillmentLineItems" in fulfilment:
        packed = [
            {"id": number_in(line["lineItem"]["id"]), "quantity": line.get("quantity")}
            for line in _nodes(fulfilment["fulfillmentLineItems"])
        ]
    elif _status(fulfilment) in WILL_NOT_TRAVEL:
        packed = ()
    return {
        "id": number_in(fulfilment.get("id")) or None,
        "order_id": order or None,
        "status": _status(fulfilment),
        "created_at": fulfilment.get("createdAt"),
        "updated_at": fulfilment.get("updatedAt"),
        "tracking_company": next((i["company"] for i in tracking if i.get("company")), None),
        "tracking_numbers": [info.get("number") for info in tracking],
        "tracking_urls": [info.get("url") for info in tracking],
        "line_items": list(packed),
    }


def _packed_alone(order: Fields, lines: Sequence[Fields]) -> list[Fields]:
    """Return what an order's only parcel holds: what has left of each line, if it adds up.

    A bulk query may not look inside a fulfilment. With several, or when the sum is another, nobody
    can say which line is where.
    """
    parcels = [f for f in order.get("fulfillments") or () if f]
    alive = [f for f in parcels if _status(f) not in WILL_NOT_TRAVEL]
    if len(alive) != 1 or "fulfillmentLineItems" in alive[0]:
        return []
    packed = [{"id": number_in(line.get("id")), "quantity": _left_us(line)} for line in lines]
    adds_up = sum(_left_us(line) for line in lines) == alive[0].get("totalQuantity")
    return [line for line in packed if line["quantity"]] if adds_up else []


def _left_us(line: Fields) -> int:
    waiting = (line.get("unfulfilledQuantity") or 0) + (line.get("nonFulfillableQuantity") or 0)
    return max(int(line.get("quantity") or 0) - int(waiting), 0)


def _status(fulfilment: Fields) -> str:
    return str(fulfilment.get("status") or "").lower()


def _nodes(connection: Fields) -> list[Fields]:
    return [node for node in connection.get("nodes") or () if node]
