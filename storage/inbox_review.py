"""The operator's look into the webhook inbox: list, show, replay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.webhook_inbox import InboxRow, InboxState


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A delivery as an operator sees it; `body` is compressed."""

    id: int
    shop_id: int
    platform: str
    topic: str
    state: str
    attempts: int
    received_at: datetime
    reason: str
    body: bytes


_COLUMNS = (
    InboxRow.id,
    InboxRow.shop_id,
    InboxRow.platform,
    InboxRow.topic,
    InboxRow.state,
    InboxRow.attempts,
    InboxRow.received_at,
    InboxRow.reason,
    InboxRow.body,
)


def list_entries(session: Session, state: InboxState | None, limit: int) -> Sequence[InboxEntry]:
    """Return the newest deliveries, of one state or of all."""
    statement = select(*_COLUMNS).order_by(InboxRow.id.desc()).limit(limit)
    if state:
        statement = statement.where(InboxRow.state == state)
    return [InboxEntry(*row) for row in session.execute(statement)]


def entry(session: Session, row_id: int) -> InboxEntry | None:
    """Return one delivery, or None."""
    row = session.execute(select(*_COLUMNS).where(InboxRow.id == row_id)).one_or_none()
    return InboxEntry(*row) if row else None


def replay(session: Session, row_id: int, now: datetime) -> bool:
    """Put a finished delivery back in line; return whether there was one."""
    done = session.execute(
        update(InboxRow)
        .where(InboxRow.id == row_id, InboxRow.state != InboxState.NEW)
        .values(state=InboxState.NEW, next_attempt_at=now, attempts=0, reason="", finished_at=None)
        .returning(InboxRow.id)
    )
    return done.one_or_none() is not None
