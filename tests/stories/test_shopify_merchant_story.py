"""A merchant's first day: installs the app in the admin, sets it up, and changes what is sent."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.stories.browsing import browsing
from tests.stories.conftest import wait_for
from tests.stories.pretend_shop import PretendShop, pretend_shop


@pytest.fixture(scope="module")
def shop(
    engine: Engine, redis_connection: Redis, server_folder: Any, tmp_path_factory: Any
) -> Iterator[PretendShop]:
    logs = tmp_path_factory.mktemp("merchant")
    with pretend_shop(engine, redis_connection, server_folder, logs) as shop:
        yield shop


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with browsing(chromium) as context:
        yield context.new_page()


def figure(frame: Any, label: str) -> int:
    text = frame.locator("s-stack", has=frame.get_by_text(label, exact=True)).last.inner_text()
    return int(re.findall(r"\d+", text)[-1])


def test_installed_in_the_admin_it_knows_the_past_and_its_first_steps_tick_themselves_off(
    shop: PretendShop, page: Page
) -> None:
    shop.forgotten(page)
    page.goto(shop.admin)
    page.get_by_role("button", name="Install").click()
    frame = shop.frame(page)
    expect(frame.get_by_role("heading", name="Framme")).to_be_visible()
    expect(frame.get_by_text("Connect the shop")).to_be_visible()
    wait_for(shop.backfilled)
    shop.open_app(page)
    expect(frame.get_by_text(re.compile(r"^\d+ orders were read\.$"))).to_be_visible()
    assert figure(frame, "Orders") >= 4
    assert shop.orders_of_before() == 5
    assert shop.orders_of_before("JOIN notifications n ON n.order_id = o.id") == 0

    for handle in ("order-tracking", "track-button", "order-status"):
        expect(frame.locator(f"[data-block={handle}]")).to_have_text("To do")
        page.goto(f"{shop.admin}/blocks")
        with page.expect_navigation():
            page.locator(f"button[value={handle}]").click()
        shop.open_app(page)
        expect(frame.locator(f"[data-block={handle}]")).to_have_text("In place")
    page.get_by_role("link", name="Notifications").click()
    expect(frame.get_by_role("heading", name="Notifications")).to_be_visible()
    page.get_by_role("link", name="Framme").click()
    looked = frame.locator("s-grid", has=frame.get_by_text("Look at the messages")).last
    expect(looked).to_contain_text("Done")
    with page.expect_response("**/settings/guide"):
        frame.get_by_role("button", name="Hide the first steps").click()
    expect(frame.get_by_text("Connect the shop")).to_be_hidden()
    shop.open_app(page)
    expect(frame.get_by_text("The last 30 days")).to_be_visible()
    expect(frame.get_by_text("Connect the shop")).to_have_count(0)


def test_only_what_is_switched_on_is_sent_and_scans_are_shown_once_when_allowed(
    shop: PretendShop, page: Page
) -> None:
    shop.install(page)
    frame = shop.open_app(page, "/messages")
    shipped = frame.get_by_role("switch", name="Shipped: E-mail", exact=True)
    expect(shipped).not_to_be_checked()
    shipped.click()
    expect(frame.get_by_role("button", name="Undo")).to_be_visible()
    order = shop.sell(page)
    shop.fulfil(page, order)
    wait_for(lambda: shop.mails_to(order))
    sent = "SELECT count(*) FILTER (WHERE kind = 'shipped') > 0 AND NOT bool_or(kind ="
    assert shop.ask(f"{sent} 'order_received') FROM notifications")

    frame = shop.open_app(page, "/messages")
    expect(frame.get_by_role("switch", name="Order received: E-mail")).not_to_be_checked()
    expect(shipped).to_be_checked()
    frame.get_by_role("switch", name="Show carrier scans").click()
    ask = page.get_by_role("dialog", name="Framme asks for more access")
    expect(ask).to_contain_text("write_fulfillments")
    ask.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    shop.scan(page, order, "departed")
    shop.wait_until_shown(page, order, "in transit")
    echoed = "SELECT count(*) FROM webhook_inbox WHERE topic = 'fulfillment_events/create'"
    wait_for(lambda: shop.ask(echoed))
    wait_for(shop.all_applied)
    shop.scan(page, order, "delivered")
    shop.wait_until_shown(page, order, "delivered", "in transit")
    wait_for(lambda: shop.ask(f"{echoed} HAVING count(*) > 1"))
    wait_for(shop.all_applied)
    assert shop.shown(page, order) == ["delivered", "in transit"]
    assert shop.ask("SELECT count(*) FROM tracking_events WHERE raw LIKE '%platform_id%'") == 0


def test_a_merchant_without_an_admin_of_ours_comes_in_by_a_link_that_works_once(
    shop: PretendShop, page: Page
) -> None:
    facts = ("--name", "Harbour & Sons", "--contact-email", "hello@harbour.example")
    framme = shop.installation.framme
    framme("shop", "add", "woocommerce", "harbour.example", *facts)
    link = framme("settings-link", "woocommerce", "harbour.example").strip()
    page.goto(link)
    expect(page.get_by_role("heading", name="Framme")).to_be_visible()
    expect(page.get_by_text("Harbour & Sons")).to_be_visible()
    page.get_by_role("link", name="Notifications").first.click()
    delivered = page.get_by_role("switch", name="Delivered: E-mail", exact=True)
    delivered.click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.reload()
    expect(delivered).not_to_be_checked()
    expect(page.get_by_text("Shopify")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
