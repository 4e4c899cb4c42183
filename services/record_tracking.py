"""Write down what carriers answered: events once, the state they add up to, the next poll.

Works in batches, each one transaction, with orders locked first as everywhere: two workers that
were given the same shipment end up with the same rows.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.notification import decide_notifications
from domain.order import Order
from domain.shipment import Shipment, expired
from domain.stage import Stage, stage_with_shipments
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
from services.wiring import Wiring
from storage.due_shipments import DueShipment, Outcome, note_checked, write_outcomes
from storage.notifications import add_intents
from storage.order_reading import read_orders
from storage.orders import bump_versions, lock_orders_by_id, set_stage
from storage.poll_schedule import write_back
from storage.promises import Promise, record_promises
from storage.settings import notification_settings
from storage.tracking_events import add_events, events_of

BATCH = 100
log = logging.getLogger(__name__)

Answered = tuple[DueShipment, TrackingAnswer]


@dataclass(frozen=True, slots=True)
class _Move:
    """A shipment before and after an answer, and the events that were new in it."""

    before: Shipment
    after: Shipment
    new_events: tuple[TrackingEvent, ...]


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
    order_ids = sorted({due.order_id for due, _ in telling})
    lock_orders_by_id(session, order_ids)
    orders = read_orders(session, order_ids) if order_ids else {}
    moves = _moves(session, orders, telling, now)
    _write(session, moves, now)
    _announce(session, orders, moves, now)
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
) -> list[_Move]:
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
) -> _Move:
    if not isinstance(answer, TrackingReport):
        return _Move(shipment, replace(shipment, state=_given_up(shipment.state, now)), ())
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
    return _Move(shipment, after, new)


def _given_up(state: TrackingState, now: datetime) -> TrackingState:
    return replace(state, status=Status.EXPIRED, sub_status=None, since=now)


def _write(session: Session, moves: Sequence[_Move], now: datetime) -> None:
    if not moves:
        return
    add_events(session, [(m.after.id, event) for m in moves for event in m.new_events])
    write_outcomes(
        session,
        [Outcome(m.after.id, m.after.state, m.after.estimate, m.after.pickup_point) for m in moves],
        now,
    )
    for move in moves:
        for event in move.new_events:
            if event.meaning is None:
                log.warning("unmapped code %s of %s", event.raw_code, move.after.carrier)


def _announce(
    session: Session, orders: Mapping[int, Order], moves: Sequence[_Move], now: datetime
) -> None:
    """Let orders follow their shipments: page version, stage, promises, messages."""
    visible = [m for m in moves if m.new_events or _shown(m.before) != _shown(m.after)]
    if not visible:
        return
    moved = {move.after.id: move.after for move in visible}
    changes = [
        (before, replace(before, shipments=tuple(moved.get(s.id, s) for s in before.shipments)))
        for before in (orders[order_id] for order_id in {m.after.order_id for m in visible})
    ]
    bump_versions(session, [after.id for _, after in changes])
    handed_over = [
        after.id
        for before, after in changes
        if before.stage is not Stage.HANDED_TO_COURIER
        and stage_with_shipments(before.stage, after.shipments) is Stage.HANDED_TO_COURIER
    ]
    if handed_over:
        set_stage(session, handed_over, Stage.HANDED_TO_COURIER)
    record_promises(session, [p for m in visible for p in _new_promises(orders, m)], now)
    for shop_id in {after.shop_id for _, after in changes}:
        settings = notification_settings(session, shop_id)
        intents = [
            intent
            for before, after in changes
            if after.shop_id == shop_id
            for intent in decide_notifications(before, after, settings, now)
        ]
        add_intents(session, shop_id, intents, now)


def _new_promises(orders: Mapping[int, Order], move: _Move) -> Iterator[Promise]:
    shipment = move.after
    if shipment.estimate and shipment.estimate != move.before.estimate:
        yield Promise(
            shop_id=orders[shipment.order_id].shop_id,
            order_id=shipment.order_id,
            shipment_id=shipment.id,
            window=shipment.estimate,
            source=shipment.carrier or "",
            basis="carrier estimate",
        )


def _shown(shipment: Shipment) -> tuple[object, ...]:
    return (shipment.state, shipment.estimate, shipment.pickup_point)
