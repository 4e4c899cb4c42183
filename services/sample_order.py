"""An order that nobody placed, as a message of a kind would find it: for looking at texts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from domain.kinds import Kind
from domain.order import Address, Contact, Item, Money, Order
from domain.shipment import Shipment
from domain.shop import Shop
from domain.stage import Stage
from domain.status import Meaning, Status, SubStatus
from domain.tracking import DeliveryWindow, PickupPoint, Place, TrackingEvent, TrackingState
from messages.story import Voucher

NUMBER = "#1042"
CURRENCY = "EUR"
"""Of a shop that has not told us its own."""

_DAY = timedelta(days=1)
_STAGES = {
    Kind.ORDER_RECEIVED: Stage.RECEIVED,
    Kind.NOT_YET_PROCESSED: Stage.NOT_YET_PROCESSED,
    Kind.BEING_PREPARED: Stage.BEING_PREPARED,
    Kind.PACKED: Stage.PACKED,
}
"""The kinds that come before there is a parcel."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the sample's parcel is; `due` is how many days away it is expected."""

    status: Status
    detail: SubStatus | None = None
    due: int | None = None
    delayed: bool = False
    action: bool = False
    back: bool = False


_ON_ITS_WAY = _Standing(Status.IN_TRANSIT, due=2)
_STANDINGS: Mapping[Kind, _Standing] = {
    Kind.CUSTOMS: _Standing(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED),
    Kind.DELAYED: _Standing(Status.IN_TRANSIT, due=-1, delayed=True),
    Kind.DELAY_VOUCHER: _Standing(Status.IN_TRANSIT, due=-3, delayed=True),
    Kind.ARRIVING_TOMORROW: _Standing(Status.IN_TRANSIT, due=1),
    Kind.OUT_FOR_DELIVERY: _Standing(Status.OUT_FOR_DELIVERY, due=0),
    Kind.ATTEMPT_FAILED: _Standing(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME),
    Kind.ACTION_REQUIRED: _Standing(Status.EXCEPTION, SubStatus.ADDRESS, action=True),
    Kind.READY_FOR_PICKUP: _Standing(Status.AVAILABLE_FOR_PICKUP, SubStatus.SERVICE_POINT),
    Kind.PICKUP_REMINDER: _Standing(Status.AVAILABLE_FOR_PICKUP, SubStatus.SERVICE_POINT),
    Kind.DELIVERED: _Standing(Status.DELIVERED, SubStatus.RECIPIENT),
    Kind.DELIVERED_ELSEWHERE: _Standing(Status.DELIVERED, SubStatus.NEIGHBOUR),
    Kind.ALL_DELIVERED: _Standing(Status.DELIVERED),
    Kind.REVIEW_ASK: _Standing(Status.DELIVERED),
    Kind.RETURNING: _Standing(Status.RETURNING, back=True),
    Kind.RETURNED: _Standing(Status.RETURNED, back=True),
}
"""Where a parcel is when a message of the kind is sent; of the others it is on its way."""


def sample_order(kind: Kind, shop: Shop, now: datetime) -> Order:
    """Return an order of two items, with a parcel where the kind is about one."""
    item = Money(Decimal("34.50"), shop.currency or CURRENCY)
    return Order(
        id=0,
        shop_id=shop.id,
        platform_id="",
        number=NUMBER,
        placed_at=now - 4 * _DAY,
        stage=_STAGES.get(kind, Stage.HANDED_TO_COURIER),
        contact=Contact(name="Maria Berg", email="maria.berg@example.com"),
        address=Address(name="Maria Berg", street="Storgatan 1", city="Malmö"),
        locale=shop.locale,
        items=(
            Item("1", "Linen shirt", 1, "Blue, M", unit_price=item, product="1"),
            Item("2", "Tea towel", 2, unit_price=item, product="2"),
        ),
        shipments=() if kind in _STAGES else (_parcel(_STANDINGS.get(kind, _ON_ITS_WAY), now),),
        total=Money(Decimal("103.50"), shop.currency or CURRENCY),
    )


def sample_voucher(shop: Shop, now: datetime) -> Voucher:
    """Return a voucher that nobody can use."""
    worth = Money(Decimal(5), shop.currency or CURRENCY)
    return Voucher("SORRY-0000", worth, now + 60 * _DAY)


def _parcel(stands: _Standing, now: datetime) -> Shipment:
    seen = now - timedelta(hours=5)
    meaning = Meaning(stands.status, stands.detail)
    expected = now + stands.due * _DAY if stands.due is not None else None
    return Shipment(
        id=0,
        order_id=0,
        carrier=None,
        carrier_text="PostNord",
        tracking_number="UA123456789SE",
        tracking_url="",
        shipped_at=now - 3 * _DAY,
        state=TrackingState(
            status=stands.status,
            sub_status=stands.detail,
            delayed=stands.delayed,
            action_required=stands.action,
            is_return_leg=stands.back,
            since=seen,
            last_event_at=seen,
        ),
        events=(
            TrackingEvent(
                now - 2 * _DAY, "1", "", Meaning(Status.IN_TRANSIT), Place("Stockholm", "SE")
            ),
            TrackingEvent(seen, "2", "", meaning, Place("Malmö", "SE")),
        ),
        estimate=DeliveryWindow(expected, expected) if expected else None,
        pickup_point=_kiosk() if stands.status is Status.AVAILABLE_FOR_PICKUP else None,
    )


def _kiosk() -> PickupPoint:
    return PickupPoint(
        name="Kiosk 5",
        street="Storgatan 5",
        postal_code="211 34",
        city="Malmö",
        opening_hours=("Mon–Fri 9–18", "Sat 10–15"),
        country="SE",
        code="4711",
    )
