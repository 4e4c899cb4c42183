"""Read one e-mail address, and see that no line of a mail can be broken; it sends nothing."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from domain.errors import ProviderError

_LONGEST_ADDRESS = 254
# What looks like an encoded word (RFC 2047) would be decoded, and may hide a line.
_LOCAL_PART = re.compile(r"(?!.*=\?)[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address with its domain in ASCII; `local` may need a server that speaks SMTPUTF8."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


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


def named_address(text: str, whose: str) -> tuple[str, MailAddress]:
    """Read an address with a name before it; raise as `mail_address`."""
    if breaks_a_line(text):
        raise ProviderError(f"the {whose} is not a valid e-mail address", permanent=True)
    name, spec = parseaddr(text)
    return name, mail_address(spec, whose)


def breaks_a_line(text: str) -> bool:
    """Tell whether a text would end the line it is written on."""
    return any(character in text for character in "\r\n\0")
