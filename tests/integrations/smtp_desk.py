"""A real SMTP server on this machine that does with letters as a test tells it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from domain.errors import ProviderError
from domain.ports import Message
from integrations.channels.smtp_email import SmtpEmail, SmtpPatience, parse_smtp_url

MESSAGE = Message(
    message_id="<3f2a@track.example.com>",
    sender='"Lampor & sånt" <post@track.example.com>',
    reply_to="help@lamps.example",
    recipient="alva@example.com",
    subject="Din beställning är på väg 📦",
    text=".dold rad\nHej på dig\n.\nslut\n",
    html="<p>Hej på dig</p>",
    headers={"Date": "Fri, 20 Nov 2026 12:00:00 +0000", "X-Extra": "yes"},
)


@dataclass
class Desk:
    """What the server does with letters, and what it has seen."""

    rcpt_reply: str = ""
    data_reply: str = "250 2.0.0 kept as 17"
    drop_in_data: bool = False
    think: float = 0
    letters: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    connections: int = 0
    names: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - the name aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        self.connections += 1
        self.names.append(name)
        session.host_name = name
        return replies

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt_reply:
            return self.rcpt_reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.seen.append("content")
        await asyncio.sleep(self.think)
        if self.drop_in_data:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "451 never heard"
        assert isinstance(envelope.content, bytes)
        self.letters.append((envelope.mail_from or "", envelope.rcpt_tos, envelope.content))
        return self.data_reply


class ReadyController(Controller):
    """A server on a free port of this machine."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        super().__init__(desk, hostname="127.0.0.1", port=0, **options)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def serving(desk: Desk, **options: Any) -> Iterator[ReadyController]:
    controller = ReadyController(desk, **options)
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def mail_to(url: str, patience: SmtpPatience | None = None, **how: Any) -> SmtpEmail:
    """Return the channel to a server; `how` are further arguments of it."""
    return SmtpEmail(parse_smtp_url(url), patience, **how)


def nothing() -> None:
    """Note nothing at the hand-over."""


def parsed(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def refusal(send: Callable[[], object]) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        send()
    return caught.value
