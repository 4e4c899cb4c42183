"""Troubles of orders that a merchant has put aside; what is new to an order shows all the same."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class DismissedExceptionRow(Table):
    """An order whose `troubles`, by the keys the board gives them, are hidden."""

    __tablename__ = "dismissed_exceptions"

    order_id: Mapped[int] = mapped_column(
        ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    shop_id: Mapped[ShopId]
    troubles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    dismissed_at: Mapped[datetime]


def dismiss(
    session: Session, shop_id: int, order_id: int, troubles: Sequence[str], now: datetime
) -> None:
    """Hide these troubles, too, of an order found within its shop."""
    hiding = insert(DismissedExceptionRow).values(
        shop_id=shop_id, order_id=order_id, troubles=list(troubles), dismissed_at=now
    )
    session.execute(
        hiding.on_conflict_do_update(
            index_elements=["order_id"],
            set_={
                "troubles": DismissedExceptionRow.troubles.op("||")(hiding.excluded.troubles),
                "dismissed_at": now,
            },
        )
    )
