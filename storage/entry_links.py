"""Links that let a merchant into the settings once: only their digests are kept, until used."""

from datetime import datetime

from sqlalchemy import LargeBinary, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class EntryLinkRow(Table):
    """A link that was given out and not used yet; the row goes when it is."""

    __tablename__ = "entry_links"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    shop_id: Mapped[ShopId]
    expires_at: Mapped[datetime]


def keep_entry_link(
    session: Session, shop_id: int, digest: bytes, now: datetime, expires_at: datetime
) -> None:
    """Keep a new link, and forget those of the shop that were never used in time."""
    session.execute(
        delete(EntryLinkRow).where(EntryLinkRow.shop_id == shop_id, EntryLinkRow.expires_at <= now)
    )
    session.execute(
        insert(EntryLinkRow).values(digest=digest, shop_id=shop_id, expires_at=expires_at)
    )


def use_entry_link(session: Session, digest: bytes, now: datetime) -> int | None:
    """Use a link up and return its shop; None when there is none, or its time is over.

    Of two who use it at once, one waits for the other's transaction and then finds nothing.
    """
    used = session.execute(
        delete(EntryLinkRow)
        .where(EntryLinkRow.digest == digest, EntryLinkRow.expires_at > now)
        .returning(EntryLinkRow.shop_id)
    )
    return used.scalar_one_or_none()
