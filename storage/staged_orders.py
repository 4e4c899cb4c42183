"""Lock a shop's open orders, with what it said of their stages; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.stage import Stage
from storage.orders import OrderRow


@dataclass(frozen=True, slots=True)
class SaidStage:
    """An order, and the stage that the platform's telling of it amounted to without any rules."""

    order_id: int
    stage: Stage


def lock_open_orders(
    session: Session, shop_id: int, placed_since: datetime, after: int, limit: int
) -> Sequence[SaidStage]:
    """Lock some open orders that have tags, in the order of their ids, from behind the id `after`.

    One without tags has nothing that a rule could match.
    """
    rows = session.execute(
        select(OrderRow.id, OrderRow.said_stage)
        .where(
            OrderRow.shop_id == shop_id,
            OrderRow.id > after,
            OrderRow.placed_at >= placed_since,
            func.cardinality(OrderRow.tags) > 0,
            OrderRow.cancelled_at.is_(None),
            OrderRow.deleted_at.is_(None),
        )
        .order_by(OrderRow.id)
        .limit(limit)
        .with_for_update()
    )
    return [SaidStage(row.id, Stage(row.said_stage)) for row in rows]
