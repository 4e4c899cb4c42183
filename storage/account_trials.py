"""What a trial of an account's credentials leaves behind, and which version of them there is."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.carrier_accounts import CarrierAccountRow

NO_ACCOUNT = 0


def lock_version(session: Session, shop_id: int, provider: str) -> int:
    """Return the version of a shop's account; nobody else changes it until the transaction ends.

    NO_ACCOUNT when there is none, and nobody else makes one meanwhile: hence no lock of a row.
    """
    name = f"carrier-account:{shop_id}:{provider}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    found = session.scalar(
        select(CarrierAccountRow.version).where(
            CarrierAccountRow.shop_id == shop_id, CarrierAccountRow.provider == provider
        )
    )
    return NO_ACCOUNT if found is None else found


def note_works(session: Session, shop_id: int, account_id: int, now: datetime) -> None:
    """Note that an account's credentials work: whatever it was paused or rested for is over."""
    session.execute(
        update(CarrierAccountRow)
        .where(CarrierAccountRow.id == account_id, CarrierAccountRow.shop_id == shop_id)
        .values(
            checked_at=now,
            paused_at=None,
            paused_reason="",
            told_at=None,
            not_before=None,
            resting_reason="",
        )
    )
