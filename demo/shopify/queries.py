"""Answer what apps may ask: shop, installation, orders, exports; changes nothing."""

from typing import Any

from demo.orders import Order, Parcel
from demo.shopify.asking import Arguments, Asking, needs, number_of
from demo.shopify.graph import Node
from demo.shopify.order_nodes import order_node
from demo.shopify.order_search import RECENT, orders_connection
from demo.shopify.parcel_nodes import fulfilment_node
from demo.shopify.shop_nodes import installation_node, locale_nodes, shop_node
from demo.shops.shopify_bodies import fulfilment_id


def query_root(asking: Asking) -> Node:
    """Return the node every query begins at."""
    store = asking.store
    return {
        "__typename": "QueryRoot",
        "shop": shop_node(store, asking.base_url),
        "shopLocales": needs(asking, "read_locales", "shopLocales", lambda _: locale_nodes(store)),
        "currentAppInstallation": installation_node(store, asking.app),
        "order": needs(asking, "read_orders", "order", lambda given: _order(asking, given)),
        "orders": needs(
            asking,
            "read_orders",
            "orders",
            lambda given: orders_connection(store, given, asking.now),
        ),
        "fulfillment": needs(
            asking, "read_orders", "fulfillment", lambda given: _fulfilment(asking, given)
        ),
        "node": lambda given: _node(asking, given),
        "job": lambda given: {"__typename": "Job", "id": given.get("id"), "done": True},
    }


def packing(order: Order, own_id: int) -> Parcel | None:
    """Return an order's parcel by its fulfilment's id, or None."""
    return next((p for p in order.parcels if fulfilment_id(order, p) == own_id), None)


def order_of_fulfilment(asking: Asking, own_id: int) -> Order | None:
    """Return the order a fulfilment belongs to, or None."""
    return asking.store.order(own_id - own_id % 1000)


def _order(asking: Asking, given: Arguments) -> Node | None:
    order = asking.store.order(number_of("Order", given["id"]))
    hidden = order and order.placed_at < asking.now - RECENT
    if order is None or (hidden and not asking.store.account.may("read_all_orders")):
        return None
    return order_node(asking.store, order)


def _fulfilment(asking: Asking, given: Arguments) -> Node | None:
    own_id = number_of("Fulfillment", given["id"])
    order = order_of_fulfilment(asking, own_id)
    parcel = packing(order, own_id) if order else None
    return fulfilment_node(order, parcel) if order and parcel else None


def _node(asking: Asking, given: Arguments) -> Any:
    kind = str(given["id"]).removeprefix("gid://shopify/").partition("/")[0]
    match kind:
        case "BulkOperation":
            export = asking.exports.known.get(number_of(kind, given["id"]))
            return export.node() if export and export.store is asking.store else None
        case "Order":
            return needs(asking, "read_orders", "node", lambda g: _order(asking, g))(given)
        case "Fulfillment":
            return needs(asking, "read_orders", "node", lambda g: _fulfilment(asking, g))(given)
        case "Job":
            return {"__typename": "Job", "id": given["id"], "done": True}
        case _:
            return None
