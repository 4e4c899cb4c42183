"""The installation's own accounts, which belong to no shop: their rows hold no credentials."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain.status import FINAL
from storage.carrier_accounts import CarrierAccountRow

_FINAL = sorted(status.value for status in FINAL)


def keep_own_accounts(session: Session, providers: Sequence[str]) -> None:
    """Have a row for each of the installation's own accounts."""
    for provider in providers:
        session.execute(
            insert(CarrierAccountRow)
            .values(provider=provider, push_token=uuid4().hex)
            .on_conflict_do_nothing(index_elements=["shop_id", "provider"])
        )


def resume_own_accounts(session: Session) -> None:
    """End the pauses of the installation's own accounts."""
    session.execute(
        update(CarrierAccountRow)
        .where(CarrierAccountRow.shop_id.is_(None), CarrierAccountRow.paused_at.is_not(None))
        .values(paused_at=None, paused_reason="", told_at=None)
    )


_UNFOLLOW = text(
    """
    UPDATE shipments s SET followed = false
    FROM poll_schedule p
    JOIN poll_lanes l ON l.id = p.lane_id
    JOIN carrier_accounts a ON a.id = l.account_id
    WHERE s.id = p.shipment_id AND a.shop_id IS NULL
        AND a.provider <> ALL(CAST(:providers AS text[])) AND s.status <> ALL(:final)
    """
)


def drop_own_accounts(session: Session, providers: Sequence[str]) -> None:
    """Delete the installation's own accounts but these, with all that waits in their lanes.

    What waited there and is not at its end is followed by nobody from now on.
    """
    session.execute(_UNFOLLOW, {"providers": list(providers), "final": _FINAL})
    session.execute(
        delete(CarrierAccountRow).where(
            CarrierAccountRow.shop_id.is_(None), CarrierAccountRow.provider.not_in(providers)
        )
    )
