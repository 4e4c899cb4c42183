"""Write the short forms of a message, for text messages and for browsers; it sends nothing."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from domain.kinds import ChannelKey, Kind
from messages.gsm import SmsSize, in_gsm, plainer, sms_size
from messages.plain_text import one_line
from messages.story import MessageStory, Writing
from messages.written import Spelling, write

__all__ = ["PushText", "SmsSize", "render_push", "render_sms", "sms_size"]

LONGEST_SMS = 600
LONGEST_TITLE = 50
LONGEST_BODY = 120

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PushText:
    """What a browser shows, each on one line."""

    title: str
    body: str


def render_sms(kind: Kind, story: MessageStory, writing: Writing) -> str:
    """Write a text message, of at most LONGEST_SMS characters.

    Where only names and dates keep it out of GSM-7, they are written with plainer signs.
    """
    parts = _parts(kind, ChannelKey.SMS, story, writing)
    if not in_gsm(parts["text"]):
        plain = _parts(kind, ChannelKey.SMS, story, writing, plainer)
        parts = plain if in_gsm(plain["text"]) else parts
    return one_line(parts["text"], LONGEST_SMS)


def render_push(kind: Kind, story: MessageStory, writing: Writing) -> PushText:
    """Write a note for a browser; what is too long ends in an ellipsis."""
    parts = _parts(kind, ChannelKey.PUSH, story, writing)
    return PushText(one_line(parts["title"], LONGEST_TITLE), one_line(parts["body"], LONGEST_BODY))


def _parts(
    kind: Kind,
    channel: ChannelKey,
    story: MessageStory,
    writing: Writing,
    spelt: Spelling = str,
) -> Mapping[str, str]:
    written = write(kind, channel, story, writing, spelt)
    if written.fault:
        ids = {"shop": story.shop.id, "order": story.order.id, "kind": kind.value}
        log.warning("a merchant's own text cannot be used: %s", written.fault, extra=ids)
    return written.parts
