"""What a merchant has set beside messages and texts, one row a shop; without one, the defaults."""

from datetime import datetime

from sqlalchemy import ForeignKey, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.preferences import SILENCE, NotificationSettings
from domain.settings import MerchantSettings
from storage.kind_choices import choices_of
from storage.message_rules import KeptRules, rules_of
from storage.schema import Table
from storage.shop_access import ShopAccessRow
from storage.shops import ShopRow


class SettingsRow(Table):
    """A merchant's choices; `show_scans` is about the platform's own order pages."""

    __tablename__ = "settings"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    show_scans: Mapped[bool] = mapped_column(server_default="false")
    guide_dismissed_at: Mapped[datetime | None]
    messages_seen_at: Mapped[datetime | None]


def merchant_settings(session: Session, shop_id: int) -> MerchantSettings:
    """Return a shop's choices."""
    row = session.execute(
        select(
            SettingsRow.show_scans,
            SettingsRow.guide_dismissed_at,
            SettingsRow.messages_seen_at,
        ).where(SettingsRow.shop_id == shop_id)
    ).one_or_none()
    kept = rules_of(session, shop_id)
    return MerchantSettings(
        notifications=_notifications(session, shop_id, kept),
        show_scans=row is not None and row.show_scans,
        guide_dismissed=row is not None and row.guide_dismissed_at is not None,
        messages_seen=row is not None and row.messages_seen_at is not None,
        count_opens=kept.count_opens,
        parcel_markup=kept.parcel_markup,
        keep_months=kept.keep_months,
    )


def notification_settings(session: Session, shop_id: int) -> NotificationSettings:
    """Return what a shop wants of messages.

    A shop of which only the name is known, since nobody has opened the app yet, sends none.
    """
    nameless = exists().where(
        ShopRow.id == shop_id,
        ShopRow.name == ShopRow.domain,
        ShopRow.profile_read_at.is_(None),
        ~exists().where(ShopAccessRow.shop_id == shop_id),
    )
    if session.execute(select(nameless)).scalar_one():
        return SILENCE
    return _notifications(session, shop_id, rules_of(session, shop_id))


def switch_scans(session: Session, shop_id: int, *, on: bool) -> None:
    """Show scans on the platform's own order pages from now on, or no longer."""
    _keep(session, shop_id, {"show_scans": on})


def note_guide_dismissed(session: Session, shop_id: int, now: datetime) -> None:
    """Remember that the merchant wants to see the first steps no more."""
    _keep(session, shop_id, {"guide_dismissed_at": now})


def note_messages_seen(session: Session, shop_id: int, now: datetime) -> None:
    """Remember that the merchant has looked at the messages."""
    _keep(session, shop_id, {"messages_seen_at": now})


def _notifications(session: Session, shop_id: int, kept: KeptRules) -> NotificationSettings:
    choices = choices_of(session, shop_id)
    return NotificationSettings(
        channels={one.kind: one.channels for one in choices},
        waits={one.kind: one.wait for one in choices if one.wait is not None},
        quiet=kept.quiet,
        urgent_any_hour=kept.urgent_any_hour,
        most_a_day=kept.most_a_day,
        most_sms_a_day=kept.most_sms_a_day,
        voucher=kept.voucher,
    )


def _keep(session: Session, shop_id: int, values: dict[str, object]) -> None:
    session.execute(
        insert(SettingsRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )
