"""Orders that something happened to which only asking can tell: one row each, until read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class OrderToReadRow(Table):
    """An order to read. `asked` grows whenever it is asked for, also while it is being read."""

    __tablename__ = "orders_to_read"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    platform_id: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class OrderToRead:
    """An order, and how often it had been asked for."""

    platform_id: str
    asked: int


def want_orders_read(session: Session, shop_id: int, orders: Sequence[str]) -> None:
    """Let orders be read again."""
    # Always in the same order: two who ask at once must not wait for each other.
    rows = [{"shop_id": shop_id, "platform_id": order} for order in sorted(set(orders))]
    if rows:
        session.execute(
            insert(OrderToReadRow)
            .values(rows)
            .on_conflict_do_update(
                index_elements=["shop_id", "platform_id"], set_={"asked": OrderToReadRow.asked + 1}
            )
        )


def orders_to_read(session: Session, shop_id: int, limit: int) -> Sequence[OrderToRead]:
    """Return some of a shop's orders that wait to be read."""
    rows = session.execute(
        select(OrderToReadRow.platform_id, OrderToReadRow.asked)
        .where(OrderToReadRow.shop_id == shop_id)
        .order_by(OrderToReadRow.platform_id)
        .limit(limit)
    )
    return [OrderToRead(row.platform_id, row.asked) for row in rows]


def note_order_read(session: Session, shop_id: int, read: OrderToRead) -> None:
    """Take an order off the list, unless it was asked for once more meanwhile."""
    session.execute(
        delete(OrderToReadRow).where(
            OrderToReadRow.shop_id == shop_id,
            OrderToReadRow.platform_id == read.platform_id,
            OrderToReadRow.asked == read.asked,
        )
    )


def forget_orders_to_read(session: Session, shop_id: int) -> None:
    """Read none of a shop's orders any more."""
    session.execute(delete(OrderToReadRow).where(OrderToReadRow.shop_id == shop_id))
