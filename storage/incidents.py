"""Incidents: a parcel that its shopper says never came, from the report until it is closed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import OrderId, RowId, ShopId, Table


class IncidentRow(Table):
    """One incident of a parcel; waiting until `due_at`, then open, until `closed_at`.

    `outcome` says how it was closed. A parcel has one incident of a kind that is not closed.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint("kind IN ('not_received')", name="kind"),
        Index(
            "uq_incidents_shipment_id_kind",
            "shipment_id",
            "kind",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_incidents_due_at",
            "due_at",
            postgresql_where=text("opened_at IS NULL AND closed_at IS NULL"),
        ),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId] = mapped_column(index=True)
    order_id: Mapped[OrderId]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="")
    reported_at: Mapped[datetime]
    due_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(server_default="")
