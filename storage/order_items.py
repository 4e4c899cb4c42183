"""The lines of orders, each at its place; nothing here decides what is shown of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Numeric, SmallInteger, UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.order import Item
from storage.schema import OrderId, Table


class OrderItemRow(Table):
    """One line of an order, at its place in the order."""

    __tablename__ = "order_items"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    order_id: Mapped[OrderId] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str]
    variant: Mapped[str]
    sku: Mapped[str]
    quantity: Mapped[int]
    image_url: Mapped[str]
    unit_price: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    product: Mapped[str] = mapped_column(server_default="")


def write_items(session: Session, order_id: int, items: Sequence[Item]) -> None:
    """Let an order have exactly these lines; written only where something differs.

    A telling that names no picture, or not what a line is of, does not unmake what another named:
    platforms say more of a line in one place than in another.
    """
    known = session.execute(
        select(*_SAID_OF_ITEMS)
        .where(OrderItemRow.order_id == order_id)
        .order_by(OrderItemRow.position)
    )
    kept = [dict(row) for row in known.mappings()]
    before = {row["platform_id"]: row for row in kept}
    rows = [_item_values(order_id, place, item, before) for place, item in enumerate(items)]
    if kept == [{column.key: row[column.key] for column in _SAID_OF_ITEMS} for row in rows]:
        return
    if kept:
        session.execute(delete(OrderItemRow).where(OrderItemRow.order_id == order_id))
    if rows:
        session.execute(insert(OrderItemRow), rows)


_SAID_OF_ITEMS = (
    OrderItemRow.platform_id,
    OrderItemRow.title,
    OrderItemRow.variant,
    OrderItemRow.sku,
    OrderItemRow.quantity,
    OrderItemRow.image_url,
    OrderItemRow.unit_price,
    OrderItemRow.product,
)


def _item_values(
    order_id: int, position: int, item: Item, before: Mapping[str, Mapping[str, Any]]
) -> dict[str, object]:
    known = before.get(item.platform_id, {})
    return {
        "order_id": order_id,
        "platform_id": item.platform_id,
        "position": position,
        "title": item.title,
        "variant": item.variant,
        "sku": item.sku,
        "quantity": item.quantity,
        "image_url": item.image_url or known.get("image_url", ""),
        "unit_price": item.unit_price.amount if item.unit_price else None,
        "product": item.product or known.get("product", ""),
    }
