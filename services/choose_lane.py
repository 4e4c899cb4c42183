"""Choose whom to ask about a parcel: the shop's lane at the best account for its carrier."""

from sqlalchemy.orm import Session

from domain.carrier_choice import accounts_for
from services.wiring import Wiring
from storage.own_accounts import keep_own_accounts
from storage.poll_lanes import lane_for, lanes_open_to


def choose_lane(session: Session, wiring: Wiring, shop_id: int, carrier: str | None) -> int | None:
    """Return the shop's lane at the best account for a carrier; None when nobody can be asked."""
    open_lanes = lanes_open_to(session, shop_id)
    shared = {lane.account.provider for lane in open_lanes if lane.account.shared}
    if missing := set(wiring.switchboard.own) - shared:
        keep_own_accounts(session, sorted(missing))
        open_lanes = lanes_open_to(session, shop_id)
    accounts = [lane.account for lane in open_lanes]
    best = next(iter(accounts_for(carrier, accounts, wiring.switchboard.providers)), None)
    if best is None:
        return None
    known = next(lane.lane_id for lane in open_lanes if lane.account.id == best.id)
    return known or lane_for(session, shop_id, best.id)
