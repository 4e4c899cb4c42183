"""What shoppers asked or told a shop about an order, with the status at that moment."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import OrderId, RowId, ShopId, Table


class InquiryRow(Table):
    """One inquiry: `kind` is the self-service action it came by, `status` the parcel's then.

    `sent_at` is when the shop was told by mail, `failure` why it could not be.
    """

    __tablename__ = "inquiries"
    __table_args__ = (Index("ix_inquiries_shop_id_created_at", "shop_id", "created_at"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    shipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("shipments.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="")
    status: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(server_default="")
