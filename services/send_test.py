"""Send a merchant a message as a shopper would get it; no row of it is kept, no order is opened."""

import re
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import uuid4

from domain.channels import ShortMessage
from domain.errors import FrammeError
from domain.kinds import ChannelKey
from domain.ports import Message
from messages.as_test import as_test
from messages.language import Language, language
from messages.render import Rendered
from services.choose_channel import channel_for
from services.mail_sender import mail_sender
from services.preview_message import Preview, ShownSms, Wanted, preview
from services.wiring import Wiring

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]{1,190}")


class BadRecipientError(FrammeError):
    """What was entered is not one e-mail address, or not one telephone number."""


class NoWayError(FrammeError):
    """The shop has no channel by which this could be sent."""


class FaultyTextError(FrammeError):
    """What was written cannot be used; the faults are told with the preview."""


def send_test(wiring: Wiring, shop_id: int, wanted: Wanted, recipient: str) -> str:
    """Send a mail or a text with what a preview would show; return to whom it went.

    Without a recipient a mail goes to the shop's contact address. Raises what `preview` does,
    FaultyTextError, BadRecipientError, NoWayError, TooManyAttemptsError and ProviderError.
    """
    seen = preview(wiring, shop_id, wanted)
    if seen.faults:
        raise FaultyTextError(", ".join(seen.faults))
    channel = wanted.key.channel
    to = _recipient(wiring, seen, channel, recipient.strip())
    message = _message(wiring, seen, wanted, to)
    chosen = channel_for(wiring, shop_id, channel)
    if message is None or chosen is None:
        raise NoWayError(channel)
    limit = "test-text" if channel is ChannelKey.SMS else "test-message"
    wiring.limiter.hit(limit, str(shop_id))
    chosen.channel.send(message, lambda: None)
    return to


def _recipient(wiring: Wiring, seen: Preview, channel: ChannelKey, entered: str) -> str:
    if channel is ChannelKey.SMS:
        found = wiring.phone(entered, "")
    else:
        found = entered or seen.shop.contact_email
        found = found if _ADDRESS.fullmatch(found) else ""
    if not found:
        raise BadRecipientError(channel)
    return found


def _message(
    wiring: Wiring, seen: Preview, wanted: Wanted, to: str
) -> Message | ShortMessage | None:
    spoken = language(wanted.key.language)
    if isinstance(seen.shown, ShownSms):
        return ShortMessage(reference="", recipient=to, text=as_test(seen.shown.text, spoken))
    if isinstance(seen.shown, Rendered):
        return _mail(wiring, seen, seen.shown, to, spoken)
    return None


def _mail(wiring: Wiring, seen: Preview, mail: Rendered, to: str, spoken: Language) -> Message:
    whose = mail_sender(seen.shop, seen.brand, wiring.mail_from)
    return Message(
        message_id=f"<test.{uuid4().hex}@{urlsplit(wiring.public_url).hostname}>",
        sender=whose.sender,
        reply_to=whose.reply_to,
        recipient=to,
        subject=as_test(mail.subject, spoken),
        text=mail.text,
        html=mail.html,
        headers={
            "Date": format_datetime(wiring.clock()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": spoken.tag,
        },
    )
