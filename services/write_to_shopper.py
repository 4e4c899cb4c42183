"""Send a mail for a shop that is no message about an order; it keeps no row of it."""

import hashlib
from email.utils import format_datetime
from urllib.parse import urlsplit

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
    digest = hashlib.sha256(occasion.encode()).hexdigest()[:32]
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
