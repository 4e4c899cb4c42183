"""Drain the webhook inbox: a job that lives some seconds and looks ten times a second.

Enqueuing a job per webhook costs more than the webhook itself (measured), so nobody does.
"""

import time
from collections.abc import Callable

from jobs.context import begin
from services.apply_shop_event import apply_waiting
from services.wiring import Wiring

LIVES_FOR = 5.0
LOOKS_EVERY = 0.1


def process_inbox() -> None:
    """Apply deliveries as they arrive; the scheduler keeps one successor waiting."""
    wiring = begin("process_inbox")
    drain(wiring, time.monotonic() + LIVES_FOR)


def drain(
    wiring: Wiring,
    until: float,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Apply what waits, and what arrives, until a moment; return how many deliveries were taken."""
    taken = 0
    while True:
        now_taken = apply_waiting(wiring)
        taken += now_taken
        if monotonic() >= until:
            return taken
        if not now_taken:
            sleep(LOOKS_EVERY)
