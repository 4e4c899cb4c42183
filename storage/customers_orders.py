"""Find the orders of a shop's customer by the platform's id of the account; a guest has none."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.order import Order
from storage.orders import OrderRow

_ORDERS = OrderRow.__table__


def ids_of_customer(session: Session, shop_id: int, customer: str, limit: int) -> Sequence[int]:
    """Find the live orders of a shop's customer, newest first; a guest has none to be found."""
    mine = (
        select(_ORDERS.c.id)
        .where(
            _ORDERS.c.shop_id == shop_id,
            _ORDERS.c.customer == customer,
            _ORDERS.c.customer != "",
            _ORDERS.c.deleted_at.is_(None),
        )
        .order_by(_ORDERS.c.placed_at.desc(), _ORDERS.c.id.desc())
        .limit(limit)
    )
    return session.scalars(mine).all()


def earlier_orders(session: Session, order: Order) -> int | None:
    """Return how many orders we know of that its customer placed before it; None for a guest's.

    What was placed long before a shop came to us was never read, and is not counted.
    """
    if not order.customer:
        return None
    mine = select(func.count()).where(
        _ORDERS.c.shop_id == order.shop_id,
        _ORDERS.c.customer == order.customer,
        _ORDERS.c.placed_at < order.placed_at,
        _ORDERS.c.deleted_at.is_(None),
    )
    return session.execute(mine).scalar_one()


def id_of_customers_order(
    session: Session, shop_id: int, customer: str, platform_id: str
) -> int | None:
    """Find one live order of a shop's customer, or None when it is not theirs."""
    mine = select(_ORDERS.c.id).where(
        _ORDERS.c.shop_id == shop_id,
        _ORDERS.c.platform_id == platform_id,
        _ORDERS.c.customer == customer,
        _ORDERS.c.customer != "",
        _ORDERS.c.deleted_at.is_(None),
    )
    return session.scalars(mine).one_or_none()
