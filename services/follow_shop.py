"""Have all of a shop's live parcels asked about by the accounts there are now."""

from sqlalchemy.orm import Session

from services.choose_lane import choose_lane
from services.wiring import Wiring
from storage.live_shipments import carriers_of_live, follow_live, unfollow_live


def follow_shop(session: Session, wiring: Wiring, shop_id: int) -> None:
    """Put live parcels into the lanes their carriers have now; those in the right lane stay as is.

    For when accounts come or go, and for a shop that has come back.
    """
    now = wiring.clock()
    for carrier in carriers_of_live(session, shop_id):
        lane = choose_lane(session, wiring, shop_id, carrier)
        if lane is None:
            unfollow_live(session, shop_id, carrier)
        else:
            follow_live(session, shop_id, carrier, lane, now)
