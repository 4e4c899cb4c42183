"""Put an order on the board aside, or have the messages about it sent again.

What a shopper has reported missing is settled by that: it is closed, and may be reported anew.
"""

from domain.errors import ChangedMeanwhileError
from services.review_exceptions import looked_at
from services.wiring import Wiring
from storage.dismissed_exceptions import dismiss
from storage.exceptions_review import troubled_order
from storage.incidents import Ending, close_incidents
from storage.order_locks import hold_order
from storage.unsent_messages import put_back


def put_aside(wiring: Wiring, shop_id: int, order_id: int, seen: frozenset[str]) -> None:
    """Hide an order's troubles as they were seen, until there is another; close its incidents.

    Raises ChangedMeanwhileError when there is more by now than was seen, and when there is none.
    """
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        # Whoever writes down a scan holds the order, too, before it closes what was reported.
        held = hold_order(session, shop_id, order_id)
        found = troubled_order(session, shop_id, looked_at(now), order_id) if held else None
        if found is None or not set(found.troubles) <= seen:
            raise ChangedMeanwhileError(f"order {order_id}")
        dismiss(session, shop_id, order_id, found.troubles, now)
        close_incidents(session, shop_id, found.incidents, Ending.SETTLED, now)


def try_messages_again(wiring: Wiring, shop_id: int, order_id: int) -> int:
    """Put the messages about an order that were given up back in line; return how many.

    Those whose news is old by the time they are due are dropped, as ever.
    """
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        found = troubled_order(session, shop_id, looked_at(now), order_id)
        return put_back(session, shop_id, found.messages, now) if found else 0
