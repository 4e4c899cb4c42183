"""How far a shop's orders have been read from its platform: the backfill, and changes since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop_api import Export
from storage.schema import Table


class OrderSyncRow(Table):
    """One row a shop. `operation` is the platform's id of the export we wait for, or read."""

    __tablename__ = "order_syncs"

    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    operation: Mapped[str] = mapped_column(server_default="")
    since: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    orders_read: Mapped[int] = mapped_column(server_default="0")
    orders_failed: Mapped[int] = mapped_column(server_default="0")
    objects: Mapped[int] = mapped_column(server_default="0")
    orders_expected: Mapped[int | None]
    failed_reason: Mapped[str] = mapped_column(server_default="")
    reconciled_until: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class OrderSync:
    """How far it is; `operation` empty means: no export is under way.

    Of the export's `objects` (lines), `orders_read` are the orders taken so far; `orders_failed`
    of all that were read since then could not be taken over. `orders_expected` is how many the
    export holds, where the platform says so.
    """

    operation: str = ""
    since: datetime | None = None
    asked_at: datetime | None = None
    finished_at: datetime | None = None
    orders_read: int = 0
    orders_failed: int = 0
    objects: int = 0
    orders_expected: int | None = None
    failed_reason: str = ""
    reconciled_until: datetime | None = None


def order_sync(session: Session, shop_id: int) -> OrderSync:
    """Return how far a shop's orders have been read; nothing has been when there is no row."""
    row = session.scalars(select(OrderSyncRow).where(OrderSyncRow.shop_id == shop_id)).first()
    return sync_in(row)


def sync_in(row: OrderSyncRow | None) -> OrderSync:
    """Return what a row holds; nothing has been read when there is none."""
    if row is None:
        return OrderSync()
    return OrderSync(
        operation=row.operation,
        since=row.since,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        orders_read=row.orders_read,
        orders_failed=row.orders_failed,
        objects=row.objects,
        orders_expected=row.orders_expected,
        failed_reason=row.failed_reason,
        reconciled_until=row.reconciled_until,
    )


def want_backfill(session: Session, shop_id: int) -> None:
    """Let a backfill be begun even where one was finished; one under way goes on."""
    _upsert(session, shop_id, finished_at=None)


def begin_backfill(
    session: Session, shop_id: int, operation: str, since: datetime, now: datetime
) -> None:
    """Note that the platform writes an export for us."""
    _upsert(
        session,
        shop_id,
        operation=operation,
        since=since,
        asked_at=now,
        finished_at=None,
        orders_read=0,
        orders_failed=0,
        objects=0,
        orders_expected=None,
        failed_reason="",
    )


def note_size(session: Session, shop_id: int, export: Export) -> None:
    """Note how large an export is so far."""
    session.execute(
        update(OrderSyncRow)
        .where(*_of(shop_id, export.operation))
        .values(objects=export.objects, orders_expected=export.orders)
    )


def advance(session: Session, shop_id: int, operation: str, position: int, count: int) -> bool:
    """Move on from a position by a number of orders.

    Returns False when it is not where we are: another has moved on, or the shop has left. Locks the
    row until the transaction ends.
    """
    moved = session.execute(
        update(OrderSyncRow)
        .where(*_of(shop_id, operation), OrderSyncRow.orders_read == position)
        .values(orders_read=position + count)
        .returning(OrderSyncRow.shop_id)
    )
    return moved.first() is not None


def count_failed(session: Session, shop_id: int, count: int) -> None:
    """Count orders that could not be taken over."""
    session.execute(
        insert(OrderSyncRow)
        .values(shop_id=shop_id, orders_failed=count)
        .on_conflict_do_update(
            index_elements=["shop_id"],
            set_={"orders_failed": OrderSyncRow.orders_failed + count},
        )
    )


def fail_backfill(session: Session, shop_id: int, operation: str, reason: str) -> None:
    """Note why there will be no such export."""
    session.execute(
        update(OrderSyncRow)
        .where(*_of(shop_id, operation))
        .values(operation="", failed_reason=reason)
    )


def finish_backfill(session: Session, shop_id: int, operation: str, now: datetime) -> None:
    """Note that an export has been read to its end."""
    session.execute(
        update(OrderSyncRow)
        .where(*_of(shop_id, operation))
        .values(operation="", failed_reason="", finished_at=now)
    )


def note_reconciled(session: Session, shop_id: int, until: datetime) -> None:
    """Note until when all changes have been read."""
    _upsert(session, shop_id, reconciled_until=until)


def forget_sync(session: Session, shop_id: int) -> None:
    """Forget how far it was: a shop that comes back begins anew."""
    session.execute(delete(OrderSyncRow).where(OrderSyncRow.shop_id == shop_id))


def _upsert(session: Session, shop_id: int, **values: str | int | datetime | None) -> None:
    session.execute(
        insert(OrderSyncRow)
        .values(shop_id=shop_id, **values)
        .on_conflict_do_update(index_elements=["shop_id"], set_=values)
    )


def _of(shop_id: int, operation: str) -> tuple[ColumnElement[bool], ...]:
    return (OrderSyncRow.shop_id == shop_id, OrderSyncRow.operation == operation)
