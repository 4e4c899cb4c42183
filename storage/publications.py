"""What a platform's storefront was last given to read, as a fingerprint of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import Table
from storage.shops import ShopRow


class PublicationRow(Table):
    """One row a shop."""

    __tablename__ = "publications"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    fingerprint: Mapped[str]
    published_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published, and when."""

    fingerprint: str
    published_at: datetime


def installation_of(session: Session, shop_id: int) -> str:
    """Return the platform's id of our installation in a shop; empty when it is not known (yet)."""
    return session.execute(select(ShopRow.installation).where(ShopRow.id == shop_id)).scalar_one()


def last_publication(session: Session, shop_id: int) -> Publication | None:
    """Return what a shop's storefront was last given, or None."""
    row = session.execute(
        select(PublicationRow.fingerprint, PublicationRow.published_at).where(
            PublicationRow.shop_id == shop_id
        )
    ).one_or_none()
    return Publication(*row) if row else None


def note_publication(session: Session, shop_id: int, fingerprint: str, now: datetime) -> None:
    """Remember what a shop's storefront has been given."""
    values = {"fingerprint": fingerprint, "published_at": now}
    session.execute(
        insert(PublicationRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )
