"""Let the demo's merchant have set up the tracking page: words, campaigns, notes, names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.stage import Stage
from services.change_campaigns import EnteredCampaign, save_campaign, switch_campaign
from services.change_design import EnteredDesign, change_design
from services.change_notes import EnteredNote, save_note
from services.change_page_domain import change_domain
from services.change_stages import EnteredStages, change_stages
from services.wiring import Wiring

DESIGN = EnteredDesign(
    "en",
    sections=(
        "parcels",
        "route",
        "notes",
        "actions",
        "items",
        "addresses",
        "campaigns",
        "faq",
        "other_orders",
        "contact",
    ),
    welcome="Thank you for your order",
    note="Before the holidays parcels can take a day longer.",
    footer="Nordljus Lampor, Storgatan 1, 211 34 Malmö",
    css=".hero h1 { letter-spacing: -0.01em }",
)
DESIGN_IN_SWEDISH: Mapping[str, Any] = {
    "language": "sv",
    "welcome": "Tack för din beställning",
    "note": "Före helgerna kan paket ta en dag längre.",
    "footer": "Nordljus Lampor, Storgatan 1, 211 34 Malmö",
}
CAMPAIGNS = (
    EnteredCampaign(
        "en",
        name="Bulbs for every lamp",
        title="The right bulb for it",
        text="Warm white, made to last for years.",
        button="See the bulbs",
        link="https://nordljus.example/bulbs",
        products="lamp",
    ),
    EnteredCampaign(
        "en",
        name="Coming back",
        title="Ten per cent off your next order",
        text="Because you came back to us.",
        link="https://nordljus.example/again",
        audience="coming_back",
        states=frozenset({"arrived"}),
    ),
)
CAMPAIGNS_IN_SWEDISH: tuple[Mapping[str, Any], ...] = (
    {
        "language": "sv",
        "title": "Rätt ljuskälla till den",
        "text": "Varmvit, gjord för att hålla i många år.",
        "button": "Se ljuskällorna",
    },
    {
        "language": "sv",
        "title": "Tio procent på nästa beställning",
        "text": "För att du kom tillbaka till oss.",
    },
)
NOTES = (
    EnteredNote("en", "floor lamp", "It is taller than a door: two people carry it in."),
    EnteredNote("en", "", "Somebody should be at home: the courier rings once."),
)
NOTES_IN_SWEDISH = (
    "Den är högre än en dörr: två personer bär in den.",
    "Någon bör vara hemma: budet ringer på en gång.",
)
STAGES = {
    "en": {Stage.BEING_PREPARED: "Being wired", Stage.PACKED: "Wrapped by hand"},
    "sv": {Stage.BEING_PREPARED: "Kopplas ihop", Stage.PACKED: "Inslagen för hand"},
}
WORDS = {Stage.BEING_PREPARED: "workshop", Stage.PACKED: "wrapped"}


def furnish_page(wiring: Wiring, shop_id: int, who: str) -> None:
    """Enter what a merchant enters of the page, in English and in the shop's own Swedish."""
    change_design(wiring, shop_id, DESIGN, who)
    change_design(wiring, shop_id, replace(DESIGN, **DESIGN_IN_SWEDISH, version=1), who)
    for at, (campaign, swedish) in enumerate(zip(CAMPAIGNS, CAMPAIGNS_IN_SWEDISH, strict=True)):
        version = 3 * at
        made = save_campaign(wiring, shop_id, None, replace(campaign, version=version), who)
        switch_campaign(wiring, shop_id, made, version + 1, who, on=True)
        in_swedish = replace(campaign, **swedish, version=version + 2)
        save_campaign(wiring, shop_id, made, in_swedish, who)
    for at, (note, text) in enumerate(zip(NOTES, NOTES_IN_SWEDISH, strict=True)):
        place = save_note(wiring, shop_id, None, replace(note, version=2 * at), who)
        translated = replace(note, language="sv", text=text, version=2 * at + 1)
        save_note(wiring, shop_id, place, translated, who)
    for version, (language, names) in enumerate(STAGES.items()):
        change_stages(wiring, shop_id, EnteredStages(language, names, WORDS, version=version), who)
    change_domain(wiring, shop_id, "track.nordljus.example", 0, who)
