"""Visits of shoppers who have shown that an order is theirs: rows that end and can be ended."""

from datetime import datetime

from sqlalchemy import Connection, Update, delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session

from domain.access import Level
from storage.schema import OrderId, RowId, ShopId, Table


class ShopperVisitRow(Table):
    """One visit to one order; its token is derived from the id and a secret, and not kept."""

    __tablename__ = "shopper_visits"

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    level: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


_LEVEL = text(
    """
    SELECT level FROM shopper_visits
    WHERE id = :visit_id AND shop_id = :shop_id AND order_id = :order_id
      AND revoked_at IS NULL AND expires_at > :now
    """
)


def add_visit(
    session: Session, shop_id: int, order_id: int, level: Level, now: datetime, ends: datetime
) -> int:
    """Keep a new visit to an order and return its id."""
    visit = insert(ShopperVisitRow).values(
        shop_id=shop_id, order_id=order_id, level=int(level), created_at=now, expires_at=ends
    )
    return session.execute(visit.returning(ShopperVisitRow.id)).scalar_one()


def level_of_visit(
    connection: Connection | Session, shop_id: int, order_id: int, visit_id: int, now: datetime
) -> Level | None:
    """Return what a visit to this very order has shown; None for one that is over, or another's."""
    asked = {"visit_id": visit_id, "shop_id": shop_id, "order_id": order_id, "now": now}
    level = connection.execute(_LEVEL, asked).scalar_one_or_none()
    return None if level is None else Level(level)


def end_visit(session: Session, shop_id: int, order_id: int, visit_id: int, now: datetime) -> None:
    """End one visit to an order."""
    session.execute(_ended(shop_id, order_id, now).where(ShopperVisitRow.id == visit_id))


def end_all_visits(session: Session, shop_id: int, order_id: int, now: datetime) -> None:
    """End every visit to an order."""
    session.execute(_ended(shop_id, order_id, now))


def purge_visits(session: Session, over_before: datetime) -> int:
    """Delete the visits of all shops that ended before a moment; return how many."""
    over = delete(ShopperVisitRow).where(ShopperVisitRow.expires_at < over_before)
    return len(session.execute(over.returning(ShopperVisitRow.id)).all())


def _ended(shop_id: int, order_id: int, now: datetime) -> Update:
    return (
        update(ShopperVisitRow)
        .where(
            ShopperVisitRow.shop_id == shop_id,
            ShopperVisitRow.order_id == order_id,
            ShopperVisitRow.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
