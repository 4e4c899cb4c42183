"""Keep an order's fulfilments in WooCommerce's own shape; what follows is not decided here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from demo.woocommerce.order_record import OrderRecord, Orders
from demo.woocommerce.rest_errors import RestError

_ITEMS, _FULFILLED_AT = "_items", "_date_fulfilled"


def make(
    orders: Orders, order: OrderRecord, told: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Add a fulfilment; raise RestError for one that holds nothing."""
    fulfilment: dict[str, Any] = {
        "id": orders.number(),
        "entity_type": "WC_Order",
        "entity_id": str(order.id),
        "is_fulfilled": False,
        "status": "unfulfilled",
        "date_updated": "",
        "meta_data": [],
    }
    change(orders, fulfilment, told, now)
    order.fulfilments.append(fulfilment)
    return fulfilment


def change(
    orders: Orders, fulfilment: dict[str, Any], told: Mapping[str, Any], now: datetime
) -> None:
    """Write what is told into a fulfilment; raise RestError."""
    meta = _merged(orders, fulfilment["meta_data"], told.get("meta_data", []))
    if not any(entry["key"] == _ITEMS and entry["value"] for entry in meta):
        raise _empty()
    fulfilled = bool(told.get("is_fulfilled", fulfilment["is_fulfilled"]))
    moment = f"{now:%Y-%m-%d %H:%M:%S}"
    if fulfilled and not any(entry["key"] == _FULFILLED_AT for entry in meta):
        meta.append({"id": orders.number(), "key": _FULFILLED_AT, "value": moment})
    fulfilment.update(
        is_fulfilled=fulfilled,
        status="fulfilled" if fulfilled else str(told.get("status", "unfulfilled")),
        date_updated=moment,
        meta_data=meta,
    )


def remove(order: OrderRecord, fulfilment: dict[str, Any]) -> None:
    """Take a fulfilment away."""
    order.fulfilments.remove(fulfilment)


def find(order: OrderRecord, number: int) -> dict[str, Any] | None:
    """Return a fulfilment, or None."""
    return next((one for one in order.fulfilments if one["id"] == number), None)


def written_status(order: OrderRecord) -> str | None:
    """Return the word an order's meta has for how far it is fulfilled; None for not at all."""
    done = [one for one in order.fulfilments if one["is_fulfilled"]]
    if not done:
        return None
    ordered = sum(int(line["quantity"]) for line in order.lines)
    sent = sum(int(item["qty"]) for one in done for item in _items(one))
    return "fulfilled" if sent >= ordered else "partially_fulfilled"


def _items(fulfilment: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    entries = fulfilment["meta_data"]
    return next((entry["value"] for entry in entries if entry["key"] == _ITEMS), [])


def _merged(orders: Orders, before: list[dict[str, Any]], told: Any) -> list[dict[str, Any]]:
    # WooCommerce reads an entry only when it has an id, be it 0.
    readable = isinstance(told, list) and all(isinstance(e, dict) and "id" in e for e in told)
    if not readable:
        raise _empty()
    meta = [dict(entry) for entry in before]
    for entry in told:
        same = next((kept for kept in meta if kept["key"] == entry.get("key")), None)
        if same is not None:
            same["value"] = entry.get("value")
        else:
            number = entry["id"] or orders.number()
            meta.append({"id": number, "key": entry.get("key"), "value": entry.get("value")})
    return meta


def _empty() -> RestError:
    # The code is a number here, and nowhere else.
    return RestError(400, 0, "The fulfillment should contain at least one item.")
