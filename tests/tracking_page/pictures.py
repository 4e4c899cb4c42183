"""The page in twelve states, two sizes and four languages, as pictures that are kept in docs/.

Draw them anew, after looking at them: `.venv/bin/python -m tests.tracking_page.pictures`
"""

import base64
import shutil
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from domain.access import Level
from integrations.gazetteer import GeoNames
from messages.language import Language, language
from runtime.config import ROOT
from services.look_up_order import OrderStory
from tests.fakes import NOON
from tests.tracking_page.full_page import ASSETS, EVERYTHING, TEMPLATES, pictured, seen
from tests.tracking_page.pseudo_arabic import PseudoArabic
from tests.tracking_page.samples import STOCKHOLM, samples, story
from tests.tracking_page.whole_order import whole
from tracking_page.route_view import route_picture
from tracking_page.views import Seen, order_page

KEPT = ROOT / "docs" / "screens" / "tracking"
STATES = (
    *("placed", "packed", "announced", "on its way", "out for delivery", "two of three"),
    *("pick-up", "failed attempt", "late", "delivered", "returned", "cancelled"),
)
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 2000},
    "desktop": {"width": 1280, "height": 1100},
}
LANGUAGES = ("en", "sv", "zh_Hant", "ar")
QUALITY = 55
LETTERS = b'* { font-family: "DejaVu Sans", "Noto Sans CJK TC" !important }'
"""The letters that a full run installs, whatever else a machine has."""
ALL_LOADED = """async () => {
  await document.fonts.ready;
  for (const one of document.images) one.loading = "eager";
  await Promise.all([...document.images].map((one) => one.decode()));
}"""
"""Pictures load late and are decoded beside: without waiting, now one is missing, now another."""
TOWNS = GeoNames()
LAMP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64"
 fill="#e9e2d5"/><path d="M22 34 27 16h10l5 18Z" fill="#b4572e"/><path d="M32 34v16m-9 0h18"
 stroke="#3b3a36" stroke-width="3"/></svg>"""
PAGE = replace(EVERYTHING, design=replace(EVERYTHING.design, picture_url=""))


def spoken(code: str) -> Language:
    """Return a language; for Arabic, which the product does not speak, one in its letters only."""
    return Language(code, PseudoArabic()) if code == "ar" else language(code)


def told(state: str) -> OrderStory:
    """Return the story of an order in a state, of a shop that has set all there is to be set."""
    order = samples()[state]
    rich = pictured(whole(*order.shipments, stage=order.stage, cancelled_at=order.cancelled_at))
    return story(replace(rich, placed_at=order.placed_at), page=PAGE)


def drawn(state: str, code: str) -> str:
    """Return the HTML of a state in a language, as the proven shopper sees it."""
    chosen, its_story = spoken(code), told(state)
    route = route_picture(its_story, chosen, TOWNS, Level.PROVEN)
    return written(its_story, seen(route=route, css=""), chosen)


def written(its_story: OrderStory, by: Seen, chosen: Language) -> str:
    """Return the HTML of a story in a language, as somebody sees it."""
    page = order_page(its_story, by, chosen, NOON, STOCKHOLM)
    return TEMPLATES.fill("order.html", chosen, page=page, etag="")


def hung(browser: Browser, size: str) -> Page:
    """Return a page that shows http://gallery.test/<state>/<language>, the clock at noon."""
    TOWNS.load()
    page = browser.new_page(viewport=SIZES[size], reduced_motion="reduce")
    page.clock.set_fixed_time(NOON)
    page.route("**/*", _serve)
    return page


def shot(page: Page, state: str, code: str) -> bytes:
    """Take the picture of a state in a language."""
    page.goto(f"http://gallery.test/{state}/{code}")
    page.evaluate(ALL_LOADED)
    return taken(page)


def taken(page: Page) -> bytes:
    """Take the picture of what stands in the window, as JPEG."""
    return page.screenshot(type="jpeg", quality=QUALITY)


def kept(state: str, code: str, size: str) -> Path:
    """Return where a picture is kept."""
    return KEPT / f"{state.replace(' ', '-')}-{code}-{size}.jpg"


def as_address(picture: bytes) -> str:
    """Return a picture as a data: address."""
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()


def _serve(route: Route) -> None:
    address = route.request.url
    name = address.rsplit("/", 1)[1].partition("?")[0]
    if "gallery.test" in address and name in LANGUAGES:
        state = address.rsplit("/", 2)[1].replace("%20", " ")
        route.fulfill(body=drawn(state, name), content_type="text/html; charset=utf-8")
    elif name in ASSETS.files:
        asset = ASSETS.files[name]
        letters = LETTERS if asset.media_type.startswith("text/css") else b""
        route.fulfill(body=asset.content + letters, content_type=asset.media_type)
    elif name.endswith((".jpg", ".png")):
        route.fulfill(body=LAMP, content_type="image/svg+xml")
    else:
        route.abort()


def draw_all() -> None:
    """Draw every picture anew."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for size in SIZES:
            page = hung(browser, size)
            for state in STATES:
                for code in LANGUAGES:
                    kept(state, code, size).write_bytes(shot(page, state, code))
        browser.close()


if __name__ == "__main__":
    draw_all()
