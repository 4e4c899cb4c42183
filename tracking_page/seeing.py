"""Gather what is shown of an order beside its story, for one who looks at it; decides no word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.access import Level
from domain.order_parcels import parcels_said_delivered
from domain.page_design import Section
from messages.language import Language
from services.answer_faq import faq_excerpt
from services.change_brand import shop_brand
from services.look_up_order import OrderStory
from services.offer_actions import offers, push_on
from services.other_orders import other_orders
from services.page_look import look_address
from services.report_missing import Incident, last_incidents
from services.shopper_links import Linked, preferences_address
from services.wiring import Wiring
from tracking_page.campaign_view import campaign_views
from tracking_page.privacy import without_goods
from tracking_page.route_view import route_picture
from tracking_page.views import Seen


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks: what they have shown, and what their forms carry; no forms without a link.

    `done` is the word for what they have just done. `page` is the address of the order's page with
    us, empty where none is known.
    """

    level: Level
    link_token: str = ""
    form_proof: str = ""
    done: str = ""
    page: str = ""


def gather(wiring: Wiring, story: OrderStory, language: Language, looking: Looking) -> Seen:
    """Return what a visitor at this level is shown of an order beside its story."""
    level, now = looking.level, wiring.clock()
    drawn = Section.ROUTE in story.page.design.sections
    return Seen(
        level=level,
        offers=offers(story, level, now, push=push_on(wiring, story.shop.id)),
        campaigns=campaign_views(wiring, _as_known(story, level), language),
        css=look_address(story),
        faq=faq_excerpt(wiring, story, language, looking.page),
        others=other_orders(wiring, story, level),
        incidents=_incidents(wiring, story, level),
        route=route_picture(story, language, wiring.gazetteer, level) if drawn else None,
        logo=shop_brand(wiring, story.shop.id).logo_url if story.page.look_version else "",
        preferences=_preferences(wiring, story, level),
        form_proof=looking.form_proof,
        link_token=looking.link_token,
        done=looking.done,
    )


def _as_known(story: OrderStory, level: Level) -> OrderStory:
    """Return the story for choosing campaigns: one about what was bought would tell of it."""
    if level >= Level.PROVEN:
        return story
    return replace(story, order=without_goods(story.order))


def _incidents(wiring: Wiring, story: OrderStory, level: Level) -> Mapping[int, Incident]:
    """Return what was reported missing, for whom it may be shown."""
    if level < Level.PROVEN or not parcels_said_delivered(story.order):
        return {}
    return last_incidents(wiring, story.shop.id, story.order.id)


def _preferences(wiring: Wiring, story: OrderStory, level: Level) -> str:
    """Return the page of the shopper's wishes, for whoever has read mail sent to that address."""
    reader = story.order.contact.email
    if level < Level.CODED or not reader:
        return ""
    return preferences_address(wiring, Linked(story.shop.id, story.order.id), reader)
