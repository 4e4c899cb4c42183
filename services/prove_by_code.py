"""Send a shopper a code to be read in their mailbox or on their phone, and take it from them.

The digits are kept nowhere: only a keyed mark of them, which is no use without our key.
"""

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.access import CODE_DIGITS, CODE_LASTS, Level
from domain.errors import OverloadedError, ProviderError
from domain.kinds import ChannelKey
from domain.order import Order
from domain.shop import Shop
from domain.zones import zone_named
from messages.code import code_mail, code_text
from messages.language import language_for
from messages.story import MessageLinks, Writing
from services.announce import identity_of
from services.choose_channel import channel_for
from services.look_up_order import LinkTarget
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from services.write_to_shopper import text_shopper, write_to_shopper
from storage.brands import brand_of
from storage.one_time_codes import NewCode, forget_codes, keep_code, use_code
from storage.order_reading import read_order
from storage.shopper_preferences import kept_wishes
from storage.shops import shop_by_id
from storage.suppressions import is_suppressed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who is to read a code, and where; nowhere when both addresses are empty.

    `email` is in lower case, `phone` is E.164.
    """

    shop: Shop
    order: Order
    writing: Writing
    email: str
    phone: str


def send_code(wiring: Wiring, target: LinkTarget, caller: str) -> None:
    """Send a new code to the order's e-mail; to its phone only where it has no e-mail at all.

    A code opens what is the mailbox's: whoever typed another's e-mail and a phone of their own must
    not read it there because that mailbox refuses mail.

    It takes the place of those sent before. Where there is nobody to send it to, or they will
    never be reached, nothing tells the caller so. `caller` is the shopper's network address; raises
    TooManyAttemptsError, and OverloadedError when it cannot be sent just now.
    """
    order = f"{target.shop_id}:{target.order_id}"
    wiring.limiter.hit("send-code-by-caller", caller)
    wiring.limiter.hit("send-code-of-order", order)
    wiring.limiter.hit("send-code-in-a-day", order)
    digits, now = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}", wiring.clock()
    code = NewCode(_mark(wiring.link_keys[0], target, digits), now, now + CODE_LASTS)
    with wiring.sessions.begin() as session:
        reader = _reader(session, wiring, target)
        code_id = keep_code(session, target.shop_id, target.order_id, code)
    if reader is None:
        return
    try:
        _send(wiring, reader, digits, f"code:{target.shop_id}:{code_id}")
    except ProviderError as error:
        ids = {"shop": target.shop_id, "order": target.order_id}
        log.warning("a code could not be sent", extra=ids)
        with wiring.sessions.begin() as session:
            forget_codes(session, target.shop_id, target.order_id)
        if not error.permanent:
            raise OverloadedError("the code cannot be sent now") from error


def enter_code(wiring: Wiring, target: LinkTarget, digits: str, caller: str) -> str | None:
    """Return the token of a new visit for the code that was sent last, else None.

    Wrong, used, over and never sent are all the same. Raises TooManyAttemptsError and
    OverloadedError.
    """
    wiring.limiter.hit("enter-code-by-caller", caller)
    marks = [_mark(key, target, "".join(digits.split())) for key in wiring.link_keys]
    with wiring.sessions.begin() as session:
        right = use_code(session, target.shop_id, target.order_id, marks, wiring.clock())
    return begin_visit(wiring, target.shop_id, target.order_id, Level.CODED) if right else None


def _reader(session: Session, wiring: Wiring, target: LinkTarget) -> _Reader | None:
    order = read_order(session, target.shop_id, target.order_id)
    if order is None:
        return None
    shop = shop_by_id(session, target.shop_id)
    wishes = kept_wishes(session, shop.id, identity_of(wiring, order)).wishes
    email = order.contact.email.strip().lower()
    phone = "" if email else wiring.phone(order.contact.phone, order.address.country)
    reached = {ChannelKey.EMAIL: email, ChannelKey.SMS: phone}
    open_to_us = {
        channel: "" if is_suppressed(session, shop.id, channel, address) else address
        for channel, address in reached.items()
    }
    writing = Writing(
        language=language_for(wishes.language, order.locale, shop.locale),
        now=wiring.clock(),
        zone=zone_named(shop.time_zone),
        brand=brand_of(session, shop.id),
        links=MessageLinks(page=""),
    )
    email, phone = open_to_us[ChannelKey.EMAIL], open_to_us[ChannelKey.SMS]
    return _Reader(shop, order, writing, email, phone)


def _send(wiring: Wiring, reader: _Reader, digits: str, occasion: str) -> None:
    minutes = int(CODE_LASTS.total_seconds() // 60)
    if reader.email:
        words = code_mail(reader.shop, reader.order, reader.writing, digits, minutes)
        write_to_shopper(wiring, reader.shop, reader.email, words, occasion)
    elif reader.phone and channel_for(wiring, reader.shop.id, ChannelKey.SMS):
        text = code_text(reader.shop, reader.writing.language, digits, minutes)
        text_shopper(wiring, reader.shop, reader.phone, text, occasion)


def _mark(key: bytes, target: LinkTarget, digits: str) -> bytes:
    about = f"one-time code:{target.shop_id}:{target.order_id}:{digits}"
    return hmac.digest(key, about.encode(), hashlib.sha256)
