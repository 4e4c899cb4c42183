"""What a message shows of an order's story, in plain lines; it passes on nothing unclean."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.kinds import RULES, Kind, Subject
from domain.order import Item, Order
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import PickupPoint
from messages.addresses import mail_address, web_address
from messages.advice import advice
from messages.expectation import Here, expected_when
from messages.phrases import carrier_name, headline, parcels_so_far, shipment_sentence
from messages.plain_text import one_line
from messages.story import MessageStory, Voucher, Writing

MOST_ITEMS = 20
MOST_PARCELS = 10
LONGEST_NAME = 60
LONGEST_NUMBER = 40
LONGEST_TITLE = 120
LONGEST_SENTENCE = 500


@dataclass(frozen=True, slots=True)
class PickupView:
    """A pickup point in lines."""

    name: str
    address: tuple[str, ...]
    opening_hours: tuple[str, ...]
    code: str
    """What opens the locker, or is shown at the counter."""


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel told of; `carrier` is empty when nobody knows who carries it."""

    carrier: str
    tracking_number: str
    sentence: str
    expected: str


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A voucher, as it is written."""

    code: str
    worth: str
    until: str


@dataclass(frozen=True, slots=True)
class MailView:
    """Everything a message may show; what is not known is empty."""

    shop_name: str
    shop_url: str
    contact_email: str
    contact_url: str
    order_number: str
    order_date: str
    order_total: str
    shopper_name: str
    items: tuple[Item, ...]
    items_left_out: int
    parcels: tuple[ParcelView, ...]
    parcels_left_out: int
    parcels_so_far: str
    pickup_points: tuple[PickupView, ...]
    voucher: VoucherView | None
    sentence: str
    advice: str
    any_carrier: str
    """What a carrier is called that nobody knows."""
    page_url: str
    preferences_url: str
    unsubscribe_url: str


def mail_view(kind: Kind, story: MessageStory, writing: Writing) -> MailView:
    """Choose and clean what a message shows."""
    shop, order, here = story.shop, story.order, Here(writing.language, writing.now, writing.zone)
    told = told_of(kind, story)
    items = _items(order, () if RULES[kind].about is Subject.ORDER else told)
    parcels = tuple(_parcel(story, shipment, here) for shipment in told)
    the_carrier = here.language.say("the carrier")
    carriers = [one.carrier or the_carrier for one in parcels]
    return MailView(
        shop_name=one_line(shop.name, LONGEST_NAME),
        shop_url=web_address(shop.storefront_url) or web_address(shop.contact_url),
        contact_email=mail_address(writing.brand.reply_to) or mail_address(shop.contact_email),
        contact_url=web_address(shop.contact_url),
        order_number=one_line(order.number, LONGEST_NUMBER),
        order_date=here.language.date(here.local(order.placed_at).date(), here.today.date()),
        order_total=here.language.money(order.total.amount, order.total.currency)
        if order.total
        else "",
        shopper_name=_first_name(order.contact.name),
        items=items[:MOST_ITEMS],
        items_left_out=len(items[MOST_ITEMS:]),
        parcels=parcels[:MOST_PARCELS],
        parcels_left_out=len(parcels[MOST_PARCELS:]),
        parcels_so_far=parcels_so_far(here.language, order) if len(told) == 1 else "",
        pickup_points=_pickup_points(told),
        voucher=_voucher(story.voucher, here) if story.voucher else None,
        sentence=_sentence(kind, story, told, here),
        advice=one_line(advice(kind, story, told, carriers, here), LONGEST_SENTENCE),
        any_carrier=the_carrier,
        page_url=writing.links.page_of(order),
        preferences_url=writing.links.preferences,
        unsubscribe_url=writing.links.unsubscribe,
    )


def told_of(kind: Kind, story: MessageStory) -> tuple[Shipment, ...]:
    """Return the parcels a message tells of: those it is about, or all of its order's."""
    if RULES[kind].about is Subject.PARCEL:
        return story.shipments
    return tuple(s for s in story.order.shipments if s.state.status is not Status.CANCELLED)


def _sentence(kind: Kind, story: MessageStory, told: tuple[Shipment, ...], here: Here) -> str:
    words = (story.carrier_labels, here.now, here.zone)
    if RULES[kind].about is Subject.PARCEL and len(told) == 1:
        sentence = shipment_sentence(here.language, told[0], *words)
    else:
        sentence = headline(here.language, story.order, *words)
    return one_line(sentence, LONGEST_SENTENCE)


def _parcel(story: MessageStory, shipment: Shipment, here: Here) -> ParcelView:
    labels = story.carrier_labels
    sentence = shipment_sentence(here.language, shipment, labels, here.now, here.zone)
    return ParcelView(
        carrier=one_line(carrier_name(shipment, labels), LONGEST_NAME),
        tracking_number=one_line(shipment.tracking_number, LONGEST_NAME),
        sentence=one_line(sentence, LONGEST_SENTENCE),
        expected=expected_when(shipment, here),
    )


def _items(order: Order, inside: tuple[Shipment, ...]) -> tuple[Item, ...]:
    """Return what was ordered, or what of it travels in some parcels, where that is told."""
    quantities = {item.platform_id: item.quantity for item in order.items}
    if inside and all(shipment.items for shipment in inside):
        quantities = dict.fromkeys(quantities, 0)
        for item in (item for shipment in inside for item in shipment.items):
            quantities[item.platform_id] = quantities.get(item.platform_id, 0) + item.quantity
    return tuple(
        replace(
            item,
            title=one_line(item.title, LONGEST_TITLE),
            variant=one_line(item.variant, LONGEST_TITLE),
            quantity=quantities[item.platform_id],
        )
        for item in order.items
        if quantities[item.platform_id]
    )


def _pickup_points(told: tuple[Shipment, ...]) -> tuple[PickupView, ...]:
    points = (shipment.pickup_point for shipment in told)
    return tuple(dict.fromkeys(_pickup(point) for point in points if point))[:MOST_PARCELS]


def _pickup(point: PickupPoint) -> PickupView:
    town = one_line(f"{point.postal_code} {point.city}", LONGEST_TITLE)
    address = tuple(line for line in (one_line(point.street, LONGEST_TITLE), town) if line)
    hours = tuple(filter(None, (one_line(line, LONGEST_TITLE) for line in point.opening_hours)))
    name, code = one_line(point.name, LONGEST_TITLE), one_line(point.code, LONGEST_NUMBER)
    return PickupView(name, address, hours[:MOST_PARCELS], code)


def _voucher(voucher: Voucher, here: Here) -> VoucherView:
    until: datetime = here.local(voucher.ends_at)
    return VoucherView(
        code=one_line(voucher.code, LONGEST_NUMBER),
        worth=here.language.money(voucher.worth.amount, voucher.worth.currency),
        until=here.language.date(until.date(), here.today.date()),
    )


def _first_name(name: str) -> str:
    return next(iter(one_line(name, LONGEST_NAME).split()), "")
