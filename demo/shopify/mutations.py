"""Do what apps may do: show events, cancel, change addresses, make codes, publish, export."""

import asyncio
import json
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from graphql import GraphQLError, parse

from demo.orders import Destination, Order, ShownEvent
from demo.shopify.asking import Arguments, Asking, needs, number_of
from demo.shopify.graph import GraphError, Node
from demo.shopify.news import event_shown
from demo.shopify.order_nodes import event_node, order_node
from demo.shopify.queries import order_of_fulfilment, packing
from demo.shopify.shop_nodes import metafield_node
from demo.shopify.stores import DiscountCode, Metafield
from demo.shopify.values import gid
from demo.shops.shopify_bodies import order_body
from demo.stories import ShopAct

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
_MOST_METAFIELDS = 25
_JOB_TAKES = 0.3
_KEPT_OF_ORDERS = frozenset({"id", "shippingAddress", "email", "note"})


def mutation_root(asking: Asking) -> Node:
    """Return the node every mutation begins at."""
    return {
        "__typename": "Mutation",
        "fulfillmentEventCreate": needs(
            asking, "write_fulfillments", "fulfillmentEventCreate", lambda g: _show(asking, g)
        ),
        "orderCancel": needs(asking, "write_orders", "orderCancel", lambda g: _cancel(asking, g)),
        "orderUpdate": needs(asking, "write_orders", "orderUpdate", lambda g: _update(asking, g)),
        "discountCodeBasicCreate": needs(
            asking, "write_discounts", "discountCodeBasicCreate", lambda g: _discount(asking, g)
        ),
        "metafieldsSet": lambda given: _publish(asking, given),
        "bulkOperationRunQuery": lambda given: _export(asking, given),
    }


def _show(asking: Asking, given: Arguments) -> Node:
    told = given["fulfillmentEvent"]
    own_id = number_of("Fulfillment", told["fulfillmentId"])
    order = order_of_fulfilment(asking, own_id)
    parcel = packing(order, own_id) if order else None
    payload = "FulfillmentEventCreatePayload"
    if order is None or parcel is None:
        wrong = _wrong("Fulfillment does not exist.", "fulfillmentEvent", "fulfillmentId")
        return _payload(payload, [wrong], fulfillmentEvent=None)
    if told["status"] not in EVENT_STATUSES:
        raise GraphError(f"{told['status']} is no FulfillmentEventStatus", "INVALID_VARIABLE")
    if len(order.shown) >= _MOST_EVENTS:
        return _payload(payload, [_wrong("Too many events.", "base")], fulfillmentEvent=None)
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
    return _payload(payload, [], fulfillmentEvent=event_node(event))


def _cancel(asking: Asking, given: Arguments) -> Node:
    order = asking.store.order(number_of("Order", given["orderId"]))
    if order is None:
        return _not_cancelled("Order does not exist", "NOT_FOUND")
    if order.cancelled_at:
        return _not_cancelled("Order has already been cancelled", "INVALID")
    if order.parcels:
        return _not_cancelled("Cannot cancel an order with fulfillments", "INVALID")
    # The answer is a job: the order is still open when the app hears of it.
    asyncio.get_running_loop().call_later(_JOB_TAKES, _call_off, asking, order.platform_id)
    job = {"__typename": "Job", "id": gid("Job", str(uuid.uuid4())), "done": False}
    return {"__typename": "OrderCancelPayload", "job": job, "orderCancelUserErrors": []}


def _call_off(asking: Asking, platform_id: int) -> None:
    order = asking.store.order(platform_id)
    if order:
        asking.store.keeper.act(order, ShopAct.CANCELLED)


def _not_cancelled(message: str, code: str) -> Node:
    wrong = {**_wrong(message, "orderId"), "__typename": "OrderCancelUserError", "code": code}
    return {"__typename": "OrderCancelPayload", "job": None, "orderCancelUserErrors": [wrong]}


def _update(asking: Asking, given: Arguments) -> Node:
    told = given["input"]
    if unknown := set(told) - _KEPT_OF_ORDERS:
        raise GraphError(f"the simulator keeps no {sorted(unknown)} of orders", "notSimulated")
    order = asking.store.order(number_of("Order", told["id"]))
    if order is None:
        return _payload("OrderUpdatePayload", [_wrong("Order does not exist", "id")], order=None)
    changed = replace(
        order,
        email=told.get("email", order.email),
        note=told.get("note", order.note) or "",
        moved_to=_destination(order, told.get("shippingAddress")),
        updated_at=asking.now,
    )
    asking.store.keep(changed)
    body = order_body(changed, asking.store.domain)
    asking.store.voice.announce([("orders/updated", body)], asking.now)
    return _payload("OrderUpdatePayload", [], order=order_node(asking.store, changed))


