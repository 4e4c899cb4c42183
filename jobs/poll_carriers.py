"""Ask the accounts whose turn it is about their due parcels, a round at a time.

While one round's answers are written down, the next is asked for: a worker waits for carriers and
for the database at once.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import uvloop

from domain.carrier_access import Outcome
from jobs.context import begin
from services.ask_carriers import enquiry_about, record_outcomes
from services.claim_parcels import ClaimedParcels, claim_parcels
from services.wiring import Wiring

BATCH = 500
ROUNDS = 20
"""Rounds a job takes before it ends, so that a new one reads its code and settings anew."""

Round = Sequence[ClaimedParcels]


def poll_carriers() -> None:
    """Poll what is due; what is left over is hinted at again by the scheduler."""
    poll_rounds(begin("poll_carriers"), ROUNDS)


def poll_round(wiring: Wiring, limit: int = BATCH) -> int:
    """Claim, ask, record; return how many parcels were claimed."""
    return poll_rounds(wiring, 1, limit)


def poll_rounds(wiring: Wiring, rounds: int, limit: int = BATCH) -> int:
    """Poll up to so many rounds, until nothing is due; return how many parcels were claimed."""
    polled = 0
    with ThreadPoolExecutor(1, thread_name_prefix="ask") as asking:
        claimed = claim_parcels(wiring, limit)
        answering = asking.submit(_ask, wiring, claimed)
        while claimed:
            outcomes, told = answering.result(), claimed
            polled += sum(len(one.due) for one in told)
            rounds -= 1
            claimed = claim_parcels(wiring, limit) if rounds else ()
            answering = asking.submit(_ask, wiring, claimed)
            record_outcomes(wiring, told, outcomes)
    return polled


def _ask(wiring: Wiring, claimed: Round) -> Sequence[Outcome]:
    if not claimed:
        return ()
    now = wiring.clock()
    enquiries = [enquiry_about(one, now) for one in claimed]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(wiring.switchboard.ask(enquiries))
