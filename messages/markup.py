"""What a mail program may show of a delivery, as JSON-LD; a shop has to ask for it.

https://developers.google.com/gmail/markup/reference/types/ParcelDelivery says what is needed:
carrier, address, items and order. A parcel that lacks one of them is left out; so are those after
the first MOST_DELIVERIES, and what each holds after MOST_THINGS, lest the mail becomes too long.
"""

import json
from collections.abc import Mapping

from domain.order import Address, Order
from domain.shipment import Shipment
from domain.status import NEVER_COMES
from messages.mail_view import LONGEST_TITLE, MailView
from messages.plain_text import one_line

MOST_DELIVERIES = 5
MOST_THINGS = 10
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "", "\u2029": ""}
"""What must not be read as the end of the script, or as anything but text within it."""


def delivery_markup(view: MailView, order: Order, told: tuple[Shipment, ...]) -> str:
    """Return the content of a script of type application/ld+json; empty if there is none."""
    deliveries = [
        _delivery(view, order, shipment, parcel.carrier, parcel.tracking_number)
        for shipment, parcel in zip(told[:MOST_DELIVERIES], view.parcels, strict=False)
        if parcel.carrier and view.items and order.address.city and order.address.country
    ]
    if not deliveries:
        return ""
    text = json.dumps(deliveries[0] if len(deliveries) == 1 else deliveries, ensure_ascii=False)
    return "".join(_IN_SCRIPT.get(sign, sign) for sign in text)


def _delivery(
    view: MailView, order: Order, shipment: Shipment, carrier: str, number: str
) -> Mapping[str, object]:
    things = view.items[:MOST_THINGS]
    return {
        "@context": "http://schema.org",
        "@type": "ParcelDelivery",
        "carrier": {"@type": "Organization", "name": carrier},
        "trackingNumber": number,
        "trackingUrl": view.page_url,
        "deliveryAddress": _address(order.address),
        **_expected(shipment),
        "itemShipped": [{"@type": "Product", "name": item.title} for item in things],
        "partOfOrder": {
            "@type": "Order",
            "orderNumber": view.order_number,
            "merchant": {"@type": "Organization", "name": view.shop_name},
        },
    }


def _expected(shipment: Shipment) -> Mapping[str, str]:
    window = shipment.estimate
    if window is None or shipment.state.sub_status in NEVER_COMES:
        return {}
    return {
        "expectedArrivalFrom": window.earliest.isoformat(),
        "expectedArrivalUntil": window.latest.isoformat(),
    }


def _address(address: Address) -> Mapping[str, str]:
    street = ", ".join(filter(None, (address.street, address.street2)))
    parts = {
        "name": address.name,
        "streetAddress": street,
        "addressLocality": address.city,
        "addressRegion": address.region or address.city,
        "addressCountry": address.country,
        "postalCode": address.postal_code,
    }
    return {"@type": "PostalAddress"} | {
        name: one_line(part, LONGEST_TITLE) for name, part in parts.items() if part
    }
