"""How the page looks and is handled, in a real browser, in every state."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from domain.access import Level
from messages.language import LANGUAGES
from tests.tracking_page.audit import ALL_OPEN
from tests.tracking_page.full_page import ASSETS, EVERYTHING, pictured, seen
from tests.tracking_page.pictures import spoken, written
from tests.tracking_page.samples import samples, story
from tests.tracking_page.test_hostile_text import ATTACKS, attacked

BY_LINK = ("on its way", "placed", "attacked")
"""Shown as to anybody with the link; the others, as to their shopper."""
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = """async () => {
  await document.fonts.ready;
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  return window.shifted;
}"""
"""What has moved by the time all is loaded, drawn, and drawn once more."""
SEEN_BY_NOBODY = 0.002
"""A scroll bar that comes while the machine is busy; an image that pushes text is far above."""
MEASURED = """() => {
  const { left, right } = document.querySelector(".sections > .card").getBoundingClientRect();
  const root = document.documentElement;
  return [parseFloat(getComputedStyle(root).fontSize), left, right, root.scrollWidth];
}"""
"""The size of the letters; where the column begins and ends; how wide all is."""
PALE = """() => {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (element) => {
    brush.fillStyle = getComputedStyle(element).color;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((one) => one / 255);
    return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2;
  };
  const written = (element) => [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.querySelectorAll("main *, .top *, .bottom *")]
    .filter((one) => written(one) && one.checkVisibility() && light(one) > 0.18)
    .map((one) => one.textContent.trim());
}"""
"""What is written in colours that cannot be read on white."""


@pytest.fixture
def gallery(chromium: Browser) -> Iterator[Page]:
    """A page that shows http://gallery.test/<name>, or ?<language> of it."""
    orders = {**samples(), "attacked": attacked(ATTACKS[-1])}

    def serve(route: Route) -> None:
        asked = route.request.url.rsplit("/", 1)[1].replace("%20", " ")
        name, _, code = asked.partition("?")
        if name in orders:
            told, chosen = story(pictured(orders[name]), page=EVERYTHING), spoken(code or "en")
            by = seen(Level.LINK if name in BY_LINK else Level.PROVEN)
            html = written(told, by, chosen)
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif name in ASSETS.files:
            asset = ASSETS.files[name]
            route.fulfill(body=asset.content, content_type=asset.media_type)
        else:
            route.abort()

    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.route("**/*", serve)
    page.add_init_script(WATCH_SHIFTS)
    yield page
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_state_scrolls_sideways_or_shifts_while_loading(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 700})
    for name in (*samples(), "attacked"):
        gallery.goto(f"http://gallery.test/{name}")
        assert gallery.evaluate("document.documentElement.scrollWidth") <= width, name
        assert gallery.evaluate(SHIFTED) < SEEN_BY_NOBODY, name


@pytest.mark.parametrize("code", ["de", "fi", "ar"])
def test_long_words_and_right_to_left_fit_the_narrowest_phone(gallery: Page, code: str) -> None:
    gallery.set_viewport_size({"width": 320, "height": 700})
    for name in ("placed", "two of three", "pick-up", "failed attempt"):
        gallery.goto(f"http://gallery.test/{name}?{code}")
        gallery.evaluate(ALL_OPEN)
        expect(gallery.locator("html")).to_have_attribute("dir", "rtl" if code == "ar" else "ltr")
        assert gallery.evaluate("document.documentElement.scrollWidth") == 320, name


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_page_grows_with_the_screen_up_to_4k(gallery: Page, code: str) -> None:
    gallery.goto(f"http://gallery.test/two of three?{code}")
    gallery.evaluate(ALL_OPEN)
    for width, letters in ((1280, 16), (1920, 18), (3840, 23)):
        gallery.set_viewport_size({"width": width, "height": 900})
        size, left, right, all_of_it = gallery.evaluate(MEASURED)
        assert (size, all_of_it) == (letters, width)
        assert 60 <= (right - left) / size <= 64
        assert abs(left - (width - right)) <= 1


def test_paper_gets_all_of_the_order_in_dark_ink_and_nothing_to_press(gallery: Page) -> None:
    gallery.emulate_media(media="print", color_scheme="dark")
    for name, parcels in (("failed attempt", 1), ("two of three", 3)):
        gallery.goto(f"http://gallery.test/{name}")
        for wanted in ("h1", ".rail", ".items li", ".price", ".timeline li", "address"):
            expect(gallery.locator(wanted).filter(visible=True)).not_to_have_count(0)
            expect(gallery.locator(wanted).filter(visible=False)).to_have_count(0)
        expect(gallery.locator(".parcel .number:visible")).to_have_count(parcels)
        pressed = "button, .button, form, nav, .actions, .skip, .banner"
        expect(gallery.locator(pressed).filter(visible=True)).to_have_count(0)
        assert gallery.evaluate(PALE) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_of_languages_opens_inside_the_window(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 700})
    gallery.goto("http://gallery.test/placed")
    gallery.locator(".languages > summary").click()
    listed = gallery.get_by_role("navigation", name="Language").get_by_role("link")
    expect(listed).to_have_count(len(LANGUAGES))
    expect(listed.last).to_be_in_viewport()
    for link in listed.all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert gallery.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_to_press_is_large_enough_to_be_hit(gallery: Page) -> None:
    for name in ("two of three", "pick-up", "placed", "on its way"):
        gallery.goto(f"http://gallery.test/{name}")
        for element in gallery.locator("a:visible, summary:visible, button:visible").all():
            box = element.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, element.inner_text()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(gallery: Page) -> None:
    gallery.goto("http://gallery.test/two of three")
    gallery.keyboard.press("Tab")
    skip = gallery.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    gallery.wait_for_function("document.querySelector('.skip').getBoundingClientRect().top >= 0")
    seen = 1
    for _ in range(100):
        gallery.keyboard.press("Tab")
        outline = gallery.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return null;
              const { outlineStyle, outlineWidth } = getComputedStyle(element);
              return outlineStyle === "solid" ? parseFloat(outlineWidth) : 0;
            }"""
        )
        if outline is None:
            break
        assert outline >= 2
        seen += 1
    assert seen == gallery.locator("a:visible, summary:visible, button:visible").count()
    gallery.keyboard.press("Tab")
    expect(skip).to_be_focused()
    gallery.keyboard.press("Enter")
    expect(gallery.locator("#page")).to_be_focused()


def test_a_reader_of_the_rail_hears_which_step_is_current(gallery: Page) -> None:
    gallery.goto("http://gallery.test/out for delivery")
    rail = gallery.get_by_role("list", name="Progress")
    expect(rail.locator("[aria-current=step]")).to_have_text("Out for delivery")
    expect(rail.get_by_text("(done)")).to_have_count(6)
