"""The kinds of message there are, and the rule of each: when, to whom, how, how urgent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a message tells the shopper, in the order in which they hear of it."""

    ORDER_RECEIVED = "order_received"
    NOT_YET_PROCESSED = "not_yet_processed"
    BEING_PREPARED = "being_prepared"
    PACKED = "packed"
    SHIPPED = "shipped"
    PARTLY_SHIPPED = "partly_shipped"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    NEW_DATE = "new_date"
    DELAYED = "delayed"
    ARRIVING_TOMORROW = "arriving_tomorrow"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    ACTION_REQUIRED = "action_required"
    READY_FOR_PICKUP = "ready_for_pickup"
    PICKUP_REMINDER = "pickup_reminder"
    DELIVERED = "delivered"
    DELIVERED_ELSEWHERE = "delivered_elsewhere"
    ALL_DELIVERED = "all_delivered"
    RETURNING = "returning"
    RETURNED = "returned"
    DELAY_VOUCHER = "delay_voucher"
    REVIEW_ASK = "review_ask"


class ChannelKey(StrEnum):
    """How a message goes out."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


class Subject(StrEnum):
    """What a message is about; an occasion happens to each subject once."""

    ORDER = "order"
    PARCEL = "parcel"


class Audience(StrEnum):
    """Who hears of it: the shopper alone, or a second recipient of theirs as well."""

    SHOPPER = "shopper"
    EVERYONE = "everyone"


class Priority(StrEnum):
    """How little a message can wait: only urgent ones ignore a day's limit and the digest."""

    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Wait:
    """For how long an occasion must have lasted, and within which bounds a merchant may say so."""

    usually: timedelta
    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class KindRule:
    """How a kind behaves until its merchant says otherwise.

    `on` are the channels it goes out on at first; none means that it is off. `wait` is None for
    what is told at once. `any_hour` when it is worth being woken for, where quiet hours allow that.
    """

    about: Subject
    on: frozenset[ChannelKey]
    priority: Priority = Priority.NORMAL
    audience: Audience = Audience.EVERYONE
    wait: Wait | None = None
    any_hour: bool = False


_OFF: frozenset[ChannelKey] = frozenset()
_MAIL = frozenset({ChannelKey.EMAIL})
_PUSHED = frozenset({ChannelKey.EMAIL, ChannelKey.PUSH})
_DAY = timedelta(days=1)

RULES: Mapping[Kind, KindRule] = {
    # Shops send these two themselves, on both platforms: both would be once too often.
    Kind.ORDER_RECEIVED: KindRule(Subject.ORDER, _OFF, Priority.LOW),
    Kind.SHIPPED: KindRule(Subject.PARCEL, _OFF),
    Kind.NOT_YET_PROCESSED: KindRule(
        Subject.ORDER, _OFF, wait=Wait(2 * _DAY, timedelta(hours=4), 30 * _DAY)
    ),
    Kind.BEING_PREPARED: KindRule(Subject.ORDER, _OFF, Priority.LOW),
    Kind.PACKED: KindRule(Subject.ORDER, _OFF, Priority.LOW),
    Kind.PARTLY_SHIPPED: KindRule(Subject.PARCEL, _MAIL),
    Kind.IN_TRANSIT: KindRule(Subject.PARCEL, _PUSHED),
    Kind.CUSTOMS: KindRule(Subject.PARCEL, _MAIL),
    Kind.NEW_DATE: KindRule(Subject.PARCEL, _PUSHED),
    Kind.DELAYED: KindRule(Subject.PARCEL, _PUSHED),
    Kind.ARRIVING_TOMORROW: KindRule(Subject.PARCEL, _PUSHED),
    Kind.OUT_FOR_DELIVERY: KindRule(Subject.PARCEL, _PUSHED, Priority.URGENT, any_hour=True),
    Kind.ATTEMPT_FAILED: KindRule(Subject.PARCEL, _PUSHED, Priority.URGENT),
    Kind.ACTION_REQUIRED: KindRule(
        Subject.PARCEL, _PUSHED, Priority.URGENT, audience=Audience.SHOPPER
    ),
    Kind.READY_FOR_PICKUP: KindRule(Subject.PARCEL, _PUSHED, Priority.URGENT, any_hour=True),
    Kind.PICKUP_REMINDER: KindRule(Subject.PARCEL, _PUSHED, wait=Wait(3 * _DAY, _DAY, 14 * _DAY)),
    Kind.DELIVERED: KindRule(Subject.PARCEL, _PUSHED),
    Kind.DELIVERED_ELSEWHERE: KindRule(Subject.PARCEL, _PUSHED, Priority.URGENT),
    Kind.ALL_DELIVERED: KindRule(Subject.ORDER, _PUSHED),
    Kind.RETURNING: KindRule(Subject.PARCEL, _MAIL),
    Kind.RETURNED: KindRule(Subject.PARCEL, _MAIL),
    Kind.DELAY_VOUCHER: KindRule(
        Subject.ORDER, _OFF, Priority.LOW, Audience.SHOPPER, Wait(2 * _DAY, _DAY, 30 * _DAY)
    ),
    Kind.REVIEW_ASK: KindRule(
        Subject.ORDER, _OFF, Priority.LOW, Audience.SHOPPER, Wait(5 * _DAY, _DAY, 60 * _DAY)
    ),
}
"""The rule of each kind."""

STAND_INS: Mapping[Kind, Kind] = {
    Kind.PARTLY_SHIPPED: Kind.SHIPPED,
    Kind.DELIVERED_ELSEWHERE: Kind.DELIVERED,
    Kind.ALL_DELIVERED: Kind.DELIVERED,
}
"""What tells of an occasion where the kind made for it is switched off."""

_JOURNEY = {kind: place for place, kind in enumerate(Kind)}


def later_in_the_journey(one: Kind, other: Kind) -> bool:
    """Tell whether one kind's news is later than another's about the same parcel."""
    return _JOURNEY[one] > _JOURNEY[other]
