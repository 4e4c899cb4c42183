"""Somebody invited as a viewer comes in by the mailed link, looks around, and can save nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from domain.shop import PlatformKey
from services.merchant_entry import invite
from services.set_retention import retention_of
from services.wiring import Wiring
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import served
from tests.settings_screen.members import KIM, mailed_link
from tests.settings_screen.merchants import grant


@pytest.fixture
def here(wiring: Wiring, shop_id: int) -> Iterator[Wiring]:
    grant(wiring, shop_id)
    with served(wiring) as here:
        yield here


def test_a_viewer_comes_in_by_mail_and_saves_nothing(
    here, shop_id, outbox, chromium: Browser
) -> None:
    owner = chromium.new_context(locale="en").new_page()
    owner.goto(str(invite(here, PlatformKey.SHOPIFY, SHOP)))
    owner.wait_for_url(f"{here.public_url}/settings")
    owner.goto(f"{here.public_url}/settings/team")
    owner.get_by_label("E-mail address").fill(KIM)
    owner.get_by_label("Role", exact=True).select_option("Viewer")
    owner.get_by_role("button", name="Invite").click()
    expect(owner.get_by_role("heading", name="Invited.")).to_be_visible()
    owner.get_by_label("Name", exact=True).fill("Robot")
    owner.get_by_role("button", name="Make a key").click()
    assert owner.get_by_label("API key").input_value().startswith("fk_")
    expect(owner.get_by_role("button", name="Copy")).to_be_visible()
    owner.context.close()

    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en")
    page = context.new_page()
    page.goto(f"{here.public_url}{mailed_link(here, outbox)}")
    page.get_by_role("button", name="Open the settings").click()
    page.wait_for_url(f"{here.public_url}/settings")
    page.goto(f"{here.public_url}/settings/privacy")
    page.get_by_label("Months after the order").fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toast")).to_contain_text("You can look at everything here")
    assert retention_of(here, shop_id) == (None, 0)
    context.close()
