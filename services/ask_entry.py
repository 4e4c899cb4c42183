"""Let somebody of a team ask for a way in; whether there is such a team is told by mail only."""

import hashlib
import hmac

from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.members import Letter, memberships, want_letter
from storage.shop_tasks import ask_for

MOST_TEAMS = 10


def ask_entry(wiring: Wiring, email: str, caller: str) -> None:
    """Have a link sent to an address, for each team it belongs to; the first ten.

    `caller` is a network address: attempts are counted for both. Raises TooManyAttemptsError.
    """
    address = email.strip().lower()
    theirs = hmac.digest(wiring.link_keys[0], address.encode(), hashlib.sha256).hex()
    wiring.limiter.hit("ask-entry-by-caller", caller)
    wiring.limiter.hit("ask-entry-of-address", theirs)
    with wiring.sessions.begin() as session:
        for member in memberships(session, address, MOST_TEAMS):
            want_letter(session, member.shop_id, member.id, Letter.ENTRY)
            ask_for(session, member.shop_id, [ShopTask.WRITE_TO_TEAM], wiring.clock())
