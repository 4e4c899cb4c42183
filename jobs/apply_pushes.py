"""Apply what carriers pushed."""

from jobs.context import begin
from services import apply_pushes as use_case


def apply_pushes() -> None:
    """Apply pushes until none waits."""
    wiring = begin("apply_pushes")
    while use_case.apply_pushes(wiring):
        pass
