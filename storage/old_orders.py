"""Find orders whose shopper should be forgotten by now; nothing is written here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.orders import OrderRow


def old_orders(
    session: Session, shop_id: int, placed_before: datetime, limit: int
) -> Sequence[int]:
    """Return some of a shop's orders that are so old and whose shopper is still known."""
    return session.scalars(
        select(OrderRow.id)
        .where(
            OrderRow.shop_id == shop_id,
            OrderRow.placed_at < placed_before,
            OrderRow.erased_at.is_(None),
        )
        .order_by(OrderRow.placed_at)
        .limit(limit)
    ).all()
