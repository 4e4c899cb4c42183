"""Apply what waits in the inbox: each delivery exactly once, and one bad one hurts no other."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from domain.errors import NotYetKnownError, UnreadablePayloadError
from domain.shop import PlatformKey
from domain.shop_events import (
    FulfilmentScanned,
    FulfilmentTold,
    OrderGone,
    OrderTold,
    OrderTouched,
    ShopEvent,
    ShopToErase,
    StageNoted,
)
from services.apply_order_news import apply_order_news
from services.apply_shop_news import apply_shop_news
from services.import_order import import_fulfilment
from services.record_shop_scan import record_shop_scan
from services.wiring import Wiring
from storage.compression import decompress
from storage.inbox_erasure import empty_deliveries
from storage.order_locks import lock_orders
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
        erased = lock_orders(session, [order for r in reads if (order := _order_in(r))])
        left: set[int] = set()
        for read in reads:
            if _order_in(read) in erased:
                _ignore_for_good(session, wiring, read)
            elif read.delivery.shop_id not in left:
                _apply(session, wiring, read, left)
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


def _order_in(read: _Read) -> tuple[int, str] | None:
    """Name the order a delivery is about, as (shop id, platform id)."""
    match read.event:
        case OrderTold(platform_id=order) | OrderGone(platform_id=order):
            return read.delivery.shop_id, order
        case FulfilmentTold(order_platform_id=order) | FulfilmentScanned(order_platform_id=order):
            return read.delivery.shop_id, order
        case OrderTouched(platform_id=order) | StageNoted(order_platform_id=order):
            return read.delivery.shop_id, order
        case _:
            return None


def _ignore_for_good(session: Session, wiring: Wiring, read: _Read) -> None:
    """Keep nothing of a delivery about a shopper who is to stay forgotten."""
    empty_deliveries(session, read.delivery.shop_id, [read.delivery.id])
    finish(session, [read.delivery.id], InboxState.IGNORED, wiring.clock())


def _apply(session: Session, wiring: Wiring, read: _Read, left: set[int]) -> None:
    """Apply one delivery; a shop that is erased by it, deliveries and all, is added to `left`."""
    delivery, now = read.delivery, wiring.clock()
    named = {"delivery": delivery.id, "shop": delivery.shop_id}
    if read.failure:
        fail(session, delivery.id, read.failure, now)
        return
    try:
        with session.begin_nested():
            applied = _take_over(session, wiring, delivery, read.event)
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
        if applied and isinstance(read.event, ShopToErase):
            left.add(delivery.shop_id)
        state = InboxState.APPLIED if applied else InboxState.IGNORED
        finish(session, [delivery.id], state, now)


def _take_over(
    session: Session, wiring: Wiring, delivery: Waiting, event: ShopEvent | None
) -> bool:
    shop_id = delivery.shop_id
    match event:
        case OrderTold() | OrderGone() | OrderTouched() | StageNoted():
            return apply_order_news(session, wiring, shop_id, event)
        case FulfilmentTold():
            return import_fulfilment(session, wiring, shop_id, event)
        case FulfilmentScanned():
            return record_shop_scan(session, wiring, shop_id, event)
        case _:
            return apply_shop_news(session, wiring, shop_id, event, delivery.triggered_at)


def _wait_for_order(session: Session, wiring: Wiring, delivery: Waiting, reason: str) -> None:
    now = wiring.clock()
    if now - delivery.received_at > WAIT_FOR_ORDER:
        fail(session, delivery.id, reason, now)
        return
    pause = timedelta(seconds=min(5 * 2**delivery.attempts, 1800))
    put_back(session, delivery.id, reason, now + pause)
