"""Let the demo's merchant have set up the tracking page: words, campaigns, notes, names."""

from dataclasses import replace

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
NOTES = (
    EnteredNote("en", "floor lamp", "It is taller than a door: two people carry it in."),
    EnteredNote("en", "", "Somebody should be at home: the courier rings once."),
)


def furnish_page(wiring: Wiring, shop_id: int, who: str) -> None:
    """Enter what a merchant enters of the page."""
    change_design(wiring, shop_id, DESIGN, who)
    for at, campaign in enumerate(CAMPAIGNS):
        made = save_campaign(wiring, shop_id, None, replace(campaign, version=2 * at), who)
        switch_campaign(wiring, shop_id, made, 2 * at + 1, who, on=True)
    for at, note in enumerate(NOTES):
        save_note(wiring, shop_id, None, replace(note, version=at), who)
    names = {Stage.BEING_PREPARED: "Being wired", Stage.PACKED: "Wrapped by hand"}
    words = {Stage.BEING_PREPARED: "workshop", Stage.PACKED: "wrapped"}
    change_stages(wiring, shop_id, EnteredStages("en", names, words), who)
    change_domain(wiring, shop_id, "track.nordljus.example", 0, who)
