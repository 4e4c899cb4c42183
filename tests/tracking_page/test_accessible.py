"""Every page of a shopper's passes axe, by day or by night, and is used without a mouse."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from app import create_app
from domain.access import Level
from domain.brand import Font
from services.change_brand import EnteredBrand, change_brand
from services.second_recipient import ask_second_recipients
from services.wiring import Wiring
from tests.app_config import CONFIG
from tests.conftest import skip_or_fail
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, TestOutbox
from tests.services.self_serving import delivered, parcels
from tests.tracking_page.audit import AXE, Audit
from tests.tracking_page.full_page import full_order, seen
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.mail_links import link_to
from tests.tracking_page.pictures import spoken, written
from tests.tracking_page.samples import story
from tests.tracking_page.test_second_recipient import FRIEND, path_in
from tests.tracking_page.visits import obliging, visiting
from tests.tracking_page.whole_site import rich_order, served

MISSING = ("not_received",)
SHOP = "shopify/lamps.myshopify.com"
OWN_COLOURS = EnteredBrand(accent="#8a2be2", ground="#fdf6e3", font=Font.SERIF)


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe-core, as its script."""
    if not AXE.exists():
        skip_or_fail("axe-core is not installed: bin/install-tools")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def wired(wiring: Wiring, shop_id: int) -> Wiring:
    return obliging(wiring, FakeShopApi(), shop_id)


@pytest.fixture
def address(wired: Wiring) -> Iterator[str]:
    with served(create_app(wired, CONFIG)) as address:
        yield address


@pytest.fixture(params=["light", "dark"])
def audit(request: pytest.FixtureRequest, axe: str, chromium: Browser) -> Iterator[Audit]:
    """A phone by day, and by night."""
    view: ViewportSize = {"width": 390, "height": 800}
    by = request.param
    context = chromium.new_context(viewport=view, color_scheme=by, reduced_motion="reduce")
    yield Audit(context.new_page(), axe)
    context.close()


def knowing(context: BrowserContext, address: str, wired: Wiring, order: tuple[int, int]) -> str:
    """Let a browser have read the code sent for an order of a shop; return the page's address."""
    one = visiting(wired, *order, Level.CODED)
    context.clear_cookies()
    cookie: Any = {"name": "framme", "value": one.cookie(), "url": address + one.path}
    context.add_cookies([cookie])
    return address + one.path


def strangers_pages(audit: Audit, address: str, path: str) -> None:
    """Go where one gets without having shown anything."""
    audit.open(address + path, "the link alone")
    expect(audit.page.get_by_role("img", name="Map of the way so far")).to_be_visible()
    audit.refuse("E-mail, phone or postal code", "nobody@example.com", "Show everything")
    audit.open(f"{address}/t/{'x' * 32}", "a link that opens nothing", status=404)
    audit.open(f"{address}/track/{SHOP}", "the look-up form")
    audit.refuse("Order number", "", "Show my order")
    audit.open(f"{address}/faq/{SHOP}", "the questions")
    audit.open(f"{address}/faq/{SHOP}?q=xylophone", "no question of these words")


def shoppers_pages(audit: Audit, home: str) -> None:
    """Go where the shopper gets who has shown everything."""
    audit.page.goto(home)
    expect(audit.page.get_by_text("Storgatan 1").first).to_be_visible()
    audit.unfold("everything, and all of it opened")
    audit.open(f"{home}/do/cancel", "too late to cancel", status=409)
    audit.open(f"{home}/do/contact", "contact")
    audit.refuse("Your question", "", "Send to the shop")


def readers_pages(audit: Audit, wishes: str) -> None:
    """Go where the link in a mail leads, and name a friend."""
    audit.open(wishes, "wishes")
    audit.refuse("E-mail address", "nobody", "Save")
    audit.page.get_by_label("E-mail address").fill(FRIEND)
    audit.press("Save", "wishes kept")
    audit.open(f"{wishes}/unsubscribe", "whether to stop the mails")
    audit.press("Stop all mails", "the mails are stopped")


def friends_pages(audit: Audit, invitation: str, theirs: str) -> None:
    """Go where the links lead that are sent to the friend."""
    audit.open(invitation, "whether to agree")
    audit.press("Yes, send them to me", "agreed")
    audit.open(theirs, "whether to leave")
    audit.press("Stop sending me these", "left")


