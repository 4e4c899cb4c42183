"""Let an operator see messages, and try failed ones again."""

from collections.abc import Sequence

from services.wiring import Wiring
from storage import message_review
from storage.message_review import MessageEntry
from storage.notifications import NotificationState

__all__ = ["MessageEntry", "list_messages", "send_again"]


def list_messages(wiring: Wiring, state: str | None, limit: int) -> Sequence[MessageEntry]:
    """Return the newest messages, of one state or of all."""
    with wiring.sessions() as session:
        wanted = NotificationState(state) if state else None
        return message_review.list_messages(session, wanted, limit)


def send_again(wiring: Wiring, message_id: int) -> bool:
    """Put a failed message back in line; return whether there was one."""
    with wiring.sessions.begin() as session:
        return message_review.send_again(session, message_id, wiring.clock())
