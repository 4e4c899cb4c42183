"""How a shop looks in its mails, and whom they are from. It is pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_LINEAR_UP_TO = 0.04045
READABLE = 4.5
"""The contrast that text needs against its ground (WCAG 2.2, 1.4.3)."""


class Font(StrEnum):
    """Families that every mail program has; none is loaded from anywhere."""

    SYSTEM = "system"
    SANS = "sans"
    SERIF = "serif"
    ROUNDED = "rounded"


class SocialNetwork(StrEnum):
    """Where a shop may be followed."""

    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    PINTEREST = "pinterest"
    X = "x"
    LINKEDIN = "linkedin"


@dataclass(frozen=True, slots=True)
class Brand:
    """What a merchant has set; empty is ours. Colours are #rrggbb, addresses https.

    Mails are from `sender_address` once its domain was `sender_proven`. `version` counts changes.
    """

    logo_url: str = ""
    accent: str = ""
    ground: str = ""
    font: Font = Font.SYSTEM
    footer: str = ""
    social: Mapping[SocialNetwork, str] = field(default_factory=dict)
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    sender_proven: bool = False
    version: int = 0


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, #rrggbb, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Return the colour, black or white, in which words are read best on a ground."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4
