"""Write down what carriers answered: events once, the state they add up to, the next poll.

Works in batches, each one transaction, with orders locked first as everywhere: two workers that
were given the same shipment end up with the same rows. What was heard of a number that the shop has
corrected meanwhile, or a shopper had erased, is dropped: it may be another's parcel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.order import Order
from domain.shipment import Shipment, expired
from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    TrackingState,
    state_after,
)
from services.follow_leads import follow_leads
from services.plan_next_poll import Heard, plan_next_poll
from services.settle_moves import Move, settle_moves
from services.wiring import Wiring
from storage.due_shipments import DueShipment, note_checked, tracking_numbers
from storage.order_locks import lock_orders_by_id
from storage.order_reading import read_orders
from storage.poll_schedule import write_back
from storage.tracking_events import events_of

BATCH = 100


def record_answers(wiring: Wiring, heard: Sequence[Heard]) -> None:
    """Record what was heard of claimed parcels, asked for or pushed."""
    for start in range(0, len(heard), BATCH):
        with wiring.sessions.begin() as session:
            _record(session, wiring, heard[start : start + BATCH])


def _record(session: Session, wiring: Wiring, heard: Sequence[Heard]) -> None:
    now = wiring.clock()
    telling = [one for one in heard if _may_move(one.due, one.answer, now)]
    order_ids = lock_orders_by_id(session, sorted({one.due.order_id for one in telling}))
    numbers = tracking_numbers(session, [one.due.id for one in heard])
    heard = [one for one in heard if numbers.get(one.due.id) == one.due.tracking_number]
    telling = [one for one in telling if numbers.get(one.due.id) == one.due.tracking_number]
    orders = read_orders(session, order_ids) if order_ids else {}
    moves = _moves(session, orders, telling, now)
    settle_moves(session, wiring, orders, moves, now)
    silent = [one.due.id for one in heard if _heard_nothing_new(one.due, one.answer)]
    note_checked(session, silent, now)
    moved_to = {move.after.id: move.after for move in moves}
    plans = [plan_next_poll(wiring, one, moved_to.get(one.due.id), now) for one in heard]
    write_back(session, plans)
    follow_leads(session, wiring, heard, now)


def _heard_nothing_new(due: DueShipment, answer: TrackingAnswer) -> bool:
    if isinstance(answer, TrackingReport):
        return bool(answer.fingerprint) and answer.fingerprint == due.fingerprint
    return not isinstance(answer, FailedLookup)


def _may_move(due: DueShipment, answer: TrackingAnswer, now: datetime) -> bool:
    brings_news = isinstance(answer, TrackingReport) and not _heard_nothing_new(due, answer)
    return brings_news or (
        not isinstance(answer, FailedLookup) and expired(due.state, due.shipped_at, now)
    )


def _moves(
    session: Session, orders: Mapping[int, Order], telling: Sequence[Heard], now: datetime
) -> list[Move]:
    """Work out where each shipment stands now; those the shop took back meanwhile stay so."""
    current = {s.id: s for order in orders.values() for s in order.shipments}
    live = [
        (current[one.due.id], one.answer)
        for one in telling
        if one.due.id in current and current[one.due.id].state.status is not Status.CANCELLED
    ]
    known = events_of(session, [shipment.id for shipment, _ in live]) if live else {}
    return [_move(shipment, answer, known[shipment.id], now) for shipment, answer in live]


def _move(
    shipment: Shipment, answer: TrackingAnswer, heard: Sequence[TrackingEvent], now: datetime
) -> Move:
    if not isinstance(answer, TrackingReport):
        return Move(shipment, replace(shipment, state=_given_up(shipment.state, now)), ())
    keys = {event.key for event in heard}
    new = tuple({e.key: e for e in answer.events if e.key not in keys}.values())
    state = state_after([*heard, *new])
    if expired(state, shipment.shipped_at, now):
        state = _given_up(state, now)
    after = replace(
        shipment,
        state=state,
        estimate=answer.estimate or shipment.estimate,
        pickup_point=answer.pickup_point or shipment.pickup_point,
        proof=answer.proof or shipment.proof,
        hand_over=answer.hand_over or shipment.hand_over,
        checked_at=now,
    )
    return Move(shipment, after, new, heard)


def _given_up(state: TrackingState, now: datetime) -> TrackingState:
    return replace(state, status=Status.EXPIRED, sub_status=None, since=now)
