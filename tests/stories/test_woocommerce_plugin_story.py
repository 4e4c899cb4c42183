"""The plugin itself, in PHP: a merchant at work in wp-admin, and shoppers in the shop's pages."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.conftest import skip_or_fail
from tests.stories.browsing import browsing
from tests.stories.conftest import wait_for
from tests.stories.pretend_site import PretendSite, Sold, is_heading, pretend_site

READ = re.compile(r"\d+ orders read")
PLUGIN = "/wp-admin/admin.php?page=framme"


@pytest.fixture(scope="module")
def shop(
    engine: Engine, redis_connection: Redis, server_folder: Any, tmp_path_factory: Any
) -> Iterator[PretendSite]:
    if shutil.which("php") is None:
        skip_or_fail("PHP is not installed")
    logs = tmp_path_factory.mktemp("plugin")
    with pretend_site(engine, redis_connection, server_folder, logs) as shop:
        yield shop


@pytest.fixture
def merchant(chromium: Browser, shop: PretendSite) -> Iterator[Page]:
    with browsing(chromium) as context:
        page = context.new_page()
        log_in(page, shop, "The merchant")
        if not shop.ask("SELECT sealed_plugin_secret IS NOT NULL FROM shop_sites"):
            connect(page, shop)
        yield page


@pytest.fixture
def counter(chromium: Browser) -> Iterator[Page]:
    with browsing(chromium) as context:
        yield context.new_page()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    with browsing(chromium, width=390) as context:
        yield context.new_page()


def log_in(page: Page, shop: PretendSite, who: str) -> None:
    page.goto(f"{shop.home}/wp-login")
    with page.expect_navigation():
        page.get_by_role("button", name=who).first.click()


def connect(page: Page, shop: PretendSite) -> None:
    """Connect as a merchant does: two clicks."""
    page.goto(f"{shop.home}{PLUGIN}")
    with page.expect_navigation():
        page.get_by_role("button", name="Connect", exact=True).click()
    shop.approve(page)
    shop.settled()


def box_of(page: Page, shop: PretendSite, order: Sold) -> Any:
    page.goto(f"{shop.home}/wp-admin/admin.php?page=wc-orders&action=edit&id={order.id}")
    return page.locator(".postbox", has_text="Add a parcel").first


def test_a_merchant_connects_in_two_clicks_and_comes_back_to_the_plugin(
    shop: PretendSite, merchant: Page
) -> None:
    merchant.goto(f"{shop.home}{PLUGIN}")
    expect(merchant.get_by_text("Access to orders")).to_be_visible()
    wait_for(lambda: merchant.reload() and merchant.get_by_text(READ).count())
    merchant.get_by_role("button", name="Test the connection").click()
    expect(merchant.get_by_text("knows this shop")).to_be_visible()


def test_settings_open_inside_wp_admin_and_are_saved_there(
    shop: PretendSite, merchant: Page
) -> None:
    merchant.goto(f"{shop.home}{PLUGIN}&tab=settings")
    frame = merchant.frame_locator("iframe")
    frame.get_by_role("link", name="Notifications").first.click()
    delivered = frame.get_by_role("switch", name="Delivered: E-mail", exact=True)
    is_on = delivered.is_checked()
    delivered.click()
    expect(frame.get_by_role("button", name="Undo")).to_be_visible()
    chosen = (
        "SELECT 'email' = ANY(channels) FROM kind_choices WHERE kind = 'delivered' AND shop_id ="
    )
    assert shop.ask(f"{chosen} (SELECT shop_id FROM shop_sites)") != is_on
    assert merchant.context.cookies(shop.installation.web) == []


def test_parcels_entered_on_an_order_are_what_its_shopper_sees(
    shop: PretendSite, merchant: Page, counter: Page, visitor: Page
) -> None:
    order = shop.sell(counter)
    box = box_of(merchant, shop, order)
    box.get_by_role("button", name="Packed").click()
    wait_for(lambda: shop.of_order(order, "stage") == "packed")
    box.get_by_label("Tracking number").fill("0037 0733-2100 0001")
    box.get_by_label("Carrier", exact=True).fill("PostNord")
    box.get_by_role("spinbutton").first.fill("1")
    box.get_by_role("button", name="Add the parcel").click()
    expect(box.get_by_text("0037073321000001")).to_be_visible()
    wait_for(lambda: [number for number, _ in shop.parcels(order)] == ["0037073321000001"])
    name = shopper_of(order)
    log_in(visitor, shop, name)
    visitor.goto(f"{shop.home}/my-account/")
    visitor.get_by_role("link", name="Deliveries").first.click()
    parcel = visitor.locator("article, section, li").filter(has_text=order.id).first
    expect(parcel).to_contain_text("PostNord")
    visitor.goto(f"{shop.home}/my-account/view-order/{order.id}/")
    expect(visitor.get_by_text("0037073321000001").first).to_be_attached()


def shopper_of(order: Sold) -> str:
    """Return a shopper's name as it stands on the log-in page."""
    return " ".join(order.email.split("@")[0].split(".")[:2]).title()


