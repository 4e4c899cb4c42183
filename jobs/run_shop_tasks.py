"""Do what is due for shops in the background, one task after the other."""

import time
from collections.abc import Callable

from jobs.context import begin
from services.run_shop_tasks import run_next

LIVES_FOR = 15 * 60.0
"""Seconds after which no further task is begun. The longest task, and all there is to wait for in
it, then still ends before the job's timeout: a task cut short would be noted as broken."""


def run_shop_tasks(monotonic: Callable[[], float] = time.monotonic) -> None:
    """Work until nothing is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("run_shop_tasks")
    until = monotonic() + LIVES_FOR
    while monotonic() < until:
        if not run_next(wiring):
            return
