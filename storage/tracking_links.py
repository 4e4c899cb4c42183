"""Links to an order's page: rows that can expire and be revoked. The token itself is not kept."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session

from storage.orders import OrderRow
from storage.schema import OrderId, RowId, ShopId, Table


class TrackingLinkRow(Table):
    """One link; its token is derived from the id and a secret, so a copy of the table is no use."""

    __tablename__ = "tracking_links"

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


def link_for_order(
    session: Session, shop_id: int, order_id: int, now: datetime, expires_at: datetime
) -> int:
    """Return a live link of the order, made now if it has none."""
    live = session.execute(
        select(TrackingLinkRow.id)
        .where(
            TrackingLinkRow.shop_id == shop_id,
            TrackingLinkRow.order_id == order_id,
            TrackingLinkRow.revoked_at.is_(None),
            TrackingLinkRow.expires_at > now,
        )
        .order_by(TrackingLinkRow.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if live is not None:
        return live
    return session.execute(
        insert(TrackingLinkRow)
        .values(shop_id=shop_id, order_id=order_id, created_at=now, expires_at=expires_at)
        .returning(TrackingLinkRow.id)
    ).scalar_one()


def order_behind(session: Session, link_id: int, now: datetime) -> tuple[int, int, int] | None:
    """Return (shop id, order id, order version) behind a live link, or None."""
    row = session.execute(
        select(OrderRow.shop_id, OrderRow.id, OrderRow.version)
        .join(TrackingLinkRow, TrackingLinkRow.order_id == OrderRow.id)
        .where(
            TrackingLinkRow.id == link_id,
            TrackingLinkRow.revoked_at.is_(None),
            TrackingLinkRow.expires_at > now,
            OrderRow.deleted_at.is_(None),
        )
    ).one_or_none()
    return (row.shop_id, row.id, row.version) if row else None


def revoke_links(session: Session, shop_id: int, order_id: int, now: datetime) -> int:
    """Revoke every live link of an order; return how many."""
    revoked = session.execute(
        update(TrackingLinkRow)
        .where(
            TrackingLinkRow.shop_id == shop_id,
            TrackingLinkRow.order_id == order_id,
            TrackingLinkRow.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(TrackingLinkRow.id)
    )
    return len(revoked.all())
