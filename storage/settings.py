"""What a merchant has set, one row a shop; a shop without a row has the defaults."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Text, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.notification import Kind, NotificationSettings
from domain.settings import MerchantSettings
from storage.schema import Table
from storage.shop_access import ShopAccessRow
from storage.shops import ShopRow


class SettingsRow(Table):
    """A merchant's choices; `show_scans` is about the platform's own order pages."""

    __tablename__ = "settings"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    switched_off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    show_scans: Mapped[bool] = mapped_column(server_default="false")
    guide_dismissed_at: Mapped[datetime | None]
    messages_seen_at: Mapped[datetime | None]


def merchant_settings(session: Session, shop_id: int) -> MerchantSettings:
    """Return a shop's choices."""
    row = session.execute(
        select(
            SettingsRow.switched_off,
            SettingsRow.show_scans,
            SettingsRow.guide_dismissed_at,
            SettingsRow.messages_seen_at,
        ).where(SettingsRow.shop_id == shop_id)
    ).one_or_none()
    if row is None:
        return MerchantSettings()
    return MerchantSettings(
        switched_off=frozenset(Kind(kind) for kind in row.switched_off),
        show_scans=row.show_scans,
        guide_dismissed=row.guide_dismissed_at is not None,
        messages_seen=row.messages_seen_at is not None,
    )


def notification_settings(session: Session, shop_id: int) -> NotificationSettings:
    """Return which kinds of message a shop has switched off.

    A shop of which only the name is known, since nobody has opened the app yet, sends none.
    """
    nameless = exists().where(
        ShopRow.id == shop_id,
        ShopRow.name == ShopRow.domain,
        ShopRow.profile_read_at.is_(None),
        ~exists().where(ShopAccessRow.shop_id == shop_id),
    )
    if session.execute(select(nameless)).scalar_one():
        return NotificationSettings(frozenset(Kind))
    return merchant_settings(session, shop_id).notifications


def switch_off(session: Session, shop_id: int, kinds: frozenset[Kind]) -> None:
    """Switch exactly these kinds off, and all others on."""
    _keep(session, shop_id, {"switched_off": sorted(kinds)})


def switch_scans(session: Session, shop_id: int, *, on: bool) -> None:
    """Show scans on the platform's own order pages from now on, or no longer."""
    _keep(session, shop_id, {"show_scans": on})


def note_guide_dismissed(session: Session, shop_id: int, now: datetime) -> None:
    """Remember that the merchant wants to see the first steps no more."""
    _keep(session, shop_id, {"guide_dismissed_at": now})


def note_messages_seen(session: Session, shop_id: int, now: datetime) -> None:
    """Remember that the merchant has looked at the messages."""
    _keep(session, shop_id, {"messages_seen_at": now})


def _keep(session: Session, shop_id: int, values: dict[str, object]) -> None:
    session.execute(
        insert(SettingsRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )
