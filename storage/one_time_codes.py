"""Codes sent to shoppers, to be used once: only a mark of the digits is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.access import MOST_TRIES
from storage.schema import OrderId, RowId, ShopId, Table


class OneTimeCodeRow(Table):
    """One code of one order; a new one takes the place of those before."""

    __tablename__ = "one_time_codes"

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    mark: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(server_default="0")
    used_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that has just been made: never its digits, only their mark."""

    mark: bytes
    made_at: datetime
    expires_at: datetime


def keep_code(session: Session, shop_id: int, order_id: int, code: NewCode) -> int:
    """Keep an order's new code in the place of those before; return its id."""
    forget_codes(session, shop_id, order_id)
    made = insert(OneTimeCodeRow).values(
        shop_id=shop_id,
        order_id=order_id,
        mark=code.mark,
        created_at=code.made_at,
        expires_at=code.expires_at,
    )
    return session.execute(made.returning(OneTimeCodeRow.id)).scalar_one()


def use_code(
    session: Session, shop_id: int, order_id: int, marks: Sequence[bytes], now: datetime
) -> bool:
    """Count one try at an order's newest code; tell whether it was that, and use it up.

    One statement: of two who try at once, the second sees what the first has left. `marks` are
    those of the digits tried, one by each of our keys.
    """
    newest = select(func.max(OneTimeCodeRow.id)).where(
        OneTimeCodeRow.shop_id == shop_id, OneTimeCodeRow.order_id == order_id
    )
    tried = (
        update(OneTimeCodeRow)
        .where(
            OneTimeCodeRow.id == newest.scalar_subquery(),
            OneTimeCodeRow.used_at.is_(None),
            OneTimeCodeRow.tries < MOST_TRIES,
            OneTimeCodeRow.expires_at > now,
        )
        .values(
            tries=OneTimeCodeRow.tries + 1,
            used_at=case((OneTimeCodeRow.mark.in_(marks), now), else_=None),
        )
        .returning(OneTimeCodeRow.used_at.is_not(None))
    )
    statement = tried.execution_options(synchronize_session=False)
    return bool(session.execute(statement).scalar_one_or_none())


def forget_codes(session: Session, shop_id: int, order_id: int) -> None:
    """Forget every code of an order."""
    session.execute(
        delete(OneTimeCodeRow).where(
            OneTimeCodeRow.shop_id == shop_id, OneTimeCodeRow.order_id == order_id
        )
    )


def purge_codes(session: Session, over_before: datetime) -> int:
    """Delete the codes of all shops that were over before a moment; return how many."""
    over = delete(OneTimeCodeRow).where(OneTimeCodeRow.expires_at < over_before)
    return len(session.execute(over.returning(OneTimeCodeRow.id)).all())
