"""The screen outside the admin in a real browser: keyboard, colours, and a session of its own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect

from domain.kinds import ChannelKey, Kind
from domain.shop import PlatformKey
from services.change_settings import read_settings
from services.merchant_entry import invite
from services.wiring import Wiring
from storage.privacy_requests import NewRequest, PrivacyKind, keep_answer, keep_request
from tests.fakes import NOON
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import served, whole
from tests.settings_screen.merchants import grant

PATHS = [
    *("", "/exceptions", "/carriers", "/carriers/testpost"),
    *("/messages", "/messages/rules", "/messages/delivered/email/en"),
    *("/brand", "/storefront", "/plan", "/privacy"),
]
CONTRAST = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((p) => (p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("main *, header *")]
    .filter((one) => one.checkVisibility() && [...one.childNodes].some((n) => n.data?.trim()))
    .map((one) => {
      const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return { text: one.textContent.trim().slice(0, 40), ratio };
    });
}"""


@pytest.fixture
def here(wiring: Wiring, shop_id: int) -> Iterator[Wiring]:
    grant(wiring, shop_id)
    with served(wiring, whole) as here:
        yield here


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en")
    yield context
    context.close()


@pytest.fixture
def page(here: Wiring, context: BrowserContext) -> Page:
    """A merchant's phone, just let in, by a link opened from another site."""
    link = invite(here, PlatformKey.SHOPIFY, SHOP)
    mail = f'<a href="{link}">Settings</a>'
    context.route("https://mail.example/", lambda r: r.fulfill(body=mail, content_type="text/html"))
    page = context.new_page()
    page.goto("https://mail.example/")
    page.get_by_role("link", name="Settings").click()
    page.wait_for_url(f"{here.public_url}/settings")
    return page


def test_messages_are_switched_and_undone_by_keyboard_and_two_tabs_do_not_collide(
    here, shop_id, page
) -> None:
    def channels() -> frozenset[ChannelKey]:
        return read_settings(here, shop_id).notifications.channels_of(Kind.DELIVERED)

    page.goto(f"{here.public_url}/settings/messages")
    other = page.context.new_page()
    other.goto(f"{here.public_url}/settings/messages")
    delivered = page.get_by_role("switch", name="Delivered: E-mail", exact=True)
    undo = page.get_by_role("button", name="Undo")
    delivered.focus()
    page.keyboard.press("Space")
    expect(undo).to_be_visible()
    expect(page.locator("#heard")).to_have_text("Delivered: E-mail off")
    expect(delivered).to_be_focused()
    assert channels() == {ChannelKey.PUSH}
    late = other.get_by_role("switch", name="Delivered: E-mail", exact=True)
    late.click()
    expect(other.locator(".error:visible")).to_contain_text("Not saved: this was changed")
    expect(late).not_to_be_checked()
    assert channels() == {ChannelKey.PUSH}
    # The link to the text lies between: the button is the next but one.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_have_text("Undone")
    expect(delivered).to_be_focused()
    expect(delivered).to_be_checked()
    assert channels() == {ChannelKey.EMAIL, ChannelKey.PUSH}


def test_what_is_pressed_while_a_row_is_being_saved_is_saved_after_it(here, shop_id, page) -> None:
    page.goto(f"{here.public_url}/settings/messages")
    saving = "**/settings/messages/delay_voucher?**"
    row = page.locator("#kind-delay_voucher")
    held: list[Route] = []
    statuses: list[int] = []

    def answered(response: Response) -> None:
        if response.request.method == "POST":
            statuses.append(response.status)

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.on("response", answered)
    page.route(saving, hold_first)
    with page.expect_request(saving):
        row.get_by_role("switch", name="Voucher for a delay: E-mail").click()
    row.get_by_label("After how many days").fill("9")
    page.keyboard.press("Tab")
    with page.expect_response(lambda one: "9" in (one.request.post_data or "").split("wait=")[-1]):
        held[0].continue_()
    expect(row.get_by_role("button", name="Undo")).to_be_visible()
    assert statuses == [200, 200]
    kept = read_settings(here, shop_id).notifications
    assert kept.channels_of(Kind.DELAY_VOUCHER) == {ChannelKey.EMAIL}
    assert kept.wait_of(Kind.DELAY_VOUCHER) == timedelta(days=9)


def test_what_cannot_be_switched_on_says_why_beside_it(here, shop_id, page) -> None:
    page.goto(f"{here.public_url}/settings/messages")
    scans = page.get_by_role("switch", name="Show carrier scans")
    scans.click()
    expect(page.locator(".error:visible")).to_contain_text("Open Framme in the shop's admin")
    expect(scans).to_have_attribute("aria-invalid", "true")
    expect(scans).to_be_focused()
    expect(scans).not_to_be_checked()
    assert not read_settings(here, shop_id).show_scans


def test_an_answer_is_downloaded_as_a_file(here, shop_id, page) -> None:
    with here.sessions.begin() as session:
        asked = NewRequest(PrivacyKind.EXPORT, "a", b"", NOON)
        number = keep_request(session, shop_id, asked, NOON)
        assert number is not None
        keep_answer(session, shop_id, number, 1, here.vault.seal('{"orders": []}'))
    page.goto(f"{here.public_url}/settings/privacy")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the answer").click()
    assert downloading.value.suggested_filename == f"privacy-request-{number}.json"
    assert downloading.value.path().read_text() == '{"orders": []}'


def test_signing_out_closes_the_screen(here, page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    page.goto(f"{here.public_url}/settings/plan")
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_read_by_everybody(here, page, path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{here.public_url}/settings{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        seen = page.evaluate(CONTRAST)
        assert len(seen) > 8
        assert [one for one in seen if one["ratio"] < 4.5] == []
        assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert complaints == []
