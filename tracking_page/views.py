"""What the page of an order shows, decided without a request, a database or a clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from urllib.parse import quote

from domain.access import Level
from domain.carriers import labels_of
from domain.order import Order, RollUp, roll_up
from domain.order_moments import is_over, last_answer_at
from domain.order_parcels import has_left
from domain.page_design import Section
from domain.self_service import Action
from domain.shop import Shop
from messages.faq import Faq
from messages.language import Language
from messages.phrases import answer, headline
from services.look_up_order import OrderStory
from services.offer_actions import Offer
from services.report_missing import Incident
from tracking_page.action_view import ActionView, action_views, done_text
from tracking_page.addresses import AddressView, addresses
from tracking_page.amounts import AmountView, amounts
from tracking_page.campaign_view import CampaignView
from tracking_page.items import ItemList, items_ordered, items_unsent
from tracking_page.missing_view import Looking, reports_told
from tracking_page.parcels import ParcelView, Telling, parcels
from tracking_page.privacy import without_goods, without_personal_data
from tracking_page.progress import Step, Tone, steps, tone_of
from tracking_page.route_view import RoutePicture
from tracking_page.safe_links import https_address, mail_link, web_address
from tracking_page.shop_words import delivery_notes, own_language, page_words


@dataclass(frozen=True, slots=True)
class Seen:
    """By whom an order is looked at, and what was gathered for them beside its story.

    `others` are stories with the address of their page; `css` is the address of the shop's look,
    `logo` its https picture, `preferences` the page of the shopper's wishes about messages.
    As it comes it is anybody with the link. `form_proof` goes into every form of the page. `done`
    is the word for what they have just done.
    """

    level: Level = Level.LINK
    offers: Sequence[Offer] = ()
    campaigns: Sequence[CampaignView] = ()
    faq: Sequence[Faq] = ()
    others: Sequence[tuple[OrderStory, str]] = ()
    incidents: Mapping[int, Incident] = field(default_factory=dict)
    route: RoutePicture | None = None
    form_proof: str = ""
    link_token: str = ""
    css: str = ""
    logo: str = ""
    preferences: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """Another order of the same shopper; `link` is its page."""

    number: str
    placed: str
    headline: str
    link: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """How the shop is reached; either link may be empty."""

    page: str
    mail: str
    address: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The page of an order: until its reader has `proven` whose it is, nothing personal is in here.

    `live` says whether anything may still change; `counted` is the number of parcels under way
    or arrived, of which `delivered` have arrived. `headline` is all of `answer` and `more`, the
    sentence to be written large and the one that follows it.
    """

    shop_name: str
    look_up: str
    number: str
    placed: str
    headline: str
    tone: Tone
    steps: tuple[Step, ...]
    parcels: tuple[ParcelView, ...]
    counted: int
    delivered: int
    unsent: ItemList
    items: ItemList
    total: str
    contact: ContactView
    live: bool
    answer: str = ""
    more: str = ""
    awaits_parcel: bool = False
    """There is no parcel, and the shop has not said that everything has left it."""
    proven: bool = False
    may_read_code: bool = False
    """A code sent to their mailbox shows them its other orders, and its messages."""
    sections: tuple[Section, ...] = tuple(Section)
    welcome: str = ""
    note: str = ""
    footer: str = ""
    picture_url: str = ""
    picture_text: str = ""
    css: str = ""
    logo: str = ""
    route: RoutePicture | None = None
    addresses: tuple[AddressView, ...] = ()
    instructions: str = ""
    """What the shopper has asked of the driver."""
    amounts: tuple[AmountView, ...] = ()
    notes: tuple[str, ...] = ()
    actions: tuple[ActionView, ...] = ()
    campaigns: tuple[CampaignView, ...] = ()
    faq: tuple[Faq, ...] = ()
    faq_page: str = ""
    others: tuple[OtherOrder, ...] = ()
    checked_at: str = ""
    """When a carrier last answered about any parcel, in ISO 8601; empty when none has."""
    checked: str = ""
    """The same moment as the reader says it."""
    preferences: str = ""
    form_proof: str = ""
    link_token: str = ""
    reports: tuple[str, ...] = ()
    """How what they reported missing stands."""
    done: str = ""
    """What the visitor has just done, and what happens next."""


