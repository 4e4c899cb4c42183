"""Messages decided, sent, failed or dropped: one row each, unique by occasion."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.letters import NO_LONGER_TRUE
from domain.notification import Intent
from storage.schema import OrderId, RowId, ShopId, Table


class NotificationState(StrEnum):
    """How far a message got; see docs/architecture.md on what a crash leaves behind."""

    DUE = "due"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    TOLD = "told"
    """With another one, in the same letter."""


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
            "shop_id",
            "channel",
            "next_attempt_at",
            postgresql_where=text("state = 'due'"),
        ),
        Index(
            "ix_notifications_handing_over",
            "next_attempt_at",
            postgresql_where=text("state = 'handing_over'"),
        ),
        # What one has been sent today, and what is to be told with a letter.
        Index(
            "ix_notifications_recipient",
            "shop_id",
            "recipient",
            postgresql_where=text("state IN ('due', 'sent')"),
        ),
        Index(
            "ix_notifications_told_with",
            "told_with",
            postgresql_where=text("told_with IS NOT NULL"),
        ),
        # What the merchant has to be shown.
        Index(
            "ix_notifications_unsent",
            "shop_id",
            "finished_at",
            postgresql_where=text("state IN ('failed', 'dropped')"),
        ),
        # How many texts a shop has sent today.
        Index(
            "ix_notifications_texts",
            "shop_id",
            "finished_at",
            postgresql_where=text("channel = 'sms' AND state = 'sent'"),
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
    about: Mapped[str] = mapped_column(server_default="")
    second: Mapped[bool] = mapped_column(server_default="false")
    gathered: Mapped[bool] = mapped_column(server_default="false")
    """It waits for the evening's mail, in which everything gathered for its recipient is told."""
    told_with: Mapped[int | None]
    """The message whose letter tells of this one too."""
    opens: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    clicks: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    outcome: Mapped[str] = mapped_column(server_default="")
    """What its provider reported of it later."""
    receipt: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")


_ADD = text(
    """
    WITH lanes AS (
        INSERT INTO message_lanes (shop_id, channel)
        SELECT DISTINCT CAST(:shop_id AS bigint), c FROM unnest(CAST(:channels AS text[])) AS c
        ON CONFLICT DO NOTHING
    )
    INSERT INTO notifications AS kept (shop_id, order_id, shipment_id, kind, channel, recipient,
        dedupe_key, about, second, next_attempt_at, created_at)
    SELECT :shop_id, n.order_id, n.shipment_id, n.kind, n.channel, n.recipient, n.dedupe_key,
        n.about, n.second, n.due_at, :now
    FROM unnest(CAST(:orders AS bigint[]), CAST(:shipments AS bigint[]), CAST(:kinds AS text[]),
                CAST(:channels AS text[]), CAST(:recipients AS text[]), CAST(:keys AS text[]),
                CAST(:abouts AS text[]), CAST(:seconds AS boolean[]),
                CAST(:dues AS timestamptz[]))
         AS n(order_id, shipment_id, kind, channel, recipient, dedupe_key, about, second, due_at)
    ON CONFLICT (shop_id, dedupe_key) DO UPDATE
        SET next_attempt_at = excluded.next_attempt_at, state = 'due', reason = '',
            finished_at = NULL, gathered = false
        WHERE kept.attempts = 0 AND kept.dedupe_key = ANY(CAST(:movable_keys AS text[]))
            AND ((kept.state = 'due' AND kept.next_attempt_at > :now
                    AND kept.next_attempt_at <> excluded.next_attempt_at)
                 OR (kept.state = 'dropped' AND kept.reason = :outdated))
    RETURNING id
    """
)
"""One statement that never changes: to write one for every number of rows costs twice the rows.

What is still to come moves, and what was dropped as outdated comes back, where its occasion is
movable; one that has been tried, or told, stays as it is.
"""


def add_intents(
    session: Session, shop_id: int, intents: Sequence[Intent], now: datetime
) -> Sequence[int]:
    """Write a row per message decided on, or move it; return the ids of those that changed."""
    wanted: dict[str, Intent] = {}
    for intent in sorted(intents, key=lambda one: one.at):
        wanted.setdefault(intent.dedupe_key, intent)
    if not wanted:
        return []
    rows = list(wanted.values())
    values = {
        "shop_id": shop_id,
        "now": now,
        "outdated": NO_LONGER_TRUE,
        "orders": [intent.order_id for intent in rows],
        "shipments": [intent.shipment_id for intent in rows],
        "kinds": [intent.kind.value for intent in rows],
        "channels": [intent.channel.value for intent in rows],
        "recipients": [intent.recipient for intent in rows],
        "keys": list(wanted),
        "abouts": [intent.about for intent in rows],
        "seconds": [intent.second for intent in rows],
        "dues": [intent.at for intent in rows],
        "movable_keys": [key for key, intent in wanted.items() if intent.movable],
    }
    return session.execute(_ADD, values).scalars().all()


def drop_due(session: Session, shop_id: int, reason: str, now: datetime) -> None:
    """Drop what a shop still had to say; a message on its way is closed by its worker."""
    session.execute(
        update(NotificationRow)
        .where(NotificationRow.shop_id == shop_id, NotificationRow.state == NotificationState.DUE)
        .values(state=NotificationState.DROPPED, finished_at=now, reason=reason)
    )
