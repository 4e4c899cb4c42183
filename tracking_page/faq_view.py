"""What the page of a shop's questions shows, and the same as search engines read it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from domain.shop import Shop
from messages.faq import Faq
from messages.faq_search import LONGEST_SEARCH, search
from messages.language import LANGUAGES, language
from tracking_page.views import ContactView, contact_view

_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""How JSON within HTML says what could end or begin something there."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class FaqPage:
    """Questions that were found, of `asked` words; `all_shown` when none were asked for.

    `address` is the page itself without a language, `canonical` the one to be known by,
    `everything` the path of the whole page at whichever host, `look_up` where the form is sent.
    `structured` is JSON to be put into HTML as it is.
    """

    shop_name: str
    found: Sequence[Faq]
    asked: str
    address: str
    canonical: str
    everything: str
    alternates: Sequence[Alternate]
    look_up: str
    contact: ContactView
    structured: Markup
    css: str
    logo: str

    @property
    def all_shown(self) -> bool:
        """Tell whether nothing was searched for."""
        return not self.asked


@dataclass(frozen=True, slots=True)
class Asking:
    """What a reader asks of the page: words to search for, and a language chosen on it, if any."""

    words: str
    chosen: str


def asking_of(words: str, chosen: str) -> Asking:
    """Read what a reader asks; what is too long to be words is cut."""
    return Asking(" ".join(words[:LONGEST_SEARCH].split()), chosen)


@dataclass(frozen=True, slots=True)
class Ways:
    """The page's whole address, the look-up's path, the shop's style sheet and logo."""

    here: str
    look_up: str
    css: str = ""
    logo: str = ""


def faq_page(shop: Shop, faq: Sequence[Faq], asking: Asking, ways: Ways) -> FaqPage:
    """Decide what is shown of a shop's questions."""
    here = ways.here
    chosen = f"?lang={asking.chosen}" if asking.chosen else ""
    return FaqPage(
        shop_name=shop.name,
        found=search(faq, asking.words),
        asked=asking.words,
        address=here,
        canonical=f"{here}{chosen}",
        everything=f"{urlsplit(here).path}{chosen}",
        alternates=[Alternate(language(code).tag, f"{here}?lang={code}") for code in LANGUAGES],
        look_up=f"{ways.look_up}{chosen}",
        contact=contact_view(shop, ""),
        structured=structured(faq),
        css=ways.css,
        logo=ways.logo,
    )


def structured(faq: Sequence[Faq]) -> Markup:
    """Write questions as schema.org's FAQPage, so that it can stand within a script element.

    https://schema.org/FAQPage
    """
    document = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": one.question,
                "acceptedAnswer": {"@type": "Answer", "text": one.answer},
            }
            for one in faq
        ],
    }
    text = json.dumps(document, ensure_ascii=False).translate(_HARMLESS)
    return Markup(text)  # noqa: S704 - nothing in it can end the element it stands in
