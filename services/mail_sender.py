"""Say whom a shop's mails are from, and to whom answers go; it sends nothing."""

from dataclasses import dataclass
from email.headerregistry import Address

from domain.brand import Brand
from domain.shop import Shop
from messages.plain_text import one_line

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class MailSender:
    """The sender with its name, as a mail header has it, and where answers go; may be empty."""

    sender: str
    reply_to: str


def mail_sender(shop: Shop, brand: Brand, ours: str) -> MailSender:
    """Return the sender a brand names, once its domain was proven; else `ours`, in its name."""
    name = one_line(brand.sender_name or shop.name, LONGEST_NAME)
    proven = brand.sender_address if brand.sender_proven else ""
    return MailSender(
        sender=str(Address(name, addr_spec=proven or ours)),
        reply_to=brand.reply_to or shop.contact_email,
    )
