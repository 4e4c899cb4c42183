"""Write a letter that is to go out, in whatever form its channel takes; it sends nothing."""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken

from domain.brand import Brand
from domain.carriers import labels_of
from domain.channels import Outgoing, PushNote, ShortMessage
from domain.errors import FrammeError
from domain.kinds import ChannelKey, Kind
from domain.order import Order
from domain.ports import Message
from messages.language import Language, language_for
from messages.plain_text import one_line
from messages.render import Rendered, render_digest, render_mail
from messages.short import render_push, render_sms
from messages.story import MessageLinks, MessageStory, Voucher, Writing
from services.date_before import date_before
from services.mail_sender import LONGEST_NAME, mail_sender
from services.page_address import page_address
from services.prepare_letters import PreparedLetter
from services.shopper_links import (
    Linked,
    followed_address,
    opened_address,
    preferences_address,
    unsubscribe_address,
)
from services.wiring import Wiring
from storage.brands import brand_of
from storage.message_claims import Claimed
from storage.message_rules import KeptRules, rules_of
from storage.push_subscriptions import KeptSubscription, subscription
from storage.text_versions import newest_texts

NO_BROWSER = "the browser is told nothing any more"

log = logging.getLogger(__name__)

Vouchers = Mapping[int, Voucher]
"""What is given for a delay, by order."""


@dataclass(eq=False)
class UnsendableError(FrammeError):
    """There is nobody to write to; `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that a letter is written with, read in one go."""

    brand: Brand
    rules: KeptRules
    language: Language
    texts: Mapping[str, str] | None
    browser: KeptSubscription | None


def write_letter(wiring: Wiring, letter: PreparedLetter, vouchers: Vouchers) -> Outgoing:
    """Return what the letter's channel is to send; raise UnsendableError where there is nobody.

    Only mails count whether their link was followed: in a text the longer address costs money.
    """
    desk = _desk(wiring, letter)
    links = _links(wiring, letter, desk.rules)
    writing = Writing(
        language=desk.language,
        now=letter.here.now,
        zone=letter.here.zone,
        brand=desk.brand,
        links=links,
        texts=desk.texts,
        markup=desk.rules.parcel_markup,
    )
    told = _stories(wiring, letter, vouchers)
    kind, story = told[0]
    if letter.lead.channel is ChannelKey.EMAIL:
        several = len(told) > 1
        rendered = render_digest(told, writing) if several else render_mail(kind, story, writing)
        return _mail(wiring, letter, desk, rendered, links)
    if letter.lead.channel is ChannelKey.SMS:
        text = render_sms(kind, story, writing)
        return ShortMessage(str(letter.lead.id), letter.lead.recipient, text)
    return _push(wiring, letter, desk, writing, story)


def _desk(wiring: Wiring, letter: PreparedLetter) -> _Desk:
    lead, shop_id = letter.lead, letter.shop.id
    with wiring.sessions() as session:
        browser = None
        if lead.channel is ChannelKey.PUSH:
            browser = subscription(session, shop_id, int(lead.recipient))
        language = language_for(
            letter.wishes.language,
            browser.language if browser else "",
            letter.order.locale,
            letter.shop.locale,
        )
        texts = newest_texts(session, shop_id, lead.kind, language.code, lead.channel)
        brand, rules = brand_of(session, shop_id), rules_of(session, shop_id)
    return _Desk(brand, rules, language, texts, browser)


def _links(wiring: Wiring, letter: PreparedLetter, rules: KeptRules) -> MessageLinks:
    lead = letter.lead
    first: dict[int, Claimed] = {}
    for one in letter.messages:
        first.setdefault(one.order_id, one)
    # Made even where a mail leads by way of the counter, which must find a page to go on to.
    pages = {id_: page_address(wiring, lead.shop_id, id_) for id_ in first}
    if lead.channel is not ChannelKey.EMAIL:
        return MessageLinks(page=pages[lead.order_id])
    counted = rules.count_opens
    if counted:
        pages = {
            id_: followed_address(wiring, Linked(lead.shop_id, one.id))
            for id_, one in first.items()
        }
    about = Linked(lead.shop_id, lead.order_id, second=lead.second)
    return MessageLinks(
        page=pages[lead.order_id],
        pages=pages,
        preferences=preferences_address(wiring, about, lead.recipient),
        unsubscribe=unsubscribe_address(wiring, about, lead.recipient),
        pixel=opened_address(wiring, Linked(lead.shop_id, lead.id)) if counted else "",
    )