def _destination(order: Order, told: Any) -> Destination | None:
    if not told:
        return order.moved_to
    before = order.destination
    name = f"{told.get('firstName') or ''} {told.get('lastName') or ''}".strip()
    return Destination(
        name=name or before.name,
        street=told.get("address1") or before.street,
        postal_code=told.get("zip") or before.postal_code,
        city=told.get("city") or before.city,
        country=told.get("countryCode") or before.country,
    )


def _discount(asking: Asking, given: Arguments) -> Node:
    told, payload = given["basicCodeDiscount"], "DiscountCodeBasicCreatePayload"
    code = str(told.get("code") or "").strip()
    known = asking.store.discounts
    if not code or not told.get("title") or not told.get("startsAt"):
        wrong = _wrong("Code, title and start can't be blank", "basicCodeDiscount")
        return _payload(payload, [{**wrong, "code": "BLANK"}], codeDiscountNode=None)
    if code.upper() in known:
        wrong = _wrong("Code must be unique. Please try a different code.", "basicCodeDiscount")
        return _payload(payload, [{**wrong, "code": "TAKEN"}], codeDiscountNode=None)
    value = told.get("customerGets", {}).get("value", {})
    known[code.upper()] = DiscountCode(
        code=code,
        title=told["title"],
        amount=str(value.get("discountAmount", {}).get("amount") or value.get("percentage") or ""),
        starts_at=told["startsAt"],
        ends_at=told.get("endsAt") or "",
        usage_limit=told.get("usageLimit"),
    )
    node = {"__typename": "DiscountCodeNode", "id": gid("DiscountCodeNode", 9000 + len(known))}
    return _payload(payload, [], codeDiscountNode=node)


def _publish(asking: Asking, given: Arguments) -> Node:
    told, store = given["metafields"], asking.store
    if len(told) > _MOST_METAFIELDS:
        raise GraphError(f"at most {_MOST_METAFIELDS} metafields at once", "BAD_REQUEST")
    errors = [
        e for place, field in enumerate(told) if (e := _metafield_wrong(asking, place, field))
    ]
    if errors:
        return _payload("MetafieldsSetPayload", errors, metafields=None)
    kept = [
        Metafield(f["namespace"], f["key"], f["type"], f["value"], f["ownerId"], asking.now)
        for f in told
    ]
    store.metafields.update({(field.namespace, field.key): field for field in kept})
    nodes = [metafield_node(store, field) for field in kept]
    return _payload("MetafieldsSetPayload", [], metafields=nodes)


def _metafield_wrong(asking: Asking, place: int, told: Arguments) -> Node | None:
    where = ("metafields", str(place))
    if told.get("ownerId") != asking.store.installation:
        return {**_wrong("Owner does not exist.", *where, "ownerId"), "code": "INVALID"}
    if not told.get("type") or not told.get("namespace"):
        return {**_wrong("Type can't be blank", *where, "type"), "code": "BLANK"}
    try:
        json.loads(told["value"] if told["type"] == "json" else "0")
    except ValueError:
        told_wrong = "Value is invalid JSON."
        return {**_wrong(told_wrong, *where, "value"), "code": "INVALID_VALUE"}
    return None


def _export(asking: Asking, given: Arguments) -> Node:
    payload, query = "BulkOperationRunQueryPayload", str(given["query"])
    try:
        export = asking.exports.begin(asking.store, parse(query), query, asking.base_url)
    except GraphQLError as error:
        wrong = {**_wrong(f"Invalid bulk query: {error.message}", "query"), "code": "INVALID"}
        return _payload(payload, [wrong], bulkOperation=None)
    except GraphError as error:
        wrong = {**_wrong(str(error), "query"), "code": error.extensions["code"]}
        return _payload(payload, [wrong], bulkOperation=None)
    return _payload(payload, [], bulkOperation=export.node())


def _payload(kind: str, errors: list[Node], **fields: Any) -> Node:
    return {"__typename": kind, "userErrors": errors, **fields}


def _wrong(message: str, *field: str) -> dict[str, Any]:
    return {"__typename": "UserError", "message": message, "field": list(field), "code": None}


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
