"""Incidents: a parcel that its shopper says never came, from the report until it is closed.

The order's page says how a report stands: every turn of one is a change of its order, which callers
hold meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.orders import OrderRow, bump_versions
from storage.schema import OrderId, RowId, ShopId, Table


class IncidentRow(Table):
    """One incident of a parcel; waiting until `due_at`, then open, until `closed_at`.

    `outcome` says how it was closed. A parcel has one incident of a kind that is not closed.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint("kind IN ('not_received')", name="kind"),
        Index(
            "uq_incidents_shipment_id_kind",
            "shipment_id",
            "kind",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_incidents_due_at",
            "due_at",
            postgresql_where=text("opened_at IS NULL AND closed_at IS NULL"),
        ),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId] = mapped_column(index=True)
    order_id: Mapped[OrderId]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="")
    reported_at: Mapped[datetime]
    due_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(server_default="")


class Ending(StrEnum):
    """How an incident was closed."""

    FOUND = "found"
    """The shopper has the parcel."""
    SCANNED = "scanned"
    """The carrier no longer says that it is delivered: it is followed like any other."""
    SETTLED = "settled"
    """The shop has dealt with it."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """A parcel said to be missing; opened already where there is nothing to wait for."""

    order_id: int
    shipment_id: int
    text: str
    due_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it is kept; `text` is the shopper's."""

    id: int
    shop_id: int
    order_id: int
    shipment_id: int
    text: str
    reported_at: datetime
    due_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    outcome: Ending | None


_NOT_RECEIVED = "not_received"
_LIVE = IncidentRow.closed_at.is_(None)
_WAITS = (IncidentRow.opened_at.is_(None), _LIVE)


def add_incident(session: Session, shop_id: int, new: NewIncident, now: datetime) -> int | None:
    """Keep a report; return None where the parcel has an incident that is not closed."""
    adding = insert(IncidentRow).values(
        shop_id=shop_id,
        order_id=new.order_id,
        shipment_id=new.shipment_id,
        kind=_NOT_RECEIVED,
        text=new.text,
        reported_at=now,
        due_at=new.due_at,
        opened_at=new.opened_at,
    )
    added = session.execute(
        adding.on_conflict_do_nothing().returning(IncidentRow.id)
    ).scalar_one_or_none()
    if added is not None:
        bump_versions(session, [new.order_id])
    return added


def incidents_of_order(session: Session, shop_id: int, order_id: int) -> Sequence[Incident]:
    """Return an order's incidents, the newest first."""
    rows = session.scalars(
        select(IncidentRow)
        .where(IncidentRow.shop_id == shop_id, IncidentRow.order_id == order_id)
        .order_by(IncidentRow.reported_at.desc(), IncidentRow.id.desc())
    )
    return [_incident(row) for row in rows]


def some_incidents(session: Session, shop_id: int, ids: Sequence[int]) -> Sequence[Incident]:
    """Return some of a shop's incidents."""
    rows = session.scalars(
        select(IncidentRow).where(IncidentRow.shop_id == shop_id, IncidentRow.id.in_(ids))
    )
    return [_incident(row) for row in rows]


def any_incident_due(session: Session, now: datetime) -> bool:
    """Tell whether an incident has waited long enough."""
    return bool(
        session.execute(select(exists().where(IncidentRow.due_at <= now, *_WAITS))).scalar_one()
    )


def open_due_incidents(session: Session, now: datetime, limit: int) -> Sequence[Incident]:
    """Open incidents that have waited long enough, whichever shop's; others take the rest.

    Their orders are held, so that no shopper is forgotten while something of theirs is written. One
    that somebody else holds waits for the next time. They come shop by shop: who asks for something
    in several shops' names does so in one order.
    """
    due = (
        select(IncidentRow.id)
        .join(OrderRow, OrderRow.id == IncidentRow.order_id)
        .where(IncidentRow.due_at <= now, *_WAITS)
        .order_by(IncidentRow.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True, of=(IncidentRow, OrderRow))
        .cte()
    )
    rows = session.scalars(
        update(IncidentRow)
        .where(IncidentRow.id == due.c.id)
        .values(opened_at=now)
        .returning(IncidentRow)
        .execution_options(synchronize_session=False)
    )
    opened = sorted((_incident(row) for row in rows), key=lambda one: (one.shop_id, one.id))
    bump_versions(session, [one.order_id for one in opened])
    return opened


def close_incidents(
    session: Session, shop_id: int, ids: Sequence[int], outcome: Ending, now: datetime
) -> int:
    """Close some of a shop's incidents; return how many were not closed yet."""
    closed = session.execute(
        update(IncidentRow)
        .where(IncidentRow.shop_id == shop_id, IncidentRow.id.in_(ids), _LIVE)
        .values(closed_at=now, outcome=outcome.value)
        .returning(IncidentRow.order_id)
    )
    order_ids = closed.scalars().all()
    bump_versions(session, order_ids)
    return len(order_ids)


def close_incidents_of_parcels(
    session: Session, shipment_ids: Sequence[int], outcome: Ending, now: datetime
) -> None:
    """Close the incidents of shipments just found within their shops, whose move is a change."""
    session.execute(
        update(IncidentRow)
        .where(IncidentRow.shipment_id.in_(shipment_ids), _LIVE)
        .values(closed_at=now, outcome=outcome.value)
        .execution_options(synchronize_session=False)
    )


def _incident(row: IncidentRow) -> Incident:
    return Incident(
        id=row.id,
        shop_id=row.shop_id,
        order_id=row.order_id,
        shipment_id=row.shipment_id,
        text=row.text,
        reported_at=row.reported_at,
        due_at=row.due_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        outcome=Ending(row.outcome) if row.outcome else None,
    )
