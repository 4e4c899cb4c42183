"""Decide what becomes of messages that are due: which letters to write, what to drop, what to hold.

It reads, and writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from sqlalchemy.orm import Session

from domain.here import Here
from domain.kinds import RULES, ChannelKey, Priority
from domain.letters import Due, compose
from domain.order import Order
from domain.preferences import NotificationSettings, ShopperPreferences
from domain.send_time import SentToday, digest_at, hold_until, in_digest, midnight
from domain.shop import Shop
from services.announce import identity_of, zone_of_delivery
from services.wiring import Wiring
from storage.message_claims import Bundle, Claimed
from storage.message_limits import letters_to, texts_of
from storage.order_reading import read_order
from storage.settings import notification_settings
from storage.shopper_preferences import preferences_of
from storage.shops import shop_by_id
from storage.suppressions import is_suppressed

SHOP_LEFT = "the shop has left"
SUPPRESSED = "nothing is sent to this address any more"
SWITCHED_OFF = "switched off by the shop"
UNWANTED = "the shopper does not want it"
NO_LONGER_SECOND = "no longer the shopper's second recipient"
FOR_THE_EVENING = "waits for the evening's mail"
FOR_ITS_HOUR = "waits for its hour"


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """What goes out in one piece, with all it is written from; `messages` begin with the lead.

    `wishes` and `here` are those of the lead's order.
    """

    messages: Bundle
    shop: Shop
    orders: Mapping[int, Order]
    settings: NotificationSettings
    wishes: ShopperPreferences
    here: Here

    @property
    def lead(self) -> Claimed:
        """Return the message that the others are told with."""
        return self.messages[0]

    @property
    def order(self) -> Order:
        """Return the order of the lead."""
        return self.orders[self.lead.order_id]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The letters to send now or later, and why each of the other messages is dropped."""

    letters: tuple[PreparedLetter, ...]
    dropped: tuple[tuple[Claimed, str], ...]


@dataclass(frozen=True, slots=True)
class PutOff:
    """Until when a letter waits, and why; `gathered` until then with all for its recipient."""

    until: datetime
    reason: str
    gathered: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the messages of one bundle."""

    shop: Shop
    settings: NotificationSettings
    orders: Mapping[int, Order]
    wishes: Mapping[int, ShopperPreferences]
    suppressed: bool


def prepare(wiring: Wiring, bundle: Bundle) -> Prepared:
    """Make letters of messages due to one recipient on one channel."""
    with wiring.sessions() as session:
        known = _read(session, wiring, bundle)
    reasons = {one.id: _unsendable(one, known) for one in bundle}
    now = wiring.clock()
    here = {
        id_: Here(now, zone_of_delivery(wiring, known.shop, order))
        for id_, order in known.orders.items()
    }
    letters: list[PreparedLetter] = []
    # What one is told as another's second recipient is ruled by other links: it is a letter apart.
    for gathered, second in product((False, True), repeat=2):
        due = {
            one.id: one
            for one in bundle
            if (one.gathered, one.second) == (gathered, second) and not reasons[one.id]
        }
        post = compose([_due(one) for one in due.values()], known.orders, here, digest=gathered)
        reasons |= post.dropped
        for letter in post.letters:
            told = tuple(due[one.id] for one in letter.told)
            letters.append(_letter(told, known, here))
    return Prepared(
        tuple(letters), tuple((one, reasons[one.id]) for one in bundle if reasons[one.id])
    )


def put_off_until(wiring: Wiring, letter: PreparedLetter) -> PutOff | None:
    """Tell until when a letter has to wait; None when it may go out now."""
    lead, here = letter.lead, letter.here
    if in_digest(lead.kind, lead.channel, letter.wishes) and not lead.gathered:
        return PutOff(digest_at(here), FOR_THE_EVENING, gathered=True)
    with wiring.sessions() as session:
        sent = _sent_today(session, letter)
    until = hold_until(lead.kind, lead.channel, letter.settings, letter.wishes, sent, here)
    return PutOff(until, FOR_ITS_HOUR, gathered=lead.gathered) if until else None


def _read(session: Session, wiring: Wiring, bundle: Bundle) -> _Known:
    shop_id, channel, recipient = bundle[0].shop_id, bundle[0].channel, bundle[0].recipient
    found = {id_: read_order(session, shop_id, id_) for id_ in {one.order_id for one in bundle}}
    orders = {id_: order for id_, order in found.items() if order}
    return _Known(
        shop_by_id(session, shop_id),
        notification_settings(session, shop_id),
        orders,
        {
            id_: preferences_of(session, shop_id, identity_of(wiring, order))
            for id_, order in orders.items()
        },
        is_suppressed(session, shop_id, channel, recipient),
    )


def _unsendable(one: Claimed, known: _Known) -> str:
    """Say why a message is not to go out, whatever has become of what it tells."""
    if known.shop.uninstalled_at:
        return SHOP_LEFT
    if known.suppressed:
        return SUPPRESSED
    if one.channel not in known.settings.channels_of(one.kind):
        return SWITCHED_OFF
    wishes = known.wishes.get(one.order_id, ShopperPreferences())
    if one.second and wishes.also_to.lower() != one.recipient.lower():
        return NO_LONGER_SECOND
    if one.second:
        # Who wants no mail themselves may still want the other one told.
        wishes = replace(wishes, channels_off=frozenset())
    return "" if wishes.want(one.kind, one.channel, one.order_id) else UNWANTED


def _due(one: Claimed) -> Due:
    return Due(one.id, one.kind, one.order_id, one.shipment_id, one.about)


def _letter(messages: Bundle, known: _Known, here: Mapping[int, Here]) -> PreparedLetter:
    about = messages[0].order_id
    return PreparedLetter(
        messages, known.shop, known.orders, known.settings, known.wishes[about], here[about]
    )


def _sent_today(session: Session, letter: PreparedLetter) -> SentToday:
    """Count what has gone out since midnight, as far as a limit asks for it."""
    lead, settings, since = letter.lead, letter.settings, midnight(letter.here)
    counts = settings.most_a_day is not None and RULES[lead.kind].priority is not Priority.URGENT
    is_text = lead.channel is ChannelKey.SMS and settings.most_sms_a_day is not None
    return SentToday(
        to_shopper=letters_to(session, lead.shop_id, lead.recipient, since) if counts else 0,
        texts=texts_of(session, lead.shop_id, since) if is_text else 0,
    )
