"""A shop that leaves, comes back, and is forgotten; with tokens and points as scarce as can be."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis
from sqlalchemy import Engine

from runtime.clock import utc_now
from tests.stories.browsing import browsing
from tests.stories.conftest import wait_for
from tests.stories.demo_processes import SHOP
from tests.stories.pretend_shop import KNOWN, Bought, PretendShop, pretend_shop

SCARCE = ("--shopify-token-lives", "6", "--shopify-rate", "30", "8")
"""A token lives six seconds; three scans can be shown at once, and one more each second or so."""


@pytest.fixture(scope="module")
def shop(
    engine: Engine, redis_connection: Redis, server_folder: Any, tmp_path_factory: Any
) -> Iterator[PretendShop]:
    logs = tmp_path_factory.mktemp("farewell")
    with pretend_shop(engine, redis_connection, server_folder, logs, *SCARCE) as shop:
        yield shop


@pytest.fixture
def page(shop: PretendShop, chromium: Browser) -> Iterator[Page]:
    with browsing(chromium) as context:
        page = context.new_page()
        shop.install(page)
        yield page


def switch_on(shop: PretendShop, page: Page, *switches: str) -> None:
    """Switch messages on in the embedded screen, which saves each at once."""
    frame = page.frame_locator("#app")
    for saved, switch in enumerate(switches, start=1):
        frame.get_by_role("switch", name=switch, exact=True).click()
        wait_for(lambda: shop.ask("SELECT count(*) FROM kind_choices") == saved)  # noqa: B023


def announced(shop: PretendShop, order: Bought) -> object:
    """Return what became of the only message about an order."""
    return shop.ask(
        "SELECT state FROM notifications n JOIN orders o ON o.id = n.order_id"
        " WHERE o.platform_id = :id",
        id=order.platform_id,
    )


def say_farewell_late(shop: PretendShop, left_at: datetime) -> None:
    """Deliver word of an uninstallation long after it, as happens when deliveries fail."""
    at = left_at.isoformat().replace("+00:00", "Z")
    farewell = json.dumps({"myshopify_domain": SHOP}).encode()
    shop.deliver(farewell, "app/uninstalled", **{"x-shopify-triggered-at": at})


def test_who_leaves_is_let_go_of_at_once_and_finds_everything_as_it_was_on_coming_back(
    shop: PretendShop, page: Page
) -> None:
    shop.open_app(page, "/messages")
    switch_on(shop, page, "Order received: E-mail", "Shipped: E-mail")
    order = shop.sell(page)
    wait_for(lambda: len(shop.mails_to(order)) == 1)
    shop.fulfil(page, order)
    wait_for(lambda: len(shop.mails_to(order)) == 2)
    shop.installation.kill("worker:messages")
    unannounced = shop.sell(page)
    wait_for(lambda: announced(shop, unannounced) == "due")
    elsewhere = page.context.new_page()
    frame = shop.open_app(elsewhere)
    before_leaving = utc_now()

    shop.uninstall(page)
    wait_for(shop.has_left)
    for of_the_shop in ("shop_access", "poll_schedule", "notifications WHERE state = 'due'"):
        assert shop.ask(f"SELECT count(*) FROM {of_the_shop}") == 0
    assert announced(shop, unannounced) == "dropped"
    frame.get_by_role("button", name="Hide the first steps").click()
    expect(elsewhere.get_by_text("That did not work")).to_be_visible()
    shop.installation.start("worker:messages")

    shop.install(page)
    frame = shop.open_app(page, "/messages")
    expect(frame.get_by_role("switch", name="Shipped: E-mail", exact=True)).to_be_checked()
    say_farewell_late(shop, before_leaving)
    assert not shop.has_left()
    again = shop.sell(page)
    wait_for(lambda: len(shop.mails_to(again)) == 1)
    shop.scan(page, order, "departed")
    wait_for(lambda: shop.status_of(order) == "in_transit")
    assert shop.mails_to(unannounced) == []


def test_tokens_are_renewed_and_points_waited_for_and_no_scan_is_lost(
    shop: PretendShop, page: Page
) -> None:
    frame = shop.open_app(page, "/messages")
    frame.get_by_role("switch", name="Show carrier scans").click()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    generation = shop.ask("SELECT generation FROM shop_access")
    orders = [shop.sell(page) for _ in range(4)]
    for order in orders:
        shop.fulfil(page, order)
    for scan in ("departed", "out"):
        for order in orders:
            shop.scan(page, order, scan)
    for order in orders:
        shop.wait_until_shown(page, order, "out for delivery", "in transit")
    now = shop.ask("SELECT generation FROM shop_access")
    assert isinstance(now, int)
    assert isinstance(generation, int)
    assert now > generation + 1
    assert "is throttled" in shop.installation.log_of("demo").read_text()
    assert shop.ask("SELECT count(*) FROM shown_scans WHERE state <> 'shown'") == 0


def test_two_days_after_it_left_a_shop_is_forgotten_and_may_come_back_as_a_new_one(
    shop: PretendShop, page: Page
) -> None:
    shop.press(page, "Send shop/redact")
    wait_for(lambda: shop.ask("SELECT 1 FROM webhook_inbox WHERE topic = 'shop/redact'"))
    wait_for(shop.all_applied)
    assert shop.ask(KNOWN), "who is still here is not forgotten"
    shop.forgotten(page)
    assert shop.ask("SELECT count(*) FROM orders") == 0
    assert shop.installation.get(f"{shop.installation.web}/track/shopify/{SHOP}")[0] == 404
    frame = shop.install(page)
    expect(frame.get_by_text("Connect the shop")).to_be_visible()
    assert shop.orders_of_before() == 5
