"""Send the messages that are due, each at most once: who is served next, and how many at a time.

What a letter says, and what becomes of it, is decided elsewhere.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from services.letter_shift import Crew, Shift
from services.send_letter import send_bundle
from services.wiring import Wiring
from storage.message_claims import Bundle, claim_bundles, close_unconfirmed
from storage.message_lanes import Lane, any_lane_due, lanes_due, note_served

LEASE = timedelta(minutes=2)
"""What is claimed is begun at once: its lease is all its own."""
UNCONFIRMED = "handed over; the worker died before the provider's answer"
MANY = 1_000_000
LOOK_AGAIN = 0.5
"""Seconds after which it is seen whether anything new is due, while slow letters are under way."""


def send_due(
    wiring: Wiring, limit: int = MANY, crew: Crew | None = None, until: datetime | None = None
) -> int:
    """Send what is due, up to `limit` bundles; return how many were taken on.

    A bundle is what is due to one recipient on a channel. A slow sender keeps nobody waiting but
    its own shops: not even after `until`, when all that was begun before is waited for, and other
    senders are served meanwhile.
    """
    shift, taken_on = Shift(crew or Crew()), 0
    with ThreadPoolExecutor(shift.crew.threads, thread_name_prefix="letters") as pool:
        while True:
            if until and wiring.clock() >= until:
                shift.end_soon()
            taken = _take(wiring, shift, min(shift.room, limit - taken_on))
            for lane, bundle in taken:
                shift.begin(pool.submit(send_bundle, wiring, bundle), lane, wiring.clock())
            taken_on += len(taken)
            if not shift.under_way:
                return taken_on
            shift.see_what_is_done(0 if taken else LOOK_AGAIN, wiring.clock)


def anything_due(wiring: Wiring) -> bool:
    """Say whether a message waits to be sent, and somebody may send it."""
    with wiring.sessions() as session:
        return any_lane_due(session, wiring.clock())


def sweep_unconfirmed(wiring: Wiring) -> int:
    """Close letters whose worker died after handing them over; return how many."""
    with wiring.sessions.begin() as session:
        return close_unconfirmed(session, wiring.clock(), UNCONFIRMED)


def _take(wiring: Wiring, shift: Shift, room: int) -> Sequence[tuple[Lane, Bundle]]:
    """Claim bundles from the lanes whose turn it is."""
    if room <= 0:
        return ()
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        lanes = lanes_due(session, shift.busy(), room, now)
        shares = shift.shares(lanes, room)
        if not shares:
            return ()
        bundles = claim_bundles(session, shares, now, now + LEASE)
        note_served(session, [share.lane for share in shares], now)
    by_lane = {(lane.shop_id, lane.channel): lane for lane in lanes}
    return [(by_lane[one[0].shop_id, one[0].channel], one) for one in bundles]
