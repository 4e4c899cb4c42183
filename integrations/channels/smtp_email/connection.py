"""Speak SMTP politely: open connections, read replies, keep addresses out of reasons."""

import re
import smtplib
import ssl
from dataclasses import dataclass

from domain.errors import FrammeError, ProviderError
from integrations.channels.smtp_email.letter import Letter
from integrations.channels.smtp_email.server import SmtpServer

OK, GO_AHEAD = 250, 354
_CLOSING, _PERMANENT = 421, 500
_LONGEST_REASON = 200


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
    context = ssl.create_default_context() if server.tls or server.starttls else None
    try:
        connection = _dial(server, name, patience, context)
    except (smtplib.SMTPException, OSError) as error:
        raise ProviderError(f"no connection to the mail server ({_why(error)})") from None
    try:
        if server.starttls:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        else:
            connection.ehlo_or_helo_if_needed()
    except smtplib.SMTPAuthenticationError:
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
        expect(OK, connection.rcpt(str(letter.recipient)), letter)
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


def _dial(
    server: SmtpServer, name: str, patience: SmtpPatience, context: ssl.SSLContext | None
) -> smtplib.SMTP:
    if server.tls:
        return smtplib.SMTP_SSL(
            server.host, server.port, name, timeout=patience.reply, context=context
        )
    return smtplib.SMTP(server.host, server.port, name, timeout=patience.reply)


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
