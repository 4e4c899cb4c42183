"""Tell merchants' systems the events that are due."""

from datetime import timedelta

from jobs.context import begin
from services.tell_events import tell_due

LIVES_FOR = timedelta(minutes=1)
"""After which no more is taken on, so that a new job reads its code and settings anew."""


def tell_events() -> None:
    """Tell until nothing is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("tell_events")
    tell_due(wiring, until=wiring.clock() + LIVES_FOR)
