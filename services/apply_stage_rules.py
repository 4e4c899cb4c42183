"""Let a shop's own words tell the stages of its orders: of those told now, and of the open ones."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from domain.shop_task import Again, ShopTask
from domain.stage import Stage, later_stage, stage_with_shipments
from domain.stage_names import StageNames, stage_by_rules
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.orders import set_stage
from storage.page_documents import page_part
from storage.shop_tasks import ask_for
from storage.staged_orders import SaidStage, lock_open_orders

OPEN_FOR = timedelta(days=60)
"""Of how long ago orders are read anew: as far back as they are taken over."""
AT_A_TIME = 200
"""Orders read anew in one transaction."""


def stage_by_shops_words(
    session: Session, shop_id: int, words: Iterable[str], said: Stage
) -> Stage:
    """Return the more advanced of what the platform said and what the shop's words tell.

    Words are tags, a status or a note. The rules are read with one statement, and only for an order
    that has any.
    """
    told = [word for word in words if word]
    return stage_by_rules(page_part(session, shop_id, StageNames), told, said) if told else said


def apply_stage_rules(wiring: Wiring, shop_id: int) -> None:
    """Have the shop's open orders read anew soon, once its words for stages have changed."""
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, [ShopTask.RESTAGE], wiring.clock())


def restage_orders(wiring: Wiring, shop_id: int) -> Again | None:
    """Read the stages of a shop's orders of the last 60 days anew, batch by batch.

    Nothing is announced: the orders have not moved, the shop's words have. May be cut short at any
    point, and runs from the beginning then.
    """
    began, after = wiring.clock(), 0
    while True:
        with wiring.sessions.begin() as session:
            rules = page_part(session, shop_id, StageNames)
            some = lock_open_orders(session, shop_id, began - OPEN_FOR, after, AT_A_TIME)
            _restage(session, rules, some)
        if len(some) < AT_A_TIME:
            return None
        after = some[-1].order_id


def _restage(session: Session, rules: StageNames, some: Iterable[SaidStage]) -> None:
    said = {one.order_id: one.stage for one in some}
    moved: dict[Stage, list[int]] = {}
    for order in read_orders(session, list(said)).values():
        told = stage_by_rules(rules, order.tags, later_stage(said[order.id], order.noted_stage))
        stage = stage_with_shipments(told, order.shipments)
        if stage is not order.stage:
            moved.setdefault(stage, []).append(order.id)
    for stage, ids in moved.items():
        set_stage(session, ids, stage)
