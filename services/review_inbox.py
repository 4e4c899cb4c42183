"""Let an operator see deliveries and put them back in line."""

from collections.abc import Sequence

from services.wiring import Wiring
from storage import inbox_review
from storage.compression import decompress
from storage.inbox_review import InboxEntry
from storage.webhook_inbox import InboxState

__all__ = ["InboxEntry", "list_deliveries", "replay_delivery", "show_delivery"]


def list_deliveries(wiring: Wiring, state: str | None, limit: int) -> Sequence[InboxEntry]:
    """Return the newest deliveries, of one state or of all."""
    with wiring.sessions() as session:
        return inbox_review.list_entries(session, InboxState(state) if state else None, limit)


def show_delivery(wiring: Wiring, delivery: int) -> tuple[InboxEntry, bytes] | None:
    """Return a delivery and its body as it arrived, or None."""
    with wiring.sessions() as session:
        entry = inbox_review.entry(session, delivery)
    return (entry, decompress(entry.body)) if entry else None


def replay_delivery(wiring: Wiring, delivery: int) -> bool:
    """Put a finished delivery back in line; return whether there was one."""
    with wiring.sessions.begin() as session:
        return inbox_review.replay(session, delivery, wiring.clock())
