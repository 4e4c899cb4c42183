"""What a merchant and a shopper want of messages: which, how, when. Both have sensible defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from decimal import Decimal

from domain.kinds import RULES, STAND_INS, ChannelKey, Kind


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when nobody is to be disturbed, local time; may pass midnight."""

    begin: time
    end: time

    def hold(self, moment: time) -> bool:
        """Tell whether a moment of the day is within them."""
        if self.begin <= self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


NIGHT = QuietHours(time(21), time(8))
"""When texts and pushes rest, unless a shop says otherwise; e-mail wakes nobody."""


@dataclass(frozen=True, slots=True)
class VoucherRule:
    """What a shop gives for a delay: once an order, `worth` in its own currency.

    `budget` is the most it gives in thirty days; None for no limit. `lasts` is how long a code is
    good.
    """

    worth: Decimal
    lasts: timedelta
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NotificationSettings:
    """What a merchant wants; a kind that is not among `channels` or `waits` keeps its rule's.

    `most_a_day` is the most messages one shopper gets in a day, urgent ones aside; `most_sms_a_day`
    the most texts a shop sends. `quiet` is for texts and pushes. `urgent_any_hour` lets the kinds
    worth it through quiet hours.
    """

    channels: Mapping[Kind, frozenset[ChannelKey]] = field(default_factory=dict)
    waits: Mapping[Kind, timedelta] = field(default_factory=dict)
    quiet: QuietHours | None = NIGHT
    urgent_any_hour: bool = True
    most_a_day: int | None = 6
    most_sms_a_day: int | None = 500
    voucher: VoucherRule | None = None

    def channels_of(self, kind: Kind) -> frozenset[ChannelKey]:
        """Return on which channels a kind goes out."""
        return self.channels.get(kind, RULES[kind].on)

    def told_by(self, kind: Kind, channel: ChannelKey) -> Kind | None:
        """Return which kind tells of an occasion on a channel: itself, its stand-in, or none."""
        if channel in self.channels_of(kind):
            return kind
        stand_in = STAND_INS.get(kind)
        return stand_in if stand_in and channel in self.channels_of(stand_in) else None

    def wait_of(self, kind: Kind) -> timedelta:
        """Return for how long an occasion of a kind must have lasted."""
        wait = RULES[kind].wait
        return self.waits.get(kind, wait.usually if wait else timedelta())


SILENCE = NotificationSettings(channels={kind: frozenset() for kind in Kind})
"""The settings of a shop that tells nothing."""


@dataclass(frozen=True, slots=True)
class ShopperPreferences:
    """What a shopper wants of one shop; `version` counts their changes.

    `channels_off` and `kinds_off` are never used for them. `daily_digest` gathers what is not
    urgent into one mail an evening. `language` is empty for the order's. `stopped_orders` are told
    of no more. `also_to` is a second e-mail address, once whoever reads it has agreed.
    """

    channels_off: frozenset[ChannelKey] = frozenset()
    kinds_off: frozenset[Kind] = frozenset()
    daily_digest: bool = False
    quiet: QuietHours | None = None
    language: str = ""
    stopped_orders: frozenset[int] = frozenset()
    also_to: str = ""
    version: int = 0

    def want(self, kind: Kind, channel: ChannelKey, order_id: int) -> bool:
        """Tell whether a message of this kind about this order may go to the shopper."""
        return (
            channel not in self.channels_off
            and kind not in self.kinds_off
            and order_id not in self.stopped_orders
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """How the shopper of an order is reached; empty for ways that are not known.

    `phone` is E.164. `pushes` are ids of subscriptions. `also_to` is a second e-mail address.
    """

    email: str = ""
    phone: str = ""
    pushes: tuple[int, ...] = ()
    also_to: str = ""

    def recipients(self, channel: ChannelKey) -> tuple[str, ...]:
        """Return whom a channel reaches, as a notification's row names them."""
        by_channel = {
            ChannelKey.EMAIL: (self.email,),
            ChannelKey.SMS: (self.phone,),
            ChannelKey.PUSH: tuple(str(id_) for id_ in self.pushes),
        }
        return tuple(one for one in by_channel[channel] if one)
