"""The installation's own accounts, which belong to no shop: their rows hold no credentials."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from storage.carrier_accounts import CarrierAccountRow
from storage.poll_lanes import PollLaneRow


def keep_own_accounts(session: Session, providers: Sequence[str]) -> None:
    """Have a row for each of the installation's own accounts."""
    for provider in providers:
        session.execute(
            insert(CarrierAccountRow)
            .values(provider=provider, push_token=uuid4().hex)
            .on_conflict_do_nothing(index_elements=["shop_id", "provider"])
        )


def shops_served_by_others(session: Session, providers: Sequence[str]) -> Sequence[int]:
    """Return the shops that accounts of the installation serve which it no longer has."""
    gone = (
        select(PollLaneRow.shop_id)
        .join(CarrierAccountRow, CarrierAccountRow.id == PollLaneRow.account_id)
        .where(CarrierAccountRow.shop_id.is_(None), CarrierAccountRow.provider.not_in(providers))
    )
    return session.scalars(gone.distinct()).all()


def drop_own_accounts(session: Session, providers: Sequence[str]) -> None:
    """Delete the installation's own accounts but these, with all that waits in their lanes."""
    session.execute(
        delete(CarrierAccountRow).where(
            CarrierAccountRow.shop_id.is_(None), CarrierAccountRow.provider.not_in(providers)
        )
    )
