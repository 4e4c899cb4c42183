"""Turn a message into the bytes of an e-mail and its envelope; it sends nothing."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from domain.errors import ProviderError
from domain.ports import Message
from integrations.mail_addresses import MailAddress, breaks_a_line, mail_address, named_address


@dataclass(frozen=True, slots=True)
class Letter:
    """What is handed over: the envelope, and the bytes with CRLF line ends."""

    sender: MailAddress
    recipient: MailAddress
    international: bool
    content: bytes


def letter_of(message: Message) -> Letter:
    """Write the message as an e-mail of two alternatives, plain text first.

    Its Date is the one among the message's headers. Raises a permanent ProviderError for
    addresses and headers that cannot be written.
    """
    name, sender = named_address(message.sender, "sender")
    recipient = mail_address(message.recipient, "recipient")
    international = not (sender.local + recipient.local).isascii()
    mail = EmailMessage(policy=(SMTPUTF8 if international else SMTP).clone(cte_type="7bit"))
    mail["From"] = Address(_literal(name), sender.local, sender.domain)
    mail["To"] = Address("", recipient.local, recipient.domain)
    if message.reply_to:
        reply_to = mail_address(message.reply_to, "reply-to address")
        mail["Reply-To"] = Address("", reply_to.local, reply_to.domain)
    for header, value in _headers(message).items():
        if breaks_a_line(header + value):
            raise ProviderError("a header cannot be written on one line", permanent=True)
        mail[header] = _literal(value)
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


def _literal(text: str) -> str:
    """Keep what looks like an encoded word (RFC 2047) from being read: a line may hide in it.

    Python's own writer decodes it and writes what it finds, up to CVE-2024-6923.
    """
    return text.replace("=?", "= ?")


def dotted(content: bytes) -> bytes:
    """Write content as DATA wants it: dots at line starts doubled, a lone dot at the end."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"
