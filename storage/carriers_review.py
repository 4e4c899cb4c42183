"""Who follows a shop's parcels and which nobody follows, counted; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from domain.status import FINAL
from storage.poll_lanes import PollLaneRow
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow

_FINAL = sorted(status.value for status in FINAL)


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Parcels on their way that nobody is asked about.

    `carrier` is a key of the directory; it is None for a carrier we do not know, which `text`
    then names as the shop does.
    """

    carrier: str | None
    text: str
    parcels: int


def parcels_by_account(
    session: Session, shop_id: int, account_ids: Sequence[int]
) -> Mapping[int, int]:
    """Count a shop's parcels that wait in the lanes of accounts, by the account's id."""
    counted = session.execute(
        select(PollLaneRow.account_id, func.count())
        .join(PollRow, PollRow.lane_id == PollLaneRow.id)
        .where(PollLaneRow.account_id.in_(account_ids), PollLaneRow.shop_id == shop_id)
        .group_by(PollLaneRow.account_id)
    )
    return {row[0]: row[1] for row in counted}


def unfollowed_parcels(
    session: Session, shop_id: int, since: datetime, limit: int
) -> Sequence[Unfollowed]:
    """Count the numbered parcels sent since that nobody follows, by carrier, most used first."""
    parcels = func.count()
    unknown = case((ShipmentRow.carrier.is_(None), ShipmentRow.carrier_text), else_="")
    found = session.execute(
        select(ShipmentRow.carrier, unknown, parcels)
        .where(
            ShipmentRow.shop_id == shop_id,
            ShipmentRow.shipped_at >= since,
            ShipmentRow.followed.is_(False),
            ShipmentRow.tracking_number != "",
            ShipmentRow.status.not_in(_FINAL),
        )
        .group_by(ShipmentRow.carrier, unknown)
        .order_by(parcels.desc(), ShipmentRow.carrier, unknown)
        .limit(limit)
    )
    return [Unfollowed(*row) for row in found]
