"""What is wrong with parcels and messages that are known to be in trouble; nothing is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.detection import Doubt
from domain.kinds import ChannelKey, Kind
from domain.status import Status, SubStatus
from storage.incidents import IncidentRow
from storage.notifications import NotificationRow
from storage.shipments import ShipmentRow


@dataclass(frozen=True, slots=True)
class TroubledParcel:
    """A parcel in trouble. `doubt` None stands for trouble that the carrier reports.

    `likelier` is who seems to carry it instead, by the key of the directory.
    """

    id: int
    tracking_number: str
    carrier: str | None
    carrier_text: str
    doubt: Doubt | None
    likelier: str | None
    status: Status
    sub_status: SubStatus | None
    action_required: bool


@dataclass(frozen=True, slots=True)
class UnsentMessage:
    """A message that was given up; `reason` is the provider's, or one of ours."""

    id: int
    kind: Kind
    channel: ChannelKey
    reason: str
    given_up_at: datetime


def parcels_in_trouble(
    session: Session, shop_id: int, shipment_ids: Sequence[int]
) -> Sequence[TroubledParcel]:
    """Return some of a shop's parcels."""
    rows = session.scalars(
        select(ShipmentRow).where(ShipmentRow.shop_id == shop_id, ShipmentRow.id.in_(shipment_ids))
    )
    return [
        TroubledParcel(
            id=row.id,
            tracking_number=row.tracking_number,
            carrier=row.carrier,
            carrier_text=row.carrier_text,
            doubt=_doubt(row.doubt, Status(row.status)),
            likelier=row.doubted_carrier,
            status=Status(row.status),
            sub_status=SubStatus(row.sub_status) if row.sub_status else None,
            action_required=row.action_required,
        )
        for row in rows
    ]


def unsent_messages(
    session: Session, shop_id: int, message_ids: Sequence[int]
) -> Sequence[UnsentMessage]:
    """Return some of a shop's messages that were given up, in the order they were decided on."""
    rows = session.execute(
        select(
            NotificationRow.id,
            NotificationRow.kind,
            NotificationRow.channel,
            NotificationRow.reason,
            NotificationRow.finished_at,
        )
        .where(NotificationRow.shop_id == shop_id, NotificationRow.id.in_(message_ids))
        .order_by(NotificationRow.id)
    )
    return [
        UnsentMessage(row.id, Kind(row.kind), ChannelKey(row.channel), row.reason, row.finished_at)
        for row in rows
        if row.finished_at is not None
    ]


@dataclass(frozen=True, slots=True)
class MissingParcel:
    """A parcel that its shopper says never came; `text` is what they added, and may be empty."""

    id: int
    tracking_number: str
    carrier: str | None
    carrier_text: str
    delivered_at: datetime | None
    text: str


def missing_parcels(
    session: Session, shop_id: int, incident_ids: Sequence[int]
) -> Sequence[MissingParcel]:
    """Return the parcels of some of a shop's incidents, in the order they were reported."""
    rows = session.execute(
        select(
            IncidentRow.id,
            ShipmentRow.tracking_number,
            ShipmentRow.carrier,
            ShipmentRow.carrier_text,
            ShipmentRow.since,
            IncidentRow.text,
        )
        .join(ShipmentRow, ShipmentRow.id == IncidentRow.shipment_id)
        .where(IncidentRow.shop_id == shop_id, IncidentRow.id.in_(incident_ids))
        .order_by(IncidentRow.id)
    )
    return [MissingParcel(*row) for row in rows]


def _doubt(word: str, status: Status) -> Doubt | None:
    """Return the doubt that is to be told: what a carrier reports of the parcel comes first."""
    reported = status in {Status.EXCEPTION, Status.ATTEMPT_FAILED, Status.RETURNING}
    return None if reported or not word else Doubt(word)