def _stories(
    wiring: Wiring, letter: PreparedLetter, vouchers: Vouchers
) -> tuple[tuple[Kind, MessageStory], ...]:
    """Return what is told, once for each order and kind, in the order of the messages."""
    told: dict[tuple[int, Kind], list[Claimed]] = {}
    for one in letter.messages:
        told.setdefault((one.order_id, one.kind), []).append(one)
    return tuple(
        (kind, _story(wiring, letter, letter.orders[order_id], messages, vouchers))
        for (order_id, kind), messages in told.items()
    )


def _story(
    wiring: Wiring,
    letter: PreparedLetter,
    order: Order,
    messages: list[Claimed],
    vouchers: Vouchers,
) -> MessageStory:
    by_id = {shipment.id: shipment for shipment in order.shipments}
    about = (one.shipment_id for one in messages)
    shipments = tuple(by_id[id_] for id_ in about if id_ is not None)
    return MessageStory(
        shop=letter.shop,
        order=order,
        shipments=shipments,
        carrier_labels=labels_of(wiring.carriers, (one.carrier for one in order.shipments)),
        voucher=vouchers.get(order.id),
        about=messages[0].about,
        estimate_before=date_before(wiring, messages[0], shipments),
    )


def _mail(
    wiring: Wiring, letter: PreparedLetter, desk: _Desk, rendered: Rendered, links: MessageLinks
) -> Message:
    lead = letter.lead
    if rendered.fault:
        ids = {"shop": lead.shop_id, "notification": lead.id, "kind": lead.kind.value}
        log.warning("a merchant's own text cannot be used: %s", rendered.fault, extra=ids)
    whose = mail_sender(letter.shop, desk.brand, wiring.mail_from)
    return Message(
        message_id=_message_id(wiring, lead),
        sender=whose.sender,
        reply_to=whose.reply_to,
        recipient=lead.recipient,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers={
            "Date": format_datetime(letter.here.now),
            "Auto-Submitted": "auto-generated",
            "Content-Language": desk.language.tag,
            "List-Id": _list_id(wiring, letter),
            "List-Unsubscribe": f"<{links.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        reference=str(lead.id),
    )


def _push(
    wiring: Wiring, letter: PreparedLetter, desk: _Desk, writing: Writing, story: MessageStory
) -> PushNote:
    lead = letter.lead
    if desk.browser is None:
        raise UnsendableError(NO_BROWSER)
    try:
        keys = json.loads(wiring.vault.open(desk.browser.sealed_keys))
    except InvalidToken:
        raise UnsendableError("none of our keys opens what the browser gave us") from None
    words = render_push(lead.kind, story, writing)
    return PushNote(
        reference=str(lead.id),
        endpoint=desk.browser.endpoint,
        p256dh=keys["p256dh"],
        auth=keys["auth"],
        title=words.title,
        body=words.body,
        url=writing.links.page,
        topic=f"order-{lead.order_id}",
    )


def _message_id(wiring: Wiring, lead: Claimed) -> str:
    """Name a letter the same however often it is tried, so that receivers can see through it."""
    digest = hashlib.sha256(f"{lead.shop_id}:{lead.dedupe_key}".encode()).hexdigest()[:32]
    return f"<{digest}@{_host(wiring)}>"


def _list_id(wiring: Wiring, letter: PreparedLetter) -> str:
    """Name the shop's messages (RFC 2919); its name goes with it where mail headers can hold it."""
    name = one_line(letter.shop.name, LONGEST_NAME)
    spelt = "".join(letter for letter in name if letter.isalnum() or letter in " &.'-").strip()
    phrase = f'"{spelt}" ' if spelt and name.isascii() else ""
    return f"{phrase}<shop-{letter.shop.id}.{_host(wiring)}>"


def _host(wiring: Wiring) -> str:
    return urlsplit(wiring.public_url).hostname or "localhost"
