"""Begin, recognise and end the visit of a shopper who has shown that an order is theirs."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.access import VISIT_LASTS, Level
from domain.errors import BadTokenError
from services.look_up_order import LinkTarget
from services.tracking_token import VISIT, row_behind, token_for
from services.wiring import Wiring
from storage.one_time_codes import forget_codes
from storage.shopper_visits import add_visit, end_all_visits, end_visit, level_of_visit


def begin_visit(wiring: Wiring, shop_id: int, order_id: int, level: Level) -> str:
    """Return the token of a new visit to one order; the caller has made sure of the shopper."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        visit_id = add_visit(session, shop_id, order_id, level, now, now + VISIT_LASTS)
    return token_for(visit_id, wiring.link_keys, VISIT)


def level_of(wiring: Wiring, target: LinkTarget, visit: str) -> Level:
    """Return what a visitor to an order has shown; LINK for any visit that is not to it, or over.

    One indexed read, and none for who brings no token of ours.
    """
    try:
        visit_id = row_behind(visit, wiring.link_keys, VISIT)
    except BadTokenError:
        return Level.LINK
    # As in open_link, one statement needs no transaction.
    with wiring.engine.connect() as connection:
        reading = connection.execution_options(isolation_level="AUTOCOMMIT")
        level = level_of_visit(reading, target.shop_id, target.order_id, visit_id, wiring.clock())
    return Level.LINK if level is None else level


def leave_visit(wiring: Wiring, target: LinkTarget, visit: str) -> None:
    """End one visit to an order; nothing happens for one that is none of ours."""
    try:
        visit_id = row_behind(visit, wiring.link_keys, VISIT)
    except BadTokenError:
        return
    with wiring.sessions.begin() as session:
        end_visit(session, target.shop_id, target.order_id, visit_id, wiring.clock())


def end_visits(session: Session, shop_id: int, order_id: int, now: datetime) -> None:
    """End every visit to an order, and what would let others begin."""
    end_all_visits(session, shop_id, order_id, now)
    forget_codes(session, shop_id, order_id)
