"""Open incidents of missing parcels once their wait is over, and have their shops told."""

from domain.self_service import Action
from services.allow_action import standing
from services.hear_shopper import hear
from services.wiring import Wiring
from storage.incidents import any_incident_due, open_due_incidents
from storage.inquiries import NewInquiry
from storage.order_reading import read_order

AT_ONCE = 50


def anything_to_open(wiring: Wiring) -> bool:
    """Tell whether an incident has waited long enough."""
    with wiring.sessions() as session:
        return any_incident_due(session, wiring.clock())


def open_incidents(wiring: Wiring) -> int:
    """Open some that are due; return how many. Two who do so at once share them."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        opened = open_due_incidents(session, now, AT_ONCE)
        for one in opened:
            order = read_order(session, one.shop_id, one.order_id)
            status = standing(order) if order else ""
            new = NewInquiry(one.order_id, Action.NOT_RECEIVED, one.text, status, one.shipment_id)
            hear(session, one.shop_id, new, now)
    return len(opened)
