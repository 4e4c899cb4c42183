"""Read a shop's orders from its platform: the last 60 days once, then what changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from domain.errors import FrammeError, ProviderError
from domain.shop import PlatformKey
from domain.shop_api import Export, ExportState, OrderPage, ShopApi, ShopSession
from domain.shop_events import OrderTold
from domain.shop_task import Again, ShopTask
from services.shop_access import with_session
from services.take_over_orders import take_over_orders
from services.wiring import Wiring
from storage.order_syncs import (
    OrderSync,
    advance,
    begin_backfill,
    fail_backfill,
    finish_backfill,
    note_reconciled,
    note_size,
    order_sync,
    want_backfill,
)
from storage.shop_access import standing
from storage.shop_tasks import ask_for
from storage.shops import installed_at

HISTORY = timedelta(days=60)
"""How far back a backfill looks: what platforms let an app read without further asking."""
BATCH = 100
"""Orders taken over in one transaction."""
SLICE = timedelta(minutes=4)
"""How long a run reads before it makes room for others; well within a task's lease."""
OVERLAP = timedelta(minutes=5)
"""How much of the last window is read again: clocks differ, and changes surface late."""
SETTLED = timedelta(minutes=1)
"""How long a change is left alone: its webhook is probably on its way."""
PATIENCE = (
    (timedelta(minutes=10), timedelta(seconds=30)),
    (timedelta(hours=1), timedelta(minutes=2)),
)
"""Until when after it was asked for an export is looked at how often; then more rarely still."""
LOOKED_AT_RARELY = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=2)
"""When to ask for another export, whatever holds the first one up: they do not live for ever."""


class NothingToSyncError(FrammeError):
    """No shop of this name lets us read its orders."""


def ask_for_sync(wiring: Wiring, domain: str) -> int:
    """Let all orders of a shop be read again, and return its id; raise NothingToSyncError."""
    with wiring.sessions.begin() as session:
        for platform in PlatformKey:
            known = standing(session, platform, domain)
            if known and known.scopes is not None:
                shop_id = known.shop.id
                want_backfill(session, shop_id)
                ask_for(session, shop_id, [ShopTask.BACKFILL, ShopTask.RECONCILE], wiring.clock())
                return shop_id
    raise NothingToSyncError(f"there is no shop {domain} that grants access to its orders")


def backfill(wiring: Wiring, shop_id: int) -> Again | None:
    """Have the orders of the last 60 days exported and take them over, announcing none.

    Goes on where it was; does nothing when it is finished and nobody wants another one
    (`want_backfill`), so that it may be asked for by chance. Raises ProviderError.
    """
    with wiring.sessions() as session:
        sync = order_sync(session, shop_id)
    if sync.finished_at and not sync.operation:
        return None
    asked_at = wiring.clock()
    export = with_session(wiring, shop_id, lambda api, shop: _export(api, shop, sync, asked_at))
    with wiring.sessions.begin() as session:
        if export.operation != sync.operation:
            begin_backfill(session, shop_id, export.operation, asked_at - HISTORY, asked_at)
        note_size(session, shop_id, export)
        if export.state is ExportState.FAILED:
            fail_backfill(session, shop_id, export.operation, export.reason)
        sync = order_sync(session, shop_id)
    if export.state is ExportState.FAILED:
        raise ProviderError(f"the export of orders failed: {export.reason}")
    if export.state is ExportState.RUNNING:
        now = wiring.clock()
        return Again(now + _pause(now - (sync.asked_at or now)))
    told = with_session(
        wiring, shop_id, lambda api, shop: api.read_export(shop, export, sync.orders_read)
    )
    return _read(wiring, shop_id, sync, told if export.url else iter(()))


def reconcile(wiring: Wiring, shop_id: int) -> Again | None:
    """Take over what changed since the last time, as webhooks would have; raise ProviderError."""
    now = wiring.clock()
    with wiring.sessions() as session:
        done = order_sync(session, shop_id).reconciled_until
        since = done - OVERLAP if done else installed_at(session, shop_id)
    until, after = now - SETTLED, ""
    if until <= since:
        return None
    while True:
        page = _page(wiring, shop_id, (since, until), after)
        after = page.after
        reached = _reached(page, until)
        out_of_time = wiring.clock() - now >= SLICE
        with wiring.sessions.begin() as session:
            take_over_orders(session, wiring, shop_id, page.orders, announce=True)
            if reached and (out_of_time or not after):
                note_reconciled(session, shop_id, reached)
        if not after:
            return None
        if reached and out_of_time:
            return Again(wiring.clock())


def _export(api: ShopApi, shop: ShopSession, sync: OrderSync, now: datetime) -> Export:
    if sync.operation and sync.asked_at and now - sync.asked_at < GIVEN_UP_AFTER:
        return api.export(shop, sync.operation)
    return api.begin_export(shop, now - HISTORY)


def _pause(running_for: timedelta) -> timedelta:
    return next((pause for until, pause in PATIENCE if running_for < until), LOOKED_AT_RARELY)


def _read(wiring: Wiring, shop_id: int, sync: OrderSync, told: Iterator[OrderTold]) -> Again | None:
    """Take over an export from where we are in it, for the length of a slice."""
    position = sync.orders_read
    rest = (_whole(wiring, shop_id, order) for order in told)
    batch = list(islice(rest, BATCH))
    stop = wiring.clock() + SLICE  # only now: to skip what has been read takes a while as well
    while batch:
        with wiring.sessions.begin() as session:
            if not advance(session, shop_id, sync.operation, position, len(batch)):
                return None
            take_over_orders(session, wiring, shop_id, _history(batch, sync), announce=False)
        position += len(batch)
        if wiring.clock() >= stop:
            return Again(wiring.clock())
        batch = list(islice(rest, BATCH))
    with wiring.sessions.begin() as session:
        finish_backfill(session, shop_id, sync.operation, wiring.clock())
        # This month's parcels were counted before there were any.
        ask_for(session, shop_id, [ShopTask.REVIEW_PLAN], wiring.clock())
    return None


def _whole(wiring: Wiring, shop_id: int, told: OrderTold) -> OrderTold:
    """Read an order on its own where an export cannot say which of its items travel where."""
    unclear = len({s.platform_id for s in told.shipments}) > 1 and any(
        not s.items for s in told.shipments
    )
    if not (unclear or told.partial) or told.cancelled_at:
        return told
    read = with_session(wiring, shop_id, lambda api, shop: api.read_order(shop, told.platform_id))
    return read if isinstance(read, OrderTold) else told


def _history(batch: Sequence[OrderTold], sync: OrderSync) -> Sequence[OrderTold]:
    """Leave out what changed since the export was asked for: that is news, and will be announced.

    Webhooks tell of it, or the next reconciliation.
    """
    return [told for told in batch if not sync.asked_at or told.updated_at <= sync.asked_at]


def _page(wiring: Wiring, shop_id: int, window: tuple[datetime, datetime], after: str) -> OrderPage:
    return with_session(wiring, shop_id, lambda api, shop: api.orders_changed(shop, *window, after))


def _reached(page: OrderPage, until: datetime) -> datetime | None:
    """Return until when all changes have been read after this page, if it tells.

    In the middle of a window nothing needs to be read twice: a crowd of changes within the overlap
    would never be got past.
    """
    if not page.after:
        return until
    return page.read_until + OVERLAP if page.read_until else None
