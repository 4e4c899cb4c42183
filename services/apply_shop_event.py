"""Apply what waits in the inbox: each delivery exactly once, and one bad one hurts no other."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from domain.errors import NotYetKnownError, UnreadablePayloadError
from domain.shop import PlatformKey
from domain.shop_events import FulfilmentTold, OrderGone, OrderTold, ShopEvent, ShopLeft
from services.import_order import import_fulfilment, import_order
from services.wiring import Wiring
from storage.compression import decompress
from storage.orders import lock_orders, mark_deleted
from storage.poll_schedule import stop_polling
from storage.shops import mark_uninstalled
from storage.webhook_inbox import InboxState, Waiting, claim_waiting, fail, finish, put_back

WAIT_FOR_ORDER = timedelta(hours=24)
"""How long a fulfilment waits for its order: platforms document deliveries up to a day late."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """A delivery and what it says; `failure` when it cannot be read."""

    delivery: Waiting
    event: ShopEvent | None
    failure: str = ""


def apply_waiting(wiring: Wiring, limit: int = 50) -> int:
    """Apply up to `limit` waiting deliveries in one transaction; return how many were taken.

    The rows stay locked until the end, so a worker that dies mid-way has done nothing at all.
    """
    with wiring.sessions.begin() as session:
        waiting = claim_waiting(session, limit, wiring.clock())
        reads = [_read(wiring, delivery) for delivery in waiting]
        lock_orders(session, _orders_in(reads))
        for read in reads:
            _apply(session, wiring, read)
    return len(waiting)


def _read(wiring: Wiring, delivery: Waiting) -> _Read:
    platform = wiring.platforms[PlatformKey(delivery.platform)]
    try:
        return _Read(delivery, platform.read_event(delivery.topic, decompress(delivery.body)))
    except UnreadablePayloadError as error:
        return _Read(delivery, None, str(error))
    except Exception as error:
        # As in _apply: whatever one delivery breaks, the line goes on behind it.
        log.exception("a delivery could not be read", extra={"delivery": delivery.id})
        return _Read(delivery, None, f"internal error: {type(error).__name__}")


def _orders_in(reads: Sequence[_Read]) -> list[tuple[int, str]]:
    named = []
    for read in reads:
        match read.event:
            case OrderTold(platform_id=order) | OrderGone(platform_id=order):
                named.append((read.delivery.shop_id, order))
            case FulfilmentTold(order_platform_id=order):
                named.append((read.delivery.shop_id, order))
            case _:
                pass
    return named


def _apply(session: Session, wiring: Wiring, read: _Read) -> None:
    delivery, now = read.delivery, wiring.clock()
    named = {"delivery": delivery.id, "shop": delivery.shop_id}
    if read.failure:
        fail(session, delivery.id, read.failure, now)
        return
    try:
        with session.begin_nested():
            state = _take_over(session, wiring, delivery.shop_id, read.event)
    except NotYetKnownError as error:
        _wait_for_order(session, wiring, delivery, str(error))
    except OperationalError:
        raise  # the connection is gone or a deadlock was broken: all rows wait for the next try
    except DBAPIError as error:
        log.exception("a delivery was refused by the database", extra=named)
        fail(session, delivery.id, f"refused by the database: {type(error.orig).__name__}", now)
    except Exception as error:
        # The isolation boundary: whatever one delivery breaks, the line goes on behind it, and the
        # row tells the operator, who can replay it once the fault is mended.
        log.exception("a delivery could not be applied", extra=named)
        fail(session, delivery.id, f"internal error: {type(error).__name__}", now)
    else:
        finish(session, [delivery.id], state, now)


def _take_over(
    session: Session, wiring: Wiring, shop_id: int, event: ShopEvent | None
) -> InboxState:
    applied = True
    match event:
        case None:
            applied = False
        case OrderTold():
            applied = import_order(session, wiring, shop_id, event)
        case FulfilmentTold():
            applied = import_fulfilment(session, wiring, shop_id, event)
        case OrderGone():
            mark_deleted(session, shop_id, event.platform_id, wiring.clock())
        case ShopLeft():
            mark_uninstalled(session, shop_id, wiring.clock())
            stop_polling(session, shop_id)
    return InboxState.APPLIED if applied else InboxState.IGNORED


def _wait_for_order(session: Session, wiring: Wiring, delivery: Waiting, reason: str) -> None:
    now = wiring.clock()
    if now - delivery.received_at > WAIT_FOR_ORDER:
        fail(session, delivery.id, reason, now)
        return
    pause = timedelta(seconds=min(5 * 2**delivery.attempts, 1800))
    put_back(session, delivery.id, reason, now + pause)
