"""What was changed in a shop's settings, by whom and when; rows are never changed."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Index, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import RowId, ShopId, Table


class AuditRow(Table):
    """One change; `before` and `after` hold only what differs, and never a secret."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_shop", "shop_id", "id"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    at: Mapped[datetime]
    who: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str] = mapped_column(server_default="")
    before: Mapped[dict[str, object]] = mapped_column(JSONB, server_default="{}")
    after: Mapped[dict[str, object]] = mapped_column(JSONB, server_default="{}")


@dataclass(frozen=True, slots=True)
class Change:
    """A change a merchant made: `what` is its name in the code, `subject` of which of several.

    `before` and `after` hold only what differs, and never a secret.
    """

    who: str
    what: str
    subject: str = ""
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)


def note_change(session: Session, shop_id: int, change: Change, now: datetime) -> None:
    """Write a change down, in the transaction that makes it."""
    session.execute(
        insert(AuditRow).values(
            shop_id=shop_id,
            at=now,
            who=change.who,
            what=change.what,
            subject=change.subject,
            before=change.before,
            after=change.after,
        )
    )


def changes_of(
    session: Session, shop_id: int, limit: int, before_id: int | None = None
) -> list[tuple[int, datetime, Change]]:
    """Return a shop's changes, newest first, each with its number and time."""
    wanted = select(AuditRow).where(AuditRow.shop_id == shop_id)
    if before_id is not None:
        wanted = wanted.where(AuditRow.id < before_id)
    rows = session.scalars(wanted.order_by(AuditRow.id.desc()).limit(limit))
    return [
        (row.id, row.at, Change(row.who, row.what, row.subject, row.before, row.after))
        for row in rows
    ]