def test_no_state_of_the_pages_breaks_a_rule(
    audit: Audit, wired: Wiring, shop_id: int, address: str
) -> None:
    context = audit.page.context
    order = rich_order(wired, shop_id)
    strangers_pages(audit, address, visiting(wired, shop_id, order, Level.LINK).path)
    shoppers_pages(audit, knowing(context, address, wired, (shop_id, order)))
    new = keep(wired, shop_id, told("#2"))
    missing = keep(wired, shop_id, told("#3", shipments=parcels("TP3")))
    delivered(wired, "TP3", NOON)
    for one, actions in ((new, ("instructions", "change_address", "cancel")), (missing, MISSING)):
        home = knowing(context, address, wired, (shop_id, one))
        for action in actions:
            audit.open(f"{home}/do/{action}", action)
    assert audit.faults() == {}
    assert len(audit.found) == 15


@pytest.mark.parametrize("audit", ["dark"], indirect=True)
def test_no_page_behind_a_link_in_a_mail_breaks_one(
    audit: Audit, wired: Wiring, shop_id: int, address: str, outbox: TestOutbox
) -> None:
    order = keep(wired, shop_id, told())
    wishes = address + link_to(wired, shop_id, order)
    readers_pages(audit, wishes)
    ask_second_recipients(wired, shop_id)
    theirs = link_to(wired, shop_id, order, FRIEND, second=True)
    friends_pages(audit, address + path_in(outbox.sent[-1].text), address + theirs)
    audit.page.emulate_media(color_scheme="light")
    change_brand(wired, shop_id, OWN_COLOURS, "merchant")
    audit.open(wishes, "wishes by day, in the shop's colours")
    audit.open(f"{wishes}/erase", "whether to erase")
    audit.press("Yes, erase my data", "being erased")
    assert audit.faults() == {}
    assert len(audit.found) == 12


@pytest.mark.parametrize("audit", ["light"], indirect=True)
def test_neither_a_shops_colours_nor_right_to_left_break_one(
    audit: Audit, wired: Wiring, shop_id: int, address: str
) -> None:
    change_brand(wired, shop_id, OWN_COLOURS, "merchant")
    order = rich_order(wired, shop_id)
    audit.page.goto(knowing(audit.page.context, address, wired, (shop_id, order)))
    audit.unfold("in the shop's colours")
    turned = written(story(full_order("two of three")), seen(css="", logo=""), spoken("ar"))
    audit.page.route("https://**", lambda route: route.abort())
    audit.page.route(
        "**/turned",
        lambda route: route.fulfill(body=turned, content_type="text/html; charset=utf-8"),
    )
    audit.page.goto(f"{address}/turned")
    expect(audit.page.locator("html")).to_have_attribute("dir", "rtl")
    audit.unfold("from right to left")
    assert audit.faults() == {}
    assert len(audit.found) == 2


WHERE_THE_FOCUS_IS = """() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const { top, bottom, height } = at.getBoundingClientRect();
  return {
    name: (at.labels?.[0] ?? at).innerText.trim(),
    outline: outlineStyle === "solid" ? parseFloat(outlineWidth) : 0,
    seen: height > 0 && bottom > 0 && top < innerHeight,
  };
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus; it is always shown where that is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(WHERE_THE_FOCUS_IS)
        assert focus["seen"], focus
        assert focus["outline"] >= 2, focus
        if focus["name"].startswith(name):
            return
    pytest.fail(f"the keyboard does not reach {name}")


def test_a_question_is_asked_and_the_order_looked_at_again_without_a_mouse(
    wired: Wiring, shop_id: int, address: str, chromium: Browser
) -> None:
    view: ViewportSize = {"width": 1280, "height": 800}
    context = chromium.new_context(viewport=view, reduced_motion="reduce")
    page, order = context.new_page(), rich_order(wired, shop_id)
    page.goto(knowing(context, address, wired, (shop_id, order)))
    tab_to(page, "Skip to content")
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_be_focused()
    tab_to(page, "Write to the shop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to the shop")
    tab_to(page, "Your question")
    page.keyboard.type("May I have it in the afternoon?")
    tab_to(page, "Send to the shop")
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_contain_text("Your question is on its way to the shop")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Arrives today")
    context.close()
