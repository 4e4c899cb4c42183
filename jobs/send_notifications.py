"""Send the messages that are due."""

from jobs.context import begin
from services.notify_shopper import send_due

BATCHES = 100


def send_notifications() -> None:
    """Send until nothing is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("send_notifications")
    for _ in range(BATCHES):
        if not send_due(wiring):
            return
