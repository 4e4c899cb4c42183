"""Links that let a merchant into the settings once: only their digests are kept, until used."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class EntryLinkRow(Table):
    """A link that was given out and not used yet; the row goes when it is.

    `member_id` is whom of the shop's team it lets in; NULL is whoever an operator gave it to.
    """

    __tablename__ = "entry_links"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    shop_id: Mapped[ShopId]
    expires_at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), index=True
    )


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to be kept: what it hashes to, until when it is good, and for whom of the team."""

    digest: bytes
    expires_at: datetime
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class UsedLink:
    """What a link was for."""

    shop_id: int
    member_id: int | None


def keep_entry_link(session: Session, shop_id: int, new: NewLink, now: datetime) -> None:
    """Keep a new link, and forget those of the shop that were never used in time."""
    session.execute(
        delete(EntryLinkRow).where(EntryLinkRow.shop_id == shop_id, EntryLinkRow.expires_at <= now)
    )
    session.execute(
        insert(EntryLinkRow).values(
            digest=new.digest,
            shop_id=shop_id,
            expires_at=new.expires_at,
            member_id=new.member_id,
        )
    )


def use_entry_link(session: Session, digest: bytes, now: datetime) -> UsedLink | None:
    """Use a link up and return what it was for; None when there is none, or its time is over.

    Of two who use it at once, one waits for the other's transaction and then finds nothing.
    """
    used = session.execute(
        delete(EntryLinkRow)
        .where(EntryLinkRow.digest == digest, EntryLinkRow.expires_at > now)
        .returning(EntryLinkRow.shop_id, EntryLinkRow.member_id)
    ).one_or_none()
    return UsedLink(*used) if used else None


def forget_links_of(session: Session, shop_id: int, member_id: int) -> None:
    """Let none of a member's links be good any more."""
    session.execute(
        delete(EntryLinkRow).where(
            EntryLinkRow.shop_id == shop_id, EntryLinkRow.member_id == member_id
        )
    )
