"""How a shop delivers, as its merchant says it: methods, prices, cut-off, customs, returns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from domain.order import Money


@dataclass(frozen=True, slots=True)
class Method:
    """A way of delivery; days are working days from dispatch, `price` None where it is not said.

    `names` are by language code, the shop's own first where one is missing. `free_from` is the
    worth of an order from which it costs nothing.
    """

    names: Mapping[str, str]
    price: Money | None = None
    free_from: Money | None = None
    days_from: int | None = None
    days_to: int | None = None
    countries: tuple[str, ...] = ()
    pickup: bool = False

    def name_in(self, language: str, own: str) -> str:
        """Return what it is called in a language, else in the shop's own, else anywhere."""
        return (
            self.names.get(language) or self.names.get(own) or next(iter(self.names.values()), "")
        )


class Customs(StrEnum):
    """Who pays duties on parcels that leave the customs area."""

    NOT_SAID = "not_said"
    SHOP_PAYS = "shop_pays"
    SHOPPER_PAYS = "shopper_pays"
    NONE_ABROAD = "none_abroad"
    """The shop sends nothing across a customs border."""


@dataclass(frozen=True, slots=True)
class DeliveryTerms:
    """What a merchant has said; what is None or empty is not said, so no answer is drawn from it.

    Orders before `cut_off` (the shop's clock) on a day of `dispatch_days` (0 is Monday) are sent
    `processing_days` working days later, 0 for the same day.
    """

    methods: tuple[Method, ...] = ()
    cut_off: time | None = None
    dispatch_days: frozenset[int] = frozenset(range(5))
    processing_days: int | None = None
    customs: Customs = Customs.NOT_SAID
    return_days: int | None = None
    returns_page: str = ""
    version: int = 0


class Topic(StrEnum):
    """A question we can answer from facts, in the order in which we ask them at first."""

    WHERE = "where"
    HOW_LONG = "how_long"
    METHODS = "methods"
    COSTS = "costs"
    CUT_OFF = "cut_off"
    CARRIERS = "carriers"
    MESSAGES = "messages"
    PARCELS = "parcels"
    PICKUP = "pickup"
    CUSTOMS = "customs"
    CHANGE_ADDRESS = "change_address"
    CANCEL = "cancel"
    NO_SCANS = "no_scans"
    LATE = "late"
    LOST = "lost"
    RETURNS = "returns"
    CONTACT = "contact"


class Placeholder(StrEnum):
    """A fact that a merchant's answer may stand on, written in braces: {carriers}."""

    CARRIERS = "carriers"
    """Those used lately, as a list."""
    DAYS = "days"
    """Within how many days of dispatch eight of ten parcels arrive, as a number."""
    PAGE = "page"
    """The address of the tracking page."""
    CONTACT = "contact"
    """The shop's e-mail address, or its contact page."""
    CUT_OFF = "cut_off"
    """The time until which an order leaves as promised."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question and its answer in one language, in the merchant's words; plain text.

    An empty question keeps ours; so does an empty answer, which is drawn from facts. An answer may
    hold every Placeholder; it is left out where the fact is unknown.
    """

    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One place in the FAQ: one of our topics, or the merchant's own question (`topic` None).

    `id` is the topic's name, or the merchant's question's own.
    """

    id: str
    topic: Topic | None = None
    hidden: bool = False
    written: Mapping[str, Written] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaqBook:
    """A shop's FAQ in its order; topics it does not name come after, in our order."""

    entries: tuple[FaqEntry, ...] = ()
    version: int = 0


def all_entries(book: FaqBook) -> tuple[FaqEntry, ...]:
    """Return every entry, hidden or not, with those topics added that the book leaves out."""
    named = {entry.topic for entry in book.entries}
    others = tuple(FaqEntry(topic.value, topic) for topic in Topic if topic not in named)
    return (*book.entries, *others)


def entries_in_order(book: FaqBook) -> tuple[FaqEntry, ...]:
    """Return every entry that is not hidden, in order."""
    return tuple(entry for entry in all_entries(book) if not entry.hidden)


def named_in_braces(text: str) -> tuple[str, ...]:
    """Return whatever stands in braces in a merchant's text, once each; it may mean nothing."""
    return tuple(dict.fromkeys(_BRACED.findall(text)))


def filled(text: str, facts: Mapping[Placeholder, str]) -> str | None:
    """Put facts in place of what stands in braces; None where one is unknown (empty)."""
    known = {name.value: fact for name, fact in facts.items() if fact}
    if any(name not in known for name in named_in_braces(text)):
        return None
    return _BRACED.sub(lambda found: known[found[1]], text)


def missing_facts(text: str, facts: Mapping[Placeholder, str]) -> Sequence[Placeholder]:
    """Return the facts a text stands on that are unknown."""
    said = named_in_braces(text)
    return [name for name in Placeholder if name.value in said and not facts.get(name)]


_BRACED = re.compile(r"\{([^{}]*)\}")
