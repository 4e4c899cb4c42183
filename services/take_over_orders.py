"""Take over orders that were read from their platform; one broken order hurts no other."""

import logging
from collections.abc import Sequence

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from domain.shop_events import OrderGone, OrderTold
from services.import_order import import_order
from services.wiring import Wiring
from storage.gone_orders import bury_order, mark_deleted
from storage.order_locks import lock_orders
from storage.order_syncs import count_failed

log = logging.getLogger(__name__)


def take_over_orders(
    session: Session,
    wiring: Wiring,
    shop_id: int,
    orders: Sequence[OrderTold | OrderGone],
    *,
    announce: bool,
) -> None:
    """Take over orders, and count those that cannot be; `announce` as for import_order."""
    if not orders:
        return
    # Always in the same order: two who write new orders at once must not wait for each other.
    ordered = sorted(orders, key=lambda told: told.platform_id)
    erased = lock_orders(session, [(shop_id, told.platform_id) for told in ordered])
    wanted = [told for told in ordered if (shop_id, told.platform_id) not in erased]
    taken = [_taken(session, wiring, shop_id, told, announce=announce) for told in wanted]
    if not all(taken):
        count_failed(session, shop_id, taken.count(False))


def see_off(session: Session, wiring: Wiring, shop_id: int, gone: OrderGone) -> None:
    """Hide an order that the shop has deleted, and any older news of it that still comes."""
    if gone.as_of is None:
        mark_deleted(session, shop_id, gone.platform_id, wiring.clock())
    else:
        bury_order(session, shop_id, gone.platform_id, gone.as_of)


def _taken(
    session: Session,
    wiring: Wiring,
    shop_id: int,
    told: OrderTold | OrderGone,
    *,
    announce: bool,
) -> bool:
    try:
        with session.begin_nested():
            if isinstance(told, OrderGone):
                see_off(session, wiring, shop_id, told)
            else:
                import_order(session, wiring, shop_id, told, announce=announce)
    except OperationalError:
        raise  # the connection is gone or a deadlock was broken: the whole batch is tried again
    except Exception:
        named = {"shop": shop_id, "order": told.platform_id}
        log.exception("an order could not be taken over", extra=named)
        return False
    return True
