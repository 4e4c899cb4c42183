"""Which messages a change calls for, and whether one decided on earlier is still worth sending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.here import Here
from domain.kinds import RULES, Audience, ChannelKey, Kind, Subject
from domain.occasions import (
    CUSTOMS,
    ELSEWHERE,
    EXPECTABLE,
    Occasion,
    late,
    needs_shopper,
    occasions,
)
from domain.order import Order, all_delivered, roll_up
from domain.preferences import NotificationSettings, Reach
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status


@dataclass(frozen=True, slots=True)
class Intent:
    """One message to be sent at an instant; `dedupe_key` is unique within the shop: sent once.

    `about` and `movable` are those of its occasion.
    """

    kind: Kind
    channel: ChannelKey
    recipient: str
    order_id: int
    shipment_id: int | None
    at: datetime
    about: str = ""
    movable: bool = False
    second: bool = False
    """It goes to the shopper's second recipient."""

    @property
    def dedupe_key(self) -> str:
        """Name the occasion: this kind, for this order or shipment, to one on a channel."""
        subject = f"shipment:{self.shipment_id}" if self.shipment_id else f"order:{self.order_id}"
        parts = [self.kind.value, subject, self.channel.value]
        if self.about:
            parts.append(self.about)
        if self.second:
            parts.append("second")
        if self.channel is ChannelKey.PUSH:
            parts.append(self.recipient)
        return ":".join(parts)


def decide_notifications(
    before: Order | None, after: Order, settings: NotificationSettings, reach: Reach, here: Here
) -> tuple[Intent, ...]:
    """Decide which messages the step from `before` to `after` calls for.

    `before` None means the order was unknown. Kinds already announced may be named again: the
    unique key drops them, or moves one that is still to come.
    """
    return tuple(
        intent
        for occasion in occasions(before, after, settings, here)
        for channel in ChannelKey
        for intent in _intents(occasion, channel, after, settings, reach)
    )


def _intents(
    occasion: Occasion,
    channel: ChannelKey,
    order: Order,
    settings: NotificationSettings,
    reach: Reach,
) -> tuple[Intent, ...]:
    kind = settings.told_by(occasion.kind, channel)
    if kind is None:
        return ()

    def to(recipient: str, *, second: bool = False) -> Intent:
        return Intent(
            kind,
            channel,
            recipient,
            order.id,
            occasion.shipment_id if RULES[kind].about is Subject.PARCEL else None,
            occasion.at,
            occasion.about if kind is occasion.kind else "",
            occasion.movable,
            second,
        )

    also: tuple[Intent, ...] = ()
    if channel is ChannelKey.EMAIL and reach.also_to and RULES[kind].audience is Audience.EVERYONE:
        also = (to(reach.also_to, second=True),)
    return (*(to(one) for one in reach.recipients(channel)), *also)


def still_true(
    kind: Kind, order: Order, shipment: Shipment | None, here: Here, about: str = ""
) -> bool:
    """Tell whether a message decided earlier is still worth sending: never the outdated one.

    A parcel on its way back is told of as such, and in no other way.
    """
    if order.cancelled_at:
        return False
    if shipment is None:
        return _TRUE_OF_ORDER[kind](order, here)
    if shipment.state.is_return_leg and kind not in {Kind.RETURNING, Kind.RETURNED}:
        return False
    return _TRUE_OF_PARCEL[kind](_Told(shipment, here, about))


@dataclass(frozen=True, slots=True)
class _Told:
    """A parcel as a message would tell of it."""

    shipment: Shipment
    here: Here
    about: str

    @property
    def status(self) -> Status:
        return self.shipment.state.status

    def ends_on(self, days_from_now: int) -> bool:
        window = self.shipment.estimate
        if window is None or self.status not in EXPECTABLE:
            return False
        today = self.here.day_of(self.here.now)
        return self.here.last_day(window) == today + timedelta(days=days_from_now)

    def ends_on_the_day_told(self) -> bool:
        window = self.shipment.estimate
        if window is None or self.status not in EXPECTABLE:
            return False
        return self.here.last_day(window).isoformat() == self.about


def _at(*statuses: Status) -> Callable[[_Told], bool]:
    return lambda told: told.status in statuses


def _delayed(told: _Told) -> bool:
    state = told.shipment.state
    return not state.final and (state.delayed or late(told.shipment, told.here))


_SENT = _at(Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT)
_TRUE_OF_PARCEL: Mapping[Kind, Callable[[_Told], bool]] = {
    Kind.SHIPPED: _SENT,
    Kind.PARTLY_SHIPPED: _SENT,
    Kind.IN_TRANSIT: _at(Status.IN_TRANSIT),
    Kind.CUSTOMS: lambda told: told.shipment.state.sub_status in CUSTOMS,
    Kind.NEW_DATE: _Told.ends_on_the_day_told,
    Kind.DELAYED: _delayed,
    Kind.ARRIVING_TOMORROW: lambda told: told.ends_on(1),
    Kind.OUT_FOR_DELIVERY: _at(Status.OUT_FOR_DELIVERY),
    Kind.ATTEMPT_FAILED: _at(Status.ATTEMPT_FAILED),
    Kind.ACTION_REQUIRED: lambda told: needs_shopper(told.shipment),
    Kind.READY_FOR_PICKUP: _at(Status.AVAILABLE_FOR_PICKUP),
    Kind.PICKUP_REMINDER: _at(Status.AVAILABLE_FOR_PICKUP),
    Kind.DELIVERED: _at(Status.DELIVERED),
    Kind.DELIVERED_ELSEWHERE: lambda told: (
        told.status is Status.DELIVERED and told.shipment.state.sub_status in ELSEWHERE
    ),
    Kind.RETURNING: lambda told: told.status not in {Status.RETURNED, Status.CANCELLED},
    Kind.RETURNED: _at(Status.RETURNED, Status.DELIVERED),
}


def _came(order: Order, _here: Here) -> bool:
    rolled = roll_up(order.shipments)
    return rolled.shipments > 0 and rolled.delivered == rolled.shipments


def _keeps_waiting(order: Order, here: Here) -> bool:
    return any(late(shipment, here) for shipment in order.shipments)


def _at_stage(*stages: Stage) -> Callable[[Order, Here], bool]:
    return lambda order, _: order.stage in stages and not order.shipments


_TRUE_OF_ORDER: Mapping[Kind, Callable[[Order, Here], bool]] = {
    Kind.ORDER_RECEIVED: lambda order, _: not order.shipments,
    Kind.NOT_YET_PROCESSED: _at_stage(Stage.RECEIVED, Stage.NOT_YET_PROCESSED),
    Kind.BEING_PREPARED: _at_stage(Stage.BEING_PREPARED),
    Kind.PACKED: _at_stage(Stage.PACKED, Stage.READY_FOR_DISPATCH),
    Kind.ALL_DELIVERED: lambda order, _: all_delivered(order),
    Kind.DELAY_VOUCHER: _keeps_waiting,
    Kind.REVIEW_ASK: _came,
}
