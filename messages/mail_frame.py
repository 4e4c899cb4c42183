"""What stands around every mail of a shop: its logo, colours, footer and links; no news."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.brand import Brand, Font, SocialNetwork
from messages.addresses import image_address, web_address
from messages.colours import Palette, palettes
from messages.language import Language
from messages.plain_text import one_line

LONGEST_FOOTER = 120
MOST_FOOTER_LINES = 6
FONTS: Mapping[Font, str] = {
    Font.SYSTEM: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    Font.SANS: "'Helvetica Neue', Helvetica, Arial, sans-serif",
    Font.SERIF: "Georgia, Cambria, 'Times New Roman', Times, serif",
    Font.ROUNDED: "ui-rounded, 'SF Pro Rounded', 'Trebuchet MS', Verdana, sans-serif",
}
"""What a font is where it cannot be loaded: the families tried, best first."""
_NETWORKS: Mapping[SocialNetwork, str] = {
    SocialNetwork.INSTAGRAM: "Instagram",
    SocialNetwork.FACEBOOK: "Facebook",
    SocialNetwork.TIKTOK: "TikTok",
    SocialNetwork.YOUTUBE: "YouTube",
    SocialNetwork.PINTEREST: "Pinterest",
    SocialNetwork.X: "X",
    SocialNetwork.LINKEDIN: "LinkedIn",
}


@dataclass(frozen=True, slots=True)
class SocialLink:
    """Where a shop may be followed."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MailFrame:
    """The looks of a mail; `start` is the side at which lines begin."""

    logo_url: str
    light: Palette
    dark: Palette
    font: str
    footer: tuple[str, ...]
    social: tuple[SocialLink, ...]
    start: str


def mail_frame(brand: Brand, language: Language) -> MailFrame:
    """Choose and clean what a brand shows."""
    light, dark = palettes(brand)
    lines = (one_line(line, LONGEST_FOOTER) for line in brand.footer.splitlines())
    social = ((_NETWORKS[one], web_address(address)) for one, address in brand.social.items())
    return MailFrame(
        logo_url=image_address(brand.logo_url),
        light=light,
        dark=dark,
        font=FONTS[brand.font],
        footer=tuple(filter(None, lines))[:MOST_FOOTER_LINES],
        social=tuple(SocialLink(name, address) for name, address in social if address),
        start="left" if language.direction == "ltr" else "right",
    )
