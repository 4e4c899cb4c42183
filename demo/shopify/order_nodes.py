"""Show an order as Shopify's GraphQL does: nodes for graph.py; decides nothing.

Shape: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order
"""

from collections.abc import Mapping
from typing import Any

from demo.costs import tax_in
from demo.orders import Order
from demo.shopify.connections import listed
from demo.shopify.graph import Denied, Node
from demo.shopify.parcel_nodes import fulfilment_node, line_node
from demo.shopify.stores import Store
from demo.shopify.values import address_node, gid, moment, money
from demo.shops.shopify_bodies import (
    CURRENCY,
    customer_id,
    tags_of,
    token_of,
)

_NOT_APPROVED = "This app is not approved to access the {} field. See protected customer data."


def order_node(store: Store, order: Order) -> Node:
    """Return a whole order."""
    shopper, variants = order.story.shopper, store.account.may("read_products")
    pictures = store.voice.web_url
    lines = [
        line_node(order, place, pictures, variants=variants)
        for place in range(len(order.story.lines))
    ]
    parcels = [fulfilment_node(order, parcel) for parcel in order.parcels]
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
        "tags": tags_of(order),
        "customerLocale": shopper.locale,
        "currencyCode": CURRENCY,
        "presentmentCurrencyCode": CURRENCY,
        "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": _fulfilled(order),
        "statusPageUrl": f"https://{store.domain}/orders/{token_of(order)}/authenticate",
        **_prices(order),
        "customAttributes": [
            {"__typename": "Attribute", "key": key, "value": value}
            for key, value in order.attributes
        ],
        "customer": _shielded(store, "customer", _customer_node(store, order)),
        "shippingAddress": _shielded(store, "shippingAddress", address_node(order.destination)),
        "billingAddress": _shielded(store, "billingAddress", address_node(order.billed_to)),
        "shippingLine": _shipping_line(),
        "lineItems": listed("LineItem", lines),
        "fulfillments": lambda arguments: parcels[: arguments.get("first")],
        "fulfillmentsCount": {"__typename": "Count", "count": len(parcels), "precision": "EXACT"},
        "fulfillmentOrders": listed("FulfillmentOrder", []),
        "metafield": lambda _: None,
    }


def _prices(order: Order) -> Node:
    costs = order.costs
    tax = money(tax_in(costs.total))
    return {
        "taxesIncluded": True,
        "subtotalPriceSet": money(costs.subtotal),
        "totalDiscountsSet": money(costs.discount),
        "totalShippingPriceSet": money(costs.shipping),
        "totalTaxSet": tax,
        "totalPriceSet": money(costs.total),
        "currentSubtotalPriceSet": money(costs.subtotal),
        "currentTotalDiscountsSet": money(costs.discount),
        "currentShippingPriceSet": money(costs.shipping),
        "currentTotalTaxSet": tax,
        "currentTotalPriceSet": money(costs.total),
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
