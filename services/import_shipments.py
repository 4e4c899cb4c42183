"""Bring an order's shipments in line with what the shop says of them. What carriers said stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.shop_events import ShipmentTold
from domain.status import FINAL, Status
from services.choose_lane import choose_lane
from services.identify_carrier import Identified, identify
from services.wiring import Wiring
from storage.poll_schedule import schedule_poll
from storage.shipments import (
    KnownShipment,
    cancel_shipment,
    delete_shipment,
    insert_shipment,
    note_told,
    overwrite_shipment,
    set_doubt,
    set_followed,
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
    country: str = ""
    """The recipient's, ISO 3166-1 alpha-2, where it is told."""


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
    if known is None:
        _insert(session, wiring, telling, told)
    elif known.told_at > telling.told_at or _says_the_same(told, known):
        return False
    else:
        _overwrite(session, wiring, telling, (told, known))
    return True


def _says_the_same(told: ShipmentTold, known: KnownShipment) -> bool:
    return (
        told.platform_id == known.platform_id
        and _same_number(told, known)
        and told.tracking_url == known.tracking_url
        and told.cancelled == (known.status is Status.CANCELLED)
    )


def _same_number(told: ShipmentTold, known: KnownShipment) -> bool:
    return (told.tracking_number, told.carrier_text) == (known.tracking_number, known.carrier_text)


def _insert(session: Session, wiring: Wiring, telling: Telling, told: ShipmentTold) -> None:
    found = identify(wiring, told.tracking_number, told.carrier_text, telling.country)
    shipment_id = insert_shipment(
        session, telling.shop_id, telling.order_id, told, found.carrier, telling.told_at
    )
    if told.tracking_number and not told.cancelled:
        _have_asked(session, wiring, telling.shop_id, shipment_id, found)
        if found.doubt:
            set_doubt(session, shipment_id, found.doubt, found.likelier)


def _overwrite(
    session: Session,
    wiring: Wiring,
    telling: Telling,
    pair: tuple[ShipmentTold, KnownShipment],
) -> None:
    """Take over what the shop says now; who was found to carry the parcel stays with its number."""
    told, known = pair
    again = _same_number(told, known)
    found = identify(wiring, told.tracking_number, told.carrier_text, telling.country)
    carrier = known.carrier if again else found.carrier
    overwrite_shipment(session, known.id, told, carrier, telling.told_at)
    if told.cancelled:
        _take_back(session, known, wiring.clock(), keep=True)
    elif not again:
        number = told.tracking_number
        _have_asked(session, wiring, telling.shop_id, known.id, found if number else None)
        set_doubt(session, known.id, found.doubt or "", found.likelier)


def _have_asked(
    session: Session, wiring: Wiring, shop_id: int, shipment_id: int, found: Identified | None
) -> None:
    """Have a parcel asked about at once, where anybody can be; one without a number is not."""
    lane = choose_lane(session, wiring, shop_id, found.carrier) if found else None
    schedule_poll(session, shipment_id, lane, wiring.clock())
    set_followed(session, shipment_id, followed=lane is not None)


def _take_back(
    session: Session, shipment: KnownShipment, now: datetime, *, keep: bool = False
) -> None:
    if not (keep or shipment.heard_of):
        delete_shipment(session, shipment.id)
    elif shipment.status not in FINAL:
        cancel_shipment(session, shipment.id, now)
        schedule_poll(session, shipment.id, None, now)
