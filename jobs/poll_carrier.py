"""Ask one carrier about all its due shipments, a batch at a time."""

import asyncio

import uvloop

from jobs.context import begin
from services.poll_shipments import claim_shipments, number_of
from services.record_tracking import record_answers
from services.wiring import Wiring

BATCH = 500
BATCHES = 20
"""Batches a job takes before it lets the next carrier have its turn."""


def poll_carrier(carrier: str) -> None:
    """Poll what is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("poll_carrier", carrier)
    for _ in range(BATCHES):
        if poll_batch(wiring, carrier) < BATCH:
            return


def poll_batch(wiring: Wiring, carrier: str, limit: int = BATCH) -> int:
    """Claim, ask, record; return how many shipments were claimed."""
    due = claim_shipments(wiring, carrier, limit)
    if due:
        numbers = [number_of(shipment) for shipment in due]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            answers = runner.run(wiring.carriers[carrier].track(numbers))
        record_answers(wiring, due, answers)
    return len(due)
