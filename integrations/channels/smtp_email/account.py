"""A merchant's own mail server as a provider: what is asked for, opening it, trying it out."""

from collections.abc import Mapping
from contextlib import suppress
from smtplib import SMTPException

from domain.carrier_access import CredentialField
from domain.channels import ChannelProvider
from domain.errors import ProviderError
from domain.kinds import ChannelKey
from integrations.channels.smtp_email.client import SmtpEmail
from integrations.channels.smtp_email.connection import SmtpPatience, open_connection
from integrations.channels.smtp_email.server import SmtpServer
from integrations.public_addresses import Strangers

_STARTTLS, _TLS, _NONE = "STARTTLS", "TLS", "none"
_PORTS = frozenset({25, 465, 587, 2465, 2525, 2587})
"""Where mail servers listen: nobody has us knock at other doors of a machine."""
_HIGHEST, _DIGITS = 65_535, 5
_QUICK = SmtpPatience(reply=8)
"""A merchant is waiting."""


def smtp_provider(*, strict: bool) -> ChannelProvider:
    """Describe it; unless it is `strict`, a server may do without encryption."""
    encryption = (_STARTTLS, _TLS) if strict else (_STARTTLS, _TLS, _NONE)
    return ChannelProvider(
        key="smtp",
        label="SMTP",
        channel=ChannelKey.EMAIL,
        fields=(
            CredentialField("host", "Mail server", secret=False, hint="Such as smtp.example.com."),
            CredentialField("port", "Port", secret=False, hint="587 for STARTTLS, 465 for TLS."),
            CredentialField("encryption", "Encryption", secret=False, choices=encryption),
            CredentialField("user", "User", secret=False),
            CredentialField("password", "Password"),
        ),
    )


def open_smtp(credentials: Mapping[str, str], strangers: Strangers) -> SmtpEmail:
    """Return the channel of a merchant's server; raise a ProviderError for a malformed port."""
    return SmtpEmail(_server(credentials, strangers))


def try_smtp(credentials: Mapping[str, str], strangers: Strangers) -> None:
    """Connect and log in; raise ProviderError, with refused credentials for what is malformed."""
    connection = open_connection(_server(credentials, strangers), "localhost", _QUICK)
    try:
        with suppress(SMTPException, OSError):
            connection.quit()
    finally:
        connection.close()


def _server(credentials: Mapping[str, str], strangers: Strangers) -> SmtpServer:
    port = _port(credentials.get("port", ""))
    if port is None or (strangers.strict and port not in _PORTS):
        reason = "the port is not one at which mail servers listen"
        raise ProviderError(reason, permanent=True, credentials_refused=True)
    return SmtpServer(
        host=credentials.get("host", ""),
        port=port,
        user=credentials.get("user", ""),
        password=credentials.get("password", ""),
        tls=credentials.get("encryption") == _TLS,
        starttls=credentials.get("encryption") == _STARTTLS,
        strangers=strangers,
    )


def _port(written: str) -> int | None:
    digits = written if written.isascii() and written.isdigit() and len(written) <= _DIGITS else ""
    return int(digits) if digits and 0 < int(digits) <= _HIGHEST else None
