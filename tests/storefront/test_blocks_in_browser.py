"""The theme blocks in a page of a shop, in a real browser: still, quick, and for everybody."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.storefront.theme_blocks import THEME, render

SHOP = "http://shop.test"
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LOOKS = """body{margin:0;font:17px/1.6 Georgia,serif;color:#2a2118;background:#fffaf2}
header,footer{padding:20px;background:#efe4d2} main{min-height:600px}
.button{background:#7a3b10;color:#fff;border:0;padding:0 24px;font:inherit}"""
FAQ = {"faq_en": [{"question": "How long does it take?", "answer": "Two days."}]}
ORDER = {
    "number": "#1042",
    "placed": "18 November",
    "headline": "Your parcel is out for delivery",
    "tone": "moving",
    "live": False,
    "page": "",
    "total": "",
    "steps": [{"label": "Sent", "reached": "done"}, {"label": "Out", "reached": "now"}],
    "counted": 1,
    "delivered": 0,
    "parcels": [],
    "unsent": [],
    "items": [{"title": "<b>Lamp</b>", "variant": "", "quantity": 1}],
}
WORDS = {"order": "Order", "placed": "placed {day}", "items": "Your order", "another": "Another"}


class Shop:
    """A shop's site whose proxy answers here; `asked` are the paths that were fetched, in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.bodies: list[dict[str, list[str]]] = []
        self.html = ""
        page.route("**/*", self._serve)
        page.add_init_script(WATCH_SHIFTS)

    def show(self, *blocks: str, width: int = 360, language: str = "en") -> None:
        shown = "".join(render(b, language, metafields=FAQ) for b in blocks)
        self.html = (
            f"<!doctype html><html lang={language}><head><title>Lamps</title>"
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f'<link rel="icon" href="data:,"><style>{LOOKS}</style></head><body>'
            f"<header>Lamps & Co</header><main>{shown}<a href='#x'>A link of the theme</a></main>"
            "<footer>Footer</footer></body></html>"
        )
        self.page.set_viewport_size({"width": width, "height": 740})
        self.page.goto(f"{SHOP}/pages/track", wait_until="networkidle")

    def _serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        self.asked.append(path)
        if path == "/pages/track":
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif path.startswith("/assets/"):
            kind = "text/css" if path.endswith(".css") else "text/javascript"
            route.fulfill(path=THEME / path.lstrip("/"), content_type=kind)
        elif path == "/apps/track/look-up":
            self.bodies.append(parse_qs(route.request.post_data or ""))
            right = self.bodies[-1].get("proof") == ["me@example.com"]
            told = {"order": ORDER, "words": WORDS, "token": "T"} if right else {"error": "No."}
            route.fulfill(status=200 if right else 422, body=json.dumps(told))
        elif path == "/apps/track/orders":
            route.fulfill(body=json.dumps({"orders": [], "words": {}}))
        else:
            route.abort()


@pytest.fixture
def shop(chromium: Browser) -> Iterator[Shop]:
    page = chromium.new_page(reduced_motion="reduce")
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield Shop(page)
    page.close()
    assert problems == []


@pytest.fixture
def still(shop: Shop) -> Callable[..., None]:
    """Return a check that nothing has moved; `at_most` where the shopper asked for something."""

    def check(at_most: float = 0.001) -> None:
        assert shop.page.evaluate("window.shifted") < at_most
        width = shop.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0

    return check


@pytest.mark.parametrize("width", [320, 1280])
def test_the_blocks_move_nothing_and_fit(shop: Shop, still, width: int) -> None:
    shop.show("delivery-faq", "order-tracking", width=width)
    expect(shop.page.get_by_role("button", name="Show my order")).to_be_visible()
    still()
    shop.show("delivery-faq", "track-button", width=width)
    expect(shop.page.get_by_role("link", name="Track order")).to_be_visible()
    still()


def test_an_order_is_found_with_the_keyboard_alone(shop: Shop, still) -> None:
    shop.show("order-tracking")
    page = shop.page
    page.keyboard.press("Tab")
    expect(page.get_by_label("Order number")).to_be_focused()
    page.keyboard.type("#1042")
    page.keyboard.press("Tab")
    page.keyboard.type("nobody@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("No.")
    page.get_by_label("E-mail, phone or postal code").fill("me@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ORDER["headline"])).to_be_focused()  # type: ignore[arg-type]
    expect(page.get_by_text("<b>Lamp</b>")).to_be_visible()
    assert shop.bodies[-1] == {"number": ["#1042"], "proof": ["me@example.com"]}
    still(at_most=0.1)


def test_the_faq_opens_with_the_keyboard_and_asks_nobody(shop: Shop, still) -> None:
    shop.show("delivery-faq")
    expect(shop.page.get_by_text("Two days.")).to_be_hidden()
    shop.page.keyboard.press("Tab")
    shop.page.keyboard.type("zebra")
    expect(shop.page.get_by_text("How long does it take?")).to_be_hidden()
    expect(shop.page.get_by_text("Nothing here has these words.")).to_be_visible()
    shop.page.keyboard.press("ControlOrMeta+a")
    shop.page.keyboard.type("TWO days")
    shop.page.keyboard.press("Tab")
    shop.page.keyboard.press("Enter")
    expect(shop.page.get_by_text("Two days.")).to_be_visible()
    assert shop.asked == ["/pages/track"]
    still()


def test_the_button_fetches_nothing_before_it_is_tapped(shop: Shop, still) -> None:
    shop.show("track-button")
    assert shop.asked == ["/pages/track"]
    shop.page.get_by_role("link", name="Track order").click()
    expect(shop.page.get_by_role("dialog", name="Find your order")).to_be_visible()
    expect(shop.page.get_by_label("Order number")).to_be_focused()
    shop.page.wait_for_function(
        "performance.getEntriesByType('resource').some((r) => r.name.includes('/track/orders'))"
    )
    assets = [f"/assets/{name}" for name in ("track.css", "track.js", "track_order.js")]
    assert sorted(shop.asked[1:]) == ["/apps/track/orders", *assets]
    still()


def test_the_dialog_closes_with_escape_and_gives_the_focus_back(shop: Shop) -> None:
    shop.show("track-button")
    link = shop.page.get_by_role("link", name="Track order")
    dialog = shop.page.get_by_role("dialog")
    for close in ("Escape", "the button", "beside it"):
        link.focus()
        shop.page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        expect(shop.page.get_by_label("Order number")).to_be_focused()
        if close == "Escape":
            shop.page.keyboard.press("Escape")
        elif close == "the button":
            shop.page.get_by_role("button", name="Close").press("Enter")
        else:
            shop.page.mouse.click(2, 2)
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()
    assert shop.asked.count("/assets/track.js") == 1


def test_the_keyboard_stays_within_the_dialog(shop: Shop) -> None:
    shop.show("track-button")
    shop.page.get_by_role("link", name="Track order").click()
    expect(shop.page.get_by_label("Order number")).to_be_focused()
    for _ in range(8):
        shop.page.keyboard.press("Tab")
        # Beyond the last field is the browser's own bar, which shows as the body.
        within = "document.activeElement.closest('dialog') ?? document.activeElement"
        assert shop.page.evaluate(f"({within}).tagName") in {"DIALOG", "BODY"}


def test_an_order_is_found_within_the_dialog(shop: Shop) -> None:
    shop.show("track-button", width=320)
    shop.page.get_by_role("link", name="Track order").click()
    shop.page.get_by_label("Order number").fill("#1042")
    shop.page.get_by_label("E-mail, phone or postal code").fill("me@example.com")
    shop.page.get_by_role("button", name="Show my order").click()
    dialog = shop.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Your parcel is out for delivery")).to_be_focused()
    assert dialog.evaluate("d => d.scrollWidth - d.clientWidth") <= 0


def test_where_the_form_is_already_the_button_stays_away(shop: Shop) -> None:
    shop.show("track-button", "order-tracking")
    expect(shop.page.get_by_label("Order number")).to_be_visible()
    expect(shop.page.get_by_role("link", name="Track order")).to_be_hidden()


@pytest.mark.parametrize("blocks", [("delivery-faq", "order-tracking"), ("track-button",)])
def test_everything_to_press_is_large_enough_to_be_hit(shop: Shop, blocks) -> None:
    shop.show(*blocks)
    pressable = shop.page.locator("summary, input, button:visible, .framme-button").all()
    assert pressable
    for element in pressable:
        box = element.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_without_javascript_the_button_is_a_link_to_the_tracking_page(chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    shop = Shop(context.new_page())
    shop.show("track-button", language="sv")
    link = shop.page.get_by_role("link", name="Spåra beställning")
    assert link.get_attribute("href") == "/apps/track"
    shop.show("order-tracking", language="sv")
    expect(shop.page.get_by_label("Ordernummer")).to_be_visible()
    context.close()
