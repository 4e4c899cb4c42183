"""Write to a shopper for a shop what is no news about an order; it keeps no row of it."""

import hashlib
from email.utils import format_datetime
from urllib.parse import urlsplit

from domain.channels import ShortMessage
from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.ports import Message
from domain.shop import Shop
from messages.render import Rendered
from services.choose_channel import channel_for
from services.mail_sender import mail_sender
from services.wiring import Wiring
from storage.brands import brand_of


def write_to_shopper(
    wiring: Wiring, shop: Shop, recipient: str, words: Rendered, occasion: str
) -> None:
    """Send a mail in a shop's name, as its messages are sent; raise ProviderError.

    The same `occasion` makes the same message id, so that receivers can see through a repetition.
    """
    chosen = channel_for(wiring, shop.id, ChannelKey.EMAIL)
    if chosen is None:
        raise ProviderError("no way to send", permanent=True)
    with wiring.sessions() as session:
        brand = brand_of(session, shop.id)
    whose = mail_sender(shop, brand, wiring.mail_from)
    digest = _digest(occasion)
    mail = Message(
        message_id=f"<{digest}@{urlsplit(wiring.public_url).hostname}>",
        sender=whose.sender,
        reply_to=whose.reply_to,
        recipient=recipient,
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers={"Date": format_datetime(wiring.clock()), "Auto-Submitted": "auto-generated"},
    )
    chosen.channel.send(mail, lambda: None)


def text_shopper(wiring: Wiring, shop: Shop, phone: str, text: str, occasion: str) -> None:
    """Send a text in a shop's name to a phone, in E.164; raise ProviderError.

    `occasion` names it, for reports about it.
    """
    chosen = channel_for(wiring, shop.id, ChannelKey.SMS)
    if chosen is None:
        raise ProviderError("no way to send", permanent=True)
    chosen.channel.send(ShortMessage(_digest(occasion), phone, text), lambda: None)


def _digest(occasion: str) -> str:
    return hashlib.sha256(occasion.encode()).hexdigest()[:32]
