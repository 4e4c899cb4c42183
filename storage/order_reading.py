"""Read whole orders, with items, shipments and (when asked) events, in a handful of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from domain.order import Address, Amounts, Contact, Item, Money, Order
from domain.shipment import Shipment, ShipmentItem
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    ProofOfDelivery,
    TrackingEvent,
    TrackingState,
)
from storage.order_items import OrderItemRow
from storage.orders import OrderRow
from storage.shipments import ShipmentItemRow, ShipmentRow
from storage.tracking_events import events_of

_ORDERS = OrderRow.__table__
_ITEMS = OrderItemRow.__table__
_SHIPMENTS = ShipmentRow.__table__
_SHIPMENT_ITEMS = ShipmentItemRow.__table__
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
# Put together once: to do so for every page was a twentieth of what it costs (measured).
_READ_ORDERS = select(_ORDERS).where(_ORDERS.c.id.in_(_IDS))
_READ_ORDER = select(_ORDERS).where(
    _ORDERS.c.id == bindparam("order_id"),
    _ORDERS.c.shop_id == bindparam("shop_id"),
    _ORDERS.c.deleted_at.is_(None),
)
_READ_ITEMS = (
    select(_ITEMS, _ORDERS.c.currency)
    .join(_ORDERS, _ORDERS.c.id == _ITEMS.c.order_id)
    .where(_ITEMS.c.order_id.in_(_IDS))
    .order_by(_ITEMS.c.position)
)
_READ_SHIPMENTS = (
    select(_SHIPMENTS).where(_SHIPMENTS.c.order_id.in_(_IDS)).order_by(_SHIPMENTS.c.id)
)
_READ_SHIPMENT_ITEMS = select(_SHIPMENT_ITEMS).where(_SHIPMENT_ITEMS.c.shipment_id.in_(_IDS))


def read_orders(
    session: Session, order_ids: Sequence[int], *, whole: bool = False
) -> Mapping[int, Order]:
    """Return orders by id; `whole` adds items, and events to their shipments.

    Cross-shop by design: the ids come from rows the caller has already tied to their shops.
    """
    shipments = _shipments(session, order_ids, whole=whole)
    items = _items(session, order_ids) if whole else {}
    rows = session.execute(_READ_ORDERS, {"ids": order_ids})
    return {row.id: _order(row, items.get(row.id, ()), shipments.get(row.id, ())) for row in rows}


def read_order(session: Session, shop_id: int, order_id: int) -> Order | None:
    """Return one whole order of a shop, or None when it has none such, or has deleted it."""
    asked = {"order_id": order_id, "shop_id": shop_id}
    row = session.execute(_READ_ORDER, asked).one_or_none()
    if row is None:
        return None
    items = _items(session, [order_id]).get(order_id, ())
    return _order(row, items, _shipments(session, [order_id], whole=True).get(order_id, ()))


def live_orders(
    session: Session, shop_id: int, platform_ids: Sequence[str]
) -> Mapping[str, tuple[int, int, datetime | None]]:
    """Return (our id, version, a carrier's last answer) of a shop's live orders, by platform id."""
    answered = select(func.max(_SHIPMENTS.c.checked_at)).where(
        _SHIPMENTS.c.order_id == _ORDERS.c.id
    )
    checked = answered.scalar_subquery().label("checked_at")
    live = select(_ORDERS.c.platform_id, _ORDERS.c.id, _ORDERS.c.version, checked).where(
        _ORDERS.c.shop_id == shop_id,
        _ORDERS.c.platform_id.in_(platform_ids),
        _ORDERS.c.deleted_at.is_(None),
    )
    return {r.platform_id: (r.id, r.version, r.checked_at) for r in session.execute(live)}


def _items(session: Session, order_ids: Sequence[int]) -> Mapping[int, Sequence[Item]]:
    found = defaultdict(list)
    for row in session.execute(_READ_ITEMS, {"ids": order_ids}):
        priced = row.unit_price is not None and row.currency
        found[row.order_id].append(
            Item(
                platform_id=row.platform_id,
                title=row.title,
                quantity=row.quantity,
                variant=row.variant,
                sku=row.sku,
                image_url=row.image_url,
                unit_price=Money(row.unit_price, row.currency) if priced else None,
                product=row.product,
            )
        )
    return found


def _shipments(
    session: Session, order_ids: Sequence[int], *, whole: bool
) -> Mapping[int, Sequence[Shipment]]:
    rows = session.execute(_READ_SHIPMENTS, {"ids": order_ids}).all()
    ids = [row.id for row in rows]
    events = events_of(session, ids) if whole and ids else {}
    items = _shipment_items(session, ids) if whole and ids else {}
    found = defaultdict(list)
    for row in rows:
        found[row.order_id].append(_shipment(row, items.get(row.id, ()), events.get(row.id, ())))
    return found


def _shipment_items(
    session: Session, shipment_ids: Sequence[int]
) -> Mapping[int, Sequence[ShipmentItem]]:
    found = defaultdict(list)
    for row in session.execute(_READ_SHIPMENT_ITEMS, {"ids": shipment_ids}):
        found[row.shipment_id].append(ShipmentItem(row.platform_id, row.quantity))
    return found


def _order(row: Any, items: Sequence[Item], shipments: Sequence[Shipment]) -> Order:
    return Order(
        id=row.id,
        shop_id=row.shop_id,
        platform_id=row.platform_id,
        number=row.number,
        placed_at=row.placed_at,
        stage=Stage(row.stage),
        contact=Contact(row.name, row.email, row.phone),
        address=Address(
            name=row.address_name,
            street=row.street,
            street2=row.street2,
            postal_code=row.postal_code,
            city=row.city,
            region=row.region,
            country=row.country,
        ),
        locale=row.locale,
        items=tuple(items),
        shipments=tuple(shipments),
        total=Money(row.total, row.currency) if row.total is not None else None,
        cancelled_at=row.cancelled_at,
        version=row.version,
        noted_stage=Stage(row.noted_stage),
        billing=Address(**row.billing),
        amounts=Amounts(**{part: Decimal(told) for part, told in row.amounts.items()}),
        tags=tuple(row.tags),
        customer=row.customer,
        instructions=row.instructions,
    )


def _shipment(row: Any, items: Sequence[ShipmentItem], events: Sequence[TrackingEvent]) -> Shipment:
    return Shipment(
        id=row.id,
        order_id=row.order_id,
        carrier=row.carrier,
        carrier_text=row.carrier_text,
        tracking_number=row.tracking_number,
        tracking_url=row.tracking_url,
        shipped_at=row.shipped_at,
        state=state_of_row(row),
        items=tuple(items),
        events=tuple(events),
        estimate=window_of_row(row),
        pickup_point=_pickup_point(row.pickup_point),
        checked_at=row.checked_at,
        platform_id=row.platform_id,
        proof=ProofOfDelivery(**row.proof) if row.proof else None,
        hand_over=hand_over_of_row(row),
        followed=row.followed,
    )


def hand_over_of_row(row: Any) -> HandOver | None:
    """Read who carries a shipment on, from a row that has the shipments table's columns."""
    return HandOver(row.partner_number, row.partner_text) if row.partner_number else None


def state_of_row(row: Any) -> TrackingState:
    """Read a shipment's state from a row that has the shipments table's columns."""
    return TrackingState(
        status=Status(row.status),
        sub_status=SubStatus(row.sub_status) if row.sub_status else None,
        delayed=row.delayed,
        action_required=row.action_required,
        is_return_leg=row.is_return_leg,
        since=row.since,
        last_event_at=row.last_event_at,
    )


def window_of_row(row: Any) -> DeliveryWindow | None:
    """Read the carrier's estimate from a row that has the shipments table's columns."""
    if row.estimate_earliest is None or row.estimate_latest is None:
        return None
    return DeliveryWindow(row.estimate_earliest, row.estimate_latest)


def _pickup_point(stored: dict[str, Any] | None) -> PickupPoint | None:
    if not stored:
        return None
    hours = tuple(stored.pop("opening_hours", ()))
    return PickupPoint(**stored, opening_hours=hours)
