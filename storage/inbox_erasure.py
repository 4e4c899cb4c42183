"""Empty kept deliveries of what they say of a shopper. The rows stay: they are known to be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.compression import compress
from storage.webhook_inbox import InboxRow, InboxState

EMPTY = b"{}"
ERASED = "erased"


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A delivery that was applied, ignored or failed; `body` is compressed."""

    id: int
    body: bytes


def kept_deliveries(
    session: Session, shop_id: int, after: int, limit: int
) -> Sequence[KeptDelivery]:
    """Return a shop's deliveries with a higher id, oldest first, but for those that wait."""
    rows = session.execute(
        select(InboxRow.id, InboxRow.body)
        .where(InboxRow.shop_id == shop_id, InboxRow.id > after, InboxRow.state != InboxState.NEW)
        .order_by(InboxRow.id)
        .limit(limit)
    )
    return [KeptDelivery(*row) for row in rows]


def empty_deliveries(session: Session, shop_id: int, delivery_ids: Sequence[int]) -> None:
    """Keep nothing of what deliveries say; one that failed is not to be replayed."""
    mine = (InboxRow.shop_id == shop_id, InboxRow.id.in_(delivery_ids))
    session.execute(update(InboxRow).where(*mine).values(body=compress(EMPTY)))
    session.execute(
        update(InboxRow)
        .where(*mine, InboxRow.state == InboxState.FAILED)
        .values(state=InboxState.IGNORED, reason=ERASED)
    )
