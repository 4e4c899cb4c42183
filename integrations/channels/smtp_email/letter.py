"""Turn a message into the bytes of an e-mail and its envelope; it sends nothing."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import parseaddr

from domain.errors import ProviderError
from domain.ports import Message

_LONGEST_ADDRESS = 254
_LOCAL_PART = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address with its domain in ASCII; `local` may need a server that speaks SMTPUTF8."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is handed over: the envelope, and the bytes with CRLF line ends."""

    sender: MailAddress
    recipient: MailAddress
    international: bool
    content: bytes


def mail_address(text: str, whose: str) -> MailAddress:
    """Read one address; raise a permanent ProviderError that says whose is wrong, not what."""
    local, _, domain = text.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    well_formed = _LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain)
    if not well_formed or len(local) + 1 + len(ascii_domain) > _LONGEST_ADDRESS:
        raise ProviderError(f"the {whose} is not a valid e-mail address", permanent=True)
    return MailAddress(local, ascii_domain)


def letter_of(message: Message) -> Letter:
    """Write the message as an e-mail of two alternatives, plain text first.

    Its Date is the one among the message's headers. Raises a permanent ProviderError for
    addresses and headers that cannot be written.
    """
    if _breaks_a_line(message.sender):
        raise ProviderError("the sender is not a valid e-mail address", permanent=True)
    name, spec = parseaddr(message.sender)
    sender = mail_address(spec, "sender")
    recipient = mail_address(message.recipient, "recipient")
    international = not (sender.local + recipient.local).isascii()
    mail = EmailMessage(policy=(SMTPUTF8 if international else SMTP).clone(cte_type="7bit"))
    mail["From"] = Address(name, sender.local, sender.domain)
    mail["To"] = Address("", recipient.local, recipient.domain)
    if message.reply_to:
        reply_to = mail_address(message.reply_to, "reply-to address")
        mail["Reply-To"] = Address("", reply_to.local, reply_to.domain)
    for header, value in _headers(message).items():
        if _breaks_a_line(header + value):
            raise ProviderError("a header cannot be written on one line", permanent=True)
        mail[header] = value
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return Letter(sender, recipient, international, mail.as_bytes())


def _headers(message: Message) -> dict[str, str]:
    return {
        "Auto-Submitted": "auto-generated",
        **message.headers,
        "Message-ID": message.message_id,
        "Subject": message.subject,
    }


def dotted(content: bytes) -> bytes:
    """Write content as DATA wants it: dots at line starts doubled, a lone dot at the end."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _breaks_a_line(text: str) -> bool:
    return any(character in text for character in "\r\n\0")
