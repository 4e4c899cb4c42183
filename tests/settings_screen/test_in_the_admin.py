"""The screen in a real browser, framed by an admin: tokens, the save bar, what is in place."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from domain.kinds import ChannelKey, Kind
from services.change_settings import read_settings
from services.wiring import Wiring
from settings_screen.screen import PAGES
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import open_in_admin, served, whole
from tests.settings_screen.merchants import grant

PATHS = [
    *("", "/exceptions", "/carriers", "/carriers/testpost"),
    *("/messages", "/messages/rules", "/messages/delivered/email/en"),
    *("/brand", "/storefront", "/plan", "/privacy"),
]
EXTENSIONS = [
    {
        "handle": "tracking-theme",
        "type": "theme_app_extension",
        "activations": [
            {"handle": "order-tracking", "status": "active", "activations": []},
            {"handle": "track-button", "status": "available", "activations": []},
            {"handle": "delivery-faq", "status": "unavailable", "activations": []},
        ],
    },
    {"handle": "order-status", "type": "ui_extension", "activations": [{"target": "a block"}]},
    {"handle": "my-deliveries", "type": "ui_extension", "activations": []},
]


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


def switch(frame: FrameLocator, name: str):
    return frame.get_by_role("switch", name=name)


def told(page: Page, word: str) -> list[dict[str, object]]:
    everything: list[dict[str, object]] = page.evaluate("window.told")
    return [one for one in everything if one["tell"] == word]


def navigation(page: Page) -> list[dict[str, object]]:
    page.wait_for_function("window.told.some(one => one.tell === 'navigation')")
    links = told(page, "navigation")[-1]["links"]
    assert isinstance(links, list)
    return links


def wait_for_toast(page: Page, message: str) -> None:
    page.wait_for_function(
        "words => window.told.some(one => one.tell === 'toast' && one.message === words)",
        arg=message,
    )


def test_a_first_load_without_a_token_ends_at_the_page(here, context) -> None:
    page, frame = open_in_admin(context, here)
    expect(frame.get_by_role("heading", name="Framme", level=1)).to_be_visible()
    assert context.cookies() == []
    links = navigation(page)
    # A shop of Shopify's is no site of its own, and has no connection to look after.
    shown = [label for name, (_, label) in PAGES.items() if name != "connection"]
    assert [link["label"] for link in links] == shown
    assert [link["home"] for link in links] == [True, *[False] * (len(shown) - 1)]


def test_the_navigation_leads_from_page_to_page(here, context) -> None:
    page, frame = open_in_admin(context, here)
    expect(frame.get_by_role("heading", name="Framme", level=1)).to_be_visible()
    for link in navigation(page)[1:]:
        page.evaluate("path => window.say('go', { path })", link["href"])
        expect(frame.get_by_role("heading", name=str(link["label"]), level=1)).to_be_visible()
    frame.get_by_role("link", name="Home").click()
    expect(frame.get_by_role("heading", name="Framme", level=1)).to_be_visible()


def channels(here: Wiring, shop_id: int, kind: Kind) -> frozenset[ChannelKey]:
    return read_settings(here, shop_id).notifications.channels_of(kind)


def test_a_switch_is_saved_at_once_or_goes_back_to_where_it_was(here, shop_id, context) -> None:
    page, frame = open_in_admin(context, here, "/settings/messages")
    delivered = frame.get_by_role("switch", name="Delivered: E-mail", exact=True)
    delivered.click()
    undo = frame.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert channels(here, shop_id, Kind.DELIVERED) == {ChannelKey.PUSH}
    undo.click()
    wait_for_toast(page, "Undone")
    expect(delivered).to_be_checked()
    expect(delivered).to_be_focused()
    expect(undo).to_have_count(0)
    assert ChannelKey.EMAIL in channels(here, shop_id, Kind.DELIVERED)

    saving = f"{here.public_url}/settings/messages/delivered?**"
    context.route(saving, lambda route: route.fulfill(status=503, body="{}"))
    delivered.click()
    wait_for_toast(page, "That did not work. Please try again.")
    expect(delivered).to_be_checked()
    context.unroute(saving)
    delivered.click()
    expect(undo).to_be_visible()
    assert channels(here, shop_id, Kind.DELIVERED) == {ChannelKey.PUSH}


def test_showing_scans_asks_for_the_permission_first(here, shop_id, context) -> None:
    page, frame = open_in_admin(context, here, "/settings/messages")
    switch(frame, "Show carrier scans").click()
    wait_for_toast(page, "Saved")
    assert page.evaluate("window.facts.granted") == ["write_fulfillments"]
    assert read_settings(here, shop_id).show_scans


def test_without_the_permission_nothing_is_saved_and_the_field_says_so(
    here, shop_id, context
) -> None:
    _, frame = open_in_admin(context, here, "/settings/messages", grants=False)
    switch(frame, "Show carrier scans").click()
    said = "Shopify did not give the permission that this needs."
    expect(frame.get_by_text(said)).to_be_visible()
    expect(switch(frame, "Show carrier scans")).not_to_be_checked()
    assert not read_settings(here, shop_id).show_scans


def test_a_form_is_saved_or_discarded_by_the_admins_own_bar(here, shop_id, context) -> None:
    page, frame = open_in_admin(context, here, "/settings/messages/rules")
    field = frame.get_by_label("Messages to one shopper a day")
    field.fill("4")
    page.wait_for_function("window.told.some(one => one.tell === 'save-bar' && one.shown)")
    page.evaluate("window.say('discard')")
    expect(field).to_have_value("6")
    field.fill("many")
    page.evaluate("window.say('save')")
    expect(frame.get_by_text("Please enter a whole number from 1 to 100.")).to_be_visible()
    assert told(page, "save-bar")[-1]["shown"] is True
    field.fill("4")
    page.evaluate("window.say('save')")
    expect(frame.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert read_settings(here, shop_id).notifications.most_a_day == 4


def test_steps_tick_themselves_off_by_what_the_admin_knows(here, context) -> None:
    _, frame = open_in_admin(context, here, extensions=EXTENSIONS)
    state = {"order-tracking": "In place", "track-button": "To do", "order-status": "In place"}
    for handle, words in state.items():
        expect(frame.locator(f"[data-block={handle}]")).to_have_text(words)


def test_blocks_nobody_knows_of_are_not_called_missing(here, context) -> None:
    _, frame = open_in_admin(context, here, "/settings/storefront")
    for badge in frame.locator("[data-block]").all():
        expect(badge).to_have_text("Not known")


def test_the_first_steps_can_be_hidden_for_good(here, shop_id, context) -> None:
    _, frame = open_in_admin(context, here)
    frame.get_by_role("button", name="Hide the first steps").click()
    expect(frame.get_by_text("Connect the shop")).to_be_hidden()
    assert read_settings(here, shop_id).guide_dismissed


def test_another_site_cannot_frame_the_screen(here, context) -> None:
    frame = f'<iframe src="{here.public_url}/settings?shop={SHOP}&embedded=1"></iframe>'
    context.route(
        "https://evil.example/*", lambda r: r.fulfill(body=frame, content_type="text/html")
    )
    page = context.new_page()
    with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        page.goto("https://evil.example/")


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_needs_no_sideways_scrolling_and_nothing_complains(here, context, path) -> None:
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    page, frame = open_in_admin(context, here, f"/settings{path}", extensions=EXTENSIONS)
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    inner = page.frames[1]
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
