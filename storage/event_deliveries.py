"""Events to be told to merchants' endpoints: one row an event and endpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    Update,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import OrderId, RowId, ShopId, Table


class DeliveryState(StrEnum):
    """What became of an event."""

    DUE = "due"
    DELIVERED = "delivered"
    FAILED = "failed"


class EventDeliveryRow(Table):
    """One event for one endpoint; `event` is the same for all of them, and at every try."""

    __tablename__ = "event_deliveries"
    __table_args__ = (
        UniqueConstraint("endpoint_id", "event"),
        CheckConstraint("state IN ('due', 'delivered', 'failed')", name="state"),
        Index(
            "ix_event_deliveries_due",
            "endpoint_id",
            "next_attempt_at",
            postgresql_where=text("state = 'due'"),
        ),
        Index("ix_event_deliveries_finished", "finished_at"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("event_endpoints.id", ondelete="CASCADE"))
    order_id: Mapped[OrderId]
    event: Mapped[str]
    kind: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(server_default="due")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    status: Mapped[int | None] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """An event for an endpoint of the same shop."""

    endpoint_id: int
    order_id: int
    event: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """An event for an endpoint, and what became of it; `status` is the last answer's."""

    id: int
    order_id: int
    event: str
    kind: str
    body: bytes
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    finished_at: datetime | None
    status: int | None
    reason: str


def plan_deliveries(
    session: Session, shop_id: int, planned: Sequence[NewDelivery], now: datetime
) -> None:
    """Write down what is to be told; the same event is told to an endpoint once."""
    if not planned:
        return
    rows = [
        {
            "shop_id": shop_id,
            "endpoint_id": one.endpoint_id,
            "order_id": one.order_id,
            "event": one.event,
            "kind": one.kind,
            "body": one.body,
            "created_at": now,
            "next_attempt_at": now,
        }
        for one in planned
    ]
    session.execute(insert(EventDeliveryRow).on_conflict_do_nothing(), rows)


def deliveries_of(
    session: Session, shop_id: int, endpoint_id: int, since: datetime, limit: int
) -> Sequence[KeptDelivery]:
    """Return what was to be told to an endpoint since an instant, the newest first."""
    rows = session.scalars(
        select(EventDeliveryRow)
        .where(*_of(shop_id, endpoint_id), EventDeliveryRow.created_at >= since)
        .order_by(EventDeliveryRow.created_at.desc(), EventDeliveryRow.id.desc())
        .limit(limit)
    )
    return [_kept(row) for row in rows]


def delivery_of(
    session: Session, shop_id: int, endpoint_id: int, delivery_id: int
) -> KeptDelivery | None:
    """Return one event for an endpoint."""
    wanted = select(EventDeliveryRow).where(
        *_of(shop_id, endpoint_id), EventDeliveryRow.id == delivery_id
    )
    row = session.scalars(wanted).one_or_none()
    return _kept(row) if row else None


def last_taken(session: Session, shop_id: int) -> Mapping[int, datetime]:
    """Return when each of a shop's endpoints last took an event, by endpoint, where known."""
    found = session.execute(
        select(EventDeliveryRow.endpoint_id, func.max(EventDeliveryRow.finished_at))
        .where(
            EventDeliveryRow.shop_id == shop_id, EventDeliveryRow.state == DeliveryState.DELIVERED
        )
        .group_by(EventDeliveryRow.endpoint_id)
    )
    return {endpoint_id: at for endpoint_id, at in found if at}


def tell_once_more(
    session: Session, shop_id: int, endpoint_id: int, delivery_id: int, now: datetime
) -> int:
    """Put one event back in line, whatever became of it; return how many there were."""
    return _put_back(
        session,
        update(EventDeliveryRow).where(
            EventDeliveryRow.id == delivery_id, *_of(shop_id, endpoint_id)
        ),
        now,
    )


def tell_failed_again(
    session: Session, shop_id: int, endpoint_id: int, since: datetime, now: datetime
) -> int:
    """Put back in line what was given up of all that happened since an instant; return how many."""
    failed = update(EventDeliveryRow).where(
        *_of(shop_id, endpoint_id),
        EventDeliveryRow.state == DeliveryState.FAILED,
        EventDeliveryRow.created_at >= since,
    )
    return _put_back(session, failed, now)


def give_up_deliveries(
    session: Session, shop_id: int, endpoint_id: int | None, reason: str, now: datetime
) -> None:
    """Give up what still waits for an endpoint of a shop's; None stands for all of them."""
    waiting = update(EventDeliveryRow).where(
        EventDeliveryRow.shop_id == shop_id,
        EventDeliveryRow.state == DeliveryState.DUE,
    )
    if endpoint_id is not None:
        waiting = waiting.where(EventDeliveryRow.endpoint_id == endpoint_id)
    session.execute(
        waiting.values(state=DeliveryState.FAILED, finished_at=now, reason=reason[:300])
    )


def purge_deliveries(session: Session, taken_before: datetime, given_up_before: datetime) -> int:
    """Delete what was told, or given up, before these instants; return how many."""
    row = EventDeliveryRow
    gone = session.execute(
        delete(row)
        .where(
            row.finished_at < taken_before,
            or_(row.state == DeliveryState.DELIVERED, row.finished_at < given_up_before),
        )
        .returning(row.id)
    )
    return len(gone.all())


def _of(shop_id: int, endpoint_id: int) -> tuple[ColumnElement[bool], ...]:
    return (EventDeliveryRow.shop_id == shop_id, EventDeliveryRow.endpoint_id == endpoint_id)


def _put_back(session: Session, chosen: Update, now: datetime) -> int:
    again = session.execute(
        chosen.values(
            state=DeliveryState.DUE, attempts=0, next_attempt_at=now, finished_at=None, reason=""
        ).returning(EventDeliveryRow.id)
    )
    return len(again.all())


def _kept(row: EventDeliveryRow) -> KeptDelivery:
    return KeptDelivery(
        id=row.id,
        order_id=row.order_id,
        event=row.event,
        kind=row.kind,
        body=row.body,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        finished_at=row.finished_at,
        status=row.status,
        reason=row.reason,
    )
