"""The tokens that let us speak to shops, sealed; a pair is replaced as one, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, LargeBinary, Text, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop import PlatformKey, Shop
from storage.schema import Table
from storage.shops import ShopRow, shop_in


class ShopAccessRow(Table):
    """A shop's tokens. `generation` grows with every pair; `refused_at` says they work no more."""

    __tablename__ = "shop_access"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sealed_token: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_refresh_token: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime | None]
    refresh_expires_at: Mapped[datetime | None]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    generation: Mapped[int] = mapped_column(server_default="1")
    refused_at: Mapped[datetime | None]
    refused_reason: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class SealedAccess:
    """A shop's tokens as kept; `generation` names this very pair."""

    sealed_token: bytes
    sealed_refresh_token: bytes
    expires_at: datetime | None
    refresh_expires_at: datetime | None
    scopes: Sequence[str]
    generation: int = 0
    refused_at: datetime | None = None
    refused_reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A shop, and what it has granted us; None when nothing we have is accepted there."""

    shop: Shop
    scopes: frozenset[str] | None


def standing(session: Session, platform: PlatformKey, domain: str) -> Standing | None:
    """Return how we stand with the shop of this name, or None when we have never met."""
    row = session.execute(
        select(ShopRow, ShopAccessRow.scopes, ShopAccessRow.refused_at)
        .outerjoin(ShopAccessRow, ShopAccessRow.shop_id == ShopRow.id)
        .where(ShopRow.platform == platform.value, ShopRow.domain == domain.lower())
    ).one_or_none()
    if row is None:
        return None
    accepted = row.scopes is not None and row.refused_at is None
    return Standing(shop_in(row.ShopRow), frozenset(row.scopes) if accepted else None)


def sealed_access(session: Session, shop_id: int) -> SealedAccess | None:
    """Return a shop's tokens, or None when it has none."""
    row = session.scalars(select(ShopAccessRow).where(ShopAccessRow.shop_id == shop_id)).first()
    if row is None:
        return None
    return SealedAccess(
        row.sealed_token,
        row.sealed_refresh_token,
        row.expires_at,
        row.refresh_expires_at,
        tuple(row.scopes),
        row.generation,
        row.refused_at,
        row.refused_reason,
    )


def keep_access(session: Session, shop_id: int, access: SealedAccess) -> None:
    """Keep a pair that the merchant's visit has brought, whatever was there."""
    values = _values(access)
    session.execute(
        insert(ShopAccessRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(
            index_elements=["shop_id"],
            set_={**values, "generation": ShopAccessRow.generation + 1},
        )
    )


def replace_access(session: Session, shop_id: int, access: SealedAccess, generation: int) -> bool:
    """Replace the very pair that was renewed; return False when another has taken its place."""
    replaced = session.execute(
        update(ShopAccessRow)
        .where(ShopAccessRow.shop_id == shop_id, ShopAccessRow.generation == generation)
        .values(**_values(access), generation=generation + 1)
        .returning(ShopAccessRow.shop_id)
    )
    return replaced.first() is not None


def mark_refused(
    session: Session, shop_id: int, generation: int, reason: str, now: datetime
) -> None:
    """Remember that the platform refuses this very pair."""
    session.execute(
        update(ShopAccessRow)
        .where(ShopAccessRow.shop_id == shop_id, ShopAccessRow.generation == generation)
        .values(refused_at=now, refused_reason=reason)
    )


def set_scopes(session: Session, shop_id: int, scopes: Sequence[str]) -> None:
    """Remember what is granted now."""
    session.execute(
        update(ShopAccessRow).where(ShopAccessRow.shop_id == shop_id).values(scopes=sorted(scopes))
    )


def forget_access(session: Session, shop_id: int) -> None:
    """Forget a shop's tokens."""
    session.execute(delete(ShopAccessRow).where(ShopAccessRow.shop_id == shop_id))


def _values(access: SealedAccess) -> dict[str, object]:
    return {
        "sealed_token": access.sealed_token,
        "sealed_refresh_token": access.sealed_refresh_token,
        "expires_at": access.expires_at,
        "refresh_expires_at": access.refresh_expires_at,
        "scopes": sorted(access.scopes),
        "refused_at": None,
        "refused_reason": "",
    }
