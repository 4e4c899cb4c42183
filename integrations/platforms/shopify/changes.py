"""Put what is to be changed at Shopify into its words; nothing is sent here."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from domain.errors import RejectedError
from domain.order import Address
from domain.shipment import Scan
from domain.shop_api import Cancellation, Discount
from integrations.platforms import clean_text
from integrations.platforms.shopify.fulfilment_events import shown_as
from integrations.platforms.shopify.graphql_orders import global_id

Fields = Mapping[str, Any]

NAMESPACE = "framme"
INSTRUCTIONS = "Delivery instructions"
"""Under which name a merchant finds them among an order's additional details."""
_LONGEST_INSTRUCTIONS = 500
_LONGEST_NOTE = 255
_LONGEST_MESSAGE = 255
_REGION_CODE = re.compile(r"([A-Z]{2}-)?[A-Z0-9]{1,3}")
_SENT = frozenset({"FULFILLED", "PARTIALLY_FULFILLED"})


def instant(moment: datetime) -> str:
    """Write a moment as Shopify reads it, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def scan_to_show(scan: Scan) -> Fields:
    """Describe a scan as a fulfilment event; raise RejectedError when Shopify has no word for it.

    Only what the carrier told goes out: no street, no coordinates.
    """
    word = shown_as(scan.status)
    if word is None:
        raise RejectedError(f"Shopify has no event for '{scan.status or 'none'}'", permanent=True)
    event = {
        "fulfillmentId": global_id("Fulfillment", scan.fulfilment),
        "status": word,
        "happenedAt": instant(scan.happened_at),
        "message": clean_text(scan.text, _LONGEST_MESSAGE),
        "city": scan.place.city if scan.place else "",
        "country": scan.place.country if scan.place else "",
        "estimatedDeliveryAt": instant(scan.estimated_at) if scan.estimated_at else "",
    }
    return {"event": {name: value for name, value in event.items() if value}}


def cancellation(what: Cancellation) -> Fields:
    """Describe the cancelling of an order."""
    return {
        "id": global_id("Order", what.order),
        "restock": what.restock,
        "refund": {"originalPaymentMethodsRefund": what.refund},
        "notify": what.notify,
        "note": clean_text(what.note, _LONGEST_NOTE) or None,
    }


def refuse_if_over(order: Fields) -> None:
    """Raise RejectedError for an order that is cancelled, or of which anything has been sent.

    Nothing in Shopify's documentation says that it refuses to edit the address of such an order,
    and to edit it leads no parcel elsewhere:
    https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderUpdate
    """
    if order.get("cancelledAt"):
        raise RejectedError("the order is cancelled at the shop", permanent=True)
    if order.get("displayFulfillmentStatus") in _SENT:
        raise RejectedError("the order has been sent by the shop", permanent=True)


def new_address(order: str, address: Address) -> Fields:
    """Describe the change of an address; its empty parts are emptied, and so is the company.

    A company stands in its name or second line, as it was typed: the old one would stay on the
    label. A region goes out as a code where it is one, and else by its name: Shopify would rather
    have codes (`province` is deprecated), but a name dropped would leave the old region in the new
    address. The last word of a name is taken as the family's, for Shopify has no field for the
    whole.
    """
    named = bool(address.region) and not _REGION_CODE.fullmatch(address.region)
    first, _, last = address.name.strip().rpartition(" ")
    there = {
        "firstName": first,
        "lastName": last,
        "company": "",
        "address1": address.street,
        "address2": address.street2,
        "zip": address.postal_code,
        "city": address.city,
        "countryCode": address.country or None,
        "province" if named else "provinceCode": address.region,
    }
    told = {name: value for name, value in there.items() if value is not None}
    return {"order": {"id": global_id("Order", order), "shippingAddress": told}}


def instructions(order: str, known: object, text: str) -> Fields:
    """Describe an order's attributes with the shopper's instructions among them.

    A list of attributes takes the place of the one before: `known` are those the order has.
    Merchants see them on the order's page, as additional details.
    """
    told = [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []
    attributes = [
        {"key": str(one["key"]), "value": str(one.get("value") or "")}
        for one in told
        if one.get("key") and one["key"] != INSTRUCTIONS
    ]
    if noted := clean_text(text, _LONGEST_INSTRUCTIONS):
        attributes.append({"key": INSTRUCTIONS, "value": noted})
    return {"order": {"id": global_id("Order", order), "customAttributes": attributes}}


def discount_code(discount: Discount) -> Fields:
    """Describe a code that anyone may use, once; its worth is in the shop's own currency."""
    gets = {
        "value": {
            "discountAmount": {"amount": str(discount.worth.amount), "appliesOnEachItem": False}
        },
        "items": {"all": True},
    }
    return {
        "discount": {
            "code": discount.code,
            "title": discount.title,
            "startsAt": instant(discount.begins_at),
            "endsAt": instant(discount.ends_at),
            "usageLimit": 1,
            "appliesOncePerCustomer": True,
            "context": {"all": "ALL"},
            "customerGets": gets,
        }
    }


def documents(owner: str, values: Mapping[str, str]) -> list[Fields]:
    """Describe JSON documents as metafields of an installation."""
    return [
        {"ownerId": owner, "namespace": NAMESPACE, "key": key, "type": "json", "value": value}
        for key, value in values.items()
    ]
