"""A merchant's own texts, every version of them; the newest counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index, Select, func, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey, Kind
from domain.texts import Saved, TextKey, TextVersion
from storage.schema import RowId, ShopId, Table

NO_VERSION = 0
"""What stands for the version of a text that has never been changed."""


class TextVersionRow(Table):
    """One version of a kind's text in a language on a channel; `parts` NULL is our own text."""

    __tablename__ = "text_versions"
    __table_args__ = (
        Index("ix_text_versions_newest", "shop_id", "kind", "language", "channel", "id"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    kind: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    parts: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]


def newest_texts(
    session: Session, shop_id: int, kind: Kind, language: str, channel: ChannelKey
) -> Mapping[str, str] | None:
    """Return the merchant's own parts of a text; None where all of it is ours."""
    newest = _newest_first(shop_id, TextKey(kind, channel, language)).limit(1)
    row = session.scalars(newest).one_or_none()
    return row.parts if row else None


def versions_of(
    session: Session, shop_id: int, key: TextKey, limit: int = 1
) -> Sequence[TextVersion]:
    """Return the versions of a text, newest first."""
    rows = session.scalars(_newest_first(shop_id, key).limit(limit))
    return [_version(row) for row in rows]


def version_numbered(
    session: Session, shop_id: int, key: TextKey, number: int
) -> TextVersion | None:
    """Return one version of a text, if it has such a one."""
    wanted = _newest_first(shop_id, key).where(TextVersionRow.id == number)
    row = session.scalars(wanted).one_or_none()
    return _version(row) if row else None


def lock_newest(session: Session, shop_id: int, key: TextKey) -> TextVersion | None:
    """Let nobody else save this text until the transaction ends; return its newest version."""
    name = f"text:{shop_id}:{key}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    return next(iter(versions_of(session, shop_id, key)), None)


def add_version(
    session: Session, shop_id: int, key: TextKey, parts: Mapping[str, str], saved: Saved
) -> None:
    """Add a version; without parts, the text is ours again."""
    session.execute(
        insert(TextVersionRow).values(
            shop_id=shop_id,
            kind=key.kind,
            language=key.language,
            channel=key.channel,
            parts=dict(parts) or None,
            saved_at=saved.at,
            saved_by=saved.who,
        )
    )


def _newest_first(shop_id: int, key: TextKey) -> Select[TextVersionRow]:
    return (
        select(TextVersionRow)
        .where(
            TextVersionRow.shop_id == shop_id,
            TextVersionRow.kind == key.kind,
            TextVersionRow.language == key.language,
            TextVersionRow.channel == key.channel,
        )
        .order_by(TextVersionRow.id.desc())
    )


def _version(row: TextVersionRow) -> TextVersion:
    return TextVersion(row.id, row.parts or {}, Saved(row.saved_by, row.saved_at))
