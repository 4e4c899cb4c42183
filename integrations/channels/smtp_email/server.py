"""Where the mail server is and how to speak with it, read from one URL; it connects nowhere."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from domain.errors import FrammeError
from integrations.public_addresses import Strangers

_DEFAULT_PORTS = {"smtp": 25, "smtps": 465}
_SWITCHES = {"0": False, "1": True}


class BadSmtpUrlError(FrammeError):
    """The URL names no mail server; the message says why and never repeats the URL."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server; `user` is empty where none is asked for.

    One that a merchant has named is among `strangers`.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False
    strangers: Strangers | None = None


def parse_smtp_url(url: str) -> SmtpServer:
    """Read smtp://user:password@host:port, smtps:// or smtp://…?starttls=1.

    User and password are percent-encoded. Raises BadSmtpUrlError.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadSmtpUrlError("the port or the host is malformed") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise BadSmtpUrlError("it must begin with smtp:// or smtps://")
    if not parts.hostname:
        raise BadSmtpUrlError("the host is missing")
    if parts.path.strip("/") or parts.fragment:
        raise BadSmtpUrlError("nothing may follow the host and port but ?starttls=1")
    starttls = _starttls(parts.query)
    if starttls and parts.scheme == "smtps":
        raise BadSmtpUrlError("smtps:// is encrypted from the start: starttls has no place there")
    return SmtpServer(
        host=parts.hostname,
        port=port or _DEFAULT_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=starttls,
    )


def _starttls(query: str) -> bool:
    options = parse_qs(query, keep_blank_values=True)
    values = options.pop("starttls", ["0"])
    if options or len(values) > 1 or values[0] not in _SWITCHES:
        raise BadSmtpUrlError("the only option is starttls, which is 0 or 1")
    return _SWITCHES[values[0]]
