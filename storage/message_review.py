"""The operator's look at messages: list them, and put a failed one back in line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
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
    told_with: int | None
    """The message whose letter tells of this one too."""


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
        NotificationRow.told_with,
    )
    statement = statement.order_by(NotificationRow.id.desc()).limit(limit)
    if state:
        statement = statement.where(NotificationRow.state == state)
    found = session.execute(statement)
    return [MessageEntry(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name for it


def send_again(session: Session, message_id: int, now: datetime) -> bool:
    """Put a failed message back in line, with all that its letter would have told.

    Returns whether there was one: never one that was sent.
    """
    row = NotificationRow
    put_back = session.execute(
        update(row)
        .where(
            or_(row.id == message_id, row.told_with == message_id),
            row.state == NotificationState.FAILED,
        )
        .values(
            state=NotificationState.DUE,
            attempts=0,
            next_attempt_at=now,
            finished_at=None,
            reason="",
            told_with=None,
        )
        .returning(row.id)
    )
    return bool(put_back.all())
