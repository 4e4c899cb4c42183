"""Follow what answers hint at: a partner's number, another carrier, a number nobody knows.

Nothing here is forced: a carrier the shop named is asked first and again; who answers is believed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.detection import Doubt
from domain.status import Status
from domain.tracking import HandOver, TrackingReport, UnknownNumber
from services.choose_lane import choose_lane
from services.identify_carrier import identify, others_to_try
from services.plan_next_poll import Heard
from services.wiring import Wiring
from storage.due_shipments import DueShipment
from storage.orders import bump_versions
from storage.poll_schedule import change_lane
from storage.shipments import set_carrier, set_doubt, set_partner

UNKNOWN_TWICE = 2
"""Answers in a row that do not know a number before somebody else is asked."""
DOUBTFUL_AFTER = timedelta(hours=48)
"""How long after a parcel was sent a number nobody knows is shown to the merchant."""


def follow_leads(session: Session, wiring: Wiring, heard: Sequence[Heard], now: datetime) -> None:
    """Act on each answer, after it has been written down and its next poll planned."""
    for one in heard:
        due, answer = one.due, one.answer
        if isinstance(answer, TrackingReport):
            _settle_doubt(session, wiring, due, answer)
            if answer.hand_over and answer.hand_over != due.hand_over:
                _hand_over(session, wiring, due, answer.hand_over, now)
        elif isinstance(answer, UnknownNumber):
            _nobody_knows(session, wiring, due, now)


def _settle_doubt(
    session: Session, wiring: Wiring, due: DueShipment, answer: TrackingReport
) -> None:
    """End all doubt when a carrier knows the number, unless the shop has named another."""
    if not answer.events or due.follows_partner:
        return
    named = wiring.carrier_for(due.carrier_text)
    if named is not None and due.carrier != named:
        if due.doubt == Doubt.WRONG_CARRIER:
            return
        set_doubt(session, due.id, Doubt.WRONG_CARRIER, due.carrier)
    elif due.doubt:
        set_doubt(session, due.id, "", None)


def _hand_over(
    session: Session, wiring: Wiring, due: DueShipment, to: HandOver, now: datetime
) -> None:
    """Follow the partner's number from now on, where the partner can be asked."""
    partner = identify(wiring, to.number, to.carrier_text, due.country).carrier
    set_partner(session, due.id, partner)
    if partner is None or partner == due.carrier:
        return
    lane = choose_lane(session, wiring, due.shop_id, partner)
    if lane is not None:
        change_lane(session, due.id, lane, now, follows_partner=True)


def _nobody_knows(session: Session, wiring: Wiring, due: DueShipment, now: datetime) -> None:
    if due.unchanged + 1 >= UNKNOWN_TWICE:
        if due.follows_partner:
            _go_back(session, wiring, due, now)
            return
        if due.state.status is Status.PENDING:
            _ask_somebody_else(session, wiring, due, now)
    unheard_of = due.state.status is Status.PENDING and now - due.shipped_at > DOUBTFUL_AFTER
    if unheard_of and not due.doubt:
        set_doubt(session, due.id, Doubt.UNKNOWN_NUMBER, None)


def _go_back(session: Session, wiring: Wiring, due: DueShipment, now: datetime) -> None:
    lane = choose_lane(session, wiring, due.shop_id, due.carrier)
    if lane is not None:
        change_lane(session, due.id, lane, now, follows_partner=False)


def _ask_somebody_else(session: Session, wiring: Wiring, due: DueShipment, now: datetime) -> None:
    """Give the next candidate its turn: the shop's own, then those the number tells, and again."""
    named = wiring.carrier_for(due.carrier_text)
    others = others_to_try(wiring, due.tracking_number, named, due.country)
    circle = ([named] if named else []) + others
    if not set(circle) - {due.carrier}:
        return
    at = circle.index(due.carrier) + 1 if due.carrier in circle else 0
    for carrier in (*circle[at:], *circle[:at]):
        lane = choose_lane(session, wiring, due.shop_id, carrier)
        if carrier != due.carrier and lane is not None:
            set_carrier(session, due.id, carrier)
            bump_versions(session, [due.order_id])
            change_lane(session, due.id, lane, now, follows_partner=False)
            return
