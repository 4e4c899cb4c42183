"""How a shop delivers, as its merchant says it: methods, prices, cut-off, customs, returns."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Written:
    """A question and its answer in one language, in the merchant's words; plain text.

    An empty question keeps ours; so does an empty answer, which is drawn from facts. An answer may
    hold {carriers}, {days}, {page}, {contact} and {cut_off}; it is left out where one is unknown.
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


def entries_in_order(book: FaqBook) -> tuple[FaqEntry, ...]:
    """Return every entry that is not hidden, with those topics added that the book leaves out."""
    named = {entry.topic for entry in book.entries}
    others = tuple(FaqEntry(topic.value, topic) for topic in Topic if topic not in named)
    return tuple(entry for entry in (*book.entries, *others) if not entry.hidden)