def test_a_strangers_order_is_not_shown_in_somebody_elses_account(
    shop: PretendSite, merchant: Page, counter: Page, visitor: Page
) -> None:
    order = shop.sell(counter)
    other = "Ella Lund" if not order.email.startswith("ella") else "Noah Ek"
    log_in(visitor, shop, other)
    visitor.goto(f"{shop.home}/my-account/framme-deliveries/{order.id}/")
    assert order.email not in visitor.content()
    expect(visitor.get_by_role("heading", name=re.compile(order.id))).to_have_count(0)


def test_a_guest_finds_an_order_by_number_and_e_mail_and_by_nothing_less(
    shop: PretendSite, merchant: Page, counter: Page, visitor: Page
) -> None:
    order = shop.sell(counter)

    def look_up(proof: str) -> None:
        visitor.goto(f"{shop.home}/track/")
        visitor.get_by_label("Order number").fill(order.id)
        visitor.get_by_label("E-mail, phone or postal code").fill(proof)
        visitor.get_by_role("button", name="Show my order").click()

    look_up("nobody@example.com")
    expect(visitor.get_by_text("We found no order")).to_be_visible()
    look_up(order.email)
    expect(visitor.get_by_role("heading", name=re.compile("received|mottagit"))).to_be_visible()
    assert order.email not in visitor.url


def test_the_shop_goes_on_when_framme_is_away(
    shop: PretendSite, merchant: Page, counter: Page, visitor: Page
) -> None:
    order = shop.sell(counter)
    shop.installation.kill("web")
    try:
        log_in(visitor, shop, shopper_of(order))
        answer = visitor.goto(f"{shop.home}/my-account/framme-deliveries/")
        assert answer is not None
        assert answer.status == 200
        expect(visitor.locator("main, body").first).to_contain_text(order.id)
        again = visitor.goto(f"{shop.home}/my-account/view-order/{order.id}/")
        assert again is not None
        assert again.status == 200
    finally:
        shop.installation.start("web")
        wait_for(lambda: shop.installation.get(f"{shop.installation.web}/readyz")[0] == 200)
        # Pages ask nobody for a minute after a failure; a merchant's look ends that.
        merchant.goto(f"{shop.home}{PLUGIN}")
        merchant.get_by_role("button", name="Test the connection").click()
        expect(merchant.get_by_text("knows this shop")).to_be_visible()


def test_the_plugin_parts_with_framme_and_leaves_nothing_behind(
    shop: PretendSite, merchant: Page
) -> None:
    merchant.goto(f"{shop.home}{PLUGIN}")
    merchant.get_by_text("Disconnect this shop").click()
    merchant.on("dialog", lambda dialog: dialog.accept())
    with merchant.expect_navigation():
        merchant.get_by_role("button", name="Disconnect now").click()
    wait_for(lambda: shop.ask_of_shop("uninstalled_at IS NOT NULL"))
    assert shop.ask("SELECT count(*) FROM shop_access") == 0
    merchant.goto(f"{shop.home}{PLUGIN}")
    is_heading(merchant, "Connect your shop")
