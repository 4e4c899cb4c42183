"""Put messages that were given up back in line, as their merchant asks; never one that was sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from domain.letters import NO_WAY_TO_SEND
from storage.notifications import NotificationRow, NotificationState


def put_back(session: Session, shop_id: int, message_ids: Sequence[int], now: datetime) -> int:
    """Let some of a shop's messages be sent again from now on; return how many could be.

    Those that failed for good, and those there was no way for.
    """
    given_up = or_(
        NotificationRow.state == NotificationState.FAILED,
        (NotificationRow.state == NotificationState.DROPPED)
        & (NotificationRow.reason == NO_WAY_TO_SEND),
    )
    changed = session.execute(
        update(NotificationRow)
        .where(NotificationRow.shop_id == shop_id, NotificationRow.id.in_(message_ids), given_up)
        .values(
            state=NotificationState.DUE,
            attempts=0,
            next_attempt_at=now,
            finished_at=None,
            reason="",
        )
        .returning(NotificationRow.id)
    )
    return len(changed.all())
