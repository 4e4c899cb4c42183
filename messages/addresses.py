"""Keep only addresses that are safe to link from a message; it follows none of them."""

import re
from urllib.parse import urlsplit

from messages.plain_text import one_line

LONGEST = 2000
_MAIL = re.compile(r"[^\s<>\"'?&,;:%@\\]{1,64}@[^\s<>\"'?&,;:%@/\\]{1,255}")
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f\\\"'<>`]")


def mail_address(text: str) -> str:
    """Return a mail address that is nothing but one, else empty."""
    return text if _MAIL.fullmatch(text) and text == one_line(text, LONGEST) else ""


def web_address(text: str, schemes: frozenset[str] = frozenset({"https", "http"})) -> str:
    """Return an address that leads to a web page by one of the schemes, else empty."""
    address = text.strip()
    if len(address) > LONGEST or _UNSEEN.search(address):
        return ""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    return address if named and parts.scheme in schemes else ""


def image_address(text: str) -> str:
    """Return the address of an image that a mail program may fetch, over https; else empty."""
    return web_address(text, frozenset({"https"}))
