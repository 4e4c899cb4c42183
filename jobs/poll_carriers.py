"""Ask the accounts whose turn it is about their due parcels, a round at a time."""

import asyncio

import uvloop

from jobs.context import begin
from services.ask_carriers import enquiry_about, record_outcomes
from services.claim_parcels import claim_parcels
from services.wiring import Wiring

BATCH = 500
ROUNDS = 20
"""Rounds a job takes before it ends, so that a new one reads its code and settings anew."""


def poll_carriers() -> None:
    """Poll what is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("poll_carriers")
    for _ in range(ROUNDS):
        if not poll_round(wiring):
            return


def poll_round(wiring: Wiring, limit: int = BATCH) -> int:
    """Claim, ask, record; return how many parcels were claimed."""
    claimed = claim_parcels(wiring, limit)
    if claimed:
        now = wiring.clock()
        enquiries = [enquiry_about(one, now) for one in claimed]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            outcomes = runner.run(wiring.switchboard.ask(enquiries))
        record_outcomes(wiring, claimed, outcomes)
    return sum(len(one.due) for one in claimed)
