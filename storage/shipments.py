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
        # Without it, to count a month of a shop is to read all its years.
        Index("ix_shipments_shop_shipped", "shop_id", "shipped_at"),
        Index(
            "ix_shipments_shop_partner",
            "shop_id",
            "partner_number",
            postgresql_where=text("partner_number <> ''"),
        ),
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
    proof: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    partner_number: Mapped[str] = mapped_column(server_default="")
    partner_text: Mapped[str] = mapped_column(server_default="")
    partner: Mapped[str | None]
    followed: Mapped[bool] = mapped_column(server_default="false")
    doubt: Mapped[str] = mapped_column(server_default="")
    doubted_carrier: Mapped[str | None]


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
    carrier: str | None
    carrier_text: str
    tracking_url: str
    told_at: datetime
    status: Status
    heard_of: bool
    """True when a carrier has reported on it: such a parcel is never deleted."""


def shipments_of_order(session: Session, order_id: int) -> Sequence[KnownShipment]:
    """Return an order's shipments in the order they were made."""
    rows = session.execute(
        select(ShipmentRow).where(ShipmentRow.order_id == order_id).order_by(ShipmentRow.id)
    ).scalars()
    return [
        KnownShipment(
            id=row.id,
            platform_id=row.platform_id,
            tracking_number=row.tracking_number,
            carrier=row.carrier,
            carrier_text=row.carrier_text,
            tracking_url=row.tracking_url,
            told_at=row.told_at,
            status=Status(row.status),
            heard_of=row.last_event_at is not None,
        )
        for row in rows
    ]


def insert_shipment(
    session: Session,
    shop_id: int,
    order_id: int,
    told: ShipmentTold,
    carrier: str | None,
    told_at: datetime,
) -> int:
    """Insert a shipment and its items; return its id."""
    shipment_id = session.execute(
        insert(ShipmentRow)
        .values(
            shop_id=shop_id,
            order_id=order_id,
            shipped_at=told.shipped_at,
            status=Status.CANCELLED if told.cancelled else Status.PENDING,
            **_told_values(told, carrier, told_at),
        )
        .returning(ShipmentRow.id)
    ).scalar_one()
    _insert_items(session, shipment_id, told)
    return shipment_id


def overwrite_shipment(
    session: Session, shipment_id: int, told: ShipmentTold, carrier: str | None, told_at: datetime
) -> None:
    """Overwrite what the shop says of a known shipment; what carriers say stays."""
    values = _told_values(told, carrier, told_at)
    session.execute(update(ShipmentRow).where(ShipmentRow.id == shipment_id).values(**values))
    session.execute(delete(ShipmentItemRow).where(ShipmentItemRow.shipment_id == shipment_id))
    _insert_items(session, shipment_id, told)


def _told_values(told: ShipmentTold, carrier: str | None, told_at: datetime) -> dict[str, object]:
    return {
        "platform_id": told.platform_id,
        "carrier": carrier,
        "carrier_text": told.carrier_text,
        "tracking_number": told.tracking_number,
        "tracking_url": told.tracking_url,
        "told_at": told_at,
    }


def _insert_items(session: Session, shipment_id: int, told: ShipmentTold) -> None:
    quantities = {item.platform_id: item.quantity for item in told.items}
    rows = [
        {"shipment_id": shipment_id, "platform_id": key, "quantity": quantity}
        for key, quantity in quantities.items()
    ]
    if rows:
        session.execute(insert(ShipmentItemRow), rows)


def note_told(session: Session, shipment_ids: Sequence[int], told_at: datetime) -> None:
    """Note that the shop still says the same of these shipments, unless it spoke later."""
    session.execute(
        update(ShipmentRow)
        .where(ShipmentRow.id.in_(shipment_ids), ShipmentRow.told_at < told_at)
        .values(told_at=told_at)
    )


def cancel_shipment(session: Session, shipment_id: int, now: datetime) -> None:
    """Mark a shipment as cancelled by the shop."""
    session.execute(
        update(ShipmentRow)
        .where(ShipmentRow.id == shipment_id)
        .values(status=Status.CANCELLED, since=now, sub_status=None)
    )


def delete_shipment(session: Session, shipment_id: int) -> None:
    """Delete a shipment the shop took back before any carrier knew it."""
    session.execute(delete(ShipmentRow).where(ShipmentRow.id == shipment_id))


def set_followed(session: Session, shipment_id: int, *, followed: bool) -> None:
    """Note whether somebody can be asked about a shipment."""
    session.execute(
        update(ShipmentRow)
        .where(ShipmentRow.id == shipment_id, ShipmentRow.followed != followed)
        .values(followed=followed)
    )


def set_carrier(session: Session, shipment_id: int, carrier: str | None) -> None:
    """Name another carrier of a shipment than the shop did."""
    session.execute(
        update(ShipmentRow).where(ShipmentRow.id == shipment_id).values(carrier=carrier)
    )


def set_doubt(session: Session, shipment_id: int, doubt: str, likelier: str | None) -> None:
    """Note what looks wrong about a shipment's number or carrier; empty for nothing."""
    session.execute(
        update(ShipmentRow)
        .where(ShipmentRow.id == shipment_id, ShipmentRow.doubt != doubt)
        .values(doubt=doubt, doubted_carrier=likelier)
    )


def set_partner(session: Session, shipment_id: int, partner: str | None) -> None:
    """Name the partner who carries a shipment on, as our directory does."""
    session.execute(
        update(ShipmentRow).where(ShipmentRow.id == shipment_id).values(partner=partner)
    )
