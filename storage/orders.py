"""Orders: the table, and how a told order is written and found."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.order import Amounts
from domain.shop_events import OrderTold
from domain.stage import Stage
from storage.order_items import write_items
from storage.schema import RowId, ShopId, Table


class OrderRow(Table):
    """An order. `version` grows with every change a shopper can see."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("shop_id", "platform_id"),
        Index("ix_orders_look_up", "shop_id", "number_key"),
        Index("ix_orders_customer", "shop_id", "customer", postgresql_where=text("customer <> ''")),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(total IS NULL) = (currency IS NULL)", name="money"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    platform_id: Mapped[str]
    number: Mapped[str]
    number_key: Mapped[str]
    placed_at: Mapped[datetime]
    told_at: Mapped[datetime]
    said_stage: Mapped[str]
    stage: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    address_name: Mapped[str]
    street: Mapped[str]
    street2: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    region: Mapped[str]
    country: Mapped[str]
    locale: Mapped[str]
    total: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    currency: Mapped[str | None]
    cancelled_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    customer: Mapped[str] = mapped_column(server_default="")
    noted_stage: Mapped[str] = mapped_column(server_default=Stage.RECEIVED)
    billing: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    amounts: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    instructions: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default="1")


_ORDERS = Table.metadata.tables[OrderRow.__tablename__]
_OURS = {
    *("id", "shop_id", "platform_id", "stage", "noted_stage"),
    *("customer", "deleted_at", "erased_at", "instructions", "version"),
}
"""Columns in which a telling does not simply take the place of the last one."""
_TELL = insert(_ORDERS)
_TOLD = _TELL.excluded
_WRITE = _TELL.on_conflict_do_update(
    index_elements=["shop_id", "platform_id"],
    set_={
        **{c.name: _TOLD[c.name] for c in _ORDERS.c if c.name not in _OURS},
        # A platform that may not name the shopper does not unmake whose order it is.
        "customer": func.coalesce(func.nullif(_TOLD.customer, ""), _ORDERS.c.customer),
        "deleted_at": None,
        "version": _ORDERS.c.version + 1,
    },
    where=(_ORDERS.c.told_at <= _TOLD.told_at) & _ORDERS.c.erased_at.is_(None),
).returning(_ORDERS.c.id)
"""Built once: that takes longer than to run it (measured)."""


def number_key(number: str) -> str:
    """Write an order number as it is compared: no '#', spaces or case."""
    return "".join(number.split()).lstrip("#").casefold()


def order_id_of(session: Session, shop_id: int, platform_id: str) -> int | None:
    """Return our id of a shop's order, or None."""
    return session.execute(
        select(OrderRow.id).where(OrderRow.shop_id == shop_id, OrderRow.platform_id == platform_id)
    ).scalar_one_or_none()


def write_order(session: Session, shop_id: int, told: OrderTold) -> int | None:
    """Insert or overwrite an order and its items; return its id, or None if we know newer.

    An order whose shopper was forgotten stays as it is: None.
    """
    order_id = session.execute(_WRITE, _values(shop_id, told)).scalar_one_or_none()
    if order_id is not None:
        write_items(session, order_id, told.items)
    return order_id


def _values(shop_id: int, told: OrderTold) -> dict[str, object]:
    address = told.address
    return {
        "shop_id": shop_id,
        "platform_id": told.platform_id,
        "stage": told.stage,
        "number": told.number,
        "number_key": number_key(told.number),
        "placed_at": told.placed_at,
        "told_at": told.updated_at,
        "said_stage": told.stage,
        "name": told.contact.name,
        "email": told.contact.email,
        "phone": told.contact.phone,
        "address_name": address.name,
        "street": address.street,
        "street2": address.street2,
        "postal_code": address.postal_code,
        "city": address.city,
        "region": address.region,
        "country": address.country,
        "locale": told.locale,
        "total": told.total.amount if told.total else None,
        "currency": told.total.currency if told.total else None,
        "cancelled_at": told.cancelled_at,
        "customer": told.customer,
        "billing": {part: text for part, text in asdict(told.billing).items() if text},
        "amounts": _amounts_document(told.amounts),
        "tags": list(told.tags),
    }


def _amounts_document(amounts: Amounts) -> dict[str, str]:
    return {part: str(told) for part, told in asdict(amounts).items() if told is not None}


def set_stage(session: Session, order_ids: Sequence[int], stage: Stage) -> None:
    """Write the stage that orders have reached."""
    session.execute(
        update(OrderRow)
        .where(OrderRow.id.in_(order_ids), OrderRow.stage != stage)
        .values(stage=stage, version=OrderRow.version + 1)
        .execution_options(synchronize_session=False)
    )


def bump_versions(session: Session, order_ids: Sequence[int]) -> None:
    """Say that something a shopper can see has changed."""
    session.execute(
        update(OrderRow)
        .where(OrderRow.id.in_(order_ids))
        .values(version=OrderRow.version + 1)
        .execution_options(synchronize_session=False)
    )


def note_stage(session: Session, shop_id: int, order_id: int, stage: Stage) -> None:
    """Remember the stage that a note of the shop's has named."""
    session.execute(
        update(OrderRow)
        .where(OrderRow.shop_id == shop_id, OrderRow.id == order_id)
        .values(noted_stage=stage, version=OrderRow.version + 1)
    )


def keep_instructions(session: Session, shop_id: int, order_id: int, words: str) -> None:
    """Keep what the shopper asks of the driver; nothing of one who was forgotten meanwhile."""
    session.execute(
        update(OrderRow)
        .where(OrderRow.shop_id == shop_id, OrderRow.id == order_id, OrderRow.erased_at.is_(None))
        .values(instructions=words, version=OrderRow.version + 1)
    )


def ids_by_number(session: Session, shop_id: int, number: str) -> Sequence[int]:
    """Find a shop's orders of this number, for its operator."""
    key = number_key(number)
    if not key.isprintable():  # PostgreSQL would not even be asked for some signs.
        return []
    return session.scalars(
        select(OrderRow.id).where(OrderRow.shop_id == shop_id, OrderRow.number_key == key)
    ).all()
