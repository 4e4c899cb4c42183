"""What a mail shows of an order's story, in plain lines; it passes on nothing unclean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from domain.order import Item, Order
from domain.shipment import Shipment
from domain.shop import Shop
from domain.status import Status, SubStatus
from domain.tracking import PickupPoint, TrackingState
from messages.language import Language, phrase
from messages.phrases import carrier_name, headline, parcels_so_far, shipment_sentence
from messages.plain_text import one_line

MOST_ITEMS = 20
LONGEST_NAME = 60
LONGEST_NUMBER = 40
LONGEST_SENTENCE = 500

_ADVICE = {
    SubStatus.NOT_HOME: phrase(
        "Look for a card or a message from %(carrier)s: it says whether they will come again or"
        " where the parcel can be collected."
    ),
    SubStatus.CLOSED: phrase(
        "Look for a card or a message from %(carrier)s: it says whether they will come again or"
        " where the parcel can be collected."
    ),
    SubStatus.NO_ACCESS: phrase(
        "If a door code or a telephone number is needed to reach you, give it to %(carrier)s."
    ),
    SubStatus.ADDRESS: phrase(
        "Check the delivery address on your order, and write to the shop if it is wrong."
    ),
    SubStatus.PAYMENT: phrase("%(carrier)s can tell you what has to be paid, and how."),
    SubStatus.REFUSED: phrase(
        "If the parcel was refused by mistake, write to the shop as soon as you can."
    ),
}
_ANY_ADVICE = phrase(
    "You need not do anything yet: what happens next is shown on the page as soon as %(carrier)s"
    " tells."
)


@dataclass(frozen=True, slots=True)
class MessageStory:
    """What a message is about; `shipment` is None when it is about the whole order."""

    shop: Shop
    order: Order
    shipment: Shipment | None
    carrier_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PickupPointView:
    """A pickup point in lines."""

    name: str
    address: tuple[str, ...]
    opening_hours: tuple[str, ...]
    code: str
    """What opens the locker, or is shown at the counter."""


@dataclass(frozen=True, slots=True)
class MailView:
    """Everything the templates may show."""

    shop_name: str
    contact_email: str
    contact_url: str
    order_number: str
    sentence: str
    parcels_so_far: str
    items: tuple[Item, ...]
    items_left_out: int
    on_its_way: bool
    scanned: bool
    carrier: str
    tracking_number: str
    pickup_point: PickupPointView | None
    advice: str
    page_url: str


def mail_view(
    story: MessageStory, language: Language, page_url: str, now: datetime, zone: tzinfo
) -> MailView:
    """Choose and clean what a mail shows; times are written in `zone`."""
    order, shipment, labels = story.order, story.shipment, story.carrier_labels
    if shipment:
        sentence = shipment_sentence(language, shipment, labels, now, zone)
    else:
        sentence = headline(language, order, labels, now, zone)
    items = _items(order, shipment)
    carrier = carrier_name(shipment, labels) if shipment else ""
    return MailView(
        shop_name=one_line(story.shop.name, LONGEST_NAME),
        contact_email=_mail_address(story.shop.contact_email),
        contact_url=_web_address(story.shop.contact_url),
        order_number=one_line(order.number, LONGEST_NUMBER),
        sentence=one_line(sentence, LONGEST_SENTENCE),
        parcels_so_far=parcels_so_far(language, order) if shipment else "",
        items=items[:MOST_ITEMS],
        items_left_out=len(items[MOST_ITEMS:]),
        on_its_way=bool(shipment and _on_its_way(shipment.state)),
        scanned=bool(shipment and shipment.state.moving),
        carrier=one_line(carrier, LONGEST_NAME),
        tracking_number=one_line(shipment.tracking_number, LONGEST_NAME) if shipment else "",
        pickup_point=_pickup_point(shipment.pickup_point) if shipment else None,
        advice=one_line(_advice(language, shipment, carrier), LONGEST_SENTENCE),
        page_url=page_url,
    )


def _on_its_way(state: TrackingState) -> bool:
    return state.status in {Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY} and not state.is_return_leg


def _items(order: Order, shipment: Shipment | None) -> tuple[Item, ...]:
    quantities = {item.platform_id: item.quantity for item in order.items}
    if shipment and shipment.items:
        quantities = {item.platform_id: item.quantity for item in shipment.items}
    return tuple(
        replace(
            item,
            title=one_line(item.title),
            variant=one_line(item.variant),
            quantity=quantities[item.platform_id],
        )
        for item in order.items
        if quantities.get(item.platform_id)
    )


def _pickup_point(point: PickupPoint | None) -> PickupPointView | None:
    if point is None:
        return None
    town = one_line(f"{point.postal_code} {point.city}")
    address = tuple(line for line in (one_line(point.street), town) if line)
    hours = tuple(one_line(line) for line in point.opening_hours)
    return PickupPointView(one_line(point.name), address, hours, one_line(point.code))


def _advice(language: Language, shipment: Shipment | None, carrier: str) -> str:
    detail = shipment.state.sub_status if shipment else None
    message = _ADVICE.get(detail, _ANY_ADVICE) if detail else _ANY_ADVICE
    return language.say(message, carrier=carrier or language.say("the carrier"))


def _mail_address(text: str) -> str:
    return text if re.fullmatch(r"[^\s<>\"'?&,;]+@[^\s<>\"'?&,;@]+", text) else ""


def _web_address(url: str) -> str:
    """Return the address if it leads to a web page: no other scheme is ever linked."""
    clean = one_line(url, 2000)
    return clean if urlsplit(clean).scheme in {"https", "http"} else ""
