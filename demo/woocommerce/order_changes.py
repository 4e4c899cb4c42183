"""Change an order's parts as WooCommerce does; tells nobody, that is the back office's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from demo.woocommerce.order_record import ON_DELIVERY, OrderRecord, Orders
from demo.woocommerce.rest_errors import bad_parameter
from demo.woocommerce.site import STATUSES, gmt

_PAID = frozenset({"processing", "completed"})
SYSTEM = "WooCommerce"


def move_to(orders: Orders, order: OrderRecord, status: str, now: datetime) -> bool:
    """Give an order another status, and note that; tell whether it had another."""
    before, order.status = order.status, status
    if before == status:
        return False
    paid = {"completed"} if order.payment_method == ON_DELIVERY else _PAID
    if status in paid and order.paid_at is None:
        order.paid_at = now
    if status == "completed":
        order.completed_at = now
    names = f"{STATUSES.get(before, before)} to {STATUSES.get(status, status)}"
    order.notes.append(note(orders, f"Order status changed from {names}.", now))
    return True


def write_meta(
    orders: Orders, order: OrderRecord, key: str, value: Any, entry: int | None = None
) -> None:
    """Write one meta entry, known by its id or else by its key; None takes it away."""
    same = [one for one in order.meta if (one["id"] == entry if entry else one["key"] == key)]
    if value is None:
        order.meta = [one for one in order.meta if one not in same]
    elif same:
        same[0].update(key=key, value=value)
    else:
        order.meta.append({"id": orders.number(), "key": key, "value": value})


def note(
    orders: Orders, text: str, now: datetime, *, to_customer: bool = False, author: str = SYSTEM
) -> dict[str, Any]:
    """Write a note; in UTC, as its site-local twin is filled in when it is shown."""
    return {
        "id": orders.number(),
        "author": author,
        "date_created_gmt": gmt(now),
        "note": text,
        "customer_note": to_customer,
    }


def apply(orders: Orders, order: OrderRecord, told: Mapping[str, Any]) -> None:
    """Change what a PUT names, but for the status; raise RestError for what cannot be."""
    for name in ("billing", "shipping"):
        if name in told:
            _change_address(name, getattr(order, name), told[name])
    if "customer_note" in told:
        order.customer_note = str(told["customer_note"])
    for entry in _list("meta_data", told.get("meta_data", [])):
        number = entry.get("id")
        known = number if isinstance(number, int) else None
        write_meta(orders, order, str(entry.get("key", "")), entry.get("value"), known)


def checked_status(told: Mapping[str, Any]) -> str:
    """Return the status a PUT names, without its prefix; empty when it names none."""
    status = str(told.get("status", "")).removeprefix("wc-")
    if "status" in told and status not in STATUSES:
        raise bad_parameter("status", f"status is not one of {', '.join(STATUSES)}.")
    return status


def _change_address(name: str, address: dict[str, str], told: Any) -> None:
    if not isinstance(told, dict):
        raise bad_parameter(name, f"{name} is not of type object.")
    for part, value in told.items():
        if part not in address:
            continue
        if not isinstance(value, str):
            raise bad_parameter(name, f"{name}[{part}] is not of type string.")
        address[part] = value


def _list(name: str, told: Any) -> list[dict[str, Any]]:
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise bad_parameter(name, f"{name} is not of type array.")
    return told
