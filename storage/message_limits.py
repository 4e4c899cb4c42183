"""How many letters have gone out since an instant; what may go out is decided elsewhere."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.kinds import ChannelKey
from storage.notifications import NotificationRow, NotificationState


def letters_to(session: Session, shop_id: int, recipient: str, since: datetime) -> int:
    """Count the letters a recipient has got from a shop, on whichever channel they are reached."""
    return _count(session, shop_id, since, NotificationRow.recipient == recipient)


def texts_of(session: Session, shop_id: int, since: datetime) -> int:
    """Count the texts (SMS) a shop has sent; those just being sent come on top."""
    return _count(session, shop_id, since, NotificationRow.channel == ChannelKey.SMS.value)


def _count(session: Session, shop_id: int, since: datetime, whose: ColumnElement[bool]) -> int:
    row = NotificationRow
    sent = select(func.count()).where(
        row.shop_id == shop_id,
        whose,
        row.state == NotificationState.SENT,
        row.finished_at >= since,
    )
    return session.execute(sent).scalar_one()
