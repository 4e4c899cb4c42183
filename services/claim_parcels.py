"""Claim the parcels to ask about next, fairly: accounts in turns, in each its shops in turns.

No transaction is open while anybody is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.carrier_access import Account
from domain.poll_budget import Allowance, allowance
from domain.polling import Heat
from domain.tracking import TrackedNumber
from services.open_account import UnopenedAccountError, open_account
from services.warn_merchant import warn_of_refusal
from services.wiring import Wiring
from storage.carrier_accounts import KeptAccount, pause_account, rest_account
from storage.due_shipments import DueShipment, read_due
from storage.poll_lanes import any_lane_due, take_accounts, take_lanes
from storage.poll_schedule import Claim, claim_due

LEASE = timedelta(minutes=5)
"""For how long a worker has claimed parcels to itself; a dead worker's come due again."""
ACCOUNTS_AT_ONCE = 25
LANES_AT_ONCE = 100
PHONE_END = 4
SPENT_FOR = timedelta(minutes=1)
"""How soon an account that may not call now is looked at again; meanwhile others have its place."""
NOTHING_LEFT = "its calls are used up for now"


@dataclass(frozen=True, slots=True)
class ClaimedParcels:
    """What one account is to be asked about now."""

    kept: KeptAccount
    account: Account
    due: Sequence[DueShipment]


def anything_to_ask(wiring: Wiring) -> bool:
    """Tell whether a parcel is due at an account that may be asked."""
    with wiring.sessions() as session:
        return any_lane_due(session, sorted(wiring.switchboard.providers), wiring.clock())


def claim_parcels(wiring: Wiring, limit: int) -> Sequence[ClaimedParcels]:
    """Claim up to `limit` due parcels of the accounts whose turn it is, until the lease ends."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        kept = take_accounts(session, sorted(wiring.switchboard.providers), ACCOUNTS_AT_ONCE, now)
    claimed: list[ClaimedParcels] = []
    left = limit
    for number, one in enumerate(kept):
        share = left // (len(kept) - number)
        account = _opened(wiring, one, now)
        if account is None:
            continue
        per_call = wiring.switchboard.providers[one.provider].per_call
        calls = allowance(wiring.switchboard.calls_left(account), -(-share // per_call), now)
        with wiring.sessions.begin() as session:
            if not calls.hot:
                rest_account(session, one.id, one.version, now + SPENT_FOR, NOTHING_LEFT)
                continue
            due = _claim(session, one.id, calls, _Share(share, per_call), now)
        if due:
            claimed.append(ClaimedParcels(one, account, due))
            left -= len(due)
    return claimed


def _opened(wiring: Wiring, kept: KeptAccount, now: datetime) -> Account | None:
    """Open an account; one that cannot be opened is paused, so that it holds up no other."""
    try:
        return open_account(wiring, kept)
    except UnopenedAccountError as error:
        with wiring.sessions.begin() as session:
            if pause_account(session, kept.id, kept.version, str(error), now):
                warn_of_refusal(session, wiring, kept, str(error))
        return None


@dataclass(frozen=True, slots=True)
class _Share:
    most: int
    per_call: int


def _claim(
    session: Session, account_id: int, calls: Allowance, share: _Share, now: datetime
) -> Sequence[DueShipment]:
    claimed: list[int] = []
    for coldest, allowed in ((Heat.HOT, calls.hot), (Heat.COLD, calls.any)):
        if coldest is Heat.HOT and calls.hot == calls.any:
            continue
        left = min(share.most, allowed * share.per_call) - len(claimed)
        if left > 0:
            # No more lanes than can be served: to be taken is to go to the end of the line.
            lanes = take_lanes(session, account_id, min(left, LANES_AT_ONCE), coldest, now)
            claimed += _from_lanes(session, lanes, left, coldest, now)
    return read_due(session, claimed)


def _from_lanes(
    session: Session, lanes: Sequence[int], most: int, coldest: Heat, now: datetime
) -> Sequence[int]:
    """Claim the same from each lane, then what is left over from whoever has more."""
    claimed: list[int] = []
    for each in (most // len(lanes), most) if lanes else ():
        if left := most - len(claimed):
            claim = Claim(now, now + LEASE, left, min(each, left), coldest)
            claimed += claim_due(session, lanes, claim)
    return claimed


def number_of(due: DueShipment) -> TrackedNumber:
    """Say what an account must know of a parcel: the partner's number while that is followed."""
    partner = due.hand_over if due.follows_partner else None
    digits = "".join(filter(str.isdigit, due.phone))
    return TrackedNumber(
        number=partner.number if partner else due.tracking_number,
        carrier_text=partner.carrier_text if partner else due.carrier_text,
        country=due.country,
        postal_code=due.postal_code,
        carrier=(due.partner if partner else due.carrier) or "",
        reference=due.order_number,
        phone_end=digits[-PHONE_END:],
        shipped_on=due.shipped_at.date().isoformat(),
    )
