"""Where a merchant wants to hear of events: their own addresses, or another service's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    LargeBinary,
    Text,
    Update,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.events import Target
from storage.schema import RowId, ShopId, Table


class EventEndpointRow(Table):
    """One listener; `kinds` empty is all. `failing_since` is the first failure in a row of them."""

    __tablename__ = "event_endpoints"
    __table_args__ = (CheckConstraint("target IN ('webhook', 'klaviyo')", name="target"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId] = mapped_column(index=True)
    target: Mapped[str]
    url: Mapped[str] = mapped_column(server_default="")
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    created_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str] = mapped_column(server_default="")
    told_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KeptEndpoint:
    """An endpoint as it is kept; `version` counts its merchant's changes.

    One that is switched off without a `disabled_reason` was paused by its merchant.
    """

    id: int
    shop_id: int
    target: Target
    url: str
    sealed_secret: bytes
    kinds: tuple[str, ...]
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_reason: str
    version: int

    def wants(self, kind: str) -> bool:
        """Tell whether it is to be told of a type of event."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """What a merchant adds; `kinds` empty is all."""

    target: Target
    url: str
    sealed_secret: bytes
    kinds: Sequence[str]


def endpoints_of(session: Session, shop_id: int) -> Sequence[KeptEndpoint]:
    """Return a shop's endpoints, the oldest first."""
    mine = select(EventEndpointRow).where(EventEndpointRow.shop_id == shop_id)
    return [_kept(row) for row in session.scalars(mine.order_by(EventEndpointRow.id))]


def listening_endpoints(session: Session, shop_id: int) -> Sequence[KeptEndpoint]:
    """Return a shop's endpoints that are switched on."""
    on = select(EventEndpointRow).where(
        EventEndpointRow.shop_id == shop_id, EventEndpointRow.disabled_at.is_(None)
    )
    return [_kept(row) for row in session.scalars(on.order_by(EventEndpointRow.id))]


def endpoint_of(session: Session, shop_id: int, endpoint_id: int) -> KeptEndpoint | None:
    """Return one of a shop's endpoints."""
    row = session.scalars(
        select(EventEndpointRow).where(
            EventEndpointRow.shop_id == shop_id, EventEndpointRow.id == endpoint_id
        )
    ).one_or_none()
    return _kept(row) if row else None


def locked_endpoint(session: Session, shop_id: int, endpoint_id: int) -> KeptEndpoint | None:
    """Return one of a shop's endpoints; nobody else changes it until the transaction ends."""
    row = session.scalars(
        select(EventEndpointRow)
        .where(EventEndpointRow.shop_id == shop_id, EventEndpointRow.id == endpoint_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return _kept(row) if row else None


def lock_endpoints(session: Session, shop_id: int) -> None:
    """Let nobody else add an endpoint to a shop until the transaction ends."""
    name = f"event-endpoints:{shop_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def add_endpoint(session: Session, shop_id: int, new: NewEndpoint, now: datetime) -> int:
    """Add an endpoint; return its number."""
    values = {
        "shop_id": shop_id,
        "target": new.target.value,
        "url": new.url,
        "sealed_secret": new.sealed_secret,
        "kinds": list(new.kinds),
        "created_at": now,
    }
    made = insert(EventEndpointRow).values(**values).returning(EventEndpointRow.id)
    return session.execute(made).scalar_one()


def keep_kinds(session: Session, shop_id: int, endpoint_id: int, kinds: Sequence[str]) -> None:
    """Let an endpoint be told of some types of event; none stands for all."""
    session.execute(_changed(shop_id, endpoint_id).values(kinds=list(kinds)))


def keep_secret(session: Session, shop_id: int, endpoint_id: int, sealed: bytes) -> None:
    """Overwrite an endpoint's secrets."""
    session.execute(_changed(shop_id, endpoint_id).values(sealed_secret=sealed))


def switch_on(session: Session, shop_id: int, endpoint_id: int) -> None:
    """Switch an endpoint on: what it was switched off for is over."""
    session.execute(
        _changed(shop_id, endpoint_id).values(
            disabled_at=None, disabled_reason="", failing_since=None, told_at=None
        )
    )


def switch_off(
    session: Session, shop_id: int, endpoint_id: int, reason: str, now: datetime
) -> None:
    """Switch an endpoint off; an empty reason means that its merchant wants it so."""
    session.execute(
        _changed(shop_id, endpoint_id).values(disabled_at=now, disabled_reason=reason[:300])
    )


def remove_endpoint(session: Session, shop_id: int, endpoint_id: int) -> None:
    """Delete an endpoint, with its secret and all that was sent or waits for it."""
    session.execute(
        delete(EventEndpointRow).where(
            EventEndpointRow.shop_id == shop_id, EventEndpointRow.id == endpoint_id
        )
    )


def note_works(session: Session, shop_id: int, endpoint_id: int) -> None:
    """Note that an endpoint has taken an event: its failures in a row are over."""
    session.execute(
        _mine(shop_id, endpoint_id)
        .where(EventEndpointRow.failing_since.is_not(None))
        .values(failing_since=None)
    )


def note_fails(session: Session, shop_id: int, endpoint_id: int, now: datetime) -> None:
    """Note that an endpoint has not taken an event; the first failure in a row counts."""
    session.execute(
        _mine(shop_id, endpoint_id)
        .where(EventEndpointRow.failing_since.is_(None))
        .values(failing_since=now)
    )


def endpoints_not_told_of(session: Session, shop_id: int) -> Sequence[KeptEndpoint]:
    """Return a shop's endpoints that were switched off without its merchant knowing."""
    untold = select(EventEndpointRow).where(
        EventEndpointRow.shop_id == shop_id,
        EventEndpointRow.disabled_at.is_not(None),
        EventEndpointRow.disabled_reason != "",
        EventEndpointRow.told_at.is_(None),
    )
    return [_kept(row) for row in session.scalars(untold)]


def note_endpoint_told_of(session: Session, shop_id: int, endpoint_id: int, now: datetime) -> None:
    """Note that a merchant was told of an endpoint that was switched off."""
    session.execute(_mine(shop_id, endpoint_id).values(told_at=now))


def _mine(shop_id: int, endpoint_id: int) -> Update:
    return update(EventEndpointRow).where(
        EventEndpointRow.id == endpoint_id, EventEndpointRow.shop_id == shop_id
    )


def _changed(shop_id: int, endpoint_id: int) -> Update:
    return _mine(shop_id, endpoint_id).values(version=EventEndpointRow.version + 1)


def _kept(row: EventEndpointRow) -> KeptEndpoint:
    return KeptEndpoint(
        id=row.id,
        shop_id=row.shop_id,
        target=Target(row.target),
        url=row.url,
        sealed_secret=row.sealed_secret,
        kinds=tuple(row.kinds),
        created_at=row.created_at,
        failing_since=row.failing_since,
        disabled_at=row.disabled_at,
        disabled_reason=row.disabled_reason,
        version=row.version,
    )
