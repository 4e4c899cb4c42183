"""Answer shoppers' delivery questions from facts of the shop. A fact we lack is a question less."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from domain.kinds import Kind
from messages.language import Language, phrase


@dataclass(frozen=True, slots=True)
class FaqFacts:
    """What is true of a shop; `page` is the address of its tracking page.

    `days` is within how many days of dispatch eight of ten parcels arrived, None when too few did
    to say. `told` are the messages the shop sends. `contact` is an e-mail address or a page.
    """

    shop_name: str
    page: str
    carriers: Sequence[str]
    pickup_points: bool
    several_parcels: bool
    days: int | None
    told: frozenset[Kind]
    contact: str


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer, in plain text."""

    question: str
    answer: str


_OCCASIONS = {
    Kind.ORDER_RECEIVED: phrase("when we have received your order"),
    Kind.SHIPPED: phrase("when a parcel is sent"),
    Kind.OUT_FOR_DELIVERY: phrase("on the day it is delivered"),
    Kind.READY_FOR_PICKUP: phrase("when it is ready to collect"),
    Kind.ATTEMPT_FAILED: phrase("when it could not be delivered"),
    Kind.DELIVERED: phrase("when it has been delivered"),
}


def delivery_faq(language: Language, facts: FaqFacts) -> tuple[Faq, ...]:
    """Return the questions that can be answered for a shop, in the order they are asked."""
    return (
        *_where(language, facts),
        *_how_long(language, facts),
        *_carriers(language, facts),
        *_messages(language, facts),
        *_parcels(language, facts),
        *_trouble(language, facts),
        *_contact(language, facts),
    )


def _where(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    say = language.say
    yield Faq(
        say("Where is my order?"),
        say(
            "Open our tracking page, %(page)s, and enter your order number with your e-mail address"
            " or postal code. You see where each parcel is, when it was last scanned and, if the"
            " carrier says so, when it is expected.",
            page=facts.page,
        ),
    )


def _how_long(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    if facts.days is None:
        return
    answer = language.count(
        "In the last 60 days, eight out of ten of our parcels arrived within %(num)d day of"
        " dispatch. The tracking page shows what the carrier expects for yours.",
        "In the last 60 days, eight out of ten of our parcels arrived within %(num)d days of"
        " dispatch. The tracking page shows what the carrier expects for yours.",
        max(facts.days, 1),
    )
    yield Faq(language.say("How long does delivery take?"), answer)


def _carriers(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    if facts.carriers:
        names = format_list(list(facts.carriers), locale=language.code)
        yield Faq(
            language.say("Who delivers my parcel?"),
            language.say(
                "Lately we have shipped with %(carriers)s. The tracking page names the carrier of"
                " your parcel.",
                carriers=names,
            ),
        )


def _messages(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    occasions = [language.say(words) for kind, words in _OCCASIONS.items() if kind in facts.told]
    if occasions:
        listed = format_list(occasions, locale=language.code)
        yield Faq(
            language.say("Do I get a message about my delivery?"),
            language.say("We write to you by e-mail %(occasions)s.", occasions=listed),
        )


def _parcels(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    say = language.say
    if facts.several_parcels:
        yield Faq(
            say("Why has only a part of my order arrived?"),
            say(
                "An order may come in several parcels. The tracking page shows each of them, and"
                " what is in it."
            ),
        )
    if facts.pickup_points:
        yield Faq(
            say("Where do I collect my parcel?"),
            say(
                "If your parcel goes to a pick-up point, the tracking page shows which one as soon"
                " as it is ready to collect there."
            ),
        )


def _trouble(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    say = language.say
    yield Faq(
        say("Why does my tracking number show nothing?"),
        say(
            "A number works once the carrier has scanned the parcel for the first time. Until then"
            " our tracking page says that it has not been scanned yet."
        ),
    )
    missing = say(
        "See on the tracking page when and how it was delivered, and ask neighbours and the"
        " people you live with."
    )
    if facts.contact:
        after = say("If it does not turn up, write to us: %(contact)s.", contact=facts.contact)
        missing = say("%(first)s %(then)s", first=missing, then=after)
    yield Faq(say("My parcel is marked as delivered, but I do not have it. What now?"), missing)


def _contact(language: Language, facts: FaqFacts) -> Iterator[Faq]:
    if facts.contact:
        yield Faq(
            language.say("How do I reach you about a delivery?"),
            language.say(
                "Write to %(shop)s: %(contact)s. Please give your order number.",
                shop=facts.shop_name,
                contact=facts.contact,
            ),
        )
