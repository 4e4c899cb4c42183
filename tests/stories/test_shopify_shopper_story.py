"""Shoppers find their orders in the shop's own site and account pages, and their data is theirs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.stories.browsing import browsing
from tests.stories.conftest import wait_for
from tests.stories.demo_processes import SHOP
from tests.stories.pretend_shop import Bought, PretendShop, pretend_shop


@pytest.fixture(scope="module")
def shop(
    engine: Engine, redis_connection: Redis, server_folder: Any, tmp_path_factory: Any
) -> Iterator[PretendShop]:
    logs = tmp_path_factory.mktemp("shopper")
    with pretend_shop(engine, redis_connection, server_folder, logs) as shop:
        yield shop


@pytest.fixture
def merchant(shop: PretendShop, chromium: Browser) -> Iterator[Page]:
    with browsing(chromium) as context:
        page = context.new_page()
        shop.install(page)
        yield page


@pytest.fixture
def shopper(chromium: Browser) -> Iterator[Page]:
    with browsing(chromium, width=390) as context:
        yield context.new_page()


def log_in(shop: PretendShop, page: Page, email: str) -> None:
    """Pretend to be somebody who reads English, at the shop's own site."""
    page.goto(f"{shop.storefront}/apps/track")
    page.get_by_label("Logged in as").select_option(label=email)
    page.get_by_label("Language").select_option("en")
    with page.expect_navigation():
        page.get_by_role("button", name="Pretend").click()


def look_up(shop: PretendShop, page: Page, number: str, proof: str) -> None:
    page.goto(f"{shop.storefront}/apps/track")
    page.locator("[data-framme-form] input[name=number]").fill(number)
    page.locator("[data-framme-form] input[name=proof]").fill(proof)
    page.locator("[data-framme-form] button").click()


def told_in_account(shop: PretendShop, page: Page, order: Bought) -> tuple[int, Any]:
    """Return what the app's blocks are told in the account pages."""
    page.goto(f"{shop.demo}/shopify/account/{SHOP}{order.path}")
    status, _, body = page.locator("pre").inner_text().partition("\n")
    return int(status.removeprefix("HTTP ")), json.loads(body)


def test_a_shopper_sees_an_order_by_its_number_or_by_being_logged_in_and_nobody_elses(
    shop: PretendShop, merchant: Page, shopper: Page
) -> None:
    mine, anothers = shop.sell(merchant), shop.sell(merchant)
    log_in(shop, shopper, "nobody")
    look_up(shop, shopper, mine.number, anothers.email)
    expect(shopper.get_by_role("alert")).not_to_be_empty()
    refusal = shopper.get_by_role("alert").inner_text()
    look_up(shop, shopper, "#1", mine.email)
    expect(shopper.get_by_role("alert")).to_have_text(refusal)
    look_up(shop, shopper, mine.number.lstrip("#"), mine.email.upper())
    expect(shopper.get_by_text(mine.number)).to_be_visible()
    expect(shopper.get_by_role("heading", level=2)).to_contain_text("received")

    log_in(shop, shopper, mine.email)
    expect(shopper.get_by_role("link", name=mine.number)).to_be_visible()
    expect(shopper.get_by_role("link", name=anothers.number)).to_have_count(0)
    shopper.get_by_role("link", name=mine.number).click()
    expect(shopper.get_by_role("heading", level=2)).to_contain_text("received")
    shop.fulfil(merchant, mine)
    shop.scan(merchant, mine, "departed")
    wait_for(lambda: shop.status_of(mine) == "in_transit")
    shopper.reload()
    expect(shopper.get_by_role("heading", level=2)).to_contain_text("on its way")
    shopper.goto(f"{shop.storefront}/apps/track?order={anothers.platform_id}")
    expect(shopper.get_by_role("alert")).not_to_be_empty()
    expect(shopper.get_by_text(anothers.number)).to_have_count(0)


def test_account_blocks_tell_strangers_how_it_goes_and_the_owner_everything(
    shop: PretendShop, merchant: Page, shopper: Page
) -> None:
    mine, anothers = shop.sell(merchant), shop.sell(merchant)
    shop.fulfil(merchant, mine)
    wait_for(lambda: shop.status_of(mine))
    log_in(shop, shopper, "nobody")
    status, told = told_in_account(shop, shopper, mine)
    assert status == 200
    assert told["order"]["headline"]
    (parcel,) = told["order"]["parcels"]
    assert (told["order"]["items"], parcel["items"], parcel["number"]) == ([], [], "")
    assert mine.email not in json.dumps(told)
    log_in(shop, shopper, mine.email)
    status, told = told_in_account(shop, shopper, mine)
    assert (status, told["order"]["number"]) == (200, mine.number)
    assert told["order"]["parcels"][0]["items"]
    assert told["order"]["parcels"][0]["number"]
    assert told_in_account(shop, shopper, anothers)[0] == 404


def test_a_shoppers_data_is_handed_out_and_then_forgotten(
    shop: PretendShop, merchant: Page, shopper: Page, tmp_path: Path
) -> None:
    order, others = shop.sell(merchant), shop.sell(merchant)
    shop.press(merchant, "Send customers/data_request", order.path)
    wait_for(lambda: shop.ask("SELECT answered_at IS NOT NULL FROM privacy_requests"))
    frame = shop.open_app(merchant, "/privacy")
    with merchant.expect_download() as downloading:
        frame.get_by_role("button", name="Download the answer").click()
    answer = tmp_path / "answer.json"
    downloading.value.save_as(answer)
    handed_out = answer.read_text("utf-8")
    assert order.number in handed_out
    assert order.email in handed_out
    assert others.email not in handed_out

    shop.press(merchant, "Send customers/redact", order.path)
    wait_for(lambda: shop.ask("SELECT count(answered_at) FROM privacy_requests") == 2)
    log_in(shop, shopper, "nobody")
    look_up(shop, shopper, order.number, order.email)
    expect(shopper.get_by_role("alert")).not_to_be_empty()
    look_up(shop, shopper, others.number, others.email)
    expect(shopper.get_by_text(others.number)).to_be_visible()
