"""What the WooCommerce plugin shows in wp-admin, in a real browser: box, import, frame, test."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.storefront.served_site import connect, served_site

FRAMME = "https://framme.test"
LIST = """Ordernummer;Fraktbolag;Spårningsnummer;Artiklar
31;Åkeri;0037 0726;MUG-B:1
31;Åkeri;0037 0726;MUG-B:1
99;DHL;JD0001234;
32;"<img src=x onerror=alert(1)>";AB-778 899;
"""


@dataclass(frozen=True)
class Site:
    """A served site; the page is a merchant's, who is logged in."""

    address: str
    page: Page

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/wp-admin/{path}")


@pytest.fixture
def site(tmp_path: Path, chromium: Browser) -> Iterator[Site]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    with served_site(tmp_path / "state") as address:
        page.goto(f"{address}/wp-login.php")
        page.get_by_role("button", name="The merchant").click()
        yield Site(address, page)
        page.close()
    assert wrong == []


def open_order(site: Site) -> None:
    site.go("admin.php?page=wc-orders&action=edit&id=31")


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(site: Site) -> None:
    page = site.page
    open_order(site)
    page.get_by_label("Tracking number").fill("ab 12-34")
    page.get_by_label("Tracking link (optional)").fill("javascript:alert(1)")
    page.get_by_label("Blue mug").fill("7")
    page.get_by_label("Tracking number").press("Enter")
    expect(page.locator("#framme-error-url")).to_contain_text("https://")
    expect(page.locator("#framme-error-item_311")).to_contain_text("Only 2")
    expect(page.get_by_label("Tracking link (optional)")).to_be_focused()
    expect(page.get_by_label("Tracking number")).to_have_value("ab 12-34")
    assert page.url.endswith("id=31"), "Enter has saved no order"


def test_a_parcel_comes_and_goes_without_touching_what_is_not_saved(site: Site) -> None:
    page = site.page
    page.on("dialog", lambda dialog: dialog.accept())
    open_order(site)
    page.locator("#order_status").select_option("wc-completed")
    page.get_by_label("Tracking number").fill("ab 12-34")
    page.get_by_role("button", name="Packed").click()
    expect(page.get_by_role("button", name="Packed")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Packed")).to_be_focused()
    expect(page.get_by_label("Tracking number")).to_have_value("ab 12-34")
    page.get_by_role("button", name="Add the parcel").click()
    expect(page.get_by_text("AB1234")).to_be_visible()
    expect(page.get_by_label("Tracking number")).to_be_focused()
    expect(page.get_by_label("Blue mug")).to_have_value("0")
    page.get_by_role("button", name="Remove the parcel AB1234").click()
    expect(page.get_by_text("AB1234")).to_have_count(0)
    expect(page.get_by_label("Blue mug")).to_have_value("2")
    expect(page.get_by_role("heading", name="Parcels", exact=True)).to_be_focused()
    expect(page.locator("#order_status")).to_have_value("wc-completed")
    page.get_by_role("button", name="Packed").click()
    expect(page.get_by_role("button", name="Packed")).to_have_attribute("aria-pressed", "false")


def test_what_is_in_the_box_is_not_sent_with_the_order(site: Site) -> None:
    open_order(site)
    site.page.get_by_label("Blue mug").fill("-3")
    with site.page.expect_request(lambda request: request.method == "POST") as sent:
        site.page.get_by_role("button", name="Update").click()
    assert "framme" not in (sent.value.post_data or "")


def test_a_list_is_looked_at_and_then_imported(site: Site, tmp_path: Path) -> None:
    page, file = site.page, tmp_path / "list.csv"
    file.write_bytes(LIST.encode("cp1252"))
    site.go("admin.php?page=framme&tab=import")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    lines = page.locator(".framme-lines tbody tr")
    expect(lines).to_have_count(4)
    expect(lines.nth(0)).to_contain_text("Will be added: 1 piece")
    expect(lines.nth(1)).to_contain_text("stands in an earlier line")
    expect(lines.nth(2)).to_contain_text("There is no order with this number.")
    expect(lines.nth(3)).to_contain_text("AB778899")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Add 2 parcels").click()
    expect(page.get_by_text("2 parcels have been added.")).to_be_visible()
    site.go("admin.php?page=wc-orders")
    expect(page.get_by_text("00370726")).to_be_visible()


def test_connecting_takes_the_merchant_to_framme_with_the_way_back(site: Site) -> None:
    page, came = site.page, list[str]()

    def arrive(route: Route) -> None:
        came.append(f"{route.request.method} {route.request.url} {route.request.post_data}")
        route.fulfill(body="Framme", content_type="text/plain")

    page.route(f"{FRAMME}/**", arrive)
    site.go("admin.php?page=framme")
    page.get_by_label("Framme address").fill(f"{FRAMME}/")
    page.get_by_role("button", name="Save the address").click()
    page.get_by_role("button", name="Connect", exact=True).click()
    page.wait_for_url(f"{FRAMME}/connect/woocommerce")
    method, url, body = came[0].split(" ")
    assert (method, url) == ("POST", f"{FRAMME}/connect/woocommerce")
    back = f"{site.address}/wp-admin/admin.php?page=framme"
    assert parse_qs(body) == {"site": [site.address], "back": [back]}


def test_the_frame_of_the_settings_gets_a_new_visit_when_framme_asks(site: Site) -> None:
    page, visits = site.page, list[str]()

    def answer(route: Route) -> None:
        visits.append(parse_qs(urlsplit(route.request.url).query)["framed"][0])
        ask = f"parent.postMessage({json.dumps({'framme': 'renew'})}, {json.dumps(site.address)})"
        # Again and again, as the page around it may not be listening yet.
        again = f"<script>setInterval(() => {ask}, 200)</script>"
        script = again if len(visits) == 1 else ""
        route.fulfill(body=f"<h1>Visit {len(visits)}</h1>{script}", content_type="text/html")

    site.go("admin.php?page=framme")
    page.get_by_label("Framme address").fill(FRAMME)
    page.get_by_role("button", name="Save the address").click()
    connect(site.address, FRAMME)
    page.route(f"{FRAMME}/**", answer)
    site.go("admin.php?page=framme&tab=settings")
    expect(page.frame_locator("iframe").get_by_text("Visit 2")).to_be_visible()
    # The page itself is not Framme: nothing happens when it asks.
    page.evaluate("window.postMessage({ framme: 'renew' }, '*')")
    expect(page.frame_locator("iframe").get_by_text("Visit 2")).to_be_visible()
    assert len(set(visits)) == 2


def test_the_test_of_the_connection_says_what_works_and_what_does_not(site: Site) -> None:
    site.go("admin.php?page=framme")
    site.page.get_by_role("button", name="Test the connection").click()
    results = site.page.locator(".framme-results li")
    expect(results).to_have_count(5)
    expect(results.nth(1)).to_contain_text("Permalinks in order")
    expect(results.nth(4)).to_contain_text("Keys reach WooCommerce.")


@pytest.mark.parametrize("tab", ["connect", "import", "display"])
def test_the_page_fits_a_phone(site: Site, tab: str) -> None:
    site.page.set_viewport_size({"width": 390, "height": 844})
    site.go(f"admin.php?page=framme&tab={tab}")
    assert site.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
