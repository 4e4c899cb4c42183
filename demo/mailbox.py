"""Take in every mail that is sent and keep the last ones; deliver none of them to anybody."""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from functools import cached_property

from aiosmtpd.smtp import SMTP, Envelope, Session

AT_MOST = 500
LARGEST = 1_000_000
_PAGE_LINK = re.compile(r"https?://[^\s\"'<>]+/t/[A-Za-z0-9_=\-]+")


@dataclass(frozen=True)
class Mail:
    """One mail as it came in; `place` counts from 1, whatever has been forgotten since."""

    place: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @cached_property
    def message(self) -> Message:
        """Return the mail parsed, as far as it can be."""
        return message_from_bytes(self.raw, policy=policy.compat32)

    def header(self, name: str) -> str:
        """Return a header in readable text, empty when it is missing."""
        wanted = self.message.get(name)
        if wanted is None:
            return ""
        parsed = policy.SMTPUTF8.header_fetch_parse(name, str(wanted))
        return " ".join(str(parsed).split())

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return every header as it was sent."""
        return tuple((name, str(value)) for name, value in self.message.items())

    @cached_property
    def text(self) -> str:
        """Return the plain text part, empty when there is none."""
        return self._part("text/plain")

    @cached_property
    def html(self) -> str:
        """Return the HTML part, empty when there is none."""
        return self._part("text/html")

    @cached_property
    def page_link(self) -> str:
        """Return the link to a tracking page in it, empty when there is none."""
        found = _PAGE_LINK.search(self.text) or _PAGE_LINK.search(self.html)
        return found[0] if found else ""

    def _part(self, content_type: str) -> str:
        for part in self.message.walk():
            if part.get_content_type() == content_type:
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    return _decode(payload, part.get_content_charset("utf-8"))
        return ""


class Mailbox:
    """The last AT_MOST mails, newest last."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.count = 0
        self._now = now
        self._mails: deque[Mail] = deque(maxlen=AT_MOST)

    def take(self, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        """Keep a mail, forgetting the oldest when there are too many."""
        self.count += 1
        self._mails.append(Mail(self.count, self._now(), sender, tuple(recipients), raw))

    def newest_first(self) -> list[Mail]:
        """Return what is kept."""
        return list(reversed(self._mails))

    def find(self, place: int) -> Mail | None:
        """Return one mail, or None when it never came or is forgotten."""
        return next((mail for mail in self._mails if mail.place == place), None)

    def to(self, address: str) -> list[Mail]:
        """Return the mails to an address, newest first."""
        return [mail for mail in self.newest_first() if address in mail.recipients]


class _Sink:
    """What aiosmtpd calls for each mail."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        raw = envelope.original_content or b""
        self._mailbox.take(envelope.mail_from or "", envelope.rcpt_tos, raw)
        return "250 OK"


async def open_smtp(mailbox: Mailbox, host: str, port: int) -> asyncio.Server:
    """Listen for mail, in the running event loop."""
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(
            _Sink(mailbox),
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname="demo.example.com",
            ident="demo mailbox",
            loop=loop,
        )

    return await loop.create_server(connection, host, port)


def _decode(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
