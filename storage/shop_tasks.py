"""Background work of shops: one row a shop and kind. The row is the truth, the queue only looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Index,
    SmallInteger,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.shop_task import ShopTask
from storage.schema import ShopId, Table


class ShopTaskRow(Table):
    """One kind of work for a shop. `asked` grows whenever it is asked for, also while it runs."""

    __tablename__ = "shop_tasks"
    __table_args__ = (Index("ix_shop_tasks_due", "due_at"),)

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    task: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    asked: Mapped[int] = mapped_column(server_default="1")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    claimed_until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class ClaimedTask:
    """A task one worker has to itself until its lease ends."""

    shop_id: int
    task: ShopTask
    asked: int
    attempts: int
    claimed_until: datetime


def ask_for(session: Session, shop_id: int, tasks: Iterable[ShopTask], at: datetime) -> None:
    """Let tasks be due at a time, or earlier where they already are."""
    # Always in the same order: two who ask at once must not wait for each other.
    rows = [{"shop_id": shop_id, "task": task.value, "due_at": at} for task in sorted(set(tasks))]
    if not rows:
        return
    statement = insert(ShopTaskRow).values(rows)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["shop_id", "task"],
            set_={
                "due_at": func.least(ShopTaskRow.due_at, statement.excluded.due_at),
                "asked": ShopTaskRow.asked + 1,
            },
        )
    )


def any_task_due(session: Session, now: datetime) -> bool:
    """Tell whether a task waits to be done."""
    return bool(session.execute(select(exists().where(*_due(now)))).scalar_one())


def claim_task(session: Session, now: datetime, until: datetime) -> ClaimedTask | None:
    """Claim the task that has been due longest, whichever shop's; None when there is none."""
    chosen = (
        select(ShopTaskRow.shop_id, ShopTaskRow.task)
        .where(*_due(now))
        # Of those asked for together the profile comes first: others build on what it brings.
        .order_by(ShopTaskRow.due_at, ShopTaskRow.task != ShopTask.SET_UP)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte()
    )
    row = session.execute(
        update(ShopTaskRow)
        .where(ShopTaskRow.shop_id == chosen.c.shop_id, ShopTaskRow.task == chosen.c.task)
        .values(claimed_until=until, attempts=ShopTaskRow.attempts + 1)
        .returning(ShopTaskRow.shop_id, ShopTaskRow.task, ShopTaskRow.asked, ShopTaskRow.attempts)
    ).first()
    if row is None:
        return None
    return ClaimedTask(row.shop_id, ShopTask(row.task), row.asked, row.attempts, until)


def finish_task(session: Session, claimed: ClaimedTask, again_at: datetime | None) -> None:
    """Close a task, or let it come again; one asked for meanwhile stays due as it is."""
    mine = _mine(claimed)
    if again_at is None:
        session.execute(delete(ShopTaskRow).where(*mine, ShopTaskRow.asked == claimed.asked))
    at = case((ShopTaskRow.asked == claimed.asked, again_at), else_=ShopTaskRow.due_at)
    # Last, and whoever has asked: what was asked for a moment ago must not be left claimed.
    session.execute(
        update(ShopTaskRow)
        .where(*mine)
        .values(claimed_until=None, attempts=0, reason="", due_at=at)
    )


def fail_task(session: Session, claimed: ClaimedTask, reason: str, again_at: datetime) -> None:
    """Let a task that failed be tried again at a time, remembering why.

    One asked for meanwhile stays due: what it failed for may have been mended since.
    """
    at = case((ShopTaskRow.asked == claimed.asked, again_at), else_=ShopTaskRow.due_at)
    session.execute(
        update(ShopTaskRow)
        .where(*_mine(claimed))
        .values(claimed_until=None, reason=reason, due_at=at)
    )


def drop_tasks(session: Session, shop_id: int, keep: Sequence[ShopTask] = ()) -> None:
    """Forget a shop's tasks, but for some."""
    kept = [task.value for task in keep]
    session.execute(
        delete(ShopTaskRow).where(ShopTaskRow.shop_id == shop_id, ShopTaskRow.task.not_in(kept))
    )


def failing_tasks(session: Session, shop_id: int) -> Sequence[tuple[ShopTask, str]]:
    """Return the shop's tasks whose last try failed, with the reasons."""
    rows = session.execute(
        select(ShopTaskRow.task, ShopTaskRow.reason)
        .where(ShopTaskRow.shop_id == shop_id, ShopTaskRow.reason != "")
        .order_by(ShopTaskRow.task)
    )
    return [(ShopTask(row.task), row.reason) for row in rows]


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        ShopTaskRow.due_at <= now,
        or_(ShopTaskRow.claimed_until.is_(None), ShopTaskRow.claimed_until <= now),
    )


def _mine(claimed: ClaimedTask) -> tuple[ColumnElement[bool], ...]:
    return (
        ShopTaskRow.shop_id == claimed.shop_id,
        ShopTaskRow.task == claimed.task.value,
        ShopTaskRow.claimed_until == claimed.claimed_until,
    )
