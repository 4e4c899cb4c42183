"""What shoppers asked or told a shop about an order, with the status at that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.self_service import Action
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


@dataclass(frozen=True, slots=True)
class NewInquiry:
    """What a shopper asks or tells; `status` is the parcel's, or the order's stage, just then."""

    order_id: int
    kind: Action
    text: str = ""
    status: str = ""
    shipment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An inquiry that the shop is to hear of."""

    id: int
    order_id: int
    shipment_id: int | None
    kind: Action
    text: str
    created_at: datetime


TOLD_BY_MAIL = frozenset({Action.CONTACT, Action.NOT_RECEIVED})
"""The kinds a shop gets a mail about; the others are done, and only noted."""


def add_inquiry(session: Session, shop_id: int, new: NewInquiry, now: datetime) -> int:
    """Keep an inquiry; return its id."""
    return session.execute(
        insert(InquiryRow)
        .values(
            shop_id=shop_id,
            order_id=new.order_id,
            shipment_id=new.shipment_id,
            kind=new.kind.value,
            text=new.text,
            status=new.status,
            created_at=now,
        )
        .returning(InquiryRow.id)
    ).scalar_one()


def has_inquiry(
    session: Session, shop_id: int, order_id: int, kind: Action, since: datetime, text: str = ""
) -> bool:
    """Tell whether a shopper has asked just that since a moment."""
    there = exists().where(
        InquiryRow.shop_id == shop_id,
        InquiryRow.order_id == order_id,
        InquiryRow.kind == kind.value,
        InquiryRow.text == text,
        InquiryRow.created_at >= since,
    )
    return bool(session.execute(select(there)).scalar_one())


def inquiries_to_send(session: Session, shop_id: int, limit: int) -> Sequence[Inquiry]:
    """Return what a shop has not been told yet, oldest first; not what can never be told."""
    rows = session.scalars(
        select(InquiryRow)
        .where(
            InquiryRow.shop_id == shop_id,
            InquiryRow.sent_at.is_(None),
            InquiryRow.failure == "",
            InquiryRow.kind.in_([kind.value for kind in TOLD_BY_MAIL]),
        )
        .order_by(InquiryRow.id)
        .limit(limit)
    )
    return [
        Inquiry(row.id, row.order_id, row.shipment_id, Action(row.kind), row.text, row.created_at)
        for row in rows
    ]


def note_inquiry_sent(session: Session, shop_id: int, inquiry_id: int, now: datetime) -> None:
    """Note that the shop was told."""
    _change(session, shop_id, inquiry_id, sent_at=now)


def note_inquiry_failed(session: Session, shop_id: int, inquiry_id: int, reason: str) -> None:
    """Note why the shop can never be told by mail."""
    _change(session, shop_id, inquiry_id, failure=reason[:300])


def _change(session: Session, shop_id: int, inquiry_id: int, **values: object) -> None:
    session.execute(
        update(InquiryRow)
        .where(InquiryRow.shop_id == shop_id, InquiryRow.id == inquiry_id)
        .values(**values)
    )
