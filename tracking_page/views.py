"""What the page of an order shows, decided without a request, a database or a clock."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import quote

from domain.order import Order, roll_up
from domain.shop import Shop
from messages.language import Language
from messages.phrases import headline
from services.look_up_order import OrderStory
from tracking_page.items import ItemList, items_ordered, items_unsent
from tracking_page.parcels import ParcelView, Telling, parcels
from tracking_page.privacy import without_personal_data
from tracking_page.progress import Step, Tone, steps, tone_of
from tracking_page.safe_links import mail_link, web_address


@dataclass(frozen=True, slots=True)
class ContactView:
    """How the shop is reached; either link may be empty."""

    page: str
    mail: str
    address: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The page of an order: no name, e-mail or address is in here, so none can be shown.

    `live` says whether anything may still change; `counted` is the number of parcels under way
    or arrived, of which `delivered` have arrived.
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


def order_page(story: OrderStory, language: Language, now: datetime, zone: tzinfo) -> OrderPage:
    """Decide what is shown of an order in a language, at a moment, in the reader's zone."""
    shop, order = story.shop, without_personal_data(story.order)
    telling = Telling(language, order, story.carriers, now.astimezone(zone), zone)
    whole = roll_up(order.shipments)
    unsent = items_unsent(order)
    return OrderPage(
        shop_name=shop.name,
        look_up=f"/track/{shop.platform}/{quote(shop.domain)}",
        number=order.number,
        placed=language.date(order.placed_at.astimezone(zone).date(), telling.now.date()),
        headline=headline(language, order, telling.carrier_labels, now, zone),
        tone=_tone(order),
        steps=steps(language, order, whole),
        parcels=parcels(telling),
        counted=whole.shipments,
        delivered=whole.delivered,
        unsent=unsent,
        items=items_ordered(language, order),
        total=language.money(order.total.amount, order.total.currency) if order.total else "",
        contact=contact_view(shop, order.number),
        live=_may_change(order, unsent),
    )


def contact_view(shop: Shop, subject: str) -> ContactView:
    """Say how a shop is reached about something."""
    mail = mail_link(shop.contact_email, subject)
    return ContactView(web_address(shop.contact_url), mail, shop.contact_email if mail else "")


def _tone(order: Order) -> Tone:
    lead = roll_up(order.shipments).lead
    if order.cancelled_at:
        return Tone.OVER
    return tone_of(lead.state) if lead else Tone.WAITING


def _may_change(order: Order, unsent: ItemList) -> bool:
    if order.cancelled_at:
        return any(not shipment.state.final for shipment in order.shipments)
    arrived = order.shipments and all(shipment.state.final for shipment in order.shipments)
    return bool(unsent.first) or not arrived
