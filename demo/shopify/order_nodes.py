"""Show an order as Shopify's GraphQL does: nodes for graph.py; decides nothing.

Shape: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order
"""

from collections.abc import Mapping
from typing import Any

from demo.orders import Order, Parcel, ShownEvent
from demo.shopify.graph import Denied, Node, listed
from demo.shopify.stores import Store
from demo.shopify.values import address_node, gid, moment, money
from demo.shops.shopify_bodies import (
    COMPANIES,
    CURRENCY,
    TAGS,
    customer_id,
    fulfilment_id,
    line_id,
    token_of,
    told_at,
)

_NOT_APPROVED = "This app is not approved to access the {} field. See protected customer data."


def order_node(store: Store, order: Order) -> Node:
    """Return a whole order."""
    shopper = order.story.shopper
    lines = [line_node(order, place) for place in range(len(order.story.lines))]
    parcels = [fulfilment_node(order, parcel) for parcel in order.parcels]
    tags = [tag] if (tag := TAGS.get(order.act)) else []
    return {
        "__typename": "Order",
        "id": gid("Order", order.platform_id),
        "legacyResourceId": str(order.platform_id),
        "name": order.number,
        "number": int(order.number.removeprefix("#")),
        "confirmationNumber": token_of(order)[-9:].upper(),
        "createdAt": moment(order.placed_at),
        "processedAt": moment(order.placed_at),
        "updatedAt": moment(order.updated_at),
        "cancelledAt": moment(order.cancelled_at),
        "cancelReason": "CUSTOMER" if order.cancelled_at else None,
        "closed": False,
        "closedAt": None,
        "confirmed": True,
        "test": False,
        "email": _shielded(store, "email", order.email),
        "phone": None,
        "note": order.note or None,
        "tags": tags,
        "customerLocale": shopper.locale,
        "currencyCode": CURRENCY,
        "presentmentCurrencyCode": CURRENCY,
        "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": _fulfilled(order),
        "statusPageUrl": f"https://{store.domain}/orders/{token_of(order)}/authenticate",
        "subtotalPriceSet": money(order.total),
        "totalPriceSet": money(order.total),
        "currentTotalPriceSet": money(order.total),
        "customAttributes": [],
        "customer": _shielded(store, "customer", _customer_node(store, order)),
        "shippingAddress": _shielded(store, "shippingAddress", address_node(order.destination)),
        "billingAddress": _shielded(store, "billingAddress", address_node(order.destination)),
        "shippingLine": _shipping_line(),
        "lineItems": listed("LineItem", lines),
        "fulfillments": lambda arguments: parcels[: arguments.get("first")],
        "fulfillmentsCount": {"__typename": "Count", "count": len(parcels), "precision": "EXACT"},
        "fulfillmentOrders": listed("FulfillmentOrder", []),
        "metafield": lambda _: None,
    }


def line_node(order: Order, place: int) -> Node:
    """Return one line of an order."""
    line = order.story.lines[place]
    product, packed = line.product, any(place in parcel.lines for parcel in order.parcels)
    return {
        "__typename": "LineItem",
        "id": gid("LineItem", line_id(order, place)),
        "title": product.title,
        "name": f"{product.title} - {product.variant}" if product.variant else product.title,
        "variantTitle": product.variant or None,
        "sku": product.sku,
        "quantity": line.quantity,
        "currentQuantity": line.quantity,
        "unfulfilledQuantity": 0 if packed else line.quantity,
        "nonFulfillableQuantity": 0,
        "requiresShipping": True,
        "image": None,
        "product": None,
        "variant": None,
        "originalUnitPriceSet": money(product.price),
        "discountedUnitPriceSet": money(product.price),
        "originalTotalSet": money(line.total),
        "discountedTotalSet": money(line.total),
    }


