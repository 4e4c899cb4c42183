"""The editor in a real browser: what is typed is seen at once, kept, and still there later."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.shop import PlatformKey
from services.merchant_entry import invite
from services.wiring import Wiring
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import served
from tests.settings_screen.merchants import grant


@pytest.fixture
def here(wiring: Wiring, shop_id: int) -> Iterator[Wiring]:
    grant(wiring, shop_id)
    with served(wiring) as here:
        yield here


@pytest.fixture
def page(here: Wiring, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en")
    page = context.new_page()
    link = invite(here, PlatformKey.SHOPIFY, SHOP)
    assert link is not None
    page.goto(link)
    page.goto(f"{here.public_url}/settings/messages/delivered/email/en")
    yield page
    context.close()


def test_a_text_is_written_seen_saved_and_still_there(page: Page) -> None:
    mail = page.frame_locator("iframe.mail")
    expect(mail.get_by_role("heading")).to_have_text("Your parcel has been delivered")
    heading = page.get_by_label("Heading", exact=True)
    heading.fill("It is there, ")
    page.get_by_role("button", name="{{ shopper.name }}", exact=True).click()
    expect(heading).to_have_value("It is there, {{ shopper.name }}")
    expect(mail.get_by_role("heading")).to_have_text("It is there, Maria")
    page.get_by_label("Subject", exact=True).fill("{{ order.numbr }}")
    told = page.locator("#part_subject-error")
    expect(told).to_contain_text("Did you mean “order.number”?")
    page.get_by_label("Subject", exact=True).fill("Order {{ order.number }}")
    expect(told).to_be_empty()
    page.get_by_label("Colours").select_option("dark")
    expect(page.locator("iframe.mail")).to_have_attribute("src", re.compile("look=dark"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toast")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_label("Heading", exact=True)).to_have_value(
        "It is there, {{ shopper.name }}"
    )
    expect(page.get_by_label("Subject", exact=True)).to_have_value("Order {{ order.number }}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
