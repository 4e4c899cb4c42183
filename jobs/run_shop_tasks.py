"""Do what is due for shops in the background, one task after the other."""

from jobs.context import begin
from services.run_shop_tasks import run_next

TASKS = 200
"""Tasks a job does before it makes room for its successor."""


def run_shop_tasks() -> None:
    """Work until nothing is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("run_shop_tasks")
    for _ in range(TASKS):
        if not run_next(wiring):
            return
