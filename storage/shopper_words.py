"""Find what shoppers wrote to a shop about some orders, whatever became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from storage.incidents import IncidentRow
from storage.inquiries import InquiryRow

_REPORT = "report: "


@dataclass(frozen=True, slots=True)
class ShoppersWords:
    """What a shopper asked or told: by which action, or as which report, when, in which words."""

    order_id: int
    kind: str
    at: datetime
    text: str


def words_of_shoppers(
    session: Session, shop_id: int, order_ids: Sequence[int]
) -> Sequence[ShoppersWords]:
    """Return inquiries and reports of missing parcels about some of a shop's orders, by time."""
    asked = select(
        InquiryRow.order_id, InquiryRow.kind, InquiryRow.created_at.label("at"), InquiryRow.text
    ).where(InquiryRow.shop_id == shop_id, InquiryRow.order_id.in_(order_ids))
    reported = select(
        IncidentRow.order_id,
        literal(_REPORT).concat(IncidentRow.kind),
        IncidentRow.reported_at,
        IncidentRow.text,
    ).where(IncidentRow.shop_id == shop_id, IncidentRow.order_id.in_(order_ids))
    rows = session.execute(union_all(asked, reported).order_by("at"))
    return [ShoppersWords(*row) for row in rows]