def order_page(
    story: OrderStory, seen: Seen, language: Language, now: datetime, zone: tzinfo
) -> OrderPage:
    """Decide what is shown of an order in a language, at a moment, in the reader's zone."""
    shop, proven = story.shop, seen.level >= Level.PROVEN
    told = story.order if proven else without_personal_data(story.order)
    order = told if proven else without_goods(told)
    telling = Telling(language, order, story.carriers, now.astimezone(zone), zone)
    live = _may_change(told, items_unsent(told), now)
    whole, said = roll_up(order.shipments), page_words(story, language)
    large = answer(language, told, telling.carrier_labels, now, zone)
    checked = last_answer_at(order)
    return OrderPage(
        shop_name=shop.name,
        look_up=f"/track/{_address_of(shop)}",
        number=order.number,
        placed=language.date(order.placed_at.astimezone(zone).date(), telling.now.date()),
        headline=large.headline,
        answer=large.first,
        more=large.more,
        tone=_tone(order, whole),
        steps=steps(language, order, whole, story.page.stages, own_language(story)),
        awaits_parcel=not (order.shipments or order.cancelled_at or has_left(order)),
        parcels=parcels(telling),
        counted=whole.shipments,
        delivered=whole.delivered,
        unsent=items_unsent(order),
        items=items_ordered(language, order),
        total=language.money(order.total.amount, order.total.currency) if order.total else "",
        contact=contact_view(shop, order.number),
        live=live,
        proven=proven,
        may_read_code=_may_read_code(story, seen),
        sections=story.page.design.sections,
        welcome=said.welcome,
        note=said.note,
        footer=said.footer,
        picture_url=https_address(story.page.design.picture_url),
        picture_text=story.page.design.picture_text,
        css=seen.css,
        logo=https_address(seen.logo),
        route=seen.route,
        addresses=addresses(language, story.order, proven=proven),
        instructions=order.instructions if live else "",
        amounts=amounts(language, order),
        notes=delivery_notes(story, language, proven=proven),
        actions=_actions(seen, language),
        campaigns=tuple(
            replace(one, picture_url=https_address(one.picture_url)) for one in seen.campaigns
        ),
        faq=tuple(seen.faq),
        faq_page=f"/faq/{_address_of(shop)}",
        others=tuple(_other(language, *one, now, zone) for one in seen.others),
        checked_at=checked.isoformat(timespec="seconds") if checked else "",
        checked=language.moment(checked.astimezone(zone), telling.now) if checked else "",
        preferences=seen.preferences,
        form_proof=seen.form_proof,
        link_token=seen.link_token,
        reports=reports_told(story, seen.incidents, Looking(language, now, zone)),
        done=_done(seen, order, language),
    )


def _address_of(shop: Shop) -> str:
    return f"{shop.platform}/{quote(shop.domain)}"


def _other(
    language: Language, story: OrderStory, link: str, now: datetime, zone: tzinfo
) -> OtherOrder:
    order = story.order
    labels = labels_of(story.carriers, (one.carrier for one in order.shipments))
    placed = language.date(order.placed_at.astimezone(zone).date(), now.astimezone(zone).date())
    return OtherOrder(order.number, placed, headline(language, order, labels, now, zone), link)


def _actions(seen: Seen, language: Language) -> tuple[ActionView, ...]:
    """Return what can be done from here: nothing without the link that its forms belong to."""
    return action_views(language, seen.offers, seen.link_token) if seen.link_token else ()


def _done(seen: Seen, order: Order, language: Language) -> str:
    """Say what has just been done, unless the headline says it by now."""
    over = seen.done == Action.CANCEL and order.cancelled_at
    return "" if over else done_text(language, seen.done)


def contact_view(shop: Shop, subject: str) -> ContactView:
    """Say how a shop is reached about something."""
    mail = mail_link(shop.contact_email, subject)
    return ContactView(web_address(shop.contact_url), mail, shop.contact_email if mail else "")


def _tone(order: Order, whole: RollUp) -> Tone:
    if order.cancelled_at:
        return Tone.OVER
    return tone_of(whole.lead.state) if whole.lead else Tone.WAITING


def _may_change(order: Order, unsent: ItemList, now: datetime) -> bool:
    if order.cancelled_at:
        return any(not shipment.state.final for shipment in order.shipments)
    return bool(unsent.first) or not is_over(order, now)


def _may_read_code(story: OrderStory, seen: Seen) -> bool:
    mailbox = story.order.contact.email.strip() and not story.shop.uninstalled_at
    return bool(seen.link_token and mailbox) and seen.level is Level.PROVEN
