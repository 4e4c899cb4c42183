"""Draw every kind of mail as desktops and phones show it; run with a folder for the pictures.

.venv/bin/python -m demo.mail_pictures docs/screens/mails
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, sync_playwright

from domain.brand import Brand, Font, SocialNetwork
from domain.kinds import RULES, Kind, Subject
from domain.order import Order
from domain.shop import PlatformKey, Shop
from messages.language import language
from messages.render import Rendered, render_digest, render_mail
from messages.story import MessageLinks, MessageStory, Writing
from services.sample_order import sample_order, sample_voucher

DESKTOP, PHONE = 640, 375
QUALITY = 70
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHOP = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="framme-demo.myshopify.com",
    name="Lykta Lamps",
    locale="en",
    time_zone="Europe/Stockholm",
    contact_email="hello@lykta.example",
    contact_url="https://lykta.example/contact",
    currency="EUR",
)
LOOKS = Brand(
    accent="#8a2d5c",
    ground="#fbf3ea",
    font=Font.SERIF,
    footer="Lykta Lamps, Storgatan 1, 211 34 Malmö\nOpen on weekdays from 9 to 17",
    social={
        SocialNetwork.INSTAGRAM: "https://social.example/lykta",
        SocialNetwork.PINTEREST: "https://pins.example/lykta",
    },
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A mail to be drawn under a name."""

    name: str
    mail: Rendered
    dark: bool = False


def drawings() -> Iterator[Drawing]:
    """Render every kind, and what only some mails have: the dark, a brand, many parcels, a day."""
    for kind in Kind:
        yield Drawing(kind.value, render_mail(kind, _story(kind), _writing()))
    coming, ready = Kind.OUT_FOR_DELIVERY, Kind.READY_FOR_PICKUP
    yield Drawing("dark", render_mail(coming, _story(coming), _writing()), dark=True)
    yield Drawing("brand", render_mail(ready, _story(ready), _writing(LOOKS)))
    yield Drawing("brand-dark", render_mail(ready, _story(ready), _writing(LOOKS)), dark=True)
    yield Drawing("several-parcels", render_mail(coming, _several(), _writing()))
    yield Drawing("digest", _digest())
    swedish = replace(_writing(), language=language("sv"))
    yield Drawing("swedish", render_mail(coming, _story(coming), swedish))


def draw(folder: Path) -> None:
    """Draw all of them, each as wide as a desktop's mail program and as a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for drawing in drawings():
            for name, width in (("desktop", DESKTOP), ("phone", PHONE)):
                _draw(browser, drawing, width, folder / f"{drawing.name}-{name}.jpg")
        browser.close()


def _draw(browser: Browser, drawing: Drawing, width: int, path: Path) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 400},
        color_scheme="dark" if drawing.dark else "light",
        java_script_enabled=False,
    )
    page.set_content(drawing.mail.html)
    page.screenshot(path=path, full_page=True, type="jpeg", quality=QUALITY)
    page.close()


def _writing(brand: Brand | None = None) -> Writing:
    page = "https://track.example/t/AAAAAAAAAAEJYc0aZ3ZQ1Y0V3Q2d1w"
    links = MessageLinks(page, "https://track.example/p/1", "https://track.example/p/1/unsubscribe")
    return Writing(language("en"), NOW, ZoneInfo("Europe/Stockholm"), brand or Brand(), links)


def _story(kind: Kind, order: Order | None = None) -> MessageStory:
    order = order or sample_order(kind, SHOP, NOW)
    told = order.shipments if RULES[kind].about is Subject.PARCEL else ()
    voucher = sample_voucher(SHOP, NOW) if kind is Kind.DELAY_VOUCHER else None
    return MessageStory(SHOP, order, told, {}, voucher)


def _several() -> MessageStory:
    order = sample_order(Kind.OUT_FOR_DELIVERY, SHOP, NOW)
    (parcel,) = order.shipments
    numbers = ("UA123456789SE", "UA123456790SE", "UA123456791SE")
    parcels = tuple(
        replace(parcel, id=place, tracking_number=number) for place, number in enumerate(numbers)
    )
    return _story(Kind.OUT_FOR_DELIVERY, replace(order, shipments=parcels))


def _digest() -> Rendered:
    first = sample_order(Kind.DELIVERED, SHOP, NOW)
    second = replace(
        sample_order(Kind.IN_TRANSIT, SHOP, NOW),
        id=2,
        number="#1043",
        placed_at=NOW - timedelta(days=2),
    )
    told = ((Kind.DELIVERED, first), (Kind.IN_TRANSIT, second))
    return render_digest([(kind, _story(kind, order)) for kind, order in told], _writing())


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
