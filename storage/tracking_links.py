"""Links to an order's page: rows that can expire and be revoked. The token itself is not kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session

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


def live_links(
    session: Session, shop_id: int, order_ids: Sequence[int], now: datetime
) -> Mapping[int, int]:
    """Return the newest live link by order, of those orders that have one; makes none."""
    found = session.execute(
        select(TrackingLinkRow.order_id, func.max(TrackingLinkRow.id).label("link_id"))
        .where(
            TrackingLinkRow.shop_id == shop_id,
            TrackingLinkRow.order_id.in_(order_ids),
            TrackingLinkRow.revoked_at.is_(None),
            TrackingLinkRow.expires_at > now,
        )
        .group_by(TrackingLinkRow.order_id)
    )
    return {row.order_id: row.link_id for row in found}


_BEHIND = text(
    """
    SELECT orders.shop_id, orders.id, orders.version, (
        SELECT coalesce(sum(page_parts.version), 0) FROM page_parts
        WHERE page_parts.shop_id = orders.shop_id)::bigint AS page_version, (
        SELECT max(shipments.checked_at) FROM shipments
        WHERE shipments.order_id = orders.id) AS checked_at
    FROM tracking_links JOIN orders ON orders.id = tracking_links.order_id
    WHERE tracking_links.id = :link_id AND tracking_links.revoked_at IS NULL
      AND tracking_links.expires_at > :now AND orders.deleted_at IS NULL
    """
)


def order_behind(
    connection: Connection | Session, link_id: int, now: datetime
) -> tuple[int, int, int, int, datetime | None] | None:
    """Return what is behind a live link, or None.

    These are shop id, order id, the order's version, the page's, and when a carrier last answered.
    """
    row = connection.execute(_BEHIND, {"link_id": link_id, "now": now}).one_or_none()
    if row is None:
        return None
    return row.shop_id, row.id, row.version, row.page_version, row.checked_at


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
