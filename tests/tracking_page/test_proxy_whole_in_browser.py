"""An order with everything in it inside a shop's theme, in a real browser: whole, and harmless."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.access import Level
from messages.language import language
from services.wiring import Wiring
from tests.fakes import NOON
from tests.tracking_page.fake_storefront import Storefront, open_shop
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.samples import STOCKHOLM, story
from tests.tracking_page.shell_orders import at_the_kiosk, with_everything
from tracking_page.json_view import Ways, order_document
from tracking_page.views import Seen, order_page

HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>{{ shop.email }}"
_PAGE = with_everything(
    order_page(story(at_the_kiosk()), Seen(Level.PROVEN), language("en"), NOON, STOCKHOLM)
)
_WAYS = Ways("https://track.example/t/x", "https://track.example/t/x/in/y")
_TOLD = json.loads(order_document(_PAGE, language("en"), _WAYS))
THE_ORDER, WORDS = _TOLD["order"], _TOLD["words"]
SECTIONS = THE_ORDER["sections"]
DANGERS = "img, svg, script, iframe, style, [onerror], [onload], [style]"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"%s>%s</svg>'
DRAWINGS = (
    _SVG % (' onload="alert(1)"', ""),
    _SVG % ("", "<script>alert(1)</script>"),
    _SVG % ("", '<a href="https://evil.example/"><path d="M0 0"/></a>'),
    _SVG % ("", '<path x:href="javascript:alert(1)"/>'),
    _SVG % ("", '<image href="https://evil.example/x.png"/>'),
    _SVG % ("", '<path style="fill:red"/>'),
    _SVG % ("", '<path fill="url(https://evil.example/x)"/>'),
    _SVG % ("", '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
    _SVG % ("", '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'),
    "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
    "<svg",
    HOSTILE,
)
SHOW = """(told) => document.querySelector("[data-framme-result]")
  .replaceChildren(window.framme.whole(told.order, told.words))"""
POLITE = 20_500


@pytest.fixture
def address(wiring: Wiring, shop_id: int) -> Iterator[str]:
    keep(wiring, shop_id, told())
    with open_shop(Storefront(wiring)) as address:
        yield f"{address}/apps/track"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone whose clock the test moves, in which no dialog may open."""
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.clock.install()
    yield page
    page.close()
    assert faults == []


def attacked(told: Any, text: str) -> Any:
    """Return a document that says a text wherever anything is said."""
    if isinstance(told, dict):
        return {name: attacked(one, text) for name, one in told.items()}
    if isinstance(told, list):
        return [attacked(one, text) for one in told]
    return text if isinstance(told, str) else told


def test_a_hostile_document_runs_nothing_loads_nothing_and_leads_nowhere(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    inside = page.locator("[data-framme-result]")
    for text in (HOSTILE, "javascript:alert(1)", "data:text/html,x"):
        for drawing in DRAWINGS:
            told = {"order": attacked(THE_ORDER, text), "words": attacked(WORDS, text)}
            told["order"] |= {"route": {"svg": drawing, "words": text}, "sections": SECTIONS}
            page.evaluate(SHOW, told)
            assert inside.locator("h2").inner_text() == text
            assert inside.locator(DANGERS).count() == 0, drawing
            assert inside.locator("a").count() == 0
            assert inside.locator("summary").first.inner_text() == text
    assert [url for url in asked if "evil" in url or "x.png" in url] == []


def test_what_was_looked_up_is_shown_whole_and_stays_so_without_a_secret_in_an_address(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_label("Order number").fill("1042")
    page.get_by_label("E-mail, phone or postal code").fill("alva@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    sections = ["faq", "route", "actions", "items"]
    told = {"order": THE_ORDER | {"sections": sections}, "words": WORDS, "lang": "ar", "dir": "rtl"}
    page.route(re.compile("/order[?]"), lambda route: route.fulfill(body=json.dumps(told)))
    with page.expect_request(re.compile("/order[?]")) as sent:
        page.clock.run_for(POLITE)
    body = parse_qs(sent.value.post_data or "")
    assert (sent.value.method, sorted(body)) == ("POST", ["seen", "t", "visit"])
    result = page.locator("[data-framme-result]")
    expect(result).to_have_attribute("dir", "rtl")
    manage = result.get_by_role("link", name="Manage this delivery")
    expect(manage).to_have_attribute("href", "https://track.example/t/x/in/y")
    kinds = "all => all.map((one) => one.localName)"
    parts = result.locator("section > :is(section, figure, a)").evaluate_all(kinds)
    assert parts == ["section", "figure", "a", "section"]
    space = result.locator("figure path").evaluate("(one) => one.namespaceURI")
    assert space == "http://www.w3.org/2000/svg"
    expect(result.locator("time[data-framme-checked]")).not_to_be_empty()
    secrets = (body["visit"][0], body["t"][0])
    assert [url for url in asked if any(secret in url for secret in secrets)] == []


def test_the_carriers_own_words_are_folded_away_until_they_are_asked_for(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate(SHOW, {"order": THE_ORDER, "words": WORDS})
    own = page.locator("details", has_text="Show the carrier's own words")
    expect(own.get_by_text("Finns att hämta")).to_be_hidden()
    own.locator("summary").click()
    expect(own.get_by_text("Finns att hämta")).to_be_visible()
