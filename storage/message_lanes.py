"""Lanes that messages wait in, one a shop and channel, so that no shop waits for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, text, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey
from storage.schema import ShopId, Table


class MessageLaneRow(Table):
    """One lane; `served_at` is when messages were last taken from it."""

    __tablename__ = "message_lanes"
    __table_args__ = (Index("ix_message_lanes_served_at", "served_at"),)

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(primary_key=True)
    served_at: Mapped[datetime] = mapped_column(server_default=text("'epoch'"))


@dataclass(frozen=True, slots=True)
class Lane:
    """A shop's messages on a channel, and who sends them.

    `account_id` is the shop's own account with a provider; None is the installation's own sender,
    which many shops share.
    """

    shop_id: int
    channel: ChannelKey
    account_id: int | None

    @property
    def sender(self) -> str:
        """Name whoever sends: what is under way is counted by it."""
        return sender_name(self.channel, self.account_id)


def sender_name(channel: ChannelKey, account_id: int | None) -> str:
    """Name an account of a shop's, or the installation's own sender on a channel."""
    return f"own:{channel}" if account_id is None else f"account:{account_id}"


# As sender_name says it; what waits at a paused account waits until it is mended.
_WITH_SOMETHING_DUE = """
    FROM message_lanes l
    LEFT JOIN channel_accounts a ON a.shop_id = l.shop_id AND a.channel = l.channel
    CROSS JOIN LATERAL (
        SELECT FROM notifications n
        WHERE n.shop_id = l.shop_id AND n.channel = l.channel AND n.state = 'due'
            AND n.next_attempt_at <= :now LIMIT 1) AS due
    WHERE a.paused_at IS NULL
        AND coalesce('account:' || a.id, 'own:' || l.channel) <> ALL(CAST(:busy AS text[]))
"""
_LANES_DUE = text(f"""
    SELECT l.shop_id, l.channel, a.id {_WITH_SOMETHING_DUE}
    ORDER BY l.served_at LIMIT :limit FOR NO KEY UPDATE OF l SKIP LOCKED
""")
_ANY_DUE = text(f"SELECT {_WITH_SOMETHING_DUE} LIMIT 1")


def any_lane_due(session: Session, now: datetime) -> bool:
    """Tell whether a message waits to be sent, and somebody may send it."""
    return session.execute(_ANY_DUE, {"now": now, "busy": []}).one_or_none() is not None


def lanes_due(session: Session, busy: Sequence[str], limit: int, now: datetime) -> Sequence[Lane]:
    """Return up to `limit` lanes with something due, longest unserved first; none is served yet.

    Senders among `busy` are left out. Until the transaction ends nobody else gets these lanes, so
    that what belongs together is taken together.
    """
    found = session.execute(_LANES_DUE, {"now": now, "busy": list(busy), "limit": limit})
    return [Lane(shop_id, ChannelKey(channel), account) for shop_id, channel, account in found]


def note_served(session: Session, lanes: Sequence[Lane], now: datetime) -> None:
    """Send lanes to the end of the line."""
    row = MessageLaneRow
    keys = [(lane.shop_id, lane.channel.value) for lane in lanes]
    session.execute(
        update(row).where(tuple_(row.shop_id, row.channel).in_(keys)).values(served_at=now)
    )
