"""Lanes: one for each shop an account serves, so that no shop's parcels crowd out another's.

An account's calls go to its lanes in turns, the accounts have turns among themselves: whoever was
served longest ago comes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.carrier_choice import OwnedAccount
from domain.polling import Heat
from storage.carrier_accounts import KEPT, CarrierAccountRow, KeptAccount
from storage.schema import RowId, ShopId, Table


class PollLaneRow(Table):
    """Where the parcels of one shop wait that one account asks about."""

    __tablename__ = "poll_lanes"
    __table_args__ = (
        Index("uq_poll_lanes_account_shop", "account_id", "shop_id", unique=True),
        {"postgresql_with": {"fillfactor": "50"}},
    )

    id: Mapped[RowId]
    account_id: Mapped[int] = mapped_column(ForeignKey("carrier_accounts.id", ondelete="CASCADE"))
    shop_id: Mapped[ShopId]
    served_at: Mapped[datetime] = mapped_column(server_default=text("'epoch'"))


_DUE_IN_LANE = """
    SELECT FROM (VALUES (0), (1), (2)) AS heats(heat) CROSS JOIN LATERAL (
        SELECT FROM poll_schedule p
        WHERE p.lane_id = l.id AND p.heat = heats.heat AND p.next_poll_at <= :now LIMIT 1) AS one
    WHERE heats.heat <= :coldest
"""
_MAY_BE_ASKED = "a.paused_at IS NULL AND (a.not_before IS NULL OR a.not_before <= :now)"

_ACCOUNTS_DUE = f"""
    SELECT a.id FROM carrier_accounts a
    WHERE {_MAY_BE_ASKED} AND a.provider = ANY(:providers) AND EXISTS (
        SELECT FROM poll_lanes l WHERE l.account_id = a.id AND EXISTS ({_DUE_IN_LANE}))
"""  # noqa: S608 - no values in it
# An array is worked out once; IN may be planned to run once for each row, and its limit with it.
_TAKE_ACCOUNTS = text(f"""
    UPDATE carrier_accounts SET served_at = :now WHERE id = ANY(ARRAY(
        {_ACCOUNTS_DUE} ORDER BY a.served_at LIMIT :limit FOR NO KEY UPDATE OF a SKIP LOCKED))
    RETURNING {", ".join(column.name for column in KEPT)}
""")  # noqa: S608 - no values in it
_ANY_DUE = text(f"{_ACCOUNTS_DUE} LIMIT 1")
_TAKE_LANES = text(f"""
    UPDATE poll_lanes SET served_at = :now WHERE id = ANY(ARRAY(
        SELECT l.id FROM poll_lanes l WHERE l.account_id = :account_id AND EXISTS ({_DUE_IN_LANE})
        ORDER BY l.served_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED))
    RETURNING id
""")  # noqa: S608 - no values in it


def any_lane_due(session: Session, providers: Sequence[str], now: datetime) -> bool:
    """Tell whether an account of these providers that may be asked has anything due."""
    values = {"now": now, "providers": list(providers), "coldest": Heat.COLD}
    found = session.execute(_ANY_DUE, values)
    return found.one_or_none() is not None


def take_accounts(
    session: Session, providers: Sequence[str], limit: int, now: datetime
) -> Sequence[KeptAccount]:
    """Take up to `limit` accounts that have something due, longest unserved first."""
    values = {"now": now, "providers": list(providers), "limit": limit, "coldest": Heat.COLD}
    return [KeptAccount(*row) for row in session.execute(_TAKE_ACCOUNTS, values)]


def take_lanes(
    session: Session, account_id: int, limit: int, coldest: Heat, now: datetime
) -> Sequence[int]:
    """Take up to `limit` lanes of an account, longest unserved first.

    Only those with something due that is no colder than `coldest`; each is to be served.
    """
    values = {"account_id": account_id, "limit": limit, "coldest": coldest, "now": now}
    return session.execute(_TAKE_LANES, values).scalars().all()


@dataclass(frozen=True, slots=True)
class OpenLane:
    """An account a shop may use, and the shop's lane there, if it has one already."""

    account: OwnedAccount
    lane_id: int | None


def lanes_open_to(session: Session, shop_id: int) -> Sequence[OpenLane]:
    """Return the accounts that may be used for a shop, in one query."""
    a, lane = CarrierAccountRow, PollLaneRow
    found = session.execute(
        select(a.id, a.provider, a.shop_id, lane.id.label("lane_id"))
        .outerjoin(lane, (lane.account_id == a.id) & (lane.shop_id == shop_id))
        .where(or_(a.shop_id == shop_id, a.shop_id.is_(None)))
    )
    return [
        OpenLane(OwnedAccount(row.id, row.provider, shared=row.shop_id is None), row.lane_id)
        for row in found
    ]


def lane_for(session: Session, shop_id: int, account_id: int) -> int:
    """Return the lane of a shop at an account; it is made when there is none."""
    known = select(PollLaneRow.id).where(
        PollLaneRow.account_id == account_id, PollLaneRow.shop_id == shop_id
    )
    session.execute(
        insert(PollLaneRow)
        .values(account_id=account_id, shop_id=shop_id)
        .on_conflict_do_nothing(index_elements=["account_id", "shop_id"])
    )
    return session.scalars(known).one()
