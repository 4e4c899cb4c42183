"""Bring an order's shipments in line with what the shop says of them. What carriers said stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.shop_events import ShipmentTold
from domain.status import FINAL, Status
from services.wiring import Wiring
from storage.poll_schedule import schedule_poll
from storage.shipments import (
    KnownShipment,
    cancel_shipment,
    delete_shipment,
    insert_shipment,
    note_told,
    overwrite_shipment,
    shipments_of_order,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Shipments of an order (`fulfilment` empty) or of one fulfilment, as of `told_at`.

    They are all there are, unless it is not `complete`.
    """

    shop_id: int
    order_id: int
    told_at: datetime
    shipments: Sequence[ShipmentTold]
    fulfilment: str = ""
    complete: bool = True


def import_shipments(session: Session, wiring: Wiring, telling: Telling) -> bool:
    """Apply a telling; return False, changing nothing, when we know newer of the fulfilment."""
    known = shipments_of_order(session, telling.order_id)
    spoken_of = [k for k in known if telling.fulfilment in ("", k.platform_id)]
    if telling.fulfilment and any(k.told_at > telling.told_at for k in spoken_of):
        return False
    pairs, told_no_more = match(known, telling.shipments)
    said_again = [
        shipment.id
        for told, shipment in pairs
        if not _take_over(session, wiring, telling, told, shipment) and shipment
    ]
    if said_again:
        note_told(session, said_again, telling.told_at)
    for shipment in told_no_more if telling.complete else ():
        if shipment in spoken_of and shipment.told_at < telling.told_at:
            _take_back(session, shipment, wiring.clock())
    return True


def match(
    known: Sequence[KnownShipment], told: Sequence[ShipmentTold]
) -> tuple[list[tuple[ShipmentTold, KnownShipment | None]], list[KnownShipment]]:
    """Pair what is told with what is known, by number; return the pairs, and who is told no more.

    A number told twice is one parcel. A number that was added or corrected before any carrier knew
    the parcel belongs to the same shipment: the shopper has been told of it already.
    """
    told = list({one.tracking_number or one.platform_id: one for one in reversed(told)}.values())
    left = {k.id: k for k in known}
    by_number = {k.tracking_number: k for k in known if k.tracking_number}
    pairs: list[tuple[ShipmentTold, KnownShipment | None]] = []
    for one in reversed(told):
        found = by_number.get(one.tracking_number)
        if found:
            left.pop(found.id, None)
        pairs.append((one, found))
    for position, (one, found) in enumerate(pairs):
        if found is None:
            same = (k for k in left.values() if k.platform_id == one.platform_id)
            adopted = next((k for k in same if not k.heard_of), None)
            if adopted:
                left.pop(adopted.id)
                pairs[position] = (one, adopted)
    return pairs, list(left.values())


def _take_over(
    session: Session,
    wiring: Wiring,
    telling: Telling,
    told: ShipmentTold,
    known: KnownShipment | None,
) -> bool:
    """Write one shipment where it differs from what is known; return whether it did."""
    carrier = wiring.carrier_for(told.carrier_text) if told.tracking_number else None
    if known is None:
        _insert(session, wiring, telling, told, carrier)
    elif known.told_at > telling.told_at or _says_the_same(told, known, carrier):
        return False
    else:
        _overwrite(session, wiring, telling, (told, known), carrier)
    return True


def _says_the_same(told: ShipmentTold, known: KnownShipment, carrier: str | None) -> bool:
    return (
        told.tracking_number == known.tracking_number
        and told.platform_id == known.platform_id
        and told.carrier_text == known.carrier_text
        and told.tracking_url == known.tracking_url
        and carrier == known.carrier
        and told.cancelled == (known.status is Status.CANCELLED)
    )


def _insert(
    session: Session, wiring: Wiring, telling: Telling, told: ShipmentTold, carrier: str | None
) -> None:
    shipment_id = insert_shipment(
        session, telling.shop_id, telling.order_id, told, carrier, telling.told_at
    )
    if carrier and not told.cancelled:
        schedule_poll(session, shipment_id, carrier, wiring.clock())


def _overwrite(
    session: Session,
    wiring: Wiring,
    telling: Telling,
    pair: tuple[ShipmentTold, KnownShipment],
    carrier: str | None,
) -> None:
    told, known = pair
    overwrite_shipment(session, known.id, told, carrier, telling.told_at)
    if told.cancelled:
        _take_back(session, known, wiring.clock(), keep=True)
    elif (carrier, told.tracking_number) != (known.carrier, known.tracking_number):
        schedule_poll(session, known.id, carrier, wiring.clock())


def _take_back(
    session: Session, shipment: KnownShipment, now: datetime, *, keep: bool = False
) -> None:
    if not (keep or shipment.heard_of):
        delete_shipment(session, shipment.id)
    elif shipment.status not in FINAL:
        cancel_shipment(session, shipment.id, now)
        schedule_poll(session, shipment.id, None, now)
