"""Apply what a platform says of the shop itself and of its shoppers' rights, not of its orders."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.shop_events import (
    AccessDoubted,
    DataAsked,
    ExportFinished,
    PlanChanged,
    ScopesChanged,
    ShopEvent,
    ShopLeft,
    ShopperToErase,
    ShopToErase,
)
from domain.shop_task import ShopTask
from services.change_settings import stop_showing_scans
from services.keep_webhooks import DOUBTED_AT_MOST_EVERY
from services.leave_shop import leave_shop
from services.privacy_requests import take_on
from services.wiring import Wiring
from storage.order_syncs import order_sync
from storage.plan_usage import set_plan
from storage.shop_access import set_scopes
from storage.shop_erasure import erase_shop
from storage.shop_sites import doubt_webhooks, shop_site
from storage.shop_tasks import ask_for
from storage.shops import installed_at, shop_by_id


def apply_shop_news(
    session: Session,
    wiring: Wiring,
    shop_id: int,
    event: ShopEvent | None,
    triggered_at: datetime | None,
) -> bool:
    """Apply an event about the shop; return False when there is nothing to do about it."""
    match event:
        case ShopLeft():
            applied = _leave(session, wiring, shop_id, triggered_at)
        case ScopesChanged():
            applied = _grant(session, wiring, shop_id, event)
        case PlanChanged():
            applied = _change_plan(session, wiring, shop_id, event)
        case ExportFinished():
            applied = _go_on_reading(session, wiring, shop_id, event)
        case DataAsked() | ShopperToErase():
            applied = take_on(session, wiring, shop_id, event)
        case AccessDoubted():
            applied = _look_after(session, wiring, shop_id)
        case ShopToErase():
            applied = erase_shop(session, shop_id)
        case _:
            applied = False
    return applied


def _leave(session: Session, wiring: Wiring, shop_id: int, triggered_at: datetime | None) -> bool:
    """See a shop off, unless the farewell is older than its return."""
    if triggered_at is not None and triggered_at < installed_at(session, shop_id):
        return False
    leave_shop(session, wiring, shop_id)
    return True


def _grant(session: Session, wiring: Wiring, shop_id: int, event: ScopesChanged) -> bool:
    set_scopes(session, shop_id, sorted(event.scopes))
    app = wiring.apps.get(shop_by_id(session, shop_id).platform)
    if app is None or app.missing_scopes(event.scopes, app.scan_scopes):
        stop_showing_scans(session, shop_id)
        return True
    # What waited for a permission may go on: a task with nothing to do ends at once.
    ask_for(session, shop_id, [ShopTask.SHOW_SCANS], wiring.clock())
    return True


def _change_plan(session: Session, wiring: Wiring, shop_id: int, event: PlanChanged) -> bool:
    if event.plan:
        set_plan(session, shop_id, event.plan)
    else:
        # An old plan's end may arrive after the new one's beginning: ask the platform.
        ask_for(session, shop_id, [ShopTask.SET_UP], wiring.clock())
    ask_for(session, shop_id, [ShopTask.REVIEW_PLAN], wiring.clock())
    return True


def _look_after(session: Session, wiring: Wiring, shop_id: int) -> bool:
    """Find out what is wrong with a shop's access, and make its webhooks anew, once a day."""
    site, now = shop_site(session, shop_id), wiring.clock()
    if site is None:
        return False
    ask_for(session, shop_id, [ShopTask.SET_UP], now)
    mended = site.webhooks_mended_at
    if mended is None or now - mended >= DOUBTED_AT_MOST_EVERY:
        doubt_webhooks(session, shop_id, now)
        ask_for(session, shop_id, [ShopTask.KEEP_WEBHOOKS], now)
    return True


def _go_on_reading(session: Session, wiring: Wiring, shop_id: int, event: ExportFinished) -> bool:
    if not event.operation or order_sync(session, shop_id).operation != event.operation:
        return False
    ask_for(session, shop_id, [ShopTask.BACKFILL], wiring.clock())
    return True
