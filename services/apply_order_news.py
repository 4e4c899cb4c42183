"""Apply what a shop says of one order, and have the order read where that is not all there is."""

from datetime import timedelta

from sqlalchemy.orm import Session

from domain.errors import NotYetKnownError
from domain.shop_events import OrderGone, OrderTold, OrderTouched, StageNoted
from domain.shop_task import ShopTask
from domain.stage import Stage, later_stage
from services.announce import announce
from services.apply_stage_rules import stage_by_shops_words
from services.import_order import import_order, settle
from services.take_over_orders import see_off
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.orders import note_stage, order_id_of
from storage.orders_to_read import want_orders_read
from storage.shop_access import sealed_access
from storage.shop_tasks import ask_for
from storage.shops import shop_by_id

NEW_FOR = timedelta(minutes=2)
"""For how long after it was placed an order's news is of a new one."""
PICTURES_WITHIN = timedelta(minutes=2)
"""How long new orders are gathered before they are read: one question tells of many."""
OrderNews = OrderTold | OrderGone | OrderTouched | StageNoted


def apply_order_news(session: Session, wiring: Wiring, shop_id: int, news: OrderNews) -> bool:
    """Apply news of an order; return False when there is nothing to do about it.

    Raises NotYetKnownError for a note on an order that has not been heard of.
    """
    match news:
        case OrderTold():
            applied = import_order(session, wiring, shop_id, news)
            if news.partial:
                _have_read(session, wiring, shop_id, news.platform_id)
            elif applied:
                _have_pictures_read(session, wiring, shop_id, news)
        case OrderGone():
            see_off(session, wiring, shop_id, news)
            if news.as_of is None:
                _have_read(session, wiring, shop_id, news.platform_id)
            applied = True
        case OrderTouched():
            applied = _have_read(session, wiring, shop_id, news.platform_id)
        case StageNoted():
            applied = _note_stage(session, wiring, shop_id, news)
    return applied


def _have_read(session: Session, wiring: Wiring, shop_id: int, order: str) -> bool:
    """Have an order read, where its platform may say more than its webhooks and lets us ask."""
    if shop_by_id(session, shop_id).platform not in wiring.sites:
        return False
    if sealed_access(session, shop_id) is None:
        return False
    want_orders_read(session, shop_id, [order])
    ask_for(session, shop_id, [ShopTask.READ_ORDERS], wiring.clock())
    return True


def _have_pictures_read(session: Session, wiring: Wiring, shop_id: int, told: OrderTold) -> None:
    """Have what is new read soon where webhooks name no pictures, with others' orders at once."""
    fresh = told.updated_at - told.placed_at < NEW_FOR
    if not fresh or all(item.image_url for item in told.items):
        return
    if shop_by_id(session, shop_id).platform in wiring.apps and sealed_access(session, shop_id):
        ask_for(session, shop_id, [ShopTask.RECONCILE], wiring.clock() + PICTURES_WITHIN)


def _note_stage(session: Session, wiring: Wiring, shop_id: int, news: StageNoted) -> bool:
    stage = stage_by_shops_words(session, shop_id, (news.words,), news.stage)
    if stage is Stage.RECEIVED:
        return False  # a note that says something else
    order_id = order_id_of(session, shop_id, news.order_platform_id)
    if order_id is None:
        raise NotYetKnownError(f"order {news.order_platform_id} has not been heard of yet")
    order = read_orders(session, [order_id])[order_id]
    if later_stage(order.noted_stage, stage) is order.noted_stage:
        return False
    note_stage(session, shop_id, order_id, stage)
    after = settle(session, order_id, order.stage)
    announce(session, wiring, shop_id, [(order, after)], wiring.clock())
    return True
