"""The promise ledger: every delivery window ever learnt, who said so, and when. Append only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.tracking import DeliveryWindow
from storage.schema import OrderId, RowId, ShopId, Table


class PromiseRow(Table):
    """One delivery window; `source` says who computed it, `basis` from what."""

    __tablename__ = "promises"
    __table_args__ = (
        CheckConstraint("earliest <= latest", name="window"),
        # Without it, to delete a shipment is to read the whole ledger.
        Index("ix_promises_shipment_id", "shipment_id"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    earliest: Mapped[datetime]
    latest: Mapped[datetime]
    source: Mapped[str]
    basis: Mapped[str]
    made_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery window as it enters the ledger."""

    shop_id: int
    order_id: int
    shipment_id: int | None
    window: DeliveryWindow
    source: str
    basis: str


def record_promises(session: Session, promises: Sequence[Promise], now: datetime) -> None:
    """Append windows to the ledger."""
    rows = [
        {
            "shop_id": promise.shop_id,
            "order_id": promise.order_id,
            "shipment_id": promise.shipment_id,
            "earliest": promise.window.earliest,
            "latest": promise.window.latest,
            "source": promise.source,
            "basis": promise.basis,
            "made_at": now,
        }
        for promise in promises
    ]
    if rows:
        session.execute(insert(PromiseRow), rows)


def window_before(
    session: Session, shop_id: int, shipment_id: int, window: DeliveryWindow
) -> DeliveryWindow | None:
    """Return the window that was promised for a shipment before the present one."""
    row = session.execute(
        select(PromiseRow.earliest, PromiseRow.latest)
        .where(
            PromiseRow.shop_id == shop_id,
            PromiseRow.shipment_id == shipment_id,
            PromiseRow.latest != window.latest,
        )
        .order_by(PromiseRow.id.desc())
        .limit(1)
    ).one_or_none()
    return DeliveryWindow(*row) if row else None
