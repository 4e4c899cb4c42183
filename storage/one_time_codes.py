"""Codes sent to shoppers, to be used once: only a mark of the digits is kept."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import OrderId, RowId, ShopId, Table


class OneTimeCodeRow(Table):
    """One code of one order; a new one takes the place of those before."""

    __tablename__ = "one_time_codes"

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    mark: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(server_default="0")
    used_at: Mapped[datetime | None]
