"""What a merchant has set, one row a shop; a shop without a row has the defaults."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.notification import Kind, NotificationSettings
from storage.schema import Table


class SettingsRow(Table):
    """A merchant's choices; `show_scans` is about the platform's own order pages."""

    __tablename__ = "settings"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    switched_off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    show_scans: Mapped[bool] = mapped_column(server_default="false")
    guide_dismissed_at: Mapped[datetime | None]


def notification_settings(session: Session, shop_id: int) -> NotificationSettings:
    """Return which kinds of message a shop has switched off."""
    off = session.execute(
        select(SettingsRow.switched_off).where(SettingsRow.shop_id == shop_id)
    ).scalar_one_or_none()
    return NotificationSettings(frozenset(Kind(kind) for kind in off or ()))


def switch_off(session: Session, shop_id: int, kinds: frozenset[Kind]) -> None:
    """Switch exactly these kinds off, and all others on."""
    values = {"switched_off": sorted(kinds)}
    session.execute(
        insert(SettingsRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )
