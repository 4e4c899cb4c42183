"""Answer "where is my order?" in one true sentence; it claims no movement without a scan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.order import Order, RollUp, roll_up
from domain.shipment import Shipment
from domain.status import FINAL, Status
from domain.tracking import in_order
from messages.clauses import IN_SHOP_CLAUSES, clause_of
from messages.expectation import Here, expectation, last_seen
from messages.labels import carrier_name, event_text, place_text, stage_label, status_label
from messages.language import Language, phrase

__all__ = [
    "carrier_name",
    "event_text",
    "headline",
    "parcels_so_far",
    "place_text",
    "shipment_sentence",
    "stage_label",
    "status_label",
]


@dataclass(frozen=True, slots=True)
class _Words:
    here: Here
    carrier_labels: Mapping[str, str]

    def say(self, message: str, shipment: Shipment, parcel: str, **values: object) -> str:
        carrier = carrier_name(shipment, self.carrier_labels)
        carrier = carrier or self.here.language.say("the carrier")
        return self.here.language.say(message, parcel=parcel, carrier=carrier, **values)


def headline(
    language: Language,
    order: Order,
    carrier_labels: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Say where an order is, in one sentence; `carrier_labels` are by carrier key."""
    words = _Words(Here(language, now, zone), carrier_labels)
    if order.cancelled_at:
        return sentence_of(language, [language.say("your order has been cancelled")])
    rolled = roll_up(order.shipments)
    if rolled.lead is None:
        return sentence_of(language, [language.say(IN_SHOP_CLAUSES[order.stage])])
    if rolled.shipments == 1:
        clauses = _about(words, rolled.lead, language.say("your parcel"))
        if _holds_a_part(order, rolled.lead):
            clauses.append(language.say("it holds a part of your order"))
        return sentence_of(language, clauses)
    return sentence_of(language, _about_several(words, order, rolled, rolled.lead))


def shipment_sentence(
    language: Language,
    shipment: Shipment,
    carrier_labels: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Say where one parcel is, in one sentence."""
    words = _Words(Here(language, now, zone), carrier_labels)
    return sentence_of(language, _about(words, shipment, language.say("your parcel")))


def parcels_so_far(language: Language, order: Order) -> str:
    """Say how many of an order's parcels are delivered; empty when there are not several."""
    rolled = roll_up(order.shipments)
    return sentence_of(language, [_so_far(language, rolled)]) if rolled.shipments > 1 else ""


def sentence_of(language: Language, clauses: Iterable[str]) -> str:
    """Join clauses into one sentence."""
    text = ""
    for clause in clauses:
        text = language.say("%(first)s; %(then)s", first=text, then=clause) if text else clause
    return language.say("%(sentence)s.", sentence=text[:1].upper() + text[1:])


def _about_several(words: _Words, order: Order, rolled: RollUp, lead: Shipment) -> list[str]:
    so_far = _so_far(words.here.language, rolled)
    if rolled.delivered == rolled.shipments:
        return [so_far]
    waiting = [
        s for s in order.shipments if s.state.status not in {Status.DELIVERED, Status.CANCELLED}
    ]
    alike = all((s.state.status, s.carrier) == (lead.state.status, lead.carrier) for s in waiting)
    say = words.here.language.say
    if not rolled.delivered:
        parcel = say("each of them") if alike else say("one of them")
    elif len(waiting) == 1:
        parcel = say("the last one")
    else:
        parcel = say("each of the others") if alike else say("one of the others")
    return [so_far, *_about(words, lead, parcel)]


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


def _about(words: _Words, shipment: Shipment, parcel: str) -> list[str]:
    here, state = words.here, shipment.state
    if state.status is Status.PENDING:
        return [_before_any_scan(words, shipment, parcel), *expectation(shipment, here)]
    if state.is_return_leg and state.moving:
        back = Status.RETURNED if state.status in FINAL else Status.RETURNING
        return [words.say(clause_of(back, None), shipment, parcel)]
    if state.status is Status.AVAILABLE_FOR_PICKUP and shipment.pickup_point:
        point = shipment.pickup_point
        where = f"{point.name}, {point.city}" if point.city else point.name
        return [
            words.say("%(parcel)s is ready to collect at %(place)s", shipment, parcel, place=where)
        ]
    clause = words.say(clause_of(state.status, state.sub_status), shipment, parcel)
    return [_dated(clause, shipment, here), *_afterwards(shipment, here)]


def _afterwards(shipment: Shipment, here: Here) -> list[str]:
    state = shipment.state
    if state.status is Status.EXPIRED:
        return [*last_seen(shipment, here), here.language.say("please contact the shop")]
    clauses = expectation(shipment, here)
    if state.action_required and not state.final:
        clauses.append(here.language.say("something is needed from you"))
    return clauses


def _dated(clause: str, shipment: Shipment, here: Here) -> str:
    """Add when it happened, for what happens once."""
    status, since = shipment.state.status, shipment.state.since
    if since is None or status not in {Status.DELIVERED, Status.ATTEMPT_FAILED}:
        return clause
    values = {"clause": clause, "when": here.language.at_moment(here.local(since), here.today)}
    if status is Status.DELIVERED:
        return here.language.say("%(clause)s %(when)s", **values)
    return here.language.say("%(clause)s (%(when)s)", **values)


def _before_any_scan(words: _Words, shipment: Shipment, parcel: str) -> str:
    here = words.here
    if shipment.carrier and shipment.tracking_number:
        return _announced(words, shipment, parcel)
    day = here.language.on_day(here.local(shipment.shipped_at), here.today)
    message = phrase("%(parcel)s is marked as sent %(day)s, without a tracking number")
    if shipment.tracking_number:
        message = phrase(
            "%(parcel)s is marked as sent %(day)s with %(carrier)s, which cannot be followed here"
        )
    return words.say(message, shipment, parcel, day=day)


def _announced(words: _Words, shipment: Shipment, parcel: str) -> str:
    if not shipment.events:
        message = phrase("%(parcel)s has a tracking number, but %(carrier)s has not scanned it yet")
        return words.say(message, shipment, parcel)
    text = event_text(words.here.language, in_order(shipment.events)[-1])
    message = phrase("%(parcel)s has a tracking number; %(carrier)s says “%(text)s”")
    return words.say(message, shipment, parcel, text=text)


def _holds_a_part(order: Order, shipment: Shipment) -> bool:
    inside = {item.platform_id: item.quantity for item in shipment.items}
    return bool(inside) and any(
        inside.get(item.platform_id, 0) < item.quantity for item in order.items
    )
