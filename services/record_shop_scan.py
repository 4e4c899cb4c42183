"""Take over a scan that the platform's own order page shows, unless it is an echo of ours.

It fills in for carriers without an adapter here; a shipment we follow ourselves is left alone.
"""

import json
from dataclasses import replace

from sqlalchemy.orm import Session

from domain.errors import NotYetKnownError
from domain.shipment import Scan, Shipment
from domain.shop_events import FulfilmentScanned
from domain.status import Meaning, Status
from domain.tracking import DeliveryWindow, Place, TrackingEvent, state_after
from services.settle_moves import Move, settle_moves
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.orders import order_id_of
from storage.shown_scans import Echo, close_by_echo, is_echo
from storage.tracking_events import events_of


def record_shop_scan(
    session: Session, wiring: Wiring, shop_id: int, told: FulfilmentScanned
) -> bool:
    """Take over a scan of a locked order; return False when there is nothing to take over.

    Raises NotYetKnownError when the order or its fulfilment has not been heard of yet.
    """
    scan, now = told.scan, wiring.clock()
    status = scan.status.value if scan.status else ""
    echo = Echo(told.scan_platform_id, scan.fulfilment, status, scan.happened_at)
    if is_echo(session, shop_id, echo):
        close_by_echo(session, shop_id, echo, now)
        return False
    order_id = order_id_of(session, shop_id, told.order_platform_id)
    if order_id is None:
        raise NotYetKnownError(f"order {told.order_platform_id} has not been heard of yet")
    order = read_orders(session, [order_id])[order_id]
    packed = [s for s in order.shipments if s.platform_id == scan.fulfilment]
    if not packed:
        raise NotYetKnownError(f"fulfilment {scan.fulfilment} has not been heard of yet")
    concerned = [s for s in packed if not s.carrier and s.state.status is not Status.CANCELLED]
    # Told as it happens: what it says is news, though no carrier was ever asked.
    current = replace(
        order,
        shipments=tuple(
            replace(s, checked_at=now) if s in concerned else s for s in order.shipments
        ),
    )
    event = _event(told)
    moves = [m for s in concerned if (m := _move(session, s, event, scan))]
    settle_moves(session, wiring, {order_id: current}, moves, now)
    return bool(moves)


def _event(told: FulfilmentScanned) -> TrackingEvent:
    scan = told.scan
    return TrackingEvent(
        occurred_at=scan.happened_at,
        raw_code=scan.status.value if scan.status else "",
        raw_text=scan.text,
        # Without a status the platform has said in words what it has no word for: kept and shown.
        meaning=Meaning(scan.status),
        place=scan.place or Place(),
        raw=json.dumps({"platform_id": told.scan_platform_id}),
    )


def _move(session: Session, shipment: Shipment, event: TrackingEvent, scan: Scan) -> Move | None:
    heard = events_of(session, [shipment.id])[shipment.id]
    if event.key in {known.key for known in heard}:
        return None
    at = scan.estimated_at
    estimate = DeliveryWindow(at, at) if at else shipment.estimate
    after = replace(shipment, state=state_after([*heard, event]), estimate=estimate)
    return Move(shipment, after, (event,), heard)
