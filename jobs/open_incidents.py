"""Open the incidents that have waited long enough: their shops hear of them by another task."""

from jobs.context import begin
from services.open_incidents import open_incidents as open_due


def open_incidents() -> None:
    """Work until none is due."""
    wiring = begin("open_incidents")
    while open_due(wiring):
        pass
