"""Hand letters to a mail server over SMTP; decides nothing about whether to try again."""

import smtplib
from collections.abc import Callable
from dataclasses import replace

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.ports import Message
from integrations.channels.smtp_email.connection import (
    OK,
    HungUpError,
    SmtpPatience,
    announce,
    expect,
    open_connection,
)
from integrations.channels.smtp_email.dkim_signing import DkimKey
from integrations.channels.smtp_email.letter import Letter, dotted, letter_of
from integrations.channels.smtp_email.pool import MOST, Pool
from integrations.channels.smtp_email.server import SmtpServer

NO_VERDICT = "handed over whole; the server gave no verdict in time"


class SmtpEmail:
    """The channel for e-mail; keeps connections and opens them again when the server hung up.

    Several threads may use it at once, each over a connection of its own; after a fork the child
    opens its own. With a `dkim` key, mail is signed.
    """

    key: ChannelKey = ChannelKey.EMAIL

    def __init__(
        self,
        server: SmtpServer,
        patience: SmtpPatience | None = None,
        dkim: DkimKey | None = None,
        most: int = MOST,
    ) -> None:
        self._server = server
        self._patience = patience or SmtpPatience()
        self._dkim = dkim
        self._pool = Pool(most, self._patience.reply)

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        """Hand the message over and return the server's words of acceptance.

        `handing_over` is called once the server waits for the content and has none of it: what
        fails before has certainly sent nothing. Raises ProviderError, permanent for a refusal
        of this message (5xx), transient for everything else; GoneError for a mailbox that is none.
        """
        letter = self._signed(letter_of(message))
        with self._pool.place():
            connection = self._waiting_for_content(letter)
            # Kept only if all goes well: a server left in the midst of DATA takes no command.
            try:
                handing_over()
                receipt = self._deliver(connection, letter)
            except BaseException:
                connection.close()
                raise
            if connection.sock:
                self._pool.keep(connection)
            return receipt

    def close(self) -> None:
        """Let go of the connections, without a word to the server."""
        self._pool.close()

    def _signed(self, letter: Letter) -> Letter:
        if not self._dkim:
            return letter
        return replace(letter, content=self._dkim.sign(letter.content, letter.sender.domain))

    def _waiting_for_content(self, letter: Letter) -> smtplib.SMTP:
        kept = self._pool.take()
        if kept:
            try:
                return self._announced(kept, letter)
            except HungUpError:
                kept.close()
        opened = open_connection(self._server, letter.sender.domain, self._patience)
        try:
            return self._announced(opened, letter)
        except HungUpError as error:
            opened.close()
            raise ProviderError(str(error)) from None

    def _announced(self, connection: smtplib.SMTP, letter: Letter) -> smtplib.SMTP:
        try:
            announce(connection, letter)
        except ProviderError:
            try:
                connection.rset()
            except (smtplib.SMTPException, OSError):
                connection.close()
            else:
                self._pool.keep(connection)
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
