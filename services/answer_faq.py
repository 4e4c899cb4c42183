"""Answer a shop's delivery questions from what is true of it, all of them or those that fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from domain.delivery_terms import Placeholder, Written
from domain.faq_book import topics_beside, worded
from domain.page_design import Section
from domain.possible_actions import never_possible
from domain.self_service import Action, SelfServiceRules
from domain.shop import PlatformKey, Shop
from domain.zones import zone_named
from messages.faq import Faq, FaqFacts, Spoken, delivery_faq, faq_about, spoken_faq
from messages.faq_facts import placed
from messages.language import Language, language_for
from messages.plain_text import one_line
from services.look_up_order import OrderStory, find_shop
from services.page_address import root_of
from services.shop_figures import ShopFigures, figures_lately
from services.wiring import Wiring
from storage.page_documents import ShopPage, shop_page

MOST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class FaqTarget:
    """A shop whose FAQ is asked for, and what it has set of its page."""

    shop: Shop
    page: ShopPage


@dataclass(frozen=True, slots=True)
class FaqReview:
    """A shop's FAQ for its merchant in one language.

    `facts` are what answers of theirs may stand on, empty where unknown.
    """

    entries: Sequence[Spoken]
    facts: Mapping[Placeholder, str]
    version: int


def answer_faq(wiring: Wiring, shop: Shop, language: Language, page: str) -> tuple[Faq, ...]:
    """Return questions and answers; `page` is where the shop shows orders, empty for our page."""
    figures = figures_lately(wiring, shop)
    with wiring.sessions() as session:
        kept = shop_page(session, shop.id)
    there = page or look_up_address(wiring, shop, kept.domain.own)
    return delivery_faq(language, faq_facts(shop, kept, figures, there), kept.faq)


def faq_excerpt(
    wiring: Wiring, story: OrderStory, language: Language, page: str = ""
) -> tuple[Faq, ...]:
    """Return what somebody may ask who looks at this order now, three questions at most.

    What the merchant hides is left out here too, and their own words are used. Of the days it
    takes, those to the order's country are told. `page` is the order's own page, where what an
    answer speaks of is done; empty where none is known.
    """
    figures = figures_lately(wiring, story.shop)
    there = story.order.address.country
    nearer = replace(
        figures, days_to={code: days for code, days in figures.days_to.items() if code == there}
    )
    here = page or look_up_address(wiring, story.shop, story.page.domain.own)
    facts = faq_facts(story.shop, story.page, nearer, here)
    told = faq_about(language, facts, story.page.faq, topics_beside(story.order))
    return told[:MOST_BESIDE]


def review_faq(
    wiring: Wiring, shop: Shop, language: Language, unkept: tuple[str, Written] | None = None
) -> FaqReview:
    """Return every entry of the FAQ for its merchant, hidden or not, as it stands in a language.

    `unkept` are words for the entry of an id as if they were kept already.
    """
    figures = figures_lately(wiring, shop)
    with wiring.sessions() as session:
        kept = shop_page(session, shop.id)
    book = worded(kept.faq, unkept[0], language.code, unkept[1]) if unkept else kept.faq
    facts = faq_facts(shop, kept, figures, look_up_address(wiring, shop, kept.domain.own))
    entries = spoken_faq(language, facts, book)
    return FaqReview(entries, placed(language, facts), kept.faq.version)


def open_faq(wiring: Wiring, platform: PlatformKey, domain: str) -> FaqTarget | None:
    """Return whose FAQ an address means, or None where there is no such shop any more."""
    shop = find_shop(wiring, platform, domain)
    if shop is None or shop.uninstalled_at:
        return None
    with wiring.sessions() as session:
        return FaqTarget(shop, shop_page(session, shop.id))


def hosted_faq(wiring: Wiring, target: FaqTarget, language: Language) -> tuple[Faq, ...]:
    """Return questions and answers for a shop's page with us."""
    shop, kept = target.shop, target.page
    page = look_up_address(wiring, shop, kept.domain.own)
    facts = faq_facts(shop, kept, figures_lately(wiring, shop), page)
    return delivery_faq(language, facts, kept.faq)


def look_up_address(wiring: Wiring, shop: Shop, own: str) -> str:
    """Return where a shop's shoppers look their orders up: at its `own` host, or at ours."""
    return f"{root_of(wiring, own)}/track/{shop.platform}/{quote(shop.domain)}"


def faq_address(wiring: Wiring, shop: Shop, own: str) -> str:
    """Return where a shop's FAQ is: at its `own` host, or at ours."""
    return f"{root_of(wiring, own)}/faq/{shop.platform}/{quote(shop.domain)}"


def faq_facts(shop: Shop, kept: ShopPage, figures: ShopFigures, page: str) -> FaqFacts:
    """Return what is true of a shop's deliveries; `page` is where it shows orders."""
    return FaqFacts(
        shop_name=one_line(shop.name, 60),
        page=page,
        carriers=figures.carriers,
        pickup_points=figures.pickup_points,
        several_parcels=figures.several_parcels,
        days=figures.days,
        mailed=frozenset(figures.mailed),
        contact=shop.contact_url or shop.contact_email,
        days_to=figures.days_to,
        terms=kept.terms,
        rules=_rules(shop, kept),
        own=language_for(shop.locale).code,
        zone=zone_named(shop.time_zone),
    )


def _rules(shop: Shop, kept: ShopPage) -> SelfServiceRules:
    """Return what is offered: nothing where the page has no place for it."""
    rules = kept.rules
    shown = Section.ACTIONS in kept.design.sections
    off = rules.off | never_possible(shop, rules) if shown else frozenset(Action)
    return replace(rules, off=off)
