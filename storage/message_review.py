"""The operator's look at messages: list them, and put a failed one back in line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.notifications import NotificationRow, NotificationState


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A message as an operator sees it, without its recipient."""

    id: int
    shop_id: int
    order_id: int
    kind: str
    channel: str
    state: str
    attempts: int
    created_at: datetime
    reason: str


def list_messages(
    session: Session, state: NotificationState | None, limit: int
) -> Sequence[MessageEntry]:
    """Return the newest messages, of one state or of all."""
    statement = select(
        NotificationRow.id,
        NotificationRow.shop_id,
        NotificationRow.order_id,
        NotificationRow.kind,
        NotificationRow.channel,
        NotificationRow.state,
        NotificationRow.attempts,
        NotificationRow.created_at,
        NotificationRow.reason,
    )
    statement = statement.order_by(NotificationRow.id.desc()).limit(limit)
    if state:
        statement = statement.where(NotificationRow.state == state)
    return [MessageEntry(*row) for row in session.execute(statement)]


def send_again(session: Session, message_id: int, now: datetime) -> bool:
    """Put a failed message back in line; return whether there was one. Never one that was sent."""
    put_back = session.execute(
        update(NotificationRow)
        .where(NotificationRow.id == message_id, NotificationRow.state == NotificationState.FAILED)
        .values(
            state=NotificationState.DUE,
            attempts=0,
            next_attempt_at=now,
            finished_at=None,
            reason="",
        )
        .returning(NotificationRow.id)
    )
    return put_back.one_or_none() is not None
