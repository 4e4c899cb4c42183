"""Count that a message was opened or followed, where its shop counts that; it remembers nobody.

Programs that look at mails before people do are counted like people: nothing tells them apart.
"""

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from domain.errors import BadTokenError
from services.page_address import page_address
from services.shopper_links import Linked, Purpose, behind
from services.wiring import Wiring
from storage.message_counts import count_click, count_open, order_told_of

log = logging.getLogger(__name__)


def note_opened(wiring: Wiring, token: str) -> None:
    """Count that a message was opened; raise BadTokenError for an image we have not made."""
    linked = behind(wiring, Purpose.OPENED, token)
    _count(wiring, linked, count_open)


def follow(wiring: Wiring, token: str, *, count: bool) -> str:
    """Return the address of the page a message led to, and count that; raise BadTokenError."""
    linked = behind(wiring, Purpose.FOLLOWED, token)
    with wiring.sessions() as session:
        order_id = order_told_of(session, linked.shop_id, linked.subject_id)
    if order_id is None:
        raise BadTokenError("the message's order is gone")
    address = page_address(wiring, linked.shop_id, order_id)
    if count:
        _count(wiring, linked, count_click)
    return address


def _count(wiring: Wiring, linked: Linked, count: Callable[[Session, int, int], None]) -> None:
    """Count, and hold nobody up where that fails."""
    try:
        with wiring.sessions.begin() as session:
            count(session, linked.shop_id, linked.subject_id)
    except SQLAlchemyError:
        log.exception("a message was not counted", extra={"notification": linked.subject_id})
