"""Turn addresses that strangers wrote into links worth following; refuses every other scheme."""

import re
from urllib.parse import quote, urlsplit

_MAIL_ADDRESS = re.compile(r"[^\s@<>\"',;:?&%]+@[^\s@<>\"',;:?&%/]+")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\\]")


def web_address(text: str) -> str:
    """Return the address when it is plain http or https with a host, else an empty string."""
    trimmed = text.strip()
    if _UNSEEN.search(trimmed):
        return ""
    try:
        parts = urlsplit(trimmed)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    return trimmed if named and parts.scheme in {"http", "https"} else ""


def https_address(text: str) -> str:
    """Return the address when it is https, as of a picture a page may show, else nothing."""
    address = web_address(text)
    return address if address.startswith("https:") else ""


def way_on_foot(*parts: str) -> str:
    """Return where a map shows the way to a place, by the words of its address; empty without any.

    It is a link for the shopper to follow, who says there where the way begins: nothing is loaded
    from there. Source: https://github.com/openstreetmap/openstreetmap-website, directions.js
    """
    words = ", ".join(part.strip() for part in parts if part.strip())
    if not words:
        return ""
    where = "https://www.openstreetmap.org/directions"
    return f"{where}?engine=fossgis_osrm_foot&to={quote(words, safe='')}"


def mail_link(address: str, subject: str) -> str:
    """Return a mailto link, or an empty string when the address is not one."""
    if not _MAIL_ADDRESS.fullmatch(address):
        return ""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject)}"
