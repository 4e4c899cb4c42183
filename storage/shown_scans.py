"""Carriers' scans that the platform's own order pages show, or are to show: each once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    delete,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import RowId, ShopId, Table

SAME_MOMENT = timedelta(seconds=2)


class ScanState(StrEnum):
    """What became of a scan."""

    DUE = "due"
    SHOWN = "shown"
    FAILED = "failed"


class ShownScanRow(Table):
    """One scan of one shipment. `scan_platform_id` is what the platform calls it: our own echo."""

    __tablename__ = "shown_scans"
    __table_args__ = (
        UniqueConstraint("shipment_id", "event_key"),
        CheckConstraint("state IN ('due', 'shown', 'failed')", name="state"),
        Index("ix_shown_scans_due", "shop_id", postgresql_where=text("state = 'due'")),
        Index("ix_shown_scans_fulfilment", "shop_id", "fulfilment"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id", ondelete="CASCADE"))
    event_key: Mapped[str]
    fulfilment: Mapped[str]
    status: Mapped[str]
    happened_at: Mapped[datetime]
    city: Mapped[str] = mapped_column(server_default="")
    country: Mapped[str] = mapped_column(server_default="")
    text: Mapped[str] = mapped_column(server_default="")
    estimated_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(server_default="due")
    scan_platform_id: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    finished_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class NewScan:
    """A scan that is to be shown; `fulfilment` is the platform's id."""

    shipment_id: int
    event_key: str
    fulfilment: str
    status: str
    happened_at: datetime
    city: str
    country: str
    text: str
    estimated_at: datetime | None


@dataclass(frozen=True, slots=True)
class ScanToShow:
    """A scan that is due to be shown."""

    id: int
    shop_id: int
    fulfilment: str
    status: str
    happened_at: datetime
    city: str
    country: str
    text: str
    estimated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Echo:
    """A scan the platform tells of, perhaps one of ours; `status` is empty when it names none."""

    scan_platform_id: str
    fulfilment: str
    status: str
    at: datetime


def add_scans(session: Session, shop_id: int, scans: Sequence[NewScan]) -> None:
    """Note scans to be shown; those noted before are left as they are."""
    rows = [{"shop_id": shop_id, **asdict(scan)} for scan in scans]
    session.execute(insert(ShownScanRow).values(rows).on_conflict_do_nothing())


def next_due(session: Session, shop_id: int) -> ScanToShow | None:
    """Return the oldest scan that waits to be shown, or None."""
    row = session.execute(
        select(
            ShownScanRow.id,
            ShownScanRow.shop_id,
            ShownScanRow.fulfilment,
            ShownScanRow.status,
            ShownScanRow.happened_at,
            ShownScanRow.city,
            ShownScanRow.country,
            ShownScanRow.text,
            ShownScanRow.estimated_at,
        )
        .where(ShownScanRow.shop_id == shop_id, ShownScanRow.state == ScanState.DUE)
        .order_by(ShownScanRow.happened_at, ShownScanRow.id)
        .limit(1)
    ).one_or_none()
    return ScanToShow(*row) if row else None


def note_shown(session: Session, shop_id: int, scan_id: int, shown_as: str, now: datetime) -> None:
    """Note that a scan is shown, and what the platform calls it."""
    _finish(session, shop_id, scan_id, state=ScanState.SHOWN, scan_platform_id=shown_as, at=now)


def note_failed(session: Session, shop_id: int, scan_id: int, reason: str, now: datetime) -> None:
    """Note that the platform will not show a scan, with its reason."""
    _finish(session, shop_id, scan_id, state=ScanState.FAILED, reason=reason, at=now)


def _finish(session: Session, shop_id: int, scan_id: int, **values: object) -> None:
    values["finished_at"] = values.pop("at")
    session.execute(
        update(ShownScanRow)
        .where(ShownScanRow.id == scan_id, ShownScanRow.shop_id == shop_id)
        .values(**values)
    )


def drop_due(session: Session, shop_id: int) -> None:
    """Forget the scans that wait to be shown."""
    session.execute(
        delete(ShownScanRow).where(
            ShownScanRow.shop_id == shop_id, ShownScanRow.state == ScanState.DUE
        )
    )


def is_echo(session: Session, shop_id: int, echo: Echo) -> bool:
    """Tell whether a scan the platform tells of is one of ours: by its id, else by its moment.

    The moment must do where the webhook has overtaken our note of the id, and where the platform's
    word for a status is not the one we gave.
    """
    same_moment = ShownScanRow.happened_at.between(*_around(echo.at))
    found = session.execute(
        select(ShownScanRow.id)
        .where(
            ShownScanRow.shop_id == shop_id,
            ShownScanRow.fulfilment == echo.fulfilment,
            or_(ShownScanRow.scan_platform_id == echo.scan_platform_id, same_moment),
        )
        .limit(1)
    )
    return found.first() is not None


def close_by_echo(session: Session, shop_id: int, echo: Echo, now: datetime) -> None:
    """Close a scan that waits, but is shown already: its worker died, or another app was first."""
    session.execute(
        update(ShownScanRow)
        .where(
            ShownScanRow.shop_id == shop_id,
            ShownScanRow.fulfilment == echo.fulfilment,
            ShownScanRow.status == echo.status,
            ShownScanRow.happened_at.between(*_around(echo.at)),
            ShownScanRow.state == ScanState.DUE,
        )
        .values(state=ScanState.SHOWN, scan_platform_id=echo.scan_platform_id, finished_at=now)
    )


def _around(at: datetime) -> tuple[datetime, datetime]:
    return at - SAME_MOMENT, at + SAME_MOMENT
