"""The tabs of the tracking page's settings: each a page of its own, with a form of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.language import Language, phrase
from settings_screen.addresses import within

TRACKING = "/settings/tracking"
_TABS = {
    "design": (TRACKING, phrase("Design")),
    "campaigns": (f"{TRACKING}/campaigns", phrase("Campaigns")),
    "notes": (f"{TRACKING}/notes", phrase("Delivery notes")),
    "stages": (f"{TRACKING}/stages", phrase("Stages")),
    "self-service": (f"{TRACKING}/self-service", phrase("Self-service")),
    "faq": (f"{TRACKING}/faq", phrase("FAQ")),
    "terms": (f"{TRACKING}/terms", phrase("Delivery terms")),
    "domain": (f"{TRACKING}/domain", phrase("Own domain")),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one part of the settings; `here` is the one that is open."""

    address: str
    label: str
    here: bool


def tabs(here: str, kept: str, language: Language) -> Sequence[Tab]:
    """Return the tabs in order for templates/tracking/tabs.html; `here` is one of their names."""
    return [
        Tab(within(address, kept), language.say(label), name == here)
        for name, (address, label) in _TABS.items()
    ]
