"""Forget a shopper in one shop: orders, messages, wishes, answers, deliveries. It is for good.

Each part may be done twice; a crash in between is mended by doing it again.
"""

import json
import logging
from collections.abc import Sequence

from cryptography.fernet import InvalidToken

from domain.shop_events import Shopper
from services.forget_deliveries import Traces, forget_deliveries
from services.shoppers_addresses import addresses_of
from services.wiring import Wiring
from storage.order_locks import lock_orders_by_id
from storage.privacy_requests import forget_answers, sealed_answers
from storage.shopper_addresses import forget_addresses
from storage.shopper_data import TheirOrder, forget_orders, orders_of

log = logging.getLogger(__name__)


def erase_shopper(wiring: Wiring, shop_id: int, shopper: Shopper) -> int:
    """Forget a shopper; return how many orders were theirs.

    Answers and deliveries go first, while the orders still tell which ones are meant; deliveries
    once more at the end, for those applied in between.
    """
    with wiring.sessions() as session:
        theirs = orders_of(session, shop_id, shopper)
        addresses = addresses_of(session, wiring, shopper, [order.id for order in theirs])
    traces = Traces.of(
        shopper, {order.platform_id for order in theirs}, {order.customer for order in theirs}
    )
    _forget_answers(wiring, shop_id, traces)
    forget_deliveries(wiring, shop_id, traces)
    _forget_rows(wiring, shop_id, theirs, addresses)
    forget_deliveries(wiring, shop_id, traces)
    log.info("a shopper was forgotten", extra={"shop": shop_id, "orders": len(theirs)})
    return len(theirs)


def _forget_rows(
    wiring: Wiring, shop_id: int, theirs: Sequence[TheirOrder], addresses: Sequence[str]
) -> None:
    """Forget the orders and their addresses at once: once forgotten, no order names an address."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        ids = [order.id for order in theirs]
        if ids:
            lock_orders_by_id(session, ids)
            forget_orders(session, shop_id, ids, now)
        forget_addresses(session, shop_id, addresses, now)


def _forget_answers(wiring: Wiring, shop_id: int, traces: Traces) -> None:
    with wiring.sessions.begin() as session:
        about = [
            request_id
            for request_id, sealed in sealed_answers(session, shop_id)
            if _is_about(wiring, sealed, traces)
        ]
        forget_answers(session, shop_id, about)


def _is_about(wiring: Wiring, sealed: bytes, traces: Traces) -> bool:
    """Tell whether an answer speaks of the shopper; one that nobody can open any more may."""
    try:
        told = json.loads(wiring.vault.open(sealed))
    except InvalidToken:
        return True
    asked = told["asked_for"]
    orders = {order["platform_id"] for order in told["orders"]} | set(asked["orders"])
    addresses = {asked[kind].strip().lower() for kind in ("email", "phone")}
    return bool(
        orders & traces.orders
        or {asked["customer"]} & traces.customers
        or addresses & traces.addresses
    )
