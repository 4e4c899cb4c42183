"""Shops: who they are, how they are recognised, and their sealed secrets."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    Case,
    CheckConstraint,
    LargeBinary,
    Row,
    SmallInteger,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop import PlatformKey, Shop
from domain.shop_api import ShopProfile
from storage.schema import RowId, Table


class ShopRow(Table):
    """A connected store. `webhook_key` is the unguessable part of its webhook address."""

    __tablename__ = "shops"
    __table_args__ = (
        UniqueConstraint("platform", "domain"),
        CheckConstraint("platform IN ('shopify', 'woocommerce')", name="platform"),
        CheckConstraint("domain = lower(domain) AND domain <> ''", name="domain"),
        CheckConstraint("poll_slowdown BETWEEN 1 AND 4", name="poll_slowdown"),
    )

    id: Mapped[RowId]
    platform: Mapped[str]
    domain: Mapped[str]
    name: Mapped[str]
    locale: Mapped[str]
    time_zone: Mapped[str]
    contact_email: Mapped[str]
    contact_url: Mapped[str] = mapped_column(server_default="")
    webhook_key: Mapped[str | None] = mapped_column(unique=True)
    sealed_webhook_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    installed_at: Mapped[datetime]
    uninstalled_at: Mapped[datetime | None]
    currency: Mapped[str] = mapped_column(server_default="")
    locales: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    storefront_url: Mapped[str] = mapped_column(server_default="")
    account_pages: Mapped[str] = mapped_column(server_default="unknown")
    installation: Mapped[str] = mapped_column(server_default="")
    app_handle: Mapped[str] = mapped_column(server_default="")
    is_test_shop: Mapped[bool] = mapped_column(server_default="false")
    plan: Mapped[str] = mapped_column(server_default="")
    poll_slowdown: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    shipments_this_month: Mapped[int] = mapped_column(server_default="0")
    profile_read_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class NewShop:
    """A shop about to be connected."""

    platform: PlatformKey
    domain: str
    name: str
    locale: str
    time_zone: str
    contact_email: str
    contact_url: str = ""
    webhook_key: str | None = None
    sealed_webhook_secret: bytes | None = None


@dataclass(frozen=True, slots=True)
class ProfileChanges:
    """What a profile has changed: the plan, or what decides on the storefront's words."""

    plan: bool = False
    storefront: bool = False


def connect_shop(session: Session, shop: NewShop, now: datetime) -> int:
    """Insert a shop, or bring back one that left, and return its id.

    A key and secret it already has are kept when none are given.
    """
    values: dict[str, object] = {
        "name": shop.name,
        "locale": shop.locale,
        "time_zone": shop.time_zone,
        "contact_email": shop.contact_email,
        "contact_url": shop.contact_url,
        "uninstalled_at": None,
    }
    if shop.webhook_key is not None:
        values["webhook_key"] = shop.webhook_key
        values["sealed_webhook_secret"] = shop.sealed_webhook_secret
    statement = (
        insert(ShopRow)
        .values(
            platform=shop.platform.value, domain=shop.domain.lower(), installed_at=now, **values
        )
        .on_conflict_do_update(
            index_elements=["platform", "domain"],
            set_={**values, "installed_at": _since(now)},
        )
        .returning(ShopRow.id)
    )
    return session.execute(statement).scalar_one()


def introduce_shop(session: Session, platform: PlatformKey, domain: str, now: datetime) -> int:
    """Insert a shop of which only the name is known, and return its id.

    One that is known is brought back if it left; what is known of it stays.
    """
    statement = (
        insert(ShopRow)
        .values(
            platform=platform.value,
            domain=domain.lower(),
            name=domain.lower(),
            locale="en",
            time_zone="UTC",
            contact_email="",
            installed_at=now,
        )
        .on_conflict_do_update(
            index_elements=["platform", "domain"],
            set_={"uninstalled_at": None, "installed_at": _since(now)},
        )
        .returning(ShopRow.id)
    )
    return session.execute(statement).scalar_one()


def _since(now: datetime) -> Case[datetime]:
    """Keep the day a shop installed, unless it had left since."""
    return case((ShopRow.uninstalled_at.is_(None), ShopRow.installed_at), else_=now)


_SHOPS = ShopRow.__table__
_BY_ID = select(*(_SHOPS.c[one.name] for one in fields(Shop))).where(
    _SHOPS.c.id == bindparam("shop_id")
)


def shop_by_id(session: Session, shop_id: int) -> Shop:
    """Return the shop with this id; it must exist."""
    return shop_in(session.execute(_BY_ID, {"shop_id": shop_id}).one())


def shop_by_number(session: Session, number: str) -> Shop | None:
    """Return the shop of our own number for it, written out, or None."""
    if not (number.isascii() and number.isdecimal() and len(number) < len(str(2**63))):
        return None
    row = session.get(ShopRow, int(number))
    return shop_in(row) if row else None


def shop_by_domain(session: Session, platform: PlatformKey, domain: str) -> Shop | None:
    """Return the shop of this name, or None."""
    row = session.scalars(
        select(ShopRow).where(ShopRow.platform == platform.value, ShopRow.domain == domain.lower())
    ).one_or_none()
    return shop_in(row) if row else None


def all_shops(session: Session) -> Sequence[Shop]:
    """Return every shop, for the operator."""
    return [shop_in(row) for row in session.scalars(select(ShopRow).order_by(ShopRow.id))]


def installed_at(session: Session, shop_id: int) -> datetime:
    """Return since when the shop has had us; it must exist."""
    return session.execute(select(ShopRow.installed_at).where(ShopRow.id == shop_id)).scalar_one()


def update_profile(
    session: Session, shop_id: int, profile: ShopProfile, now: datetime
) -> ProfileChanges:
    """Take over what the platform says of a shop, unless it has left; return what that changed."""
    # Without key_share every webhook of the shop would wait for this transaction.
    row = session.get(ShopRow, shop_id, with_for_update={"key_share": True})
    if row is None or row.uninstalled_at is not None:
        return ProfileChanges()
    before = (row.locale, tuple(row.locales), row.installation)
    after = (profile.locale, profile.locales, profile.installation)
    changes = ProfileChanges(plan=row.plan != profile.plan, storefront=before != after)
    row.name, row.contact_email = profile.name, profile.email
    row.locale, row.locales = profile.locale, list(profile.locales)
    row.time_zone, row.currency = profile.time_zone, profile.currency
    row.storefront_url, row.account_pages = profile.storefront_url, profile.account_pages.value
    row.installation, row.app_handle = profile.installation, profile.app_handle
    row.plan, row.is_test_shop = profile.plan, profile.is_test_shop
    row.profile_read_at = now
    return changes


def mark_uninstalled(session: Session, shop_id: int, now: datetime) -> None:
    """Remember that the merchant left; forget the secret, the installation and the plan."""
    session.execute(
        update(ShopRow)
        .where(ShopRow.id == shop_id, ShopRow.uninstalled_at.is_(None))
        .values(uninstalled_at=now, sealed_webhook_secret=None, installation="", plan="")
    )


def shop_in(row: ShopRow | Row[Any]) -> Shop:
    """Return the shop a row holds, whole or only with what a Shop has."""
    return Shop(
        id=row.id,
        platform=PlatformKey(row.platform),
        domain=row.domain,
        name=row.name,
        locale=row.locale,
        time_zone=row.time_zone,
        contact_email=row.contact_email,
        contact_url=row.contact_url,
        uninstalled_at=row.uninstalled_at,
        currency=row.currency,
        storefront_url=row.storefront_url,
        plan=row.plan,
        poll_slowdown=row.poll_slowdown,
    )
