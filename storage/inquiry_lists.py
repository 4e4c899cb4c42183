"""Read what shoppers asked a shop, for its merchant, and what became of the mails about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.self_service import Action
from storage.inquiries import TOLD_BY_MAIL, InquiryRow
from storage.orders import OrderRow
from storage.shipments import ShipmentRow

_OF_SHOPPERS = InquiryRow.kind.in_([kind.value for kind in TOLD_BY_MAIL])
_FAILED = (InquiryRow.sent_at.is_(None), InquiryRow.failure != "")


@dataclass(frozen=True, slots=True)
class KeptInquiry:
    """What a shopper of an order asked; `email` is theirs, `parcel` the number of one they miss.

    `sent_at` is when the shop was told by mail, `failure` why it never can be; neither, and the
    mail is on its way. `live` is false of an order that the shop has deleted.
    """

    id: int
    order_id: int
    number: str
    live: bool
    email: str
    kind: Action
    parcel: str
    text: str
    created_at: datetime
    sent_at: datetime | None
    failure: str


def inquiries_of(
    session: Session, shop_id: int, limit: int, before: int | None = None
) -> Sequence[KeptInquiry]:
    """Return what a shop's shoppers asked, the newest first; those before a number, if given."""
    asked = (
        select(
            InquiryRow,
            OrderRow.number,
            OrderRow.email,
            OrderRow.deleted_at,
            ShipmentRow.tracking_number,
        )
        .join(OrderRow, OrderRow.id == InquiryRow.order_id)
        .outerjoin(ShipmentRow, ShipmentRow.id == InquiryRow.shipment_id)
        .where(InquiryRow.shop_id == shop_id, OrderRow.shop_id == shop_id, _OF_SHOPPERS)
        .order_by(InquiryRow.id.desc())
        .limit(limit)
    )
    if before is not None:
        asked = asked.where(InquiryRow.id < before)
    return [
        KeptInquiry(
            id=row.id,
            order_id=row.order_id,
            number=number,
            live=deleted_at is None,
            email=email,
            kind=Action(row.kind),
            parcel=parcel or "",
            text=row.text,
            created_at=row.created_at,
            sent_at=row.sent_at,
            failure=row.failure,
        )
        for row, number, email, deleted_at, parcel in session.execute(asked)
    ]


def count_failed(session: Session, shop_id: int, since: datetime) -> int:
    """Count what a shop's shoppers asked of live orders that no mail could tell the shop."""
    failed = (
        select(func.count())
        .join_from(InquiryRow, OrderRow, OrderRow.id == InquiryRow.order_id)
        .where(InquiryRow.shop_id == shop_id, OrderRow.shop_id == shop_id, _OF_SHOPPERS)
        .where(InquiryRow.created_at >= since, OrderRow.deleted_at.is_(None), *_FAILED)
    )
    return session.execute(failed).scalar_one()


def put_inquiry_back(session: Session, shop_id: int, inquiry_id: int) -> bool:
    """Have the shop told again of what it could not be told; return whether there is such."""
    changed = (
        update(InquiryRow)
        .where(InquiryRow.shop_id == shop_id, InquiryRow.id == inquiry_id, _OF_SHOPPERS, *_FAILED)
        .values(failure="")
        .returning(InquiryRow.id)
    )
    return session.execute(changed).one_or_none() is not None
