"""Send a merchant, or one of the team, a mail of our own; what it says is its sender's matter."""

import hashlib
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import urlsplit

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.ports import Message
from domain.shop import Shop
from messages.language import language_for
from messages.render import Rendered
from services.wiring import Wiring


def write_to_merchant(wiring: Wiring, shop: Shop, words: Rendered, occasion: str) -> None:
    """Send a mail to a shop's contact address, where it has one; raise a transient ProviderError.

    The same `occasion` makes the same message id, so that receivers can see through a repetition.
    An address that no mail reaches is no error: what is said waits in the app as well.
    """
    if not shop.contact_email:
        return
    try:
        write_mail(wiring, shop.contact_email, shop.locale, words, occasion)
    except ProviderError as error:
        if not error.permanent:
            raise


def write_mail(
    wiring: Wiring, recipient: str, locale: str, words: Rendered, occasion: str, reply_to: str = ""
) -> None:
    """Send a mail of our own, with the installation's account; raise ProviderError.

    `reply_to` is whom an answer goes to, where that is not ourselves.
    """
    host = urlsplit(wiring.public_url).hostname
    mail = Message(
        message_id=f"<{hashlib.sha256(occasion.encode()).hexdigest()[:32]}@{host}>",
        sender=str(Address("Framme", addr_spec=wiring.mail_from)),
        reply_to=reply_to or wiring.mail_from,
        recipient=recipient,
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers={
            "Date": format_datetime(wiring.clock()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language_for(locale).tag,
        },
    )
    wiring.channels[ChannelKey.EMAIL].send(mail, lambda: None)
