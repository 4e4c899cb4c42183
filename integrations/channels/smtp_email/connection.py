"""Speak SMTP politely: open connections, read replies, keep addresses out of reasons."""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass

from domain.errors import FrammeError, GoneError, ProviderError
from integrations.channels.smtp_email.letter import Letter
from integrations.channels.smtp_email.server import SmtpServer
from integrations.public_addresses import LeadsNowhereError, NotPublicError

OK, GO_AHEAD = 250, 354
_CLOSING, _PERMANENT = 421, 500
_LONGEST_REASON = 200
_NO_SUCH_MAILBOX = re.compile(r"\d+ 5\.1\.(1|6|10)\b")
"""Enhanced codes of a mailbox that is none (RFC 3463) or a domain that takes no mail (RFC 7505)."""


class HungUpError(FrammeError):
    """The connection is of no more use; the message says what the server said, if anything."""


@dataclass(frozen=True, slots=True)
class SmtpPatience:
    """How many seconds to wait: for a command's reply, and for the verdict on a letter."""

    reply: float = 10
    verdict: float = 30


def open_connection(server: SmtpServer, name: str, patience: SmtpPatience) -> smtplib.SMTP:
    """Connect, encrypt and log in as the server's address says; `name` is what we call ourselves.

    Raises ProviderError, always transient: no message is to blame.
    """
    dial = _Encrypted if server.tls else _Plain
    at = _address_of(server)
    try:
        connection = dial(server, at, name, patience.reply)
    except (smtplib.SMTPException, OSError) as error:
        raise ProviderError(f"no connection to the mail server ({_why(error)})") from None
    try:
        if server.starttls:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        else:
            connection.ehlo_or_helo_if_needed()
    except (smtplib.SMTPAuthenticationError, UnicodeError):
        # Of letters beyond ASCII the login of this library knows nothing.
        connection.close()
        reason = "the mail server refuses the user or the password"
        raise ProviderError(reason, credentials_refused=True) from None
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        raise ProviderError(f"the mail server cannot be used ({_why(error)})") from None
    return connection


def announce(connection: smtplib.SMTP, letter: Letter) -> None:
    """Bring the server to wait for the content; raise HungUpError or its ProviderError."""
    options = _options(connection, letter)
    try:
        expect(OK, connection.mail(str(letter.sender), options), letter)
        _expect_recipient(connection.rcpt(str(letter.recipient)), letter)
        expect(GO_AHEAD, connection.docmd("DATA"), letter)
    except (smtplib.SMTPException, OSError) as error:
        raise HungUpError(f"the mail server hung up ({_why(error)})") from None


def expect(code: int, reply: tuple[int, bytes], letter: Letter) -> str:
    """Return the server's words if the reply is of the code's hundred; raise what it is else."""
    given, words = reply
    reason = f"{given} {_plain(words, letter)}"
    if given // 100 == code // 100:
        return reason
    if given == _CLOSING or given < 0:
        raise HungUpError(reason)
    raise ProviderError(reason, permanent=given >= _PERMANENT)


def _expect_recipient(reply: tuple[int, bytes], letter: Letter) -> None:
    try:
        expect(OK, reply, letter)
    except ProviderError as error:
        if _NO_SUCH_MAILBOX.match(error.reason):
            raise GoneError(error.reason, permanent=True) from None
        raise


def _address_of(server: SmtpServer) -> str:
    """Return what to connect to: for a stranger's host the one address that was looked at."""
    if not server.strangers:
        return server.host
    try:
        return server.strangers.address_of(server.host)
    except (NotPublicError, LeadsNowhereError) as error:
        raise ProviderError(f"no connection to the mail server: {error}") from None


class _Plain(smtplib.SMTP):
    """A connection to one address, of a server with a name that its certificate must show."""

    def __init__(self, server: SmtpServer, at: str, name: str, timeout: float) -> None:
        self._at = at
        super().__init__(server.host, server.port, name, timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # noqa: ARG002
        return socket.create_connection((self._at, port), timeout)


class _Encrypted(_Plain):
    """The same, encrypted from the start."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


def _options(connection: smtplib.SMTP, letter: Letter) -> tuple[str, ...]:
    if not letter.international:
        return ()
    if not connection.has_extn("smtputf8"):
        reason = "the mail server cannot write to addresses with letters beyond ASCII"
        raise ProviderError(reason, permanent=True)
    return ("SMTPUTF8", "BODY=8BITMIME")


def _why(error: Exception) -> str:
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _plain(words: bytes, letter: Letter) -> str:
    """Put the server's words on one short line, without the shopper's address."""
    text = words.decode("utf-8", "replace")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for address in (str(letter.recipient), letter.recipient.local):
        line = re.sub(rf"(?i)(?<!\w){re.escape(address)}(?!\w)", "…", line)
    return line[:_LONGEST_REASON]
