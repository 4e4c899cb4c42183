"""Let an app cancel orders and change them; webhooks tell what became of it."""

import asyncio
import uuid
from dataclasses import replace
from typing import Any

from demo.orders import Destination, Order
from demo.shopify.asking import Arguments, Asking, number_of
from demo.shopify.graph import GraphError, Node
from demo.shopify.order_nodes import order_node
from demo.shopify.payloads import payload, wrong
from demo.shopify.values import gid
from demo.shops.shopify_bodies import order_body
from demo.stories import ShopAct

_JOB_TAKES = 0.3
_KEPT_OF_ORDERS = frozenset({"id", "shippingAddress", "email", "note", "customAttributes"})


def cancel_order(asking: Asking, given: Arguments) -> Node:
    """Begin to cancel an order."""
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
    fault = {**wrong(message, "orderId"), "__typename": "OrderCancelUserError", "code": code}
    return {"__typename": "OrderCancelPayload", "job": None, "orderCancelUserErrors": [fault]}


def update_order(asking: Asking, given: Arguments) -> Node:
    """Change an order's address, mail address, note or attributes."""
    told = given["input"]
    if unknown := set(told) - _KEPT_OF_ORDERS:
        raise GraphError(f"the simulator keeps no {sorted(unknown)} of orders", "notSimulated")
    order = asking.store.order(number_of("Order", told["id"]))
    if order is None:
        return payload("OrderUpdatePayload", [wrong("Order does not exist", "id")], order=None)
    changed = replace(
        order,
        email=told.get("email", order.email),
        note=told.get("note", order.note) or "",
        attributes=_attributes(order, told.get("customAttributes")),
        moved_to=_destination(order, told.get("shippingAddress")),
        updated_at=asking.now,
    )
    asking.store.keep(changed)
    body = order_body(changed, asking.store.domain)
    asking.store.voice.announce([("orders/updated", body)], asking.now)
    return payload("OrderUpdatePayload", [], order=order_node(asking.store, changed))


def _attributes(order: Order, told: Any) -> tuple[tuple[str, str], ...]:
    """Return the attributes an order has from now on: a list takes the place of the one before."""
    if told is None:
        return order.attributes
    return tuple((str(one["key"]), str(one["value"])) for one in told)


def _destination(order: Order, told: Any) -> Destination | None:
    if not told:
        return order.moved_to
    before = order.destination
    name = f"{told.get('firstName') or ''} {told.get('lastName') or ''}".strip()
    region = told.get("province", told.get("provinceCode", before.region))
    return Destination(
        region=region or "",
        company=told.get("company", before.company) or "",
        name=name or before.name,
        street=told.get("address1") or before.street,
        postal_code=told.get("zip") or before.postal_code,
        city=told.get("city") or before.city,
        country=told.get("countryCode") or before.country,
    )
