"""What a merchant has set for all messages; a shop without a row has the defaults."""

from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric, SmallInteger, Time, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.preferences import NotificationSettings, QuietHours, VoucherRule
from storage.schema import ShopId, Table

_DEFAULTS = NotificationSettings()


class MessageRulesRow(Table):
    """Quiet hours (NULL: none), limits of a day (NULL: none), vouchers (NULL: none), measuring."""

    __tablename__ = "message_rules"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet"),
        CheckConstraint("most_a_day > 0 AND most_sms_a_day > 0", name="limits"),
        CheckConstraint("voucher_worth > 0 AND voucher_budget > 0", name="voucher"),
    )

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    quiet_from: Mapped[time | None] = mapped_column(Time)
    quiet_until: Mapped[time | None] = mapped_column(Time)
    urgent_any_hour: Mapped[bool] = mapped_column(server_default="true")
    most_a_day: Mapped[int | None] = mapped_column(SmallInteger)
    most_sms_a_day: Mapped[int | None]
    voucher_worth: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    voucher_budget: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    voucher_days: Mapped[int] = mapped_column(SmallInteger, server_default="60")
    count_opens: Mapped[bool] = mapped_column(server_default="false")
    parcel_markup: Mapped[bool] = mapped_column(server_default="false")
    keep_months: Mapped[int | None] = mapped_column(SmallInteger)
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KeptRules:
    """A shop's rules for all messages; `version` counts the changes, 0 when there were none."""

    quiet: QuietHours | None = _DEFAULTS.quiet
    urgent_any_hour: bool = _DEFAULTS.urgent_any_hour
    most_a_day: int | None = _DEFAULTS.most_a_day
    most_sms_a_day: int | None = _DEFAULTS.most_sms_a_day
    voucher: VoucherRule | None = None
    count_opens: bool = False
    parcel_markup: bool = False
    keep_months: int | None = None
    version: int = 0


def rules_of(session: Session, shop_id: int) -> KeptRules:
    """Return a shop's rules."""
    row = session.scalars(
        select(MessageRulesRow).where(MessageRulesRow.shop_id == shop_id)
    ).one_or_none()
    if row is None:
        return KeptRules()
    quiet = None
    if row.quiet_from is not None and row.quiet_until is not None:
        quiet = QuietHours(row.quiet_from, row.quiet_until)
    voucher = None
    if row.voucher_worth is not None:
        lasts = timedelta(days=row.voucher_days)
        voucher = VoucherRule(row.voucher_worth, lasts, row.voucher_budget)
    return KeptRules(
        quiet=quiet,
        urgent_any_hour=row.urgent_any_hour,
        most_a_day=row.most_a_day,
        most_sms_a_day=row.most_sms_a_day,
        voucher=voucher,
        count_opens=row.count_opens,
        parcel_markup=row.parcel_markup,
        keep_months=row.keep_months,
        version=row.version,
    )


def keep_rules(session: Session, shop_id: int, rules: KeptRules) -> bool:
    """Keep rules made upon version `rules.version`; return False when that is not the newest."""
    values = {
        "quiet_from": rules.quiet.begin if rules.quiet else None,
        "quiet_until": rules.quiet.end if rules.quiet else None,
        "urgent_any_hour": rules.urgent_any_hour,
        "most_a_day": rules.most_a_day,
        "most_sms_a_day": rules.most_sms_a_day,
        "voucher_worth": rules.voucher.worth if rules.voucher else None,
        "voucher_budget": rules.voucher.budget if rules.voucher else None,
        "voucher_days": rules.voucher.lasts.days if rules.voucher else 60,
        "count_opens": rules.count_opens,
        "parcel_markup": rules.parcel_markup,
        "keep_months": rules.keep_months,
        "version": rules.version + 1,
    }
    statement = insert(MessageRulesRow).values(shop_id=shop_id, **values)
    if rules.version == 0:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=["shop_id"],
            set_=values,
            where=MessageRulesRow.version == rules.version,
        )
    kept = session.execute(statement.returning(MessageRulesRow.version))
    return kept.one_or_none() is not None
