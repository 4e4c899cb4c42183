"""Every scan ever reported, once, with its raw form; nothing is updated or deleted here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import (
    ForeignKey,
    Integer,
    Row,
    SmallInteger,
    UniqueConstraint,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.status import Meaning, Status, SubStatus
from domain.tracking import Place, TrackingEvent
from storage.schema import RowId, Table


class TrackingEventRow(Table):
    """One scan. `occurred_at` is the instant, `utc_offset` (seconds) the place's clock then."""

    __tablename__ = "tracking_events"
    __table_args__ = (UniqueConstraint("shipment_id", "event_key"),)

    id: Mapped[RowId]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    event_key: Mapped[str]
    occurred_at: Mapped[datetime]
    utc_offset: Mapped[int] = mapped_column(Integer)
    zone_assumed: Mapped[bool]
    sequence: Mapped[int] = mapped_column(SmallInteger)
    raw_code: Mapped[str]
    raw_text: Mapped[str]
    raw: Mapped[str]
    mapped: Mapped[bool]
    status: Mapped[str | None]
    sub_status: Mapped[str | None]
    delayed: Mapped[bool]
    action_required: Mapped[bool]
    is_return_leg: Mapped[bool]
    corrects_delivery: Mapped[bool]
    city: Mapped[str]
    country: Mapped[str]
    place_name: Mapped[str]
    heard_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


_EVENTS = TrackingEventRow.__table__
_READ = select(_EVENTS).where(_EVENTS.c.shipment_id.in_(bindparam("ids", expanding=True)))


def add_events(session: Session, events: Iterable[tuple[int, TrackingEvent]]) -> None:
    """Keep events given as (shipment id, event); those already kept are left as they are."""
    rows = [_row(shipment_id, event) for shipment_id, event in events]
    if rows:
        # The table, not the class: the ORM would send rows with and without a NULL apart.
        table = Table.metadata.tables[TrackingEventRow.__tablename__]
        session.execute(insert(table).on_conflict_do_nothing(), rows)


def events_of(
    session: Session, shipment_ids: Sequence[int]
) -> Mapping[int, Sequence[TrackingEvent]]:
    """Return the events of each shipment, unordered; a shipment without any has an empty list."""
    found: dict[int, list[TrackingEvent]] = {shipment_id: [] for shipment_id in shipment_ids}
    for row in session.execute(_READ, {"ids": shipment_ids}):
        found[row.shipment_id].append(_event(row))
    return found


def _row(shipment_id: int, event: TrackingEvent) -> dict[str, object]:
    meaning = event.meaning or Meaning(None)
    offset = event.occurred_at.utcoffset() or timedelta()
    return {
        "shipment_id": shipment_id,
        "event_key": event.key,
        "occurred_at": event.occurred_at.astimezone(UTC),
        "utc_offset": int(offset.total_seconds()),
        "zone_assumed": event.zone_assumed,
        "sequence": event.sequence,
        "raw_code": event.raw_code,
        "raw_text": event.raw_text,
        "raw": event.raw,
        "mapped": event.meaning is not None,
        "status": meaning.status,
        "sub_status": meaning.sub_status,
        "delayed": meaning.delayed,
        "action_required": meaning.action_required,
        "is_return_leg": meaning.is_return_leg,
        "corrects_delivery": meaning.corrects_delivery,
        "city": event.place.city,
        "country": event.place.country,
        "place_name": event.place.name,
    }


def _event(row: Row[tuple[object, ...]]) -> TrackingEvent:
    meaning = Meaning(
        status=Status(row.status) if row.status else None,
        sub_status=SubStatus(row.sub_status) if row.sub_status else None,
        delayed=row.delayed,
        action_required=row.action_required,
        is_return_leg=row.is_return_leg,
        corrects_delivery=row.corrects_delivery,
    )
    zone = timezone(timedelta(seconds=row.utc_offset))
    return TrackingEvent(
        occurred_at=row.occurred_at.astimezone(zone),
        raw_code=row.raw_code,
        raw_text=row.raw_text,
        meaning=meaning if row.mapped else None,
        place=Place(row.city, row.country, row.place_name),
        zone_assumed=row.zone_assumed,
        sequence=row.sequence,
        raw=row.raw,
    )
