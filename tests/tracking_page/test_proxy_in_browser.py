"""The page inside a shop's theme, in a real browser: found, followed, hostile, phone and desk."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.order import Item
from domain.shipment import ShipmentItem
from domain.shop_events import ShipmentTold
from domain.stage import Stage
from services.page_address import page_address
from services.wiring import Wiring
from tests.fakes import NOON
from tests.tracking_page.fake_storefront import DARK, LIGHT, Storefront, open_shop
from tests.tracking_page.kept_orders import keep, told

HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>{{ shop.email }}"
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
POLITE = 20_500
PARCELS = tuple(
    ShipmentTold(str(900 + n), f"TP{n}SE", "TestPost", "", NOON, (ShipmentItem(str(71 + n), 1),))
    for n in range(2)
)


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    items = (Item("71", HOSTILE, 1, HOSTILE), Item("72", "Shade", 2), Item("73", "Bulb", 4))
    order = told(platform_id="5001", customer="77", items=items, shipments=PARCELS)
    return keep(wiring, shop_id, order)


@pytest.fixture
def storefront(wiring: Wiring, order_id: int) -> Storefront:
    return Storefront(wiring)


@pytest.fixture
def address(storefront: Storefront) -> Iterator[str]:
    with open_shop(storefront) as address:
        yield f"{address}/apps/track"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone whose clock the test moves, in which no dialog may open."""
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.add_init_script(WATCH_SHIFTS)
    page.clock.install()
    yield page
    page.close()
    assert faults == []


def look_up(page: Page, number: str = "1042", proof: str = "alva@example.com") -> None:
    page.get_by_label("Order number").fill(number)
    page.get_by_label("E-mail, phone or postal code").fill(proof)
    page.keyboard.press("Enter")


def test_an_order_is_found_and_read_out_from_its_heading(page: Page, address: str) -> None:
    page.goto(address)
    look_up(page)
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(heading).to_contain_text("Your order comes in 2 parcels")
    expect(page.get_by_label("Progress").get_by_role("listitem")).to_have_count(8)
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()
    expect(page.get_by_label("Order number")).to_be_hidden()
    page.get_by_role("button", name="Find another order").click()
    expect(page.get_by_label("Order number")).to_be_focused()
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_have_count(0)


def test_hostile_texts_are_read_as_texts(page: Page, address: str) -> None:
    page.goto(address)
    look_up(page)
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    inside = page.locator("[data-framme-result]")
    assert inside.locator("img, script, iframe, [onerror], [style]").count() == 0


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(page: Page, address: str) -> None:
    page.goto(address)
    look_up(page, proof="beata@example.com")
    expect(page.get_by_role("alert")).to_contain_text("We found no order")
    expect(page.get_by_label("Order number")).to_have_value("1042")
    look_up(page, number="")
    expect(page.get_by_role("alert")).to_have_text("Please enter your order number.")
    expect(page.get_by_label("Order number")).to_have_attribute("aria-invalid", "true")
    look_up(page)
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()


def test_when_the_shop_cannot_reach_us_the_shopper_is_told(
    page: Page, address: str, storefront: Storefront
) -> None:
    page.goto(address)
    storefront.broken = True
    look_up(page)
    expect(page.get_by_role("alert")).to_contain_text("cannot be looked up right now")
    storefront.broken = False
    look_up(page)
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()


def test_a_link_with_a_token_opens_its_order_at_once(
    wiring: Wiring, shop_id: int, order_id: int, page: Page, address: str
) -> None:
    token = page_address(wiring, shop_id, order_id).rsplit("/", 1)[1]
    page.goto(f"{address}?t={token}")
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()
    expect(page.get_by_label("Order number")).to_be_hidden()
    page.goto(f"{address}?t={'A' * 32}")
    expect(page.get_by_role("alert")).to_have_text("This order cannot be found.")
    expect(page.get_by_label("Order number")).to_be_visible()


def test_who_is_logged_in_sees_their_orders_and_opens_one(
    page: Page, address: str, storefront: Storefront
) -> None:
    storefront.customer = "77"
    page.goto(address)
    expect(page.get_by_role("heading", name="Your orders")).to_be_visible()
    page.get_by_role("link", name="Order #1042").click()
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()
    assert page.url.endswith("/apps/track?order=5001")


def test_a_change_appears_by_itself_and_disturbs_nothing(
    wiring: Wiring, shop_id: int, page: Page, address: str
) -> None:
    keep(wiring, shop_id, told("#2000", platform_id="5009"))
    page.goto(address)
    look_up(page, "2000")
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_text("Your order has been received.")
    page.get_by_role("button", name="Find another order").focus()
    with page.expect_response(lambda response: response.status == 204):
        page.clock.run_for(POLITE)
    expect(page.get_by_role("status")).to_have_text("")
    later = NOON + timedelta(minutes=1)
    packed = told("#2000", platform_id="5009", stage=Stage.PACKED, updated_at=later)
    keep(wiring, shop_id, packed)
    for _ in range(300):  # The answer may still be read when the clock is moved.
        page.clock.run_for(POLITE)
        page.wait_for_timeout(100)
        if heading.inner_text() == "Your order is packed.":
            break
    expect(heading).to_have_text("Your order is packed.")
    expect(page.get_by_role("status")).to_have_text("Your order is packed.")
    expect(page.get_by_role("button", name="Find another order")).to_be_focused()


def test_a_hidden_tab_asks_for_nothing(page: Page, address: str, storefront: Storefront) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', { get: () => window.away ?? false })"
    )
    page.goto(address)
    look_up(page)
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()
    turn = "(away) => { window.away = away; document.dispatchEvent(new Event('visibilitychange')) }"
    page.evaluate(turn, arg=True)
    page.clock.run_for(POLITE * 5)
    assert [what for _, what, _ in storefront.calls if what == "/order"] == []
    page.evaluate(turn, arg=False)
    with page.expect_response(lambda response: "/order?" in response.url):
        page.clock.run_for(2_000)


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_and_does_not_shift_and_looks_like_the_theme(
    page: Page, address: str, storefront: Storefront, style: str, width: int
) -> None:
    storefront.style, storefront.customer = style, "77"
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("window.shifted") == 0
    look_up(page)
    expect(page.get_by_role("heading", name="Parcel 2 of 2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    fonts = "[document.body, document.querySelector('[data-framme-result] h3')]"
    same = f"new Set({fonts}.map((one) => getComputedStyle(one).fontFamily)).size"
    assert page.evaluate(same) == 1
    for element in page.locator("main a:visible, main button:visible, main summary:visible").all():
        box = element.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, element.inner_text()


def test_the_script_reads_no_path_that_leads_elsewhere(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:x"):
        page.goto(address)
        script = page.locator("main script").inner_text()
        page.evaluate(
            "(path) => document.querySelector('[data-framme-tracking]').dataset.path = path", path
        )
        page.evaluate(script)
        look_up(page)
        expect(page.get_by_role("heading", level=2)).to_be_focused()
    assert [url for url in asked if "evil" in url] == []