def fulfilment_node(order: Order, parcel: Parcel) -> Node:
    """Return one fulfilment with what is shown on it."""
    own_id = fulfilment_id(order, parcel)
    shown = sorted(
        (event for event in order.shown if event.parcel == parcel.place),
        key=lambda event: event.happened_at,
    )
    tracking = {
        "__typename": "FulfillmentTrackingInfo",
        "company": COMPANIES[parcel.carrier],
        "number": parcel.number or None,
        "url": None,
    }
    return {
        "__typename": "Fulfillment",
        "id": gid("Fulfillment", own_id),
        "legacyResourceId": str(own_id),
        "name": f"{order.number}.{parcel.place + 1}",
        "status": "SUCCESS",
        "displayStatus": shown[-1].status if shown else "FULFILLED",
        "createdAt": moment(parcel.shipped_at),
        "updatedAt": moment(told_at(order, parcel)),
        "estimatedDeliveryAt": moment(next((e.expected_at for e in reversed(shown)), None)),
        "inTransitAt": _first(shown, "IN_TRANSIT"),
        "deliveredAt": _first(shown, "DELIVERED"),
        "totalQuantity": sum(line.quantity for line in order.packed_in(parcel)),
        "requiresShipping": True,
        "trackingInfo": lambda arguments: (
            [tracking][: arguments.get("first")] if parcel.carrier else []
        ),
        "fulfillmentLineItems": listed(
            "FulfillmentLineItem", [_packed_node(order, parcel, place) for place in parcel.lines]
        ),
        "events": listed("FulfillmentEvent", [event_node(event) for event in shown]),
        "location": None,
        "service": None,
        "order": {
            "__typename": "Order",
            "id": gid("Order", order.platform_id),
            "name": order.number,
        },
    }


def event_node(event: ShownEvent) -> Node:
    """Return one event an app has shown."""
    return {
        "__typename": "FulfillmentEvent",
        "id": gid("FulfillmentEvent", event.event_id),
        "status": event.status,
        "happenedAt": moment(event.happened_at),
        "createdAt": moment(event.created_at),
        "estimatedDeliveryAt": moment(event.expected_at),
        "message": event.message or None,
        "city": event.city or None,
        "country": event.country or None,
        "zip": event.postal_code or None,
        "province": None,
        "address1": None,
        "latitude": None,
        "longitude": None,
    }


def _packed_node(order: Order, parcel: Parcel, place: int) -> Node:
    return {
        "__typename": "FulfillmentLineItem",
        "id": gid("FulfillmentLineItem", line_id(order, place) + 1000 * parcel.place),
        "quantity": order.story.lines[place].quantity,
        "lineItem": line_node(order, place),
    }


def _customer_node(store: Store, order: Order) -> Node:
    shopper = order.story.shopper
    mail = {"__typename": "CustomerEmailAddress", "emailAddress": order.email}
    return {
        "__typename": "Customer",
        "id": gid("Customer", customer_id(order)),
        "legacyResourceId": str(customer_id(order)),
        "firstName": shopper.first_name,
        "lastName": shopper.last_name,
        "displayName": shopper.name,
        "locale": shopper.locale,
        "email": order.email,
        "phone": None,
        "defaultEmailAddress": {**mail, "marketingState": "NOT_SUBSCRIBED"},
        "defaultPhoneNumber": None,
    } | ({} if store.account.may("read_customers") else {"__denied": True})


def _shielded(store: Store, name: str, value: Any) -> Any:
    if not store.protected_data:
        return Denied(_NOT_APPROVED.format(name))
    if isinstance(value, Mapping) and "__denied" in value:
        needed = "`read_customers` access scope"
        return Denied(f"Access denied for customer field. Required access: {needed}.")
    return value


def _first(shown: list[ShownEvent], status: str) -> str | None:
    return moment(next((event.happened_at for event in shown if event.status == status), None))


def _shipping_line() -> Node:
    return {
        "__typename": "ShippingLine",
        "title": "Standard",
        "code": "standard",
        "carrierIdentifier": None,
    }


def _fulfilled(order: Order) -> str:
    if order.all_sent:
        return "FULFILLED"
    return "PARTIALLY_FULFILLED" if order.parcels else "UNFULFILLED"
