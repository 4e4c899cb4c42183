"""Messages decided, sent, failed or dropped: one row each, unique by occasion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.notification import ChannelKey, Intent, Kind
from storage.schema import OrderId, RowId, ShopId, Table


class NotificationState(StrEnum):
    """How far a message got; see docs/architecture.md on what a crash leaves behind."""

    DUE = "due"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class NotificationRow(Table):
    """One message of one kind to one recipient on one channel."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("shop_id", "dedupe_key"),
        CheckConstraint(
            "state IN ({})".format(", ".join(f"'{s}'" for s in NotificationState)), name="state"
        ),
        Index(
            "ix_notifications_due",
            "next_attempt_at",
            postgresql_where=text("state IN ('due', 'handing_over')"),
        ),
        # Without it, to delete a shipment is to read the whole table.
        Index("ix_notifications_shipment_id", "shipment_id"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    kind: Mapped[str]
    channel: Mapped[str]
    recipient: Mapped[str]
    dedupe_key: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="due")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    next_attempt_at: Mapped[datetime]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    receipt: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class ClaimedNotification:
    """A message one worker has to itself until its lease ends."""

    id: int
    shop_id: int
    order_id: int
    shipment_id: int | None
    kind: Kind
    channel: ChannelKey
    recipient: str
    dedupe_key: str
    attempts: int


_ADD = text(
    """
    INSERT INTO notifications (shop_id, order_id, shipment_id, kind, channel, recipient,
        dedupe_key, next_attempt_at, created_at)
    SELECT :shop_id, n.order_id, n.shipment_id, n.kind, n.channel, n.recipient, n.dedupe_key,
        :now, :now
    FROM unnest(CAST(:orders AS bigint[]), CAST(:shipments AS bigint[]), CAST(:kinds AS text[]),
                CAST(:channels AS text[]), CAST(:recipients AS text[]), CAST(:keys AS text[]))
         AS n(order_id, shipment_id, kind, channel, recipient, dedupe_key)
    ON CONFLICT DO NOTHING RETURNING id
    """
)
"""One statement that never changes: to write one for every number of rows costs twice the rows."""


def add_intents(
    session: Session, shop_id: int, intents: Sequence[Intent], now: datetime
) -> Sequence[int]:
    """Write a row per message decided on; an occasion already written is left as it is."""
    if not intents:
        return []
    values = {
        "shop_id": shop_id,
        "now": now,
        "orders": [intent.order_id for intent in intents],
        "shipments": [intent.shipment_id for intent in intents],
        "kinds": [intent.kind.value for intent in intents],
        "channels": [intent.channel.value for intent in intents],
        "recipients": [intent.recipient for intent in intents],
        "keys": [intent.dedupe_key for intent in intents],
    }
    return session.execute(_ADD, values).scalars().all()


def claim_due(
    session: Session, limit: int, now: datetime, lease_until: datetime
) -> Sequence[ClaimedNotification]:
    """Take up to `limit` due messages until the lease ends."""
    due = (
        select(NotificationRow.id)
        .where(NotificationRow.state == NotificationState.DUE)
        .where(NotificationRow.next_attempt_at <= now)
        .order_by(NotificationRow.next_attempt_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # It is worked out once; in a subquery its limit might count for each row.
    )
    claimed = session.execute(
        update(NotificationRow)
        .where(NotificationRow.id.in_(select(due.c.id)))
        .values(next_attempt_at=lease_until, attempts=NotificationRow.attempts + 1)
        .returning(
            NotificationRow.id,
            NotificationRow.shop_id,
            NotificationRow.order_id,
            NotificationRow.shipment_id,
            NotificationRow.kind,
            NotificationRow.channel,
            NotificationRow.recipient,
            NotificationRow.dedupe_key,
            NotificationRow.attempts,
        )
        .execution_options(synchronize_session=False)
    )
    return [
        ClaimedNotification(*row[:4], Kind(row[4]), ChannelKey(row[5]), *row[6:]) for row in claimed
    ]


def any_due(session: Session, now: datetime) -> bool:
    """Say whether a message waits to be sent."""
    waiting = select(NotificationRow.id).where(
        NotificationRow.state == NotificationState.DUE, NotificationRow.next_attempt_at <= now
    )
    return session.execute(waiting.limit(1)).one_or_none() is not None


_HANDING_OVER = text(
    """
    WITH at_once AS (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE notifications SET state = 'handing_over' FROM at_once
    WHERE id = :id AND state = 'due' AND attempts = :attempts
    """
)


def mark_handing_over(connection: Connection, claimed: ClaimedNotification) -> bool:
    """Note that from now on the provider may have the message; False when another has claimed it.

    Does not wait for the disk, so that hardly any time passes between this mark and the message
    itself: a worker killed in between has sent nothing, yet left a mark.
    """
    marked = connection.execute(_HANDING_OVER, {"id": claimed.id, "attempts": claimed.attempts})
    return marked.rowcount == 1


def finish(
    session: Session,
    claimed: ClaimedNotification,
    state: NotificationState,
    now: datetime,
    *,
    receipt: str = "",
    reason: str = "",
) -> None:
    """Close a message as sent, failed or dropped, with the provider's receipt or the reason."""
    session.execute(
        update(NotificationRow)
        .where(*_still_ours(claimed))
        .values(state=state, finished_at=now, receipt=receipt, reason=reason)
    )


def try_again(session: Session, claimed: ClaimedNotification, reason: str, at: datetime) -> None:
    """Put a message back in line for a later time, remembering why it did not go out."""
    session.execute(
        update(NotificationRow)
        .where(*_still_ours(claimed))
        .values(state=NotificationState.DUE, next_attempt_at=at, reason=reason)
    )


def _still_ours(claimed: ClaimedNotification) -> tuple[ColumnElement[bool], ...]:
    """Keep a worker that outlived its lease from touching what another has claimed since."""
    return (
        NotificationRow.id == claimed.id,
        NotificationRow.attempts == claimed.attempts,
        NotificationRow.state.in_([NotificationState.DUE, NotificationState.HANDING_OVER]),
    )


def drop_due(session: Session, shop_id: int, reason: str, now: datetime) -> None:
    """Drop what a shop still had to say; a message on its way is closed by its worker."""
    session.execute(
        update(NotificationRow)
        .where(NotificationRow.shop_id == shop_id, NotificationRow.state == NotificationState.DUE)
        .values(state=NotificationState.DROPPED, finished_at=now, reason=reason)
    )


def close_unconfirmed(session: Session, now: datetime, reason: str) -> int:
    """Close messages whose worker died after handing them over; return how many.

    They count as sent: the message left microseconds after the mark was committed, while the
    provider's answer takes milliseconds, so sending again would nearly always send twice.
    """
    closed = session.execute(
        update(NotificationRow)
        .where(NotificationRow.state == NotificationState.HANDING_OVER)
        .where(NotificationRow.next_attempt_at <= now)
        .values(state=NotificationState.SENT, finished_at=now, reason=reason)
        .returning(NotificationRow.id)
    )
    return len(closed.all())
