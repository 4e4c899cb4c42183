"""Shipments and what travels in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, delete, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop_events import ShipmentTold
from domain.status import Status
from storage.schema import OrderId, RowId, ShopId, Table


class ShipmentRow(Table):
    """One parcel. Its state is derived from its events by the domain and kept here to be found."""

    __tablename__ = "shipments"
    __table_args__ = (
        Index(
            "uq_shipments_order_number",
            "order_id",
            "tracking_number",
            unique=True,
            postgresql_where=text("tracking_number <> ''"),
        ),
        Index(
            "uq_shipments_order_unnumbered",
            "order_id",
            "platform_id",
            unique=True,
            postgresql_where=text("tracking_number = ''"),
        ),
        Index("ix_shipments_shop_number", "shop_id", "tracking_number"),
        CheckConstraint(
            "status IN ({})".format(", ".join(f"'{s}'" for s in Status)), name="status"
        ),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    platform_id: Mapped[str]
    carrier: Mapped[str | None]
    carrier_text: Mapped[str]
    tracking_number: Mapped[str]
    tracking_url: Mapped[str]
    shipped_at: Mapped[datetime]
    told_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(server_default="pending")
    sub_status: Mapped[str | None]
    delayed: Mapped[bool] = mapped_column(server_default="false")
    action_required: Mapped[bool] = mapped_column(server_default="false")
    is_return_leg: Mapped[bool] = mapped_column(server_default="false")
    since: Mapped[datetime | None]
    last_event_at: Mapped[datetime | None]
    estimate_earliest: Mapped[datetime | None]
    estimate_latest: Mapped[datetime | None]
    pickup_point: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    checked_at: Mapped[datetime | None]


class ShipmentItemRow(Table):
    """How many of an order's line travel in a shipment."""

    __tablename__ = "shipment_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    shipment_id: Mapped[int] = mapped_column(
        ForeignKey("shipments.id", ondelete="CASCADE"), primary_key=True
    )
    platform_id: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int]


@dataclass(frozen=True, slots=True)
class KnownShipment:
    """A shipment of an order as it stands before a shop's telling is applied."""

    id: int
    platform_id: str
    tracking_number: str
    carrier_text: str
    status: Status
    heard_of: bool
    """True when a carrier has reported on it: such a parcel is never deleted."""


def shipments_of_order(session: Session, order_id: int) -> Sequence[KnownShipment]:
    """Return an order's shipments in the order they were made."""
    rows = session.execute(
        select(
            ShipmentRow.id,
            ShipmentRow.platform_id,
            ShipmentRow.tracking_number,
            ShipmentRow.carrier_text,
            ShipmentRow.status,
            ShipmentRow.last_event_at.is_not(None),
        )
        .where(ShipmentRow.order_id == order_id)
        .order_by(ShipmentRow.id)
    )
    return [KnownShipment(*row[:4], Status(row[4]), heard_of=row[5]) for row in rows]


def write_shipment(
    session: Session,
    known_id: int | None,
    shop_and_order: tuple[int, int],
    told: ShipmentTold,
    carrier: str | None,
    told_at: datetime,
) -> int:
    """Insert a shipment, or overwrite what the shop says of a known one; return its id."""
    values = {
        "platform_id": told.platform_id,
        "carrier": carrier,
        "carrier_text": told.carrier_text,
        "tracking_url": told.tracking_url,
        "told_at": told_at,
    }
    if known_id is None:
        shop_id, order_id = shop_and_order
        known_id = session.execute(
            insert(ShipmentRow)
            .values(
                shop_id=shop_id,
                order_id=order_id,
                tracking_number=told.tracking_number,
                shipped_at=told.shipped_at,
                **values,
            )
            .returning(ShipmentRow.id)
        ).scalar_one()
    else:
        session.execute(update(ShipmentRow).where(ShipmentRow.id == known_id).values(**values))
        session.execute(delete(ShipmentItemRow).where(ShipmentItemRow.shipment_id == known_id))
    items = {item.platform_id: item.quantity for item in told.items}
    rows = [
        {"shipment_id": known_id, "platform_id": key, "quantity": quantity}
        for key, quantity in items.items()
    ]
    if rows:
        session.execute(insert(ShipmentItemRow), rows)
    return known_id


def set_status(session: Session, shipment_id: int, status: Status, since: datetime) -> None:
    """Write a status the shop, not a carrier, has decided: cancelled, or live again."""
    session.execute(
        update(ShipmentRow)
        .where(ShipmentRow.id == shipment_id)
        .values(status=status, since=since, sub_status=None)
    )


def delete_shipment(session: Session, shipment_id: int) -> None:
    """Delete a shipment the shop took back before any carrier knew it."""
    session.execute(delete(ShipmentRow).where(ShipmentRow.id == shipment_id))
