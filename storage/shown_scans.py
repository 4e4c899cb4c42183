"""Carriers' scans that the platform's own order pages show, or are to show: each once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, delete, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import RowId, ShopId, Table


class ScanState(StrEnum):
    """What became of a scan."""

    DUE = "due"
    SHOWN = "shown"
    FAILED = "failed"


class ShownScanRow(Table):
    """One scan of one shipment. `scan_platform_id` is what the platform calls it: our own echo."""

    __tablename__ = "shown_scans"
    __table_args__ = (
        UniqueConstraint("shipment_id", "event_key"),
        CheckConstraint("state IN ('due', 'shown', 'failed')", name="state"),
        Index("ix_shown_scans_due", "shop_id", postgresql_where=text("state = 'due'")),
        Index("ix_shown_scans_fulfilment", "shop_id", "fulfilment"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    event_key: Mapped[str]
    fulfilment: Mapped[str]
    status: Mapped[str]
    happened_at: Mapped[datetime]
    city: Mapped[str] = mapped_column(server_default="")
    country: Mapped[str] = mapped_column(server_default="")
    text: Mapped[str] = mapped_column(server_default="")
    estimated_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(server_default="due")
    scan_platform_id: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    finished_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class ScanToShow:
    """A scan that is due to be shown."""

    id: int
    fulfilment: str
    status: str
    happened_at: datetime
    city: str
    country: str
    text: str
    estimated_at: datetime | None


def drop_due(session: Session, shop_id: int) -> None:
    """Forget the scans that wait to be shown."""
    session.execute(
        delete(ShownScanRow).where(
            ShownScanRow.shop_id == shop_id, ShownScanRow.state == ScanState.DUE
        )
    )
