"""Put the address of a Framme into the plugin's file that has none."""

import re
from urllib.parse import urlsplit

ADDRESS = "includes/default-address.php"
_NOTHING = "return '';"
_FRAMME = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w./~-]*)?", re.ASCII)


def with_address(source: str, base_url: str) -> str:
    """Put the address of a Framme into the file that has none; raise ValueError for a bad one."""
    parts = urlsplit(base_url)
    if not _FRAMME.fullmatch(base_url):
        raise ValueError(f"{base_url} is no address of a Framme: https://host, perhaps with a path")
    if source.count(_NOTHING) != 1:
        raise ValueError(f"{ADDRESS} does not say {_NOTHING} once")
    address = f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
    return source.replace(_NOTHING, f"return '{address}';")
