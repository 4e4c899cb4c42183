"""Show a merchant how a message would look, with an order of theirs or a sample; it sends nothing.

Links lead to where any shopper can go: what is shown opens no order and unsubscribes nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.brand import Brand
from domain.carriers import labels_of
from domain.errors import FrammeError
from domain.kinds import RULES, ChannelKey, Kind, Subject
from domain.order import Order
from domain.shop import Shop
from domain.texts import TextKey
from messages.check_texts import TextFault, check_texts
from messages.language import language
from messages.render import Rendered, render_mail
from messages.short import PushText, SmsSize, render_push, render_sms, sms_size
from messages.story import MessageLinks, MessageStory, Writing
from services.announce import zone_of_delivery
from services.change_texts import own_parts
from services.sample_order import sample_order, sample_voucher
from services.wiring import Wiring
from storage.brands import brand_of
from storage.order_reading import read_order
from storage.orders import ids_by_number
from storage.shops import shop_by_id
from storage.text_versions import newest_texts

LONGEST_NUMBER = 64
TOKEN_LENGTH = 32
"""Of the token in the address of an order's page."""


class UnknownOrderError(FrammeError):
    """The shop has no order of this number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which text is to be shown, and with which order: none, for the sample.

    `parts` and `brand` are what a merchant is writing or choosing, None for what is saved.
    """

    key: TextKey
    order_number: str = ""
    parts: Mapping[str, str] | None = None
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class ShownSms:
    """A text message, and how much it takes."""

    text: str
    size: SmsSize


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as it would be sent; `sample` when it is not about a real order.

    `faults` are by part: of those, our own text is shown.
    """

    shown: Rendered | ShownSms | PushText
    shop: Shop
    brand: Brand
    order_number: str
    sample: bool
    faults: Mapping[str, TextFault]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read for a preview, in one look."""

    shop: Shop
    brand: Brand
    order: Order | None
    saved: Mapping[str, str]


def preview(wiring: Wiring, shop_id: int, wanted: Wanted) -> Preview:
    """Render a message with the facts of an order as they are, whether or not it is due.

    Raises UnknownOrderError.
    """
    found = _find(wiring, shop_id, wanted)
    key, now = wanted.key, wiring.clock()
    own = found.saved if wanted.parts is None else own_parts(key, wanted.parts)
    faults = check_texts(key.channel, own)
    order = found.order or sample_order(key.kind, found.shop, now)
    writing = Writing(
        language=language(key.language),
        now=now,
        zone=zone_of_delivery(wiring, found.shop, order),
        brand=found.brand,
        links=_links(wiring, found.shop),
        texts={name: text for name, text in own.items() if name not in faults},
    )
    return Preview(
        shown=_shown(
            key,
            _story(wiring, found.shop, key.kind, order),
            writing,
            f"{wiring.public_url}/t/{'A' * TOKEN_LENGTH}",
        ),
        shop=found.shop,
        brand=found.brand,
        order_number=order.number,
        sample=found.order is None,
        faults=faults,
    )


def _find(wiring: Wiring, shop_id: int, wanted: Wanted) -> _Found:
    number = wanted.order_number.strip()[:LONGEST_NUMBER]
    key = wanted.key
    with wiring.sessions() as session:
        order = None
        for order_id in ids_by_number(session, shop_id, number) if number else ():
            order = read_order(session, shop_id, order_id) or order
        if number and order is None:
            raise UnknownOrderError(f"shop {shop_id} has no such order")
        return _Found(
            shop=shop_by_id(session, shop_id),
            brand=wanted.brand or brand_of(session, shop_id),
            order=order,
            saved=newest_texts(session, shop_id, key.kind, key.language, key.channel) or {},
        )


def _story(wiring: Wiring, shop: Shop, kind: Kind, order: Order) -> MessageStory:
    about_parcel = RULES[kind].about is Subject.PARCEL
    return MessageStory(
        shop=shop,
        order=order,
        shipments=order.shipments[-1:] if about_parcel else (),
        carrier_labels=labels_of(wiring.carriers, (one.carrier for one in order.shipments)),
        voucher=sample_voucher(shop, wiring.clock()) if kind is Kind.DELAY_VOUCHER else None,
    )


def _links(wiring: Wiring, shop: Shop) -> MessageLinks:
    look_up = f"{wiring.public_url}/track/{shop.platform}/{shop.domain}"
    return MessageLinks(page=look_up, preferences=look_up)


def _shown(
    key: TextKey, story: MessageStory, writing: Writing, sent_page: str
) -> Rendered | ShownSms | PushText:
    """Render for a channel; a text is counted with a link as long as that of an order's page."""
    if key.channel is ChannelKey.EMAIL:
        return render_mail(key.kind, story, writing)
    if key.channel is ChannelKey.PUSH:
        return render_push(key.kind, story, writing)
    text = render_sms(key.kind, story, writing)
    as_sent = text.replace(writing.links.page, sent_page)
    return ShownSms(text, sms_size(as_sent))
