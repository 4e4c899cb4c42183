"""How far a shop's orders have been read from its platform: the backfill, and changes since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Table


class OrderSyncRow(Table):
    """One row a shop. `operation` is the platform's id of the export we wait for, or read."""

    __tablename__ = "order_syncs"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    operation: Mapped[str] = mapped_column(server_default="")
    since: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    orders_read: Mapped[int] = mapped_column(server_default="0")
    objects: Mapped[int] = mapped_column(server_default="0")
    failed_reason: Mapped[str] = mapped_column(server_default="")
    reconciled_until: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class OrderSync:
    """How far it is; `operation` empty means: no export is under way."""

    operation: str = ""
    since: datetime | None = None
    asked_at: datetime | None = None
    finished_at: datetime | None = None
    orders_read: int = 0
    objects: int = 0
    failed_reason: str = ""
    reconciled_until: datetime | None = None
