"""The page in a real browser: it keeps itself true, and works for everybody."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from wsgiref.types import WSGIApplication

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from domain.access import Level
from domain.order import Item
from domain.stage import Stage
from services.look_up_order import open_link
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from tests.fakes import NOON
from tests.tracking_page.kept_orders import keep, path_to, site, told

A_LITTLE_OVER_POLITE = 23_000
ITEMS = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(20))
PRETEND_HIDDEN = """
window.away = false;
Object.defineProperty(document, "hidden", { get: () => window.away });
window.turn = (away) => {
  window.away = away;
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


@pytest.fixture
def order_path(wiring: Wiring, shop_id: int) -> str:
    return path_to(wiring, shop_id, keep(wiring, shop_id, told(items=ITEMS)))


@pytest.fixture
def address(wiring: Wiring) -> Iterator[str]:
    """Serve the pages on a free port."""
    app: WSGIApplication = site(wiring)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, locale="en")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A phone whose clock the test moves."""
    page = context.new_page()
    page.clock.install()
    return page


@pytest.fixture
def asked(page: Page, order_path: str) -> list[Request]:
    """The page's own requests for itself; the first is the visit."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        if order_path in request.url:
            requests.append(request)

    page.on("request", note)
    return requests


def recognise(context: BrowserContext, wiring: Wiring, order_path: str) -> None:
    """Let a browser be that of a shopper who has shown that the order is theirs."""
    target = open_link(wiring, order_path.rsplit("/", 1)[1])
    visit = begin_visit(wiring, target.shop_id, target.order_id, Level.PROVEN)
    context.add_cookies(
        [{"name": "framme", "value": visit, "domain": "127.0.0.1", "path": order_path}]
    )


def change(wiring: Wiring, shop_id: int, **changes: object) -> None:
    later = {"items": ITEMS, "updated_at": NOON + timedelta(minutes=1), **changes}
    keep(wiring, shop_id, told("#1042", **later))


def test_a_change_appears_without_a_reload_and_disturbs_nothing(
    wiring: Wiring,
    shop_id: int,
    address: str,
    order_path: str,
    page: Page,
) -> None:
    recognise(page.context, wiring, order_path)
    page.goto(address + order_path)
    page.evaluate("window.notReloaded = true")
    summary = page.locator("#ordered-items > summary")
    summary.click()
    summary.focus()
    before = page.evaluate("scrollY")
    assert before > 0
    change(wiring, shop_id, stage=Stage.PACKED)
    page.clock.run_for(A_LITTLE_OVER_POLITE)
    expect(page.locator("h1")).to_have_text("Your order is packed.")
    expect(page).to_have_title("Your order is packed. · Lamps & Co")
    expect(page.locator("#announce")).to_have_text("Your order is packed.")
    expect(page.locator("#ordered-items")).to_have_attribute("open", "")
    expect(summary).to_be_focused()
    assert page.evaluate("scrollY") == before
    assert page.evaluate("window.notReloaded") is True


def test_an_unchanged_page_is_asked_for_by_etag_and_left_alone(
    wiring: Wiring,
    address: str,
    order_path: str,
    page: Page,
    asked: list[Request],
) -> None:
    recognise(page.context, wiring, order_path)
    page.goto(address + order_path)
    page.evaluate("window.before = document.getElementById('page')")
    with page.expect_response(lambda response: order_path in response.url) as answer:
        page.clock.run_for(A_LITTLE_OVER_POLITE)
    assert answer.value.status == 304
    assert len(asked) == 2
    assert page.evaluate("window.before === document.getElementById('page')")
    expect(page.locator("#announce")).to_be_empty()


def test_the_page_asks_less_and_less_often_while_nothing_changes(
    address: str, order_path: str, page: Page, asked: list[Request]
) -> None:
    page.goto(address + order_path)
    for _ in range(30):
        page.clock.run_for(10_000)
        page.wait_for_timeout(20)
    assert 5 <= len(asked) - 1 <= 7


def test_what_is_being_typed_is_not_taken_away(
    wiring: Wiring, shop_id: int, address: str, order_path: str, page: Page
) -> None:
    page.goto(address + order_path)
    page.locator("#answer").fill("211 3")
    change(wiring, shop_id, stage=Stage.PACKED)
    with page.expect_response(lambda response: order_path in response.url):
        page.clock.run_for(A_LITTLE_OVER_POLITE)
    expect(page.locator("#answer")).to_have_value("211 3")
    page.locator("#answer").fill("")
    page.clock.run_for(A_LITTLE_OVER_POLITE)
    expect(page.locator("h1")).to_have_text("Your order is packed.")


def test_the_page_asks_less_often_while_nobody_answers(
    address: str, order_path: str, page: Page, asked: list[Request]
) -> None:
    page.goto(address + order_path)
    page.route("**/t/**", lambda route: route.abort())
    for _ in range(24):
        page.clock.run_for(10_000)
        page.wait_for_timeout(20)
    assert 3 <= len(asked) - 1 <= 4


def test_a_page_in_the_background_does_not_ask_until_it_is_looked_at(
    address: str, order_path: str, page: Page, asked: list[Request]
) -> None:
    page.add_init_script(PRETEND_HIDDEN)
    page.goto(address + order_path)
    page.evaluate("window.turn(true)")
    page.clock.run_for(600_000)
    assert len(asked) == 1
    with page.expect_response(lambda response: order_path in response.url):
        page.evaluate("window.turn(false)")
        page.clock.run_for(1)
    assert len(asked) == 2


def test_a_page_that_cannot_change_any_more_does_not_ask(
    wiring: Wiring, shop_id: int, address: str, order_path: str, page: Page, asked: list[Request]
) -> None:
    change(wiring, shop_id, cancelled_at=NOON)
    page.goto(address + order_path)
    expect(page.locator("h1")).to_have_text("Your order has been cancelled.")
    page.clock.run_for(600_000)
    assert len(asked) == 1


def test_the_page_stops_asking_when_its_link_is_gone(
    address: str, order_path: str, page: Page, asked: list[Request]
) -> None:
    page.goto(address + order_path)
    page.route("**/t/**", lambda route: route.fulfill(status=404))
    with page.expect_response(lambda response: order_path in response.url):
        page.clock.run_for(A_LITTLE_OVER_POLITE)
    expect(page.locator("#page")).not_to_have_attribute("data-live", "")
    page.clock.run_for(600_000)
    assert len(asked) == 2
    expect(page.locator("h1")).to_have_text("Your order has been received.")


def test_the_page_works_without_javascript(
    wiring: Wiring, chromium: Browser, address: str, order_path: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en")
    recognise(context, wiring, order_path)
    page = context.new_page()
    page.goto(address + order_path)
    expect(page.locator("h1")).to_have_text("Your order has been received.")
    expect(page.locator(".live")).to_be_hidden()
    expect(page.get_by_text("Lamp 19")).to_be_hidden()
    page.locator("#ordered-items > summary").click()
    expect(page.get_by_text("Lamp 19")).to_be_visible()
    page.locator(".languages > summary").click()
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("h1")).to_have_text("Din beställning har tagits emot.")
    context.close()


def test_the_browser_has_nothing_to_complain_about(
    address: str, order_path: str, page: Page
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(address + order_path, wait_until="networkidle")
    page.get_by_role("link", name="Find another order").click()
    page.get_by_role("button", name="Show my order").click()
    expect(page.get_by_text("Please enter your order number.")).to_be_visible()
    assert [text for text in complaints if "422" not in text] == []
