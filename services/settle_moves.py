"""Write down how shipments moved, whoever reported it, and let everything that hangs on it follow.

The one road from a scan to what a shopper sees and hears: state, page version, stage, promises,
messages, scans to be shown by the platform. It asks nobody and sends nothing.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.order import Order
from domain.order_parcels import said_delivered
from domain.shipment import Shipment
from domain.stage import Stage, stage_with_shipments
from domain.tracking import TrackingEvent
from services.announce import announce
from services.plan_scans import Heard, plan_scans
from services.wiring import Wiring
from storage.due_shipments import Outcome, write_outcomes
from storage.incidents import Ending, close_incidents_of_parcels
from storage.orders import bump_versions, set_stage
from storage.promises import Promise, record_promises
from storage.settings import merchant_settings
from storage.tracking_events import add_events

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Move:
    """A shipment before and after an answer, and the events that were new in it.

    `heard` are the events known before.
    """

    before: Shipment
    after: Shipment
    new_events: tuple[TrackingEvent, ...]
    heard: Sequence[TrackingEvent] = ()


def settle_moves(
    session: Session,
    wiring: Wiring,
    orders: Mapping[int, Order],
    moves: Sequence[Move],
    now: datetime,
) -> None:
    """Write moves down; `orders` are theirs, by id, read in this transaction and locked."""
    _write(session, moves, now)
    _close_contradicted(session, moves, now)
    _announce(session, wiring, orders, moves, now)


def _write(session: Session, moves: Sequence[Move], now: datetime) -> None:
    if not moves:
        return
    add_events(session, [(m.after.id, event) for m in moves for event in m.new_events])
    write_outcomes(
        session,
        [
            Outcome(
                shipment_id=move.after.id,
                state=move.after.state,
                estimate=move.after.estimate,
                pickup_point=move.after.pickup_point,
                proof=move.after.proof,
                hand_over=move.after.hand_over,
            )
            for move in moves
        ],
        now,
    )
    for move in moves:
        for event in move.new_events:
            if event.meaning is None:
                log.warning("unmapped code %s of %s", event.raw_code, move.after.carrier)


def _close_contradicted(session: Session, moves: Sequence[Move], now: datetime) -> None:
    """Close what was reported missing of parcels whose carrier no longer says they have come."""
    ids = [
        move.after.id
        for move in moves
        if said_delivered(move.before.state) and not said_delivered(move.after.state)
    ]
    if ids:
        close_incidents_of_parcels(session, ids, Ending.SCANNED, now)


def _announce(
    session: Session,
    wiring: Wiring,
    orders: Mapping[int, Order],
    moves: Sequence[Move],
    now: datetime,
) -> None:
    """Let orders follow their shipments: page version, stage, promises, messages, shown scans."""
    visible = [m for m in moves if m.new_events or _shown(m.before) != _shown(m.after)]
    if not visible:
        return
    moved = {m.after.id: replace(m.after, events=(*m.heard, *m.new_events)) for m in visible}
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
    for shop_id in sorted({after.shop_id for _, after in changes}):
        theirs = [change for change in changes if change[1].shop_id == shop_id]
        announce(session, wiring, shop_id, theirs, now)
        if merchant_settings(session, shop_id).show_scans:
            heard = [
                _heard(orders, m) for m in visible if orders[m.after.order_id].shop_id == shop_id
            ]
            plan_scans(session, wiring, shop_id, heard, now)


def _heard(orders: Mapping[int, Order], move: Move) -> Heard:
    locale = orders[move.after.order_id].locale
    return Heard(move.after, locale, move.heard, move.new_events)


def _new_promises(orders: Mapping[int, Order], move: Move) -> Iterator[Promise]:
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
    return (
        shipment.state,
        shipment.estimate,
        shipment.pickup_point,
        shipment.hand_over,
        shipment.proof,
    )
