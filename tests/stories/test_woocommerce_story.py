"""A WooCommerce shop from the first click to the farewell, as processes and in a browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.stories.browsing import browsing
from tests.stories.conftest import wait_for
from tests.stories.pretend_site import PretendSite, is_heading, pretend_site


@pytest.fixture(scope="module")
def shop(
    engine: Engine, redis_connection: Redis, server_folder: Any, tmp_path_factory: Any
) -> Iterator[PretendSite]:
    logs = tmp_path_factory.mktemp("woocommerce")
    with pretend_site(engine, redis_connection, server_folder, logs, "--php", "off") as shop:
        yield shop


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with browsing(chromium) as context:
        yield context.new_page()


@pytest.fixture
def connected(shop: PretendSite, page: Page) -> PretendSite:
    if not shop.ask("SELECT 1 FROM shop_access WHERE refused_at IS NULL"):
        shop.connect(page)
    return shop


def test_a_merchant_who_changes_her_mind_is_told_that_nothing_was_kept(
    shop: PretendSite, page: Page
) -> None:
    before = shop.ask("SELECT count(*) FROM shop_access")
    page.goto(f"{shop.installation.web}/connect/woocommerce")
    page.get_by_label("Your shop's address").fill(shop.home)
    page.get_by_role("button", name="Connect").click()
    page.wait_for_url(re.compile("wc-auth"))
    login = page.get_by_role("button", name=re.compile("Log in", re.IGNORECASE))
    if login.count():
        with page.expect_navigation():
            login.first.click()
    page.get_by_role("link", name="Deny").click()
    is_heading(page, "Your shop is not connected")
    assert shop.ask("SELECT count(*) FROM shop_access") == before


def test_a_merchant_connects_in_two_clicks_and_the_past_is_read_in_silence(
    shop: PretendSite, page: Page
) -> None:
    shop.connect(page)
    hooks = shop.webhooks(page)
    assert len(hooks) == 6
    assert all("active" in hook for hook in hooks)
    past = "FROM orders o {} WHERE o.placed_at < now() - interval '1 hour'"
    assert int(str(shop.ask(f"SELECT count(*) {past.format('')}"))) > 20
    told = past.format("JOIN notifications n ON n.order_id = o.id")
    assert shop.ask(f"SELECT count(*) {told}") == 0
    assert shop.ask_of_shop("time_zone") == "Europe/Stockholm"


def test_an_order_is_followed_from_the_counter_to_the_door(
    connected: PretendSite, page: Page
) -> None:
    shop = connected
    order = shop.sell(page)
    shop.do(page, order, "Pack")
    wait_for(lambda: shop.of_order(order, "stage") == "packed")
    shop.do(page, order, "Send")
    wait_for(lambda: len(shop.parcels(order)) == 1)
    shop.scan(page, order, "out")
    wait_for(lambda: shop.mails_to(order))
    assert len(shop.mails_to(order)) == 1, "the shop itself tells what it has received and sent"
    page.goto(f"{shop.installation.web}/track/woocommerce/{shop.name}")
    page.get_by_label("Order number").fill(order.id)
    page.get_by_label("E-mail, phone or postal code").fill(order.email)
    page.get_by_role("button", name="Show my order").click()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile("out for delivery|ute för leverans", re.IGNORECASE)
    )


def test_fulfilments_tell_which_items_travel_in_which_parcel(
    connected: PretendSite, page: Page
) -> None:
    shop = connected
    shop.counter(page)
    if page.get_by_role("button", name="Fulfillments: off").count():
        shop.press(page, "Fulfillments: off")
    order = shop.sell(page, noted="by WooCommerce's own fulfilments", parcels="2")
    shop.do(page, order, "Send")
    wait_for(lambda: len(shop.parcels(order)) == 1)
    shop.do(page, order, "Send")
    wait_for(lambda: len(shop.parcels(order)) == 2)
    wait_for(lambda: all(pieces for _, pieces in shop.parcels(order)))


def test_a_note_that_names_a_stage_sets_it(connected: PretendSite, page: Page) -> None:
    order = connected.sell(page)
    connected.write(page, order, "Ready for dispatch")
    wait_for(lambda: connected.of_order(order, "stage") == "ready_for_dispatch")


def test_orders_go_to_the_bin_come_back_and_are_deleted_without_a_word(
    connected: PretendSite, page: Page
) -> None:
    shop = connected
    order = shop.sell(page)
    shop.do(page, order, "To the bin")
    wait_for(lambda: not shop.knows(order))
    shop.do(page, order, "Restore")
    wait_for(lambda: shop.knows(order))
    shop.do(page, order, "Delete for good")
    assert shop.knows(order)
    shop.hurry("confirm_orders")
    wait_for(lambda: not shop.knows(order))


def test_revoked_keys_are_noticed_and_one_link_lets_us_in_again(
    connected: PretendSite, page: Page
) -> None:
    shop = connected
    while shop.counter(page).get_by_role("button", name="Revoke").count():
        shop.press(page, "Revoke")
    shop.hurry("keep_webhooks")
    wait_for(lambda: shop.ask("SELECT refused_at IS NOT NULL FROM shop_access"))
    page.goto(entry_link(shop))
    is_heading(page, "The shop no longer lets us in")
    page.get_by_role("link", name="Connect again").click()
    shop.approve(page)
    wait_for(lambda: shop.ask("SELECT refused_at IS NULL FROM shop_access"))
    page.goto(f"{shop.installation.web}/settings")
    expect(page.get_by_text("The shop no longer lets us in")).to_have_count(0)


def test_a_shop_that_is_disconnected_is_left_as_it_was_before_us(
    connected: PretendSite, page: Page
) -> None:
    shop = connected
    page.goto(entry_link(shop))
    page.get_by_role("link", name="Connection").first.click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Disconnect").click()
    is_heading(page, "You are not signed in")
    assert shop.webhooks(page) == []
    assert shop.ask("SELECT count(*) FROM shop_access") == 0
    assert shop.ask_of_shop("sealed_webhook_secret IS NULL")


def entry_link(shop: PretendSite) -> str:
    return shop.installation.framme("settings-link", "woocommerce", shop.name).strip()
