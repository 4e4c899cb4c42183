"""Every page of a shopper's passes axe by day and by night, and is used without a mouse."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from app import create_app
from domain.access import Level
from services.wiring import Wiring
from tests.app_config import CONFIG
from tests.conftest import skip_or_fail
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.self_serving import delivered, parcels
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.visits import obliging, visiting
from tests.tracking_page.whole_site import rich_order, served

AXE = Path(__file__).parent.parent / "lighthouse" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}"""
MISSING = ("not_received",)
SHOP = "shopify/lamps.myshopify.com"


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


def knowing(context: BrowserContext, address: str, wired: Wiring, order: tuple[int, int]) -> str:
    """Let a browser have read the code sent for an order of a shop; return the page's address."""
    one = visiting(wired, *order, Level.CODED)
    context.clear_cookies()
    cookie: Any = {"name": "framme", "value": one.cookie(), "url": address + one.path}
    context.add_cookies([cookie])
    return address + one.path


@dataclass(frozen=True, slots=True)
class Audit:
    """What axe says of each state that a browser is brought into."""

    page: Page
    axe: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def open(self, address: str, state: str, status: int = 200) -> None:
        """Judge a page as it comes."""
        answer = self.page.goto(address)
        assert answer
        assert answer.status == status, state
        self.judge(state)

    def refuse(self, label: str, text: str, button: str) -> None:
        """Send a form with something wrong in it, and judge what comes back."""
        self.page.get_by_label(label).fill(text)
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            self.page.get_by_role("button", name=button).click()
        assert answer.value.status == 422
        self.judge(f"{label}: refused")

    def judge(self, state: str) -> None:
        self.page.evaluate(self.axe)
        self.found[state] = self.page.evaluate(RUN, RULES)


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
    audit.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    audit.judge("everything, and all of it opened")
    audit.open(f"{home}/do/cancel", "too late to cancel", status=409)
    audit.open(f"{home}/do/contact", "contact")
    audit.refuse("Your question", "", "Send to the shop")


@pytest.mark.parametrize("by", ["light", "dark"])
def test_no_state_of_the_pages_breaks_a_rule(
    by: Any, axe: str, wired: Wiring, shop_id: int, address: str, chromium: Browser
) -> None:
    view: ViewportSize = {"width": 390, "height": 800}
    context = chromium.new_context(viewport=view, color_scheme=by, reduced_motion="reduce")
    audit = Audit(context.new_page(), axe)
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
    context.close()
    assert {state: found for state, found in audit.found.items() if found} == {}
    assert len(audit.found) == 15


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
