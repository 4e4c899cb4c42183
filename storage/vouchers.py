"""Codes given to shoppers for a delay: once an order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.order import Money
from storage.schema import ShopId, Table


class VoucherRow(Table):
    """An order's code; one with no `made_at` may or may not exist at the platform yet."""

    __tablename__ = "vouchers"
    __table_args__ = (Index("ix_vouchers_promised", "shop_id", "promised_at"),)

    order_id: Mapped[int] = mapped_column(
        ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    shop_id: Mapped[ShopId]
    code: Mapped[str]
    worth: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    currency: Mapped[str]
    ends_at: Mapped[datetime]
    promised_at: Mapped[datetime]
    made_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class PromisedVoucher:
    """An order's code; the platform knows it for certain once it is `made`."""

    code: str
    worth: Money
    ends_at: datetime
    made: bool = False


def voucher_of(session: Session, shop_id: int, order_id: int) -> PromisedVoucher | None:
    """Return what was promised to the shopper of an order, or None."""
    row = session.scalars(
        select(VoucherRow).where(VoucherRow.shop_id == shop_id, VoucherRow.order_id == order_id)
    ).one_or_none()
    if row is None:
        return None
    worth = Money(row.worth, row.currency)
    return PromisedVoucher(row.code, worth, row.ends_at, made=row.made_at is not None)


def promise_one(
    session: Session, shop_id: int, order_id: int, voucher: PromisedVoucher, now: datetime
) -> None:
    """Promise a code to the shopper of an order, unless they have been promised one."""
    session.execute(
        insert(VoucherRow)
        .values(
            order_id=order_id,
            shop_id=shop_id,
            code=voucher.code,
            worth=voucher.worth.amount,
            currency=voucher.worth.currency,
            ends_at=voucher.ends_at,
            promised_at=now,
        )
        .on_conflict_do_nothing()
    )


def promised_since(session: Session, shop_id: int, since: datetime) -> Decimal:
    """Return what a shop has promised since an instant; others who promise for it wait meanwhile.

    Until the transaction ends nobody else may add to it: a budget holds.
    """
    name = f"vouchers:{shop_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    promised = select(func.coalesce(func.sum(VoucherRow.worth), 0)).where(
        VoucherRow.shop_id == shop_id, VoucherRow.promised_at >= since
    )
    return session.execute(promised).scalar_one()


def note_made(session: Session, shop_id: int, order_id: int, now: datetime) -> None:
    """Note that the platform knows an order's code."""
    session.execute(
        update(VoucherRow)
        .where(VoucherRow.shop_id == shop_id, VoucherRow.order_id == order_id)
        .values(made_at=func.coalesce(VoucherRow.made_at, now))
    )


def withdraw_promise(session: Session, shop_id: int, order_id: int) -> None:
    """Forget a code the platform would not make: it weighs on no budget."""
    session.execute(
        delete(VoucherRow).where(
            VoucherRow.shop_id == shop_id,
            VoucherRow.order_id == order_id,
            VoucherRow.made_at.is_(None),
        )
    )
