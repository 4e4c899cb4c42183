"""Open accounts with the providers of channels there are adapters for; knows nothing of shops."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.channels import Channel, ChannelProvider, DeliveryReport
from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from integrations.channels import postmark_email, twilio_sms
from integrations.channels.postmark_email import POSTMARK, PostmarkEmail
from integrations.channels.smtp_email import SmtpEmail, open_smtp, smtp_provider, try_smtp
from integrations.channels.twilio_sms import TWILIO, TwilioSms
from integrations.posting import Sender
from integrations.public_addresses import Strangers

MOST_OPEN = 64
"""Mail servers of merchants that a process keeps connections to."""
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where providers are reached, without a slash at the end."""

    postmark: str = postmark_email.API
    twilio: str = twilio_sms.API


@dataclass(slots=True)
class _Open:
    """Mail servers with connections, the one used last at the end."""

    servers: OrderedDict[Key, SmtpEmail] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class AdapterDesk:
    """The desk of one process, made after forking; several threads may use it at once.

    `own` are the credentials of the installation's own accounts, by provider. Unless it is
    `strict`, merchants' servers may be on this machine and do without encryption.
    """

    def __init__(
        self,
        sender: Sender,
        own: Mapping[str, Mapping[str, str]] | None = None,
        *,
        strict: bool = True,
        addresses: Addresses | None = None,
    ) -> None:
        self.own = own or {}
        smtp = smtp_provider(strict=strict)
        self.providers: Mapping[str, ChannelProvider] = {
            provider.key: provider for provider in (smtp, POSTMARK, TWILIO)
        }
        self._strangers = Strangers(strict=strict)
        self._sender = sender
        self._at = addresses or Addresses()
        self._open = _Open()

    def open(self, provider: str, credentials: Mapping[str, str], report_to: str) -> Channel:
        """Return the channel of an account; its connections are shared with who asks next.

        Raises KeyError for a provider there is none of, and ProviderError for what is malformed.
        """
        if provider == POSTMARK.key:
            return PostmarkEmail(credentials, self._sender, self._at.postmark)
        if provider == TWILIO.key:
            return TwilioSms(credentials, report_to, self._sender, self._at.twilio)
        if provider in self.providers:
            return self._mail_server(credentials)
        raise KeyError(provider)

    def try_out(self, provider: str, credentials: Mapping[str, str]) -> None:
        """See whether credentials are accepted, sending nothing to anybody; raise ProviderError."""
        trials: Mapping[str, Callable[[], None]] = {
            POSTMARK.key: PostmarkEmail(credentials, self._sender, self._at.postmark).check,
            TWILIO.key: TwilioSms(credentials, "", self._sender, self._at.twilio).check,
            "smtp": lambda: try_smtp(credentials, self._strangers),
        }
        trials[provider]()

    def read_reports(
        self, provider: str, credentials: Mapping[str, str], address: str, delivery: RawDelivery
    ) -> tuple[DeliveryReport, ...]:
        """Prove and read reports; raise BadSignatureError and UnreadablePayloadError."""
        if provider == POSTMARK.key:
            return postmark_email.read_reports(credentials, delivery)
        if provider == TWILIO.key:
            return twilio_sms.read_reports(credentials, address, delivery)
        raise BadSignatureError("this provider reports nothing")

    def _mail_server(self, credentials: Mapping[str, str]) -> SmtpEmail:
        key = tuple(sorted(credentials.items()))
        with self._open.lock:
            server = self._open.servers.pop(key, None) or open_smtp(credentials, self._strangers)
            self._open.servers[key] = server
            leaving = [*self._open.servers][:-MOST_OPEN]
            gone = [self._open.servers.pop(one) for one in leaving]
        for one in gone:
            one.close()
        return server
