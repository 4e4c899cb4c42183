"""Orders that a shop no longer has: how they are hidden, and which may have gone unnoticed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain.stage import Stage
from storage.orders import OrderRow

_TEXTS = (
    *("number", "number_key", "name", "email", "phone", "address_name", "street", "street2"),
    *("postal_code", "city", "region", "country", "locale"),
)


def mark_deleted(session: Session, shop_id: int, platform_id: str, now: datetime) -> None:
    """Hide an order the shop has deleted."""
    session.execute(
        update(OrderRow)
        .where(OrderRow.shop_id == shop_id, OrderRow.platform_id == platform_id)
        .values(deleted_at=now, version=OrderRow.version + 1)
    )


def bury_order(session: Session, shop_id: int, platform_id: str, as_of: datetime) -> None:
    """Hide an order that the shop no longer had at a time, unless we know newer of it.

    One we have never heard of is noted as well, empty: older news of it may still be on its way.
    """
    statement = insert(OrderRow).values(
        **dict.fromkeys(_TEXTS, ""),
        shop_id=shop_id,
        platform_id=platform_id,
        said_stage=Stage.RECEIVED,
        stage=Stage.RECEIVED,
        placed_at=as_of,
        # Shops tell time in whole seconds: news of that very second is older, too.
        told_at=as_of + timedelta(microseconds=1),
        deleted_at=as_of,
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["shop_id", "platform_id"],
            set_={
                "deleted_at": as_of,
                "told_at": statement.excluded.told_at,
                "version": OrderRow.version + 1,
            },
            where=OrderRow.told_at <= as_of,
        )
    )


def live_orders_since(
    session: Session, shop_id: int, since: datetime, after: str, limit: int
) -> Sequence[str]:
    """Return platform ids of a shop's live orders placed since, in their order, behind `after`."""
    return session.scalars(
        select(OrderRow.platform_id)
        .where(
            OrderRow.shop_id == shop_id,
            OrderRow.platform_id > after,
            OrderRow.placed_at >= since,
            OrderRow.deleted_at.is_(None),
        )
        .order_by(OrderRow.platform_id)
        .limit(limit)
    ).all()
