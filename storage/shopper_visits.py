"""Visits of shoppers who have shown that an order is theirs: rows that end and can be ended."""

from datetime import datetime

from sqlalchemy.orm import Mapped

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
