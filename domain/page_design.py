"""How a shop's tracking page is put together: which sections, in which order, with what words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """A part of the tracking page below the headline and the stage rail, which always stand."""

    PARCELS = "parcels"
    ROUTE = "route"
    NOTES = "notes"
    ACTIONS = "actions"
    ITEMS = "items"
    ADDRESSES = "addresses"
    CAMPAIGNS = "campaigns"
    FAQ = "faq"
    OTHER_ORDERS = "other_orders"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a shop says on the page in one language; empty says nothing. Plain text."""

    welcome: str = ""
    """Above everything, such as "Thank you for your order"."""
    note: str = ""
    """Below the headline, such as longer delivery times before a holiday."""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class PageDesign:
    """A merchant's choices; `words` are by language code, `css` is as typed: cleaned when served.

    Colours, font and logo are the brand's. `sections` are those shown, in their order.
    """

    sections: tuple[Section, ...] = tuple(Section)
    words: Mapping[str, PageWords] = field(default_factory=dict)
    picture_url: str = ""
    picture_text: str = ""
    css: str = ""
    version: int = 0


def words_in(design: PageDesign, language: str, otherwise: str) -> PageWords:
    """Return what the shop says in a language, else in another (its own), else nothing."""
    return design.words.get(language) or design.words.get(otherwise) or PageWords()


def sections_named(names: Iterable[str]) -> tuple[Section, ...]:
    """Read the sections shown, once each, in their order; unknown names are left out."""
    known = {section.value: section for section in Section}
    return tuple(dict.fromkeys(known[name] for name in names if name in known))
