"""What we know of shops that are sites of their own: addresses, our plugin there, its webhooks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop_sites import PluginFacts, Site, WebhookCare
from storage.schema import Table
from storage.shops import ShopRow


class ShopSiteRow(Table):
    """One row a shop. `webhooks_doubted_at` is when its own words cast doubt on its webhooks.

    `confirmed_to` is the last order of which it was asked whether it is still there; empty when
    all have been.
    """

    __tablename__ = "shop_sites"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    address: Mapped[str]
    root: Mapped[str]
    consent: Mapped[str]
    plugin_version: Mapped[str] = mapped_column(server_default="")
    admin_address: Mapped[str] = mapped_column(server_default="")
    account_address: Mapped[str] = mapped_column(server_default="")
    tracking_address: Mapped[str] = mapped_column(server_default="")
    background_stopped: Mapped[bool] = mapped_column(server_default="false")
    sealed_plugin_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    webhooks_checked_at: Mapped[datetime | None]
    webhooks_mended_at: Mapped[datetime | None]
    webhooks_doubted_at: Mapped[datetime | None]
    webhooks_mended: Mapped[int] = mapped_column(server_default="0")
    confirmed_to: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class ShopSite:
    """A shop's site; `plugin` is None where our plugin has not been met."""

    site: Site
    plugin: PluginFacts | None
    webhooks_checked_at: datetime | None
    webhooks_mended_at: datetime | None
    webhooks_doubted_at: datetime | None
    webhooks_mended: int


def keep_site(session: Session, shop_id: int, site: Site) -> None:
    """Remember where a shop's interface is."""
    values = {"address": site.address, "root": site.root, "consent": site.consent}
    session.execute(
        insert(ShopSiteRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )


def shop_site(session: Session, shop_id: int) -> ShopSite | None:
    """Return a shop's site, or None when it was never connected as one."""
    found = session.execute(
        select(ShopSiteRow, ShopRow.domain)
        .join(ShopRow, ShopRow.id == ShopSiteRow.shop_id)
        .where(ShopSiteRow.shop_id == shop_id)
    ).one_or_none()
    if found is None:
        return None
    row: ShopSiteRow = found.ShopSiteRow
    return ShopSite(
        site=Site(found.domain, row.address, row.root, row.consent),
        plugin=_plugin(row),
        webhooks_checked_at=row.webhooks_checked_at,
        webhooks_mended_at=row.webhooks_mended_at,
        webhooks_doubted_at=row.webhooks_doubted_at,
        webhooks_mended=row.webhooks_mended,
    )


def note_plugin(session: Session, shop_id: int, facts: PluginFacts | None) -> None:
    """Remember what our plugin says, or that it is not there."""
    session.execute(
        update(ShopSiteRow)
        .where(ShopSiteRow.shop_id == shop_id)
        .values(
            plugin_version=facts.version if facts else "",
            admin_address=facts.admin_address if facts else "",
            account_address=facts.account_address if facts else "",
            tracking_address=facts.tracking_address if facts else "",
            background_stopped=facts.background_stopped if facts else False,
        )
    )


def keep_plugin_secret(session: Session, shop_id: int, sealed: bytes) -> None:
    """Keep what our plugin in a shop will sign with."""
    session.execute(
        update(ShopSiteRow)
        .where(ShopSiteRow.shop_id == shop_id)
        .values(sealed_plugin_secret=sealed)
    )


def sealed_plugin_secret(session: Session, shop_id: int) -> bytes | None:
    """Return what our plugin in a shop signs with; None when it never got anything."""
    return session.execute(
        select(ShopSiteRow.sealed_plugin_secret).where(ShopSiteRow.shop_id == shop_id)
    ).scalar_one_or_none()


def note_webhooks(session: Session, shop_id: int, care: WebhookCare, now: datetime) -> None:
    """Note that a shop's webhooks are as they should be, and whether that took mending."""
    values: dict[str, object] = {"webhooks_checked_at": now, "webhooks_doubted_at": None}
    if care.remade:
        values["webhooks_mended_at"] = now
        values["webhooks_mended"] = ShopSiteRow.webhooks_mended + care.remade
    session.execute(update(ShopSiteRow).where(ShopSiteRow.shop_id == shop_id).values(values))


def doubt_webhooks(session: Session, shop_id: int, now: datetime) -> None:
    """Note that a shop's webhooks may be of no use, though they look as they should."""
    session.execute(
        update(ShopSiteRow).where(ShopSiteRow.shop_id == shop_id).values(webhooks_doubted_at=now)
    )


def confirmed_to(session: Session, shop_id: int) -> str | None:
    """Return how far a shop's orders have been confirmed; None when it is no site of its own."""
    return session.execute(
        select(ShopSiteRow.confirmed_to).where(ShopSiteRow.shop_id == shop_id)
    ).scalar_one_or_none()


def note_confirmed(session: Session, shop_id: int, last: str) -> None:
    """Note how far a shop's orders have been confirmed; empty begins anew."""
    session.execute(
        update(ShopSiteRow).where(ShopSiteRow.shop_id == shop_id).values(confirmed_to=last)
    )


def forget_site(session: Session, shop_id: int) -> None:
    """Forget a shop's site, and what our plugin there signed with."""
    session.execute(delete(ShopSiteRow).where(ShopSiteRow.shop_id == shop_id))


def _plugin(row: ShopSiteRow) -> PluginFacts | None:
    if not row.plugin_version:
        return None
    return PluginFacts(
        version=row.plugin_version,
        admin_address=row.admin_address,
        account_address=row.account_address,
        tracking_address=row.tracking_address,
        background_stopped=row.background_stopped,
    )
