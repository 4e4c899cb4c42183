"""Keep the installation's own accounts, those of its environment, in step with what is there."""

from services.follow_shop import follow_shop
from services.wiring import Wiring
from storage.live_shipments import shops_nobody_follows
from storage.own_accounts import drop_own_accounts, keep_own_accounts, resume_own_accounts


def settle_own_accounts(wiring: Wiring) -> None:
    """Drop accounts the environment no longer has, and follow what can be followed now.

    For the start of a process: what has changed since is settled once, shop by shop. One that was
    paused is tried again: its credentials may be others by now.
    """
    own = sorted(wiring.switchboard.own)
    with wiring.sessions.begin() as session:
        drop_own_accounts(session, own)
        keep_own_accounts(session, own)
        resume_own_accounts(session)
    with wiring.sessions() as session:
        shops = shops_nobody_follows(session)
    for shop_id in sorted(shops):
        with wiring.sessions.begin() as session:
            follow_shop(session, wiring, shop_id)
