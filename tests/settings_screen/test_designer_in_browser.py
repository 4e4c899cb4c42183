"""The page designer in a real browser: what is chosen is seen beside it, and nothing runs there."""

from playwright.sync_api import Browser, expect

from domain.shop import PlatformKey
from services.merchant_entry import invite
from services.wiring import Wiring
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import served, whole
from tests.settings_screen.merchants import grant


def test_sections_move_by_keyboard_and_the_page_follows(
    wiring: Wiring, shop_id: int, chromium: Browser
) -> None:
    grant(wiring, shop_id)
    with served(wiring, whole) as here:
        context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en")
        page = context.new_page()
        page.goto(str(invite(here, PlatformKey.SHOPIFY, SHOP)))
        page.goto(f"{here.public_url}/settings/tracking")
        preview = page.frame_locator("iframe.phone")
        expect(preview.locator("h1")).to_be_visible()
        page.get_by_label("Above everything").fill("Hello there")
        expect(preview.get_by_text("Hello there")).to_be_visible()
        page.get_by_label("Style sheet").fill("h1 { color: rgb(1, 2, 3) }\n@import 'x';")
        expect(page.locator("#css-error")).to_contain_text("Line 2")
        expect(preview.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        # A key at a link leads nowhere: it stays with what was in focus before, and unfolds that.
        languages = preview.locator("details.languages")
        languages.locator("summary").focus()
        preview.locator("footer a").last.press("Enter")
        expect(languages).to_have_attribute("open", "")
        expect(preview.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        down = page.get_by_role("button", name="Move down: Parcels and what happened to them")
        down.press("Enter")
        expect(page.locator("#heard")).to_have_text(
            "Parcels and what happened to them: now in place 2"
        )
        expect(page.locator("[name=order]").first).to_have_value("route")
        expect(down).to_be_focused()
        expect(page.get_by_label("Above everything")).to_have_value("Hello there")
        page.get_by_label("Style sheet").fill("")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("**outcome=saved**")
        expect(page.locator("[name=order]").first).to_have_value("route")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        context.close()
