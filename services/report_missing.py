"""Take a shopper's word that a parcel said to be delivered never came, or that it was found."""

from collections.abc import Mapping

from domain.errors import BadTokenError
from domain.missing_parcel import report
from domain.order_parcels import parcels_said_delivered
from domain.self_service import Action
from domain.shipment import Shipment
from domain.shopper_words import LONGEST_TEXT, Problem, text_problem, tidy
from domain.zones import zone_named
from services.allow_action import Acting, FaultyTextError, allowed
from services.hear_shopper import hear
from services.look_up_order import OrderStory
from services.wiring import Wiring
from storage.incidents import (
    Ending,
    Incident,
    NewIncident,
    add_incident,
    close_incidents,
    incidents_of_order,
)
from storage.inquiries import NewInquiry
from storage.order_locks import hold_order

__all__ = ["Ending", "Incident", "found_parcel", "last_incidents", "report_missing"]


def report_missing(wiring: Wiring, acting: Acting, shipment_id: int, text: str) -> None:
    """Note that a parcel is missing; told twice, it is noted once.

    It becomes an incident after the merchant's wait, at once when that is over. `text` may be
    empty. Raises FaultyTextError, ActionRefusedError, BadTokenError, TooManyAttemptsError,
    OverloadedError.
    """
    shop_id, order_id = acting.shop_id, acting.order_id
    story = allowed(wiring, acting, Action.NOT_RECEIVED)
    parcel = _parcel(story, shipment_id)
    words, now = tidy(text), wiring.clock()
    if text_problem(words, LONGEST_TEXT) is Problem.TOO_LONG:
        raise FaultyTextError(Problem.TOO_LONG)
    wiring.limiter.hit("report-missing", f"{shop_id}:{order_id}")
    country, rules = story.order.address.country, story.page.rules
    zone = (wiring.zone_of(country) if country else None) or zone_named(story.shop.time_zone)
    due = report(parcel, rules.missing_wait_days, now, zone)
    new = NewIncident(order_id, parcel.id, words, due.due_at, now if due.at_once else None)
    status = parcel.state.status.value
    with wiring.sessions.begin() as session:
        if not hold_order(session, shop_id, order_id):
            raise BadTokenError("the order is gone")
        if add_incident(session, shop_id, new, now) is not None and due.at_once:
            told = NewInquiry(order_id, Action.NOT_RECEIVED, words, status, parcel.id)
            hear(session, shop_id, told, now)


def found_parcel(wiring: Wiring, acting: Acting, shipment_id: int) -> None:
    """Note that a parcel has turned up; raise as report_missing does."""
    story = allowed(wiring, acting, Action.NOT_RECEIVED)
    parcel = _parcel(story, shipment_id)
    with wiring.sessions.begin() as session:
        hold_order(session, acting.shop_id, acting.order_id)
        mine = incidents_of_order(session, acting.shop_id, acting.order_id)
        ids = [one.id for one in mine if one.shipment_id == parcel.id]
        close_incidents(session, acting.shop_id, ids, Ending.FOUND, wiring.clock())


def last_incidents(wiring: Wiring, shop_id: int, order_id: int) -> Mapping[int, Incident]:
    """Return the newest incident of each of an order's parcels that ever had one."""
    with wiring.sessions() as session:
        newest_first = incidents_of_order(session, shop_id, order_id)
    return {one.shipment_id: one for one in reversed(newest_first)}


def _parcel(story: OrderStory, shipment_id: int) -> Shipment:
    """Return a parcel of the order that is said to be delivered."""
    for parcel in parcels_said_delivered(story.order):
        if parcel.id == shipment_id:
            return parcel
    raise BadTokenError("no such parcel of this order, or it is not delivered")
