"""Let an app show events on parcels, and tell it so, as of anybody's; does nothing else."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from demo.orders import ShownEvent
from demo.shopify.asking import Arguments, Asking, number_of
from demo.shopify.graph import GraphError, Node
from demo.shopify.news import event_shown
from demo.shopify.parcel_nodes import event_node
from demo.shopify.payloads import payload, wrong
from demo.shopify.queries import order_of_fulfilment, packing

EVENT_STATUSES = frozenset(
    {
        "ATTEMPTED_DELIVERY",
        "CARRIER_PICKED_UP",
        "CONFIRMED",
        "DELAYED",
        "DELIVERED",
        "FAILURE",
        "IN_TRANSIT",
        "LABEL_PRINTED",
        "LABEL_PURCHASED",
        "OUT_FOR_DELIVERY",
        "READY_FOR_PICKUP",
    }
)
_MOST_EVENTS = 200


def show_event(asking: Asking, given: Arguments) -> Node:
    """Show an event on a parcel."""
    told = given["fulfillmentEvent"]
    own_id = number_of("Fulfillment", told["fulfillmentId"])
    order = order_of_fulfilment(asking, own_id)
    parcel = packing(order, own_id) if order else None
    kind = "FulfillmentEventCreatePayload"
    if order is None or parcel is None:
        fault = wrong("Fulfillment does not exist.", "fulfillmentEvent", "fulfillmentId")
        return payload(kind, [fault], fulfillmentEvent=None)
    if told["status"] not in EVENT_STATUSES:
        raise GraphError(f"{told['status']} is no FulfillmentEventStatus", "INVALID_VARIABLE")
    if len(order.shown) >= _MOST_EVENTS:
        return payload(kind, [wrong("Too many events.", "base")], fulfillmentEvent=None)
    event = ShownEvent(
        event_id=order.platform_id + 600 + len(order.shown),
        parcel=parcel.place,
        status=told["status"],
        happened_at=_moment(told.get("happenedAt")) or asking.now,
        created_at=asking.now,
        message=told.get("message") or "",
        city=told.get("city") or "",
        country=told.get("country") or "",
        postal_code=told.get("zip") or "",
        expected_at=_moment(told.get("estimatedDeliveryAt")),
    )
    changed = replace(order, shown=(*order.shown, event), updated_at=asking.now)
    asking.store.keep(changed)
    asking.store.voice.announce(event_shown(asking.store, changed, event), asking.now)
    return payload(kind, [], fulfillmentEvent=event_node(event))


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
