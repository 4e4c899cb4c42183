"""What was sent about one order, for its merchant; to whom is not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.notifications import NotificationRow


@dataclass(frozen=True, slots=True)
class MessageOfOrder:
    """A message; `due_at` is when it is to go out, `outcome` what its provider reported later."""

    kind: str
    channel: str
    state: str
    created_at: datetime
    due_at: datetime
    finished_at: datetime | None
    outcome: str
    reason: str


def messages_of_order(
    session: Session, shop_id: int, order_id: int, limit: int
) -> Sequence[MessageOfOrder]:
    """Return the messages about a shop's order, the newest first."""
    rows = session.execute(
        select(
            NotificationRow.kind,
            NotificationRow.channel,
            NotificationRow.state,
            NotificationRow.created_at,
            NotificationRow.next_attempt_at,
            NotificationRow.finished_at,
            NotificationRow.outcome,
            NotificationRow.reason,
        )
        .where(NotificationRow.shop_id == shop_id, NotificationRow.order_id == order_id)
        .order_by(NotificationRow.id.desc())
        .limit(limit)
    )
    return [MessageOfOrder(*row) for row in rows]
