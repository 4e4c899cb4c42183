"""Show lines, fulfilments and their events as Shopify's GraphQL does; decides nothing."""

from demo.cast import Product
from demo.orders import Order, Parcel, ShownEvent
from demo.shopify.connections import listed
from demo.shopify.graph import Denied, Node
from demo.shopify.values import gid, moment, money
from demo.shops.shopify_bodies import (
    COMPANIES,
    VARIANT_IDS,
    fulfilment_id,
    line_id,
    told_at,
)

_NO_PRODUCTS = "Access denied for variant field. Required access: `read_products` access scope."


def line_node(order: Order, place: int, pictures: str = "", *, variants: bool = True) -> Node:
    """Return one line of an order; `pictures` is the address of where pictures lie, if anywhere.

    `variants` tells whether the app may read products.
    """
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
        "image": _image(product, pictures),
        "product": None,
        "variant": _variant(product) if variants else Denied(_NO_PRODUCTS),
        "originalUnitPriceSet": money(product.price),
        "discountedUnitPriceSet": money(product.price),
        "originalTotalSet": money(line.total),
        "discountedTotalSet": money(line.total),
    }


def _image(product: Product, pictures: str) -> Node | None:
    if not pictures:
        return None
    return {"__typename": "Image", "url": f"{pictures}{product.picture}", "altText": None}


def _variant(product: Product) -> Node:
    return {
        "__typename": "ProductVariant",
        "id": gid("ProductVariant", VARIANT_IDS + product.number),
        "title": product.variant or "Default Title",
        "sku": product.sku,
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


def _first(shown: list[ShownEvent], status: str) -> str | None:
    return moment(next((event.happened_at for event in shown if event.status == status), None))
