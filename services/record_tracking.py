"""Write down what carriers answered: events once, the state they add up to, the next poll.

Works in batches, each one transaction, with orders locked first as everywhere: two workers that
were given the same shipment end up with the same rows.
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
from services.plan_next_poll import plan_next_poll
from services.settle_moves import Move, settle_moves
from services.wiring import Wiring
from storage.due_shipments import DueShipment, note_checked
from storage.order_locks import lock_orders_by_id
from storage.order_reading import read_orders
from storage.poll_schedule import write_back
from storage.tracking_events import events_of

BATCH = 100

Answered = tuple[DueShipment, TrackingAnswer]


def record_answers(
    wiring: Wiring, due: Sequence[DueShipment], answers: Sequence[TrackingAnswer]
) -> None:
    """Record one answer for each claimed shipment, given in the same order."""
    answered = list(zip(due, answers, strict=True))
    for start in range(0, len(answered), BATCH):
        with wiring.sessions.begin() as session:
            _record(session, wiring, answered[start : start + BATCH])


def _record(session: Session, wiring: Wiring, answered: Sequence[Answered]) -> None:
    now = wiring.clock()
    telling = [(d, a) for d, a in answered if _may_move(d, a, now)]
    order_ids = lock_orders_by_id(session, sorted({due.order_id for due, _ in telling}))
    orders = read_orders(session, order_ids) if order_ids else {}
    moves = _moves(session, orders, telling, now)
    settle_moves(session, wiring, orders, moves, now)
    note_checked(session, [d.id for d, a in answered if _heard_nothing_new(d, a)], now)
    moved_to = {move.after.id: move.after for move in moves}
    write_back(
        session, [plan_next_poll(wiring, d, a, moved_to.get(d.id), now) for d, a in answered]
    )


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
    session: Session, orders: Mapping[int, Order], telling: Sequence[Answered], now: datetime
) -> list[Move]:
    """Work out where each shipment stands now; those the shop took back meanwhile stay so."""
    current = {s.id: s for order in orders.values() for s in order.shipments}
    live = [
        (current[due.id], answer)
        for due, answer in telling
        if due.id in current and current[due.id].state.status is not Status.CANCELLED
    ]
    heard = events_of(session, [shipment.id for shipment, _ in live]) if live else {}
    return [_move(shipment, answer, heard[shipment.id], now) for shipment, answer in live]


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
        checked_at=now,
    )
    return Move(shipment, after, new, heard)


def _given_up(state: TrackingState, now: datetime) -> TrackingState:
    return replace(state, status=Status.EXPIRED, sub_status=None, since=now)
