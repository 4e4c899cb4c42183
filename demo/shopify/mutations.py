"""Name what apps may do, and the scopes it needs; each is done in a module of its own."""

from demo.shopify.asking import Asking, needs
from demo.shopify.discounting import create_discount
from demo.shopify.exporting import begin_export
from demo.shopify.graph import Node
from demo.shopify.order_changes import cancel_order, update_order
from demo.shopify.publishing import set_metafields
from demo.shopify.showing import show_event


def mutation_root(asking: Asking) -> Node:
    """Return the node every mutation begins at."""
    return {
        "__typename": "Mutation",
        "fulfillmentEventCreate": needs(
            asking, "write_fulfillments", "fulfillmentEventCreate", lambda g: show_event(asking, g)
        ),
        "orderCancel": needs(
            asking, "write_orders", "orderCancel", lambda g: cancel_order(asking, g)
        ),
        "orderUpdate": needs(
            asking, "write_orders", "orderUpdate", lambda g: update_order(asking, g)
        ),
        "discountCodeBasicCreate": needs(
            asking,
            "write_discounts",
            "discountCodeBasicCreate",
            lambda g: create_discount(asking, g),
        ),
        "metafieldsSet": lambda given: set_metafields(asking, given),
        "bulkOperationRunQuery": lambda given: begin_export(asking, given),
    }
