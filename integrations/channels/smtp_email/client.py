"""Hand letters to a mail server over SMTP; decides nothing about whether to try again."""

import os
import smtplib
from collections.abc import Callable

from domain.errors import ProviderError
from domain.notification import ChannelKey
from domain.ports import Message
from integrations.channels.smtp_email.connection import (
    OK,
    HungUpError,
    SmtpPatience,
    announce,
    expect,
    open_connection,
)
from integrations.channels.smtp_email.letter import Letter, dotted, letter_of
from integrations.channels.smtp_email.server import parse_smtp_url

NO_VERDICT = "handed over whole; the server gave no verdict in time"


class SmtpEmail:
    """The channel for e-mail; keeps one connection and opens it again when the server hung up.

    One thread uses it at a time; after a fork the child opens its own connection.
    """

    key: ChannelKey = ChannelKey.EMAIL

    def __init__(self, url: str, patience: SmtpPatience | None = None) -> None:
        self._server = parse_smtp_url(url)
        self._patience = patience or SmtpPatience()
        self._connection: smtplib.SMTP | None = None
        self._owner = 0

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        """Hand the message over and return the server's words of acceptance.

        `handing_over` is called once the server waits for the content and has none of it: what
        fails before has certainly sent nothing. Raises ProviderError, permanent for a refusal
        of this message (5xx), transient for everything else.
        """
        letter = letter_of(message)
        connection = self._waiting_for_content(letter)
        # Closed unless all goes well: a server left in the midst of DATA takes no command.
        self._connection = None
        try:
            handing_over()
            receipt = self._deliver(connection, letter)
        except BaseException:
            connection.close()
            raise
        self._connection = connection if connection.sock else None
        return receipt

    def close(self) -> None:
        """Let go of the connection, without a word to the server."""
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def _waiting_for_content(self, letter: Letter) -> smtplib.SMTP:
        kept = self._connection if self._owner == os.getpid() else None
        if kept:
            try:
                return self._announced(kept, letter)
            except HungUpError:
                self.close()
        self._connection = open_connection(self._server, letter.sender.domain, self._patience)
        self._owner = os.getpid()
        try:
            return self._announced(self._connection, letter)
        except HungUpError as error:
            self.close()
            raise ProviderError(str(error)) from None

    def _announced(self, connection: smtplib.SMTP, letter: Letter) -> smtplib.SMTP:
        try:
            announce(connection, letter)
        except ProviderError:
            try:
                connection.rset()
            except (smtplib.SMTPException, OSError):
                self.close()
            raise
        return connection

    def _deliver(self, connection: smtplib.SMTP, letter: Letter) -> str:
        try:
            connection.send(dotted(letter.content))
            _wait_for(connection, self._patience.verdict)
            reply = connection.getreply()
            _wait_for(connection, self._patience.reply)
            return expect(OK, reply, letter)
        except smtplib.SMTPServerDisconnected as error:
            if isinstance(error.__context__, TimeoutError) and connection.sock is None:
                # The server has all of it and is thinking: sent again, it would likely come twice.
                return NO_VERDICT
            raise ProviderError("the mail server hung up before accepting the message") from None
        except (HungUpError, smtplib.SMTPResponseException):
            raise ProviderError("the mail server gave up before accepting the message") from None


def _wait_for(connection: smtplib.SMTP, seconds: float) -> None:
    if connection.sock:
        connection.sock.settimeout(seconds)
