"""Answer "where is my order?" in one true sentence; it claims no movement without a scan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from domain.order import Order, RollUp, has_rest, roll_up
from domain.order_parcels import live_parcels
from domain.shipment import Shipment
from domain.status import Status
from messages.clauses import IN_SHOP_CLAUSES
from messages.expectation import Here, arrives_when, days_late, expected_when, last_seen, late
from messages.labels import carrier_name, event_text, place_text, stage_label, status_label
from messages.language import Language, phrase
from messages.parcel_clauses import Words, about

__all__ = [
    "Answer",
    "answer",
    "carrier_name",
    "event_text",
    "headline",
    "parcels_so_far",
    "place_text",
    "shipment_sentence",
    "stage_label",
    "status_label",
]


_ASKED_LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an order is: the sentence that answers, and one of what else is known, often empty.

    `headline` says both in one sentence.
    """

    first: str
    more: str
    headline: str


@dataclass(frozen=True, slots=True)
class _Clauses:
    first: list[str]
    more: list[str]


def headline(
    language: Language,
    order: Order,
    carrier_labels: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Say where an order is, in one sentence; `carrier_labels` are by carrier key."""
    return answer(language, order, carrier_labels, now, zone).headline


def answer(
    language: Language,
    order: Order,
    carrier_labels: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> Answer:
    """Say the same as the headline in two sentences, for where the first is written large."""
    clauses = _clauses(Words(Here(language, now, zone), carrier_labels), order)
    first = sentence_of(language, clauses.first)
    if not clauses.more:
        return Answer(first, "", first)
    whole = sentence_of(language, [*clauses.first, *clauses.more])
    return Answer(first, sentence_of(language, clauses.more), whole)


def shipment_sentence(
    language: Language,
    shipment: Shipment,
    carrier_labels: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Say where one parcel is, in one sentence."""
    words = Words(Here(language, now, zone), carrier_labels)
    return sentence_of(language, about(words, shipment, language.say("your parcel")))


def parcels_so_far(language: Language, order: Order) -> str:
    """Say how many of an order's parcels are delivered; empty when there are not several."""
    rolled = roll_up(order.shipments)
    if rolled.shipments <= 1:
        return ""
    return sentence_of(language, [_so_far(language, rolled), *_rest(language, order, rolled)])


def sentence_of(language: Language, clauses: Iterable[str]) -> str:
    """Join clauses into one sentence."""
    text = ""
    for clause in clauses:
        text = language.say("%(first)s; %(then)s", first=text, then=clause) if text else clause
    return language.say("%(sentence)s.", sentence=text[:1].upper() + text[1:])


def _clauses(words: Words, order: Order) -> _Clauses:
    """Begin with the day a parcel comes, or how late it is; else with where it is."""
    say = words.here.language.say
    if order.cancelled_at:
        return _Clauses([say("your order has been cancelled")], [])
    rolled = roll_up(order.shipments)
    lead = rolled.lead
    if lead is None:
        return _Clauses([say(IN_SHOP_CLAUSES[order.stage])], [])
    if rolled.shipments > 1:
        return _about_several(words, order, rolled, lead)
    clauses = _about_one(words, lead, say("your parcel"))
    part = [say("it holds a part of your order")] if _holds_a_part(order, lead) else []
    return _Clauses(clauses.first, [*clauses.more, *part])


def _about_one(words: Words, lead: Shipment, parcel: str) -> _Clauses:
    here = words.here
    where, *more = about(words, lead, parcel)
    when = arrives_when(lead, here)
    if when:
        return _Clauses([here.language.say("arrives %(when)s", when=when)], [where])
    days = days_late(lead, here)
    if days:
        overdue = here.language.count("%(num)d day late", "%(num)d days late", days)
        return _Clauses([overdue], [where, *last_seen(lead, here), *_asked(words, lead)])
    return _Clauses([where], [*more, *_asked(words, lead)])


def _about_several(words: Words, order: Order, rolled: RollUp, lead: Shipment) -> _Clauses:
    so_far = _so_far(words.here.language, rolled)
    if rolled.delivered == rolled.shipments:
        return _Clauses([so_far], _rest(words.here.language, order, rolled))
    parcel = _which(words, order, rolled)
    when = arrives_when(lead, words.here)
    if when:
        coming = words.say("%(parcel)s arrives %(when)s", lead, parcel, when=when)
        return _Clauses([so_far, coming], [])
    where, *more = about(words, lead, parcel)
    return _Clauses([so_far, where], [*more, *_asked(words, lead)])


def _which(words: Words, order: Order, rolled: RollUp) -> str:
    """Name the parcel that leads among several; all that wait, when the same is true of them."""
    waiting = [
        s for s in order.shipments if s.state.status not in {Status.DELIVERED, Status.CANCELLED}
    ]
    told = {(s.state.status, s.carrier, expected_when(s, words.here)) for s in waiting}
    alike = len(told) == 1
    say = words.here.language.say
    if not rolled.delivered:
        return say("each of them") if alike else say("one of them")
    if len(waiting) == 1:
        return say("the last one")
    return say("each of the others") if alike else say("one of the others")


def _asked(words: Words, shipment: Shipment) -> list[str]:
    """Say that the carrier was asked about a late parcel, when that has been so of late."""
    if shipment.checked_at is None or not shipment.followed or not late(shipment, words.here):
        return []
    lately = words.here.now - shipment.checked_at <= _ASKED_LATELY
    return [words.say(phrase("we have asked %(carrier)s"), shipment)] if lately else []


def _so_far(language: Language, rolled: RollUp) -> str:
    total, delivered = rolled.shipments, rolled.delivered
    if not delivered:
        return language.count(
            "your order comes in one parcel", "your order comes in %(num)d parcels", total
        )
    if delivered < total:
        return language.count(
            "%(num)d of %(total)d parcels is delivered",
            "%(num)d of %(total)d parcels are delivered",
            delivered,
            total=total,
        )
    if total == len(("one", "other")):
        return language.say("both parcels are delivered")
    return language.count("the parcel is delivered", "all %(num)d parcels are delivered", total)


def _rest(language: Language, order: Order, rolled: RollUp) -> list[str]:
    """Say of parcels that have all come that they are not all of the order, where that is told."""
    told = all(shipment.items for shipment in live_parcels(order))
    part = rolled.delivered == rolled.shipments and told and has_rest(order)
    return [language.say("they hold a part of your order")] if part else []


def _holds_a_part(order: Order, shipment: Shipment) -> bool:
    inside = {item.platform_id: item.quantity for item in shipment.items}
    return bool(inside) and any(
        inside.get(item.platform_id, 0) < item.quantity for item in order.items
    )
