"""Which messages a change calls for: a pure decision from before, after and settings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.order import Order
from domain.shipment import Shipment
from domain.status import FINAL, Status


class Kind(StrEnum):
    """What a message tells the shopper."""

    ORDER_RECEIVED = "order_received"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    READY_FOR_PICKUP = "ready_for_pickup"
    ATTEMPT_FAILED = "attempt_failed"
    DELIVERED = "delivered"


class ChannelKey(StrEnum):
    """How a message goes out."""

    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class NotificationSettings:
    """What a merchant has switched on; everything is, until it is switched off."""

    switched_off: frozenset[Kind] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Intent:
    """One message to be sent; `dedupe_key` is unique within the shop: sent once, ever."""

    kind: Kind
    channel: ChannelKey
    recipient: str
    order_id: int
    shipment_id: int | None

    @property
    def dedupe_key(self) -> str:
        """Name the occasion: this kind, for this order or shipment, on this channel."""
        subject = f"shipment:{self.shipment_id}" if self.shipment_id else f"order:{self.order_id}"
        return f"{self.kind}:{subject}:{self.channel}"


STILL_NEWS = timedelta(hours=48)
"""An occasion older than this is history: imported late, or heard of late. It is not announced."""

_KIND_OF = {
    Status.OUT_FOR_DELIVERY: Kind.OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP: Kind.READY_FOR_PICKUP,
    Status.ATTEMPT_FAILED: Kind.ATTEMPT_FAILED,
    Status.DELIVERED: Kind.DELIVERED,
}


def decide_notifications(
    before: Order | None, after: Order, settings: NotificationSettings, now: datetime
) -> tuple[Intent, ...]:
    """Decide which messages the step from `before` to `after` calls for.

    `before` None means the order was unknown. Kinds already announced may be named again: the
    unique key drops them.
    """
    if not after.contact.email or after.cancelled_at:
        return ()
    occasions = [*_of_the_order(before, after, now), *_of_the_shipments(before, after, now)]
    return tuple(
        Intent(kind, ChannelKey.EMAIL, after.contact.email, after.id, shipment_id)
        for kind, shipment_id in occasions
        if kind not in settings.switched_off
    )


def still_true(kind: Kind, order: Order, shipment: Shipment | None) -> bool:
    """Tell whether a message decided earlier is still worth sending: never the outdated one.

    `shipment` is None for a message about the whole order: a receipt, outdated once a parcel is
    made. A parcel on its way back is news of another kind than the ones told here.
    """
    if order.cancelled_at:
        return False
    if shipment is None:
        return not order.shipments
    if shipment.state.is_return_leg:
        return False
    status = shipment.state.status
    if kind is Kind.SHIPPED:
        return status not in FINAL
    return _KIND_OF.get(status) is kind


def _of_the_order(before: Order | None, after: Order, now: datetime) -> Iterator[tuple[Kind, None]]:
    is_news = now - after.placed_at <= STILL_NEWS
    if before is None and is_news and not after.shipments:
        yield Kind.ORDER_RECEIVED, None


def _of_the_shipments(
    before: Order | None, after: Order, now: datetime
) -> Iterator[tuple[Kind, int]]:
    known = {s.id: s for s in before.shipments} if before else {}
    for shipment in after.shipments:
        earlier = known.get(shipment.id)
        is_news = now - (shipment.state.since or shipment.shipped_at) <= STILL_NEWS
        if not is_news or shipment.state.is_return_leg:
            continue
        if earlier is None and not shipment.state.final:
            yield Kind.SHIPPED, shipment.id
        elif earlier and earlier.state.status is not shipment.state.status:
            yield from _of_a_move(earlier, shipment)


def _of_a_move(earlier: Shipment, shipment: Shipment) -> Iterator[tuple[Kind, int]]:
    kind = _KIND_OF.get(shipment.state.status)
    delivered_before_we_looked = earlier.checked_at is None and shipment.state.final
    if kind and not delivered_before_we_looked:
        yield kind, shipment.id
