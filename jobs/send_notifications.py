"""Send the messages that are due."""

from datetime import timedelta

from jobs.context import begin
from services.notify_shopper import send_due

LIVES_FOR = timedelta(minutes=1)
"""After which no more is taken on, so that a new job reads its code and settings anew.

What is under way then, and whatever else there is to wait for, still ends before its timeout.
"""


def send_notifications() -> None:
    """Send until nothing is due; what is left over is hinted at again by the scheduler."""
    wiring = begin("send_notifications")
    send_due(wiring, until=wiring.clock() + LIVES_FOR)
