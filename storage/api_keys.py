"""Keys with which a merchant's own programs ask us; only what a key hashes to is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import RowId, ShopId, Table

USE_NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a key was used last: to write at every use costs too much."""


class ApiKeyRow(Table):
    """One key; `begins` is its first letters, by which people know it again."""

    __tablename__ = "api_keys"

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    name: Mapped[str]
    begins: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    may_write: Mapped[bool] = mapped_column(server_default="false")
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is made."""

    name: str
    begins: str
    digest: bytes
    may_write: bool
    created_by: str


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept, without what would open anything."""

    id: int
    shop_id: int
    name: str
    begins: str
    may_write: bool
    created_by: str
    created_at: datetime
    used_at: datetime | None


_KEY = tuple(getattr(ApiKeyRow, name) for name in ApiKey.__dataclass_fields__)


def add_key(session: Session, shop_id: int, new: NewKey, now: datetime) -> int:
    """Keep a new key; return its id."""
    return session.execute(
        insert(ApiKeyRow)
        .values(
            shop_id=shop_id,
            name=new.name,
            begins=new.begins,
            digest=new.digest,
            may_write=new.may_write,
            created_by=new.created_by,
            created_at=now,
        )
        .returning(ApiKeyRow.id)
    ).scalar_one()


def keys_of(session: Session, shop_id: int) -> Sequence[ApiKey]:
    """Return a shop's keys that are good, newest first."""
    rows = session.execute(
        select(*_KEY)
        .where(ApiKeyRow.shop_id == shop_id, ApiKeyRow.revoked_at.is_(None))
        .order_by(ApiKeyRow.id.desc())
    )
    return [ApiKey(*row) for row in rows]


def key_with_digest(session: Session, digest: bytes) -> ApiKey | None:
    """Return the good key that hashes so, whichever shop's."""
    row = session.execute(
        select(*_KEY).where(ApiKeyRow.digest == digest, ApiKeyRow.revoked_at.is_(None))
    ).one_or_none()
    return ApiKey(*row) if row else None


def note_used(session: Session, shop_id: int, key_id: int, now: datetime) -> None:
    """Note that a key was used, unless that was noted just now."""
    noted_before = now - USE_NOTED_EVERY
    session.execute(
        update(ApiKeyRow)
        .where(
            ApiKeyRow.shop_id == shop_id,
            ApiKeyRow.id == key_id,
            or_(ApiKeyRow.used_at.is_(None), ApiKeyRow.used_at <= noted_before),
        )
        .values(used_at=now)
    )


def revoke_key(session: Session, shop_id: int, key_id: int, now: datetime) -> ApiKey | None:
    """End a key for good; return it, None when there was no such good one."""
    row = session.execute(
        update(ApiKeyRow)
        .where(ApiKeyRow.shop_id == shop_id, ApiKeyRow.id == key_id, ApiKeyRow.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(*_KEY)
    ).one_or_none()
    return ApiKey(*row) if row else None
