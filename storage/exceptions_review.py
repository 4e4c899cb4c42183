"""Orders whose parcels need their merchant's eye, for a look at them; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from domain.detection import Doubt
from domain.status import FINAL, Status, SubStatus


@dataclass(frozen=True, slots=True)
class TroubledOrder:
    """An order and the parcel of it that is worst off, of `parcels` that are in trouble.

    `doubt` None stands for trouble that the carrier reports. `likelier` is who seems to carry a
    parcel instead, by the key of the directory.
    """

    order_id: int
    platform_id: str
    number: str
    tracking_number: str
    carrier: str | None
    carrier_text: str
    doubt: Doubt | None
    likelier: str | None
    status: Status
    sub_status: SubStatus | None
    action_required: bool
    since: datetime
    parcels: int


_TROUBLE = "(s.doubt <> '' OR s.status IN ('exception', 'attempt_failed', 'returning'))"
_REPORTED = "s.status IN ('exception', 'attempt_failed', 'returning')"
_FINAL = ", ".join(f"'{status}'" for status in sorted(FINAL))
_TROUBLED = f"""
    FROM shipments s JOIN orders o ON o.id = s.order_id
    WHERE s.shop_id = :shop_id AND s.shipped_at >= :since AND {_TROUBLE}
        AND s.status NOT IN ({_FINAL})
        AND o.shop_id = :shop_id AND o.placed_at >= :since
        AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
"""

_PAGE = text(
    f"""
    SELECT order_id, platform_id, number, tracking_number, carrier, carrier_text, doubt,
           doubted_carrier, status, sub_status, action_required, since, parcels
    FROM (
        SELECT DISTINCT ON (order_id) worst.* FROM (
            SELECT s.order_id, o.platform_id, o.number, s.tracking_number, s.carrier,
                s.carrier_text, s.doubt, s.doubted_carrier, s.status, s.sub_status,
                s.action_required, count(*) OVER (PARTITION BY s.order_id) AS parcels,
                CASE WHEN {_REPORTED} THEN coalesce(s.since, s.last_event_at, s.shipped_at)
                     ELSE s.shipped_at END AS since,
                CASE WHEN {_REPORTED} AND s.action_required THEN 0
                     WHEN s.status = 'exception' THEN 1
                     WHEN s.doubt = 'wrong_number' THEN 2
                     WHEN s.doubt = 'wrong_carrier' THEN 3
                     WHEN s.doubt = 'unknown_number' THEN 4
                     WHEN s.status = 'attempt_failed' THEN 5
                     ELSE 6 END AS urgency
            {_TROUBLED}) AS worst
        ORDER BY order_id, urgency, since) AS orders
    ORDER BY urgency, since, order_id LIMIT :limit OFFSET :offset
    """  # noqa: S608 - as above
)
_COUNT = text(f"SELECT count(DISTINCT s.order_id) {_TROUBLED}")


def troubled_orders(
    session: Session, shop_id: int, since: datetime, limit: int, offset: int
) -> Sequence[TroubledOrder]:
    """Return orders placed since an instant that need a look, the most urgent first."""
    values = {"shop_id": shop_id, "since": since, "limit": limit, "offset": offset}
    return [
        TroubledOrder(
            order_id=row.order_id,
            platform_id=row.platform_id,
            number=row.number,
            tracking_number=row.tracking_number,
            carrier=row.carrier,
            carrier_text=row.carrier_text,
            doubt=_doubt(row.doubt, Status(row.status)),
            likelier=row.doubted_carrier,
            status=Status(row.status),
            sub_status=SubStatus(row.sub_status) if row.sub_status else None,
            action_required=row.action_required,
            since=row.since,
            parcels=row.parcels,
        )
        for row in session.execute(_PAGE, values)
    ]


def count_troubled(session: Session, shop_id: int, since: datetime) -> int:
    """Count the orders placed since an instant that need a look."""
    counted: int = session.execute(_COUNT, {"shop_id": shop_id, "since": since}).scalar_one()
    return counted


def _doubt(word: str, status: Status) -> Doubt | None:
    """Return the doubt that is to be told: what a carrier reports of the parcel comes first."""
    reported = status in {Status.EXCEPTION, Status.ATTEMPT_FAILED, Status.RETURNING}
    return None if reported or not word else Doubt(word)
