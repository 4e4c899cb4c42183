"""A shop's look on our pages: its logo and its colour, where words stay readable on it."""

import base64
import hashlib
import re
from dataclasses import dataclass

from domain.brand import READABLE, Brand, contrast, ink_on
from tracking_page.safe_links import https_address

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)
_CARD, _DARK_CARD = "#ffffff", "#1c2220"
"""Those of page.css; a colour that cannot be read on one of them is not used there."""


@dataclass(frozen=True, slots=True)
class ShopLook:
    """What a page shows of a shop; `style` is a style sheet, empty where ours is all there is."""

    name: str
    logo: str
    style: str

    @property
    def style_hash(self) -> str:
        """Return what a content security policy allows this very style sheet by."""
        digest = base64.b64encode(hashlib.sha256(self.style.encode()).digest()).decode()
        return f"'sha256-{digest}'"


def look_of(name: str, brand: Brand) -> ShopLook:
    """Return a shop's look."""
    logo = https_address(brand.logo_url)
    if not _COLOUR.fullmatch(brand.accent):
        return ShopLook(name, logo, "")
    light, dark = (_rule(brand.accent, card) for card in (_CARD, _DARK_CARD))
    night = f"@media (prefers-color-scheme: dark) {{ {dark or _OURS_AT_NIGHT} }}"
    return ShopLook(name, logo, f"{light} {night}" if light or dark else "")


_OURS_AT_NIGHT = ":root { --accent: #7fd8c0; --on-accent: #10211c; --link: #7fd8c0; }"


def _rule(accent: str, card: str) -> str:
    ink = ink_on(accent)
    if contrast(accent, card) < READABLE or contrast(accent, ink) < READABLE:
        return ""
    return f":root {{ --accent: {accent}; --on-accent: {ink}; --link: {accent}; }}"
