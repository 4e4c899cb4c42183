"""Forget who bought what, once it is longer ago than the merchant wants it kept."""

import calendar
import logging
from datetime import datetime

from domain.shop_task import Again
from services.wiring import Wiring
from storage.message_rules import rules_of
from storage.old_orders import old_orders
from storage.order_locks import lock_orders_by_id
from storage.shopper_data import forget_orders

AT_A_TIME = 200
log = logging.getLogger(__name__)


def forget_old_orders(wiring: Wiring, shop_id: int) -> Again | None:
    """Forget a shop's orders placed longer ago than it keeps them, batch by batch.

    It may be cut short at any point: what is left is forgotten the next time.
    """
    with wiring.sessions() as session:
        months = rules_of(session, shop_id).keep_months
    if months is None:
        return None
    placed_before, forgotten = months_before(wiring.clock(), months), 0
    while True:
        with wiring.sessions.begin() as session:
            ids = old_orders(session, shop_id, placed_before, AT_A_TIME)
            locked = lock_orders_by_id(session, ids) if ids else []
            if locked:
                forget_orders(session, shop_id, locked, wiring.clock())
        forgotten += len(locked)
        if len(ids) < AT_A_TIME:
            break
    if forgotten:
        log.info("old orders were forgotten", extra={"shop": shop_id, "orders": forgotten})
    return None


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same day so many months earlier, or that month's last where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
