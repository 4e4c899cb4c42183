"""The page with everything on it, rendered without a browser or a database."""

from dataclasses import replace
from functools import cache

from domain.access import Level
from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.order import Item, Order
from domain.page_design import PageDesign, PageWords, Section
from domain.self_service import Action, Refusal
from messages.faq import Faq
from messages.language import language
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from services.offer_actions import Offer
from tests.fakes import NOON
from tests.tracking_page.samples import STOCKHOLM, samples, story
from tests.tracking_page.whole_order import whole
from tracking_page.assets import load_assets
from tracking_page.campaign_view import CampaignView
from tracking_page.rendering import Templates
from tracking_page.views import Seen, order_page

ASSETS = load_assets()
TEMPLATES = Templates(ASSETS)
OFFERS = (
    Offer(Action.CONTACT, None, ""),
    Offer(Action.RETURN, None, "https://lamps.example/returns"),
    Offer(Action.CANCEL, Refusal.TOO_LATE, ""),
)
EVERYTHING = ShopPage(
    design=PageDesign(
        words={"en": PageWords("Thank you", "A day longer before Christmas", "By hand since 1974")},
        picture_url="https://cdn.example/banner.jpg",
        picture_text="Our workshop",
    ),
    notes=DeliveryNotes((DeliveryNote(words={"en": "Somebody should be at home."}),)),
)


def seen(level: Level = Level.PROVEN, **changes: object) -> Seen:
    """Return all that may be gathered for a visitor."""
    values = {
        "level": level,
        "offers": OFFERS,
        "campaigns": (CampaignView("one", "Bulbs", "Warm light", "See them", "/c/token", ""),),
        "faq": (Faq("Where is it?", "On its way.", id="where"),),
        "others": ((story(replace(samples()["delivered"], number="#1007")), "/t/other"),),
        "form_proof": "f" * 64,
        "link_token": "token",
        "css": "/t/look/1/2.css",
        "logo": "https://cdn.example/logo.png",
        "preferences": "/p/token",
        **changes,
    }
    return Seen(**values)  # type: ignore[arg-type]


def pictured(order: Order) -> Order:
    """Return the order with a picture of each item."""
    return replace(order, items=tuple(_pictured(item) for item in order.items))


def _pictured(item: Item) -> Item:
    return replace(item, image_url=f"https://cdn.example/{item.platform_id}.jpg")


@cache
def full_order(sample: str = "on its way") -> Order:
    """Return an order in a state, of which everything is known."""
    return pictured(whole(*samples()[sample].shipments))


def html_of(told: OrderStory, by: Seen, code: str = "en") -> str:
    """Return the page's HTML."""
    chosen = language(code)
    page = order_page(told, by, chosen, NOON, STOCKHOLM)
    return TEMPLATES.fill("order.html", chosen, page=page, etag='W/"x"')


def full_page(
    sample: str = "on its way",
    level: Level = Level.PROVEN,
    sections: tuple[Section, ...] = tuple(Section),
    code: str = "en",
) -> str:
    """Return the page of a sample with everything on it, its sections in an order."""
    design = replace(EVERYTHING.design, sections=sections)
    return html_of(
        story(full_order(sample), page=replace(EVERYTHING, design=design)), seen(level), code
    )
