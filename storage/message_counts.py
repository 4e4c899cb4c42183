"""How often messages were opened and followed; counted only where the shop counts that."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.message_rules import MessageRulesRow
from storage.notifications import NotificationRow
from storage.orders import OrderRow

MOST = 32_767
"""The counters are small; what is beyond is not counted."""


def count_open(session: Session, shop_id: int, notification_id: int) -> None:
    """Count that a message was opened."""
    _count(session, shop_id, notification_id, NotificationRow.opens)


def count_click(session: Session, shop_id: int, notification_id: int) -> None:
    """Count that the link in a message was followed."""
    _count(session, shop_id, notification_id, NotificationRow.clicks)


def order_told_of(session: Session, shop_id: int, notification_id: int) -> int | None:
    """Return the order a message is about, or None when it is gone."""
    return session.execute(
        select(OrderRow.id)
        .join(NotificationRow, NotificationRow.order_id == OrderRow.id)
        .where(
            NotificationRow.id == notification_id,
            NotificationRow.shop_id == shop_id,
            OrderRow.deleted_at.is_(None),
        )
    ).scalar_one_or_none()


def _count(
    session: Session, shop_id: int, notification_id: int, counter: InstrumentedAttribute[int]
) -> None:
    counts = select(MessageRulesRow.count_opens).where(MessageRulesRow.shop_id == shop_id)
    session.execute(
        update(NotificationRow)
        .where(NotificationRow.id == notification_id, NotificationRow.shop_id == shop_id)
        .where(counts.scalar_subquery())
        .values({counter.key: func.least(counter + 1, MOST)})
    )
