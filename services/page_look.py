"""The look of a shop's tracking page as a style sheet: its brand, then its own CSS, cleaned."""

from dataclasses import dataclass

from domain.brand import READABLE, Brand, Font, contrast
from domain.page_design import PageDesign
from messages.colours import Palette, palettes
from messages.mail_frame import FONTS
from services.clean_css import SCOPE, clean_css
from services.look_up_order import OrderStory
from services.wiring import Wiring
from storage.brands import brand_of
from storage.page_documents import ShopPage, shop_page


@dataclass(frozen=True, slots=True)
class PageLook:
    """A style sheet, and the version by which its address names it."""

    css: str
    version: int


def look_address(story: OrderStory) -> str:
    """Return where the shop's style sheet is; empty while the shop has chosen no look."""
    return look_of_page(story.shop.id, story.page)


def look_of_page(shop_id: int, page: ShopPage) -> str:
    """Return where the style sheet of a shop's page is; empty while it has chosen no look."""
    version = page.look_version
    return f"/t/look/{shop_id}/{version}.css" if version else ""


def page_look(wiring: Wiring, shop_id: int) -> PageLook:
    """Return a shop's style sheet as it is now; empty of one that has none, or is unknown."""
    with wiring.sessions() as session:
        page = shop_page(session, shop_id)
        brand = brand_of(session, shop_id)
    return PageLook(look_css(brand, page.design), page.look_version)


def look_css(brand: Brand, design: PageDesign) -> str:
    """Write a style sheet: what could not be read in the brand's colours is moved until it can."""
    return "\n".join(part for part in (_brand_css(brand), clean_css(design.css).css) if part)


def _brand_css(brand: Brand) -> str:
    light, dark = palettes(brand)
    # Words stand on the ground itself: one on which they could not be read is left out.
    on_ground = (light.ink, light.quiet, light.link)
    ground = bool(brand.ground) and all(contrast(ink, light.page) >= READABLE for ink in on_ground)
    day, night = (_variables(one, brand, ground=ground) for one in (light, dark))
    rules = []
    if day:
        rules = [
            f":root {{ {day} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}",
        ]
    if brand.font is not Font.SYSTEM:
        rules.append(f"{SCOPE} {{ font-family: {FONTS[brand.font]}; }}")
    return "\n".join(rules)


def _variables(palette: Palette, brand: Brand, *, ground: bool) -> str:
    """Name the colours that page.css uses by its own names."""
    named = {}
    if ground:
        named["--ground"] = palette.page
    if brand.accent:
        named["--accent"] = palette.accent
        named["--on-accent"] = palette.on_accent
        named["--link"] = palette.link
    return " ".join(f"{name}: {colour};" for name, colour in named.items())
