"""Empty the kept deliveries that name a shopper or their orders; those still waiting are not read.

A delivery that waits is applied first: about an order that was forgotten it is emptied then.
"""

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from domain.shop_events import Shopper
from services.wiring import Wiring
from storage.compression import decompress
from storage.inbox_erasure import empty_deliveries, kept_deliveries

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Traces:
    """What gives a delivery away: platform ids of orders and customers, addresses in lower case."""

    orders: Set[str]
    customers: Set[str]
    addresses: Set[str]

    @classmethod
    def of(cls, shopper: Shopper, orders: Set[str], customers: Set[str]) -> "Traces":
        """Return the traces of a shopper whose orders and accounts have been found."""
        addresses = {shopper.email.strip().lower(), shopper.phone.strip().lower()} - {""}
        everyone = (customers | {shopper.customer}) - {""}
        return cls(orders | set(shopper.orders), everyone, addresses)


def forget_deliveries(wiring: Wiring, shop_id: int, traces: Traces) -> int:
    """Empty a shop's deliveries that bear a trace; return how many."""
    emptied, last = 0, 0
    while True:
        with wiring.sessions.begin() as session:
            kept = kept_deliveries(session, shop_id, last, AT_A_TIME)
            named = [one.id for one in kept if bears(decompress(one.body), traces)]
            if named:
                empty_deliveries(session, shop_id, named)
        emptied += len(named)
        if len(kept) < AT_A_TIME:
            return emptied
        last = kept[-1].id


def bears(body: bytes, traces: Traces) -> bool:
    """Tell whether a body names a shopper, or an order as its subject."""
    plain = body.decode("utf-8", "replace").lower()
    if any(address in plain for address in traces.addresses):
        return True
    if not any(found in plain for found in traces.orders | traces.customers):
        return False
    try:
        told = json.loads(body)
    except ValueError:
        return True  # nobody can read it, but it holds the number
    if not isinstance(told, dict):
        return False
    customers = {str(name) for name in _customers(told)}
    orders = {str(name) for name in _orders(told)}
    return bool(orders & traces.orders or customers & traces.customers)


def _orders(told: dict[str, Any]) -> Iterator[object]:
    yield told.get("id")
    yield told.get("order_id")
    for listed in ("orders_requested", "orders_to_redact"):
        yield from told.get(listed) or ()


def _customers(told: dict[str, Any]) -> Iterator[object]:
    yield told.get("customer_id")
    customer = told.get("customer")
    if isinstance(customer, dict):
        yield customer.get("id")
