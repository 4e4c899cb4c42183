"""Draw the settings' pages and a shopper's wishes as bin/start shows them; run beside it.

.venv/bin/python -m demo.settings_pictures docs

Start it in a new folder (FRAMME_LOCAL, here as there), and wait for a minute or two: until a mail
in English says that a parcel is out for delivery.
"""

import json
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from demo.furnishing import Place, furnish, questions, trouble
from demo.landing import SHOP
from domain.campaign import Campaigns
from domain.shop import PlatformKey
from runtime.config import Config
from runtime.local_settings import local_environment
from runtime.wiring import connect
from services.change_page import part_of_page
from services.look_up_order import find_shop
from services.merchant_entry import invite
from services.review_endpoints import review_endpoints
from services.wiring import Wiring

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
TALLEST = 2400
PAINTED_WITHIN = 500
"""Milliseconds a frame has, once it is within the window."""
ADMIN_HEIGHTS = {"desktop": 1200, "phone": 1800}
QUALITIES, MOST_BYTES = (70, 60, 50, 40), 120_000
TEXT = "out_for_delivery"
PAGES = {
    "home": "",
    "notifications": "/messages",
    "rules": "/messages/rules",
    "text-mail": f"/messages/{TEXT}/email/en",
    "text-sms": f"/messages/{TEXT}/sms/en",
    "text-push": f"/messages/{TEXT}/push/en",
    "text-history": f"/messages/{TEXT}/email/en/history",
    "brand": "/brand",
    "tracking": "/tracking",
    "tracking-campaigns": "/tracking/campaigns",
    "tracking-campaign": "/tracking/campaigns/{campaign}",
    "tracking-notes": "/tracking/notes",
    "tracking-stages": "/tracking/stages",
    "tracking-self-service": "/tracking/self-service",
    "tracking-faq": "/tracking/faq",
    "tracking-terms": "/tracking/terms",
    "tracking-domain": "/tracking/domain",
    "channels": "/channels",
    "channel": "/channels/twilio",
    "carriers": "/carriers",
    "carrier": "/carriers/postnord",
    "exceptions": "/exceptions",
    "questions": "/exceptions/questions",
    "webhooks": "/webhooks",
    "webhook": "/webhooks/{endpoint}",
    "team": "/team",
    "storefront": "/storefront",
    "plan": "/plan",
    "privacy": "/privacy",
    "changes": "/audit",
}
"""What pages of a shop on Shopify are called in the pictures, and where they are."""
IN_ADMIN = {"home": "", "notifications": "/messages"}
FOR_README = {
    "settings-home": "",
    "settings-messages": "/messages",
    "settings-exceptions": "/exceptions",
    "settings-carriers": "/carriers",
}


@contextmanager
def _running() -> Iterator[Place]:
    config = Config.from_env(local_environment())
    wiring = connect(config)
    shop = find_shop(wiring, PlatformKey.SHOPIFY, SHOP)
    if shop is None or not shop.name:
        sys.exit("The demo's shop is not there yet: is bin/start up, with the same FRAMME_LOCAL?")
    yield Place(wiring, config.demo_url.rstrip("/"), shop.id)
    wiring.engine.dispose()


def draw(place: Place, folder: Path) -> None:
    """Draw all of them below a folder: screens/settings, screens/shopper and images."""
    mail = _mail(place)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, size in SIZES.items():
            page = _window(browser, size)
            _draw_settings(place, page, folder / "screens" / "settings", name)
            page.goto(mail)
            wishes = str(page.locator("a[href*='/p/']").first.get_attribute("href"))
            for called, address in (("wishes", wishes), ("unsubscribe", f"{wishes}/unsubscribe")):
                _draw(page, address, folder / "screens" / "shopper" / f"{called}-{name}.jpg")
            page.set_viewport_size({**size, "height": ADMIN_HEIGHTS[name]})
            for called, path in IN_ADMIN.items():
                drawn = folder / "screens" / "settings" / f"admin-{called}-{name}.jpg"
                _draw_in_admin(place, page, path, drawn)
        page = _window(browser, DESKTOP)
        for called, path in FOR_README.items():
            _draw_in_admin(place, page, path, folder / "images" / f"{called}.png")
        page = _window(browser, PHONE, sharpness=2)
        page.goto(mail)
        page.screenshot(path=folder / "images" / "mail.png")
        browser.close()


def _draw_settings(place: Place, page: Page, folder: Path, width: str) -> None:
    wiring = place.wiring
    _enter(wiring, page, PlatformKey.SHOPIFY, SHOP)
    endpoint = review_endpoints(wiring, place.shop_id)[0].id
    campaign = part_of_page(wiring, place.shop_id, Campaigns).all[0].id
    for name, path in PAGES.items():
        address = f"{wiring.public_url}/settings{path.format(endpoint=endpoint, campaign=campaign)}"
        _draw(page, address, folder / f"{name}-{width}.jpg")
    site = f"{place.demo.partition('://')[2]}/woocommerce"
    _enter(wiring, page, PlatformKey.WOOCOMMERCE, site)
    _draw(page, f"{wiring.public_url}/settings/connection", folder / f"connection-{width}.jpg")


def _enter(wiring: Wiring, page: Page, platform: PlatformKey, domain: str) -> None:
    page.goto(str(invite(wiring, platform, domain)))
    page.wait_for_url(f"{wiring.public_url}/settings")


def _draw(page: Page, address: str, path: Path) -> None:
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{address} does not answer as it should.")
    size = page.viewport_size
    assert size is not None
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    # What is framed below the window is not painted: the window has to be as tall.
    page.set_viewport_size({**size, "height": tall})
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(PAINTED_WITHIN)
    _keep(page, path)
    page.set_viewport_size(size)


def _draw_in_admin(place: Place, page: Page, path: str, drawn: Path) -> None:
    page.goto(f"{place.admin}/app{path}", wait_until="networkidle")
    page.frame_locator("#app").locator("s-page").wait_for()
    _keep(page, drawn)


def _keep(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        page.screenshot(path=path)
        return
    for quality in QUALITIES:
        page.screenshot(path=path, type="jpeg", quality=quality)
        if path.stat().st_size <= MOST_BYTES:
            return


def _mail(place: Place) -> str:
    """Return the address of the first mail of the shop in English of a parcel that comes today."""
    with urllib.request.urlopen(f"{place.demo}/mail.json") as answer:  # noqa: S310 - our own
        mails = json.load(answer)["mails"]
    for mail in reversed(mails):
        if mail["subject"].startswith("Your order #") and "out for delivery" in mail["subject"]:
            return f"{place.demo}/mail/{mail['place']}/html"
    sys.exit("No mail in English says yet that a parcel is out for delivery: wait a little.")


def _window(browser: Browser, size: ViewportSize, sharpness: float = 1) -> Page:
    return browser.new_page(viewport=size, device_scale_factor=sharpness, locale="en")


if __name__ == "__main__":
    with _running() as here:
        furnish(here)
        trouble(here)
        questions(here)
        draw(here, Path(sys.argv[1]))
