"""The page of a shopper's wishes on a phone, by keyboard alone; and notes on that phone."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from domain.kinds import Kind
from services.wiring import Wiring
from tests.tracking_page.mail_links import Reader, reader_of, site

KEY = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
# No push service is to be had in a test: the browser's part is played, ours is real.
PRETEND_PUSH = """
const made = { endpoint: "https://push.example.com/x", toJSON: () => ({
  endpoint: "https://push.example.com/x",
  keys: { p256dh: "BA" + "A".repeat(85), auth: "A".repeat(22) } }) };
const pushManager = { getSubscription: async () => window.made || null,
  subscribe: async (wanted) => { window.wanted = wanted; return (window.made = made); } };
const worker = { pushManager };
Object.defineProperty(navigator, "serviceWorker", { value: {
  register: async (path, options) => { window.registered = [path, options.scope]; },
  ready: Promise.resolve(worker), getRegistration: async () => worker } });
Notification.requestPermission = async () => "granted";
"""


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(replace(wiring, push_key=KEY), shop_id)


@pytest.fixture
def address(alva: Reader) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site(alva.wiring), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}{alva.path}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en")
    yield context.new_page()
    context.close()


def tab_to(page: Page, name: str, value: str) -> None:
    """Go on by keyboard until a field has the focus."""
    at = "(() => { const e = document.activeElement; return [e.name || '', e.value || ''] })()"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(at) == [name, value]:
            return
    pytest.fail(f"{name} cannot be reached by keyboard")


def test_choices_are_made_and_saved_by_keyboard_on_a_phone_and_nothing_is_cut_off(
    page: Page, address: str, alva: Reader
) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tab_to(page, "news", Kind.DELAYED)
    page.keyboard.press("Space")
    tab_to(page, "rhythm", "at_once")
    page.keyboard.press("ArrowDown")
    tab_to(page, "also_to", "")
    page.keyboard.type("nobody")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Please enter an e-mail address")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_have_accessible_description(
        "We first ask there; nothing is sent until whoever reads it agrees. They then get what you"
        " get by e-mail. Please enter an e-mail address, like name@example.com."
    )
    assert alva.wishes().version == 0
    page.get_by_label("E-mail address").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page).to_have_title("Saved · Your messages · Lamps & Co")
    assert alva.wishes().kinds_off == {Kind.DELAYED}
    assert alva.wishes().daily_digest


def test_a_device_asks_for_notes_by_the_button_and_leaves_by_it(
    page: Page, address: str, alva: Reader
) -> None:
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if one.method == "POST" else None)
    page.add_init_script(PRETEND_PUSH)
    page.goto(address)
    page.get_by_role("button", name="Get notes on this device").click()
    end = page.get_by_role("button", name="No more notes on this device")
    expect(end).to_be_focused()
    assert page.evaluate("window.registered") == ["/p/push.js", "/p/"]
    assert page.evaluate("window.wanted.applicationServerKey.length") == 65
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert alva.view().endpoints == ("https://push.example.com/x",)
    page.evaluate("window.made = { endpoint: 'https://push.example.com/x' }")
    page.add_init_script("window.made = { endpoint: 'https://push.example.com/x' }")
    page.reload()
    end.click()
    expect(page.get_by_role("button", name="Get notes on this device")).to_be_focused()
    assert alva.view().endpoints == ()
    assert [one.url.partition("/p/")[2].count("/push") for one in asked] == [1, 0, 1]


PRESS = """([source, told]) => {
  const on = {}, seen = { shown: [], opened: [] };
  const self = {
    addEventListener: (name, listener) => { on[name] = listener; },
    location: { origin: "https://track.example.com" },
    registration: { showNotification: (...shown) => seen.shown.push(shown) },
    clients: { openWindow: (address) => seen.opened.push(address) },
  };
  new Function("self", source)(self);
  const event = { waitUntil: () => {}, data: { json: () => JSON.parse(told) } };
  on.push(event);
  for (const [, { data }] of seen.shown)
    on.notificationclick({ ...event, notification: { close: () => {}, data } });
  return seen;
}"""


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://track.example.com/t/abc", ["https://track.example.com/t/abc"]),
        ("/t/abc", ["https://track.example.com/t/abc"]),
        ("https://mallory.example/t/abc", []),
        ("//mallory.example", []),
        ("https://track.example.com@mallory.example/", []),
        ("javascript:alert(1)", []),
    ],
)
def test_a_note_is_shown_and_opens_our_pages_only(
    page: Page, alva: Reader, url: str, opened: list[str]
) -> None:
    source = alva.client.get("/p/push.js").text
    told = {"title": "Your parcel comes today", "body": "Between 10 and 12", "url": url}
    seen = page.evaluate(PRESS, [source, json.dumps(told)])
    (title, options) = seen["shown"][0]
    assert (title, options["body"]) == ("Your parcel comes today", "Between 10 and 12")
    assert seen["opened"] == opened


@pytest.mark.parametrize("told", ["", "7", "null", "[]"])
def test_a_push_that_says_nothing_opens_nothing(page: Page, alva: Reader, told: str) -> None:
    source = alva.client.get("/p/push.js").text
    assert page.evaluate(PRESS, [source, told])["opened"] == []
