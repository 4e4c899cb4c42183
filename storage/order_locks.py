"""Lock orders before anything of theirs is read and changed: always in the same order."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from storage.orders import OrderRow


def lock_orders(session: Session, orders: Sequence[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    """Lock the known ones among (shop id, platform id); no deadlocks.

    Returns those whose shopper was forgotten: nothing more is taken over of them.
    """
    locked = session.execute(
        select(OrderRow.shop_id, OrderRow.platform_id, OrderRow.erased_at)
        .where(tuple_(OrderRow.shop_id, OrderRow.platform_id).in_(orders))
        .order_by(OrderRow.id)
        .with_for_update()
    )
    return frozenset((row.shop_id, row.platform_id) for row in locked if row.erased_at)


def hold_order(session: Session, shop_id: int, order_id: int) -> bool:
    """Have an order to oneself until the transaction ends; False when it is gone.

    Rows that belong to it can be added meanwhile, and it cannot be forgotten.
    """
    held = session.execute(
        select(OrderRow.id)
        .where(OrderRow.shop_id == shop_id, OrderRow.id == order_id, OrderRow.deleted_at.is_(None))
        .with_for_update(key_share=True)
    )
    return held.one_or_none() is not None


def lock_orders_by_id(session: Session, order_ids: Sequence[int]) -> Sequence[int]:
    """Lock orders by our own ids, in the same order; return those not forgotten."""
    locked = session.execute(
        select(OrderRow.id, OrderRow.erased_at)
        .where(OrderRow.id.in_(order_ids))
        .order_by(OrderRow.id)
        .with_for_update()
    )
    return [row.id for row in locked if not row.erased_at]
