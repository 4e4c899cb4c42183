"""Connections that merchants have begun: one row each, opened by a state that is used once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop_sites import Site
from storage.schema import Table


class SiteConnectionRow(Table):
    """A connection begun. The state itself is not kept; `outcome` is empty until keys came."""

    __tablename__ = "site_connections"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    platform: Mapped[str]
    name: Mapped[str]
    address: Mapped[str]
    root: Mapped[str]
    consent: Mapped[str]
    back_to: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class SiteConnection:
    """A connection begun; `back_to` is where the merchant came from, and may be empty."""

    site: Site
    back_to: str
    outcome: str


def begin_site_connection(
    session: Session, digest: bytes, platform: str, site: Site, back_to: str, until: datetime
) -> None:
    """Remember that a merchant was sent to a shop's consent page."""
    session.add(
        SiteConnectionRow(
            digest=digest,
            platform=platform,
            name=site.name,
            address=site.address,
            root=site.root,
            consent=site.consent,
            back_to=back_to,
            expires_at=until,
        )
    )


def use_site_connection(session: Session, digest: bytes, now: datetime) -> SiteConnection | None:
    """Use a connection up; None when it is unknown, over, or used already."""
    row = session.scalars(
        update(SiteConnectionRow)
        .where(
            SiteConnectionRow.digest == digest,
            SiteConnectionRow.expires_at > now,
            SiteConnectionRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(SiteConnectionRow)
    ).one_or_none()
    return _connection(row) if row else None


def note_outcome(session: Session, digest: bytes, outcome: str) -> None:
    """Note what became of a connection."""
    session.execute(
        update(SiteConnectionRow).where(SiteConnectionRow.digest == digest).values(outcome=outcome)
    )


def site_connection(session: Session, digest: bytes) -> SiteConnection | None:
    """Return a connection, used or not, over or not; None when it is unknown."""
    row = session.get(SiteConnectionRow, digest)
    return _connection(row) if row else None


def purge_site_connections(session: Session, before: datetime) -> int:
    """Delete connections that were over before a time; return how many."""
    gone = session.execute(
        delete(SiteConnectionRow)
        .where(SiteConnectionRow.expires_at < before)
        .returning(SiteConnectionRow.digest)
    )
    return len(gone.all())


def _connection(row: SiteConnectionRow) -> SiteConnection:
    site = Site(row.name, row.address, row.root, row.consent)
    return SiteConnection(site, row.back_to, row.outcome)
