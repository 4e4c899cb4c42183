"""The mail channel against a real SMTP server on this machine."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from domain.errors import ProviderError
from domain.ports import Message
from integrations.channels.smtp_email import (
    BadSmtpUrlError,
    SmtpEmail,
    SmtpPatience,
    parse_smtp_url,
)
from integrations.channels.smtp_email.client import NO_VERDICT

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


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk: Desk) -> Iterator[ReadyController]:
    with serving(desk, enable_SMTPUTF8=True) as controller:
        yield controller


@pytest.fixture
def channel(server: ReadyController) -> Iterator[SmtpEmail]:
    channel = SmtpEmail(f"smtp://{server.address}", SmtpPatience(reply=2, verdict=1))
    yield channel
    channel.close()


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


def test_a_letter_arrives_with_both_forms_and_all_its_headers(
    channel: SmtpEmail, desk: Desk
) -> None:
    receipt = channel.send(MESSAGE, nothing)

    assert receipt == "250 2.0.0 kept as 17"
    sender, recipients, content = desk.letters[0]
    assert (sender, recipients) == ("post@track.example.com", ["alva@example.com"])
    mail = parsed(content)
    assert mail["From"] == "Lampor & sånt <post@track.example.com>"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Message-ID"] == MESSAGE.message_id
    assert mail["Reply-To"] == "help@lamps.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail["Date"], mail["X-Extra"]) == (MESSAGE.headers["Date"], "yes")
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert html.get_content().strip() == MESSAGE.html
    assert content.isascii()


def test_the_server_is_told_our_own_domain_and_not_the_name_of_this_machine(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(MESSAGE, nothing)
    assert desk.names == ["track.example.com"]


def test_the_hand_over_is_noted_after_the_recipient_is_accepted_and_before_any_content(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(MESSAGE, lambda: desk.seen.append("noted"))
    assert desk.seen == ["noted", "content"]


def test_nothing_is_sent_when_the_hand_over_cannot_be_noted(channel: SmtpEmail, desk: Desk) -> None:
    def broken() -> None:
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        channel.send(MESSAGE, broken)
    assert channel.send(replace(MESSAGE, message_id="<next@x>"), nothing)
    assert [parsed(letter[2])["Message-ID"] for letter in desk.letters] == ["<next@x>"]


def test_letters_share_one_connection(channel: SmtpEmail, desk: Desk) -> None:
    for _ in range(3):
        channel.send(MESSAGE, nothing)
    assert (len(desk.letters), desk.connections) == (3, 1)


def test_a_refused_recipient_is_final_and_told_in_the_servers_words_without_the_address(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.rcpt_reply = "550 5.1.1 <alva@example.com> No mailbox Alva here"
    error = refusal(lambda: channel.send(MESSAGE, lambda: desk.seen.append("noted")))
    assert (error.permanent, error.reason) == (True, "550 5.1.1 <…> No mailbox … here")
    assert desk.seen == []


def test_the_connection_survives_a_refusal(channel: SmtpEmail, desk: Desk) -> None:
    desk.rcpt_reply = "550 no"
    refusal(lambda: channel.send(MESSAGE, nothing))
    desk.rcpt_reply = ""
    channel.send(MESSAGE, nothing)
    assert (len(desk.letters), desk.connections) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "permanent"),
    [("451 4.7.1 greylisted", False), ("554 5.7.1 looks like spam", True)],
)
@pytest.mark.parametrize("step", ["rcpt_reply", "data_reply"])
def test_a_4xx_may_be_tried_again_and_a_5xx_may_not(
    channel: SmtpEmail, desk: Desk, step: str, reply: str, *, permanent: bool
) -> None:
    setattr(desk, step, reply)
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (permanent, reply)


def test_a_server_that_hangs_up_on_the_content_is_tried_again_later(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.drop_in_data = True
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "the mail server hung up before accepting the message",
    )
    desk.drop_in_data = False
    assert channel.send(MESSAGE, nothing)


def test_a_server_that_thinks_for_too_long_has_the_message_and_is_not_given_it_twice(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.think = 1.5
    assert channel.send(MESSAGE, nothing) == NO_VERDICT
    desk.think = 0
    assert channel.send(MESSAGE, nothing) == desk.data_reply
    assert desk.connections == 2


def test_a_connection_closed_while_idle_is_opened_again(desk: Desk) -> None:
    with serving(desk, timeout=0.2) as server:
        channel = SmtpEmail(f"smtp://{server.address}")
        channel.send(MESSAGE, nothing)
        time.sleep(0.6)
        noted: list[str] = []
        channel.send(MESSAGE, lambda: noted.append("once"))
        channel.close()
    assert (len(desk.letters), desk.connections, noted) == (2, 2, ["once"])


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = refusal(lambda: SmtpEmail(f"smtp://127.0.0.1:{port}").send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "no connection to the mail server (ConnectionRefusedError)",
    )


def test_a_421_means_later_even_though_it_answers_this_message(
    channel: SmtpEmail, desk: Desk
) -> None:
    desk.rcpt_reply = "421 4.3.2 going down"
    error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (False, "421 4.3.2 going down")


@pytest.mark.parametrize(
    ("user", "refused"), [("post%40x", False), ("somebody", True)], ids=["known", "unknown"]
)
def test_the_user_and_password_are_given_percent_decoded(
    desk: Desk, user: str, *, refused: bool
) -> None:
    def check(server: SMTP, session: Session, envelope: Envelope, how: str, data: object):
        assert isinstance(data, LoginPassword)
        known = (data.login, data.password) == (b"post@x", b"p/w:1")
        return AuthResult(success=known, handled=False)

    with serving(desk, authenticator=check, auth_require_tls=False) as server:
        channel = SmtpEmail(f"smtp://{user}:p%2Fw%3A1@{server.address}")
        if refused:
            error = refusal(lambda: channel.send(MESSAGE, nothing))
            assert (error.permanent, error.credentials_refused) == (False, True)
            assert "p/w:1" not in error.reason
        else:
            assert channel.send(MESSAGE, nothing)
        channel.close()


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hej\r\nBcc: all@example.com"},
        {"headers": {"X-Extra": "a\nBcc: all@example.com"}},
        {"headers": {"X-Extra\nBcc": "all@example.com"}},
        {"message_id": "<a@b>\r\nBcc: all@example.com"},
        {"recipient": "alva@example.com\nRCPT TO:<all@example.com>"},
        {"recipient": "alva@example.com, all@example.com"},
        {"recipient": "alva"},
        {"recipient": ""},
        {"recipient": "alva@" + "x" * 300},
        {"recipient": "<alva@example.com>"},
        {"recipient": "alva@exa mple.com"},
        {"sender": "Lamps <post@track.example.com\r\nX: y>"},
        {"reply_to": "help@lamps.example\nBcc: all@example.com"},
    ],
    ids=lambda change: repr(change)[:40],
)
def test_no_line_break_and_no_second_address_gets_into_the_envelope_or_the_headers(
    channel: SmtpEmail, desk: Desk, change: dict[str, Any]
) -> None:
    error = refusal(lambda: channel.send(replace(MESSAGE, **change), nothing))
    assert error.permanent
    assert (desk.letters, desk.connections) == ([], 0)


def test_an_international_domain_is_written_in_punycode(channel: SmtpEmail, desk: Desk) -> None:
    channel.send(replace(MESSAGE, recipient="alva@blåbär.example"), nothing)
    assert desk.letters[0][1] == ["alva@xn--blbr-noae.example"]


def test_an_international_local_part_goes_out_where_the_server_offers_smtputf8(
    channel: SmtpEmail, desk: Desk
) -> None:
    channel.send(replace(MESSAGE, recipient="åsa@example.com"), nothing)
    assert desk.letters[0][1] == ["åsa@example.com"]


def test_an_international_local_part_is_refused_in_clear_words_elsewhere(desk: Desk) -> None:
    with serving(desk, enable_SMTPUTF8=False) as server:
        channel = SmtpEmail(f"smtp://{server.address}")
        error = refusal(
            lambda: channel.send(replace(MESSAGE, recipient="åsa@example.com"), nothing)
        )
        channel.close()
    assert error.permanent
    assert error.reason == "the mail server cannot write to addresses with letters beyond ASCII"


def test_starttls_is_insisted_on_when_the_url_asks_for_it(server: ReadyController) -> None:
    error = refusal(lambda: SmtpEmail(f"smtp://{server.address}?starttls=1").send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "the mail server cannot be used (SMTPNotSupportedError)",
    )


def test_a_url_is_read_with_its_defaults() -> None:
    plain, encrypted = parse_smtp_url("smtp://mail.example"), parse_smtp_url("smtps://mail.example")
    assert (plain.port, plain.tls, plain.starttls, plain.user) == (25, False, False, "")
    assert (encrypted.port, encrypted.tls) == (465, True)
    submission = parse_smtp_url("smtp://u:s%20ecret@mail.example:587?starttls=1")
    assert (submission.port, submission.starttls, submission.password) == (587, True, "s ecret")
    assert "ecret" not in repr(submission)


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:x",
        "smtp://mail.example/inbox",
        "smtp://mail.example?starttls=maybe",
        "smtp://mail.example?tls=1",
        "smtps://mail.example?starttls=1",
        "smtp://user:secret@[mail",
    ],
)
def test_a_malformed_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadSmtpUrlError) as caught:
        parse_smtp_url(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_answers_nonsense_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet_oddly() -> None:
            taken, _ = listening.accept()
            with taken:
                taken.sendall(b"SSH-2.0-not-mail\r\n")

        thread = threading.Thread(target=greet_oddly)
        thread.start()
        port = listening.getsockname()[1]
        error = refusal(lambda: SmtpEmail(f"smtp://127.0.0.1:{port}").send(MESSAGE, nothing))
        thread.join()
    assert not error.permanent
