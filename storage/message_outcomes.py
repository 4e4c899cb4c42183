"""What became of messages after their providers had taken them, and whom they had reached."""

from collections.abc import Sequence

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from domain.channels import Outcome
from domain.kinds import ChannelKey
from storage.notifications import NotificationRow
from storage.shops import ShopRow

_WEIGHT = (
    "",
    Outcome.FAILED,
    Outcome.DELIVERED,
    Outcome.BOUNCED,
    Outcome.UNSUBSCRIBED,
    Outcome.COMPLAINED,
)
"""Reports come in any order, and twice: the one that says more stays."""


def shop_of_message(session: Session, channel: ChannelKey, message_id: int) -> int | None:
    """Return whose message it is; None when there is none of this number on the channel."""
    return session.scalar(
        select(NotificationRow.shop_id).where(
            NotificationRow.id == message_id, NotificationRow.channel == channel.value
        )
    )


def note_outcome(
    session: Session, shop_id: int, channel: ChannelKey, message_id: int, outcome: Outcome
) -> str | None:
    """Note what became of a shop's message; return whom it was for, None if it has none such."""
    mine = (
        NotificationRow.id == message_id,
        NotificationRow.shop_id == shop_id,
        NotificationRow.channel == channel.value,
    )
    if outcome in _WEIGHT:
        lighter = _WEIGHT[: _WEIGHT.index(outcome)]
        session.execute(
            update(NotificationRow)
            .where(*mine, NotificationRow.outcome.in_(lighter))
            .values(outcome=outcome.value)
        )
    return session.scalar(select(NotificationRow.recipient).where(*mine))


def shops_writing_to(session: Session, channel: ChannelKey, address: str) -> Sequence[int]:
    """Return the shops that have sent an address something, or are about to, on a channel."""
    written = exists().where(
        NotificationRow.shop_id == ShopRow.id,
        NotificationRow.recipient == address,
        NotificationRow.state.in_(["due", "sent"]),
        NotificationRow.channel == channel.value,
    )
    return session.scalars(select(ShopRow.id).where(written).order_by(ShopRow.id)).all()
