"""Counts for the metrics; cross-shop by design, and free of anything personal."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from storage.carrier_accounts import CarrierAccountRow
from storage.notifications import NotificationRow
from storage.poll_lanes import PollLaneRow
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow
from storage.tracking_events import TrackingEventRow
from storage.webhook_inbox import InboxRow, InboxState


def inbox_by_state(session: Session) -> Mapping[str, int]:
    """Count deliveries by state."""
    rows = session.execute(select(InboxRow.state, func.count()).group_by(InboxRow.state))
    return {state: count for state, count in rows}  # noqa: C416 - rows are no pairs to mypy


def oldest_waiting(session: Session) -> datetime | None:
    """Return when the oldest delivery arrived that nobody has tried to apply yet."""
    return session.execute(
        select(func.min(InboxRow.received_at)).where(
            InboxRow.state == InboxState.NEW, InboxRow.attempts == 0
        )
    ).scalar_one()


def notifications_by_kind_and_state(session: Session) -> Mapping[tuple[str, str], int]:
    """Count messages by (kind, state)."""
    by = (NotificationRow.kind, NotificationRow.state)
    rows = session.execute(select(*by, func.count()).group_by(*by))
    return {(kind, state): count for kind, state, count in rows}


def overdue_polls(session: Session, before: datetime) -> Mapping[str, int]:
    """Count shipments, by provider, that should have been asked for before an instant."""
    rows = session.execute(
        select(CarrierAccountRow.provider, func.count())
        .join(PollLaneRow, PollLaneRow.account_id == CarrierAccountRow.id)
        .join(PollRow, PollRow.lane_id == PollLaneRow.id)
        .where(PollRow.next_poll_at < before)
        .group_by(CarrierAccountRow.provider)
    )
    return {provider: count for provider, count in rows}  # noqa: C416 - as above


def accounts_by_state(session: Session, now: datetime) -> Mapping[tuple[str, str], int]:
    """Count accounts with carriers by (provider, state): well, resting or paused."""
    row = CarrierAccountRow
    state = case(
        (row.paused_at.is_not(None), "paused"), (row.not_before > now, "resting"), else_="well"
    )
    rows = session.execute(select(row.provider, state, func.count()).group_by(row.provider, state))
    return {(provider, state): count for provider, state, count in rows}


def unmapped_codes(session: Session) -> Mapping[tuple[str, str], int]:
    """Count events by (carrier, code) that no table maps."""
    by = (func.coalesce(ShipmentRow.carrier, ""), TrackingEventRow.raw_code)
    rows = session.execute(
        select(*by, func.count())
        .join(ShipmentRow, ShipmentRow.id == TrackingEventRow.shipment_id)
        .where(TrackingEventRow.mapped.is_(False))
        .group_by(*by)
    )
    return {(carrier, code): count for carrier, code, count in rows}
