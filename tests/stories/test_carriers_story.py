"""The merchant's story of a carrier: nobody can be asked, connected, followed, and then pushed."""

from datetime import timedelta
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, expect

from runtime.clock import utc_now
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order
from tests.stories.conftest import PATIENCE, Installation, wait_for
from tests.stories.test_journey import link_in, mail_about, scan

ORDER = 7_300_000_000_000_077
NUMBER = "00340434292135100186"
PATIENT = PATIENCE * 1000


def tell_dhl(installation: Installation, *scans: dict[str, Any]) -> None:
    body = {"carrier": "dhl", "number": NUMBER, "scans": list(scans)}
    address = f"{installation.carriers}/control/parcel"
    typed = {"Content-Type": "application/json"}
    with urlopen(Request(address, raw(body), typed, method="POST"), timeout=5) as response:
        assert response.status == 204


def push_delivered(installation: Installation) -> int:
    """Push as DHL does, to the address of the merchant's account; return what we answer."""
    token = installation.ask("SELECT push_token FROM carrier_accounts WHERE shop_id IS NOT NULL")
    event = {
        "timestamp": utc_now().isoformat(),
        "statusCode": "delivered",
        "status": "delivered",
        "description": "Handed to the recipient",
        "location": {"address": {"addressLocality": "Malmö", "countryCode": "SE"}},
    }
    shipment = {"id": NUMBER, "service": "parcel-de", "status": event, "events": [event]}
    body = raw({"scope": "subscription.push", "shipments": [shipment]})
    headers = {"dhl-push-secret": "told by nobody", "Content-Type": "application/json"}
    request = Request(f"{installation.web}/webhooks/carriers/{token}", body, headers)
    with urlopen(request, timeout=10) as response:
        return int(response.status)


def connect_dhl(installation: Installation, page: Page) -> None:
    """Connect as a merchant does who mistypes the key at first."""
    page.goto(installation.framme("settings-link", "shopify", "lamps.myshopify.com").strip())
    page.get_by_role("main").get_by_role("link", name="Carriers").first.click()
    expect(page.get_by_role("heading", name="Parcels nobody follows")).to_be_visible()
    page.get_by_role("link", name="Connect DHL Unified").first.click()
    page.get_by_label("API key").fill("mistyped")
    page.get_by_role("button", name="Save and test").click()
    expect(page.get_by_text("Refused, and not saved.")).to_be_visible(timeout=PATIENT)
    page.get_by_label("API key").fill("demo")
    page.get_by_label("Push token").fill("told by nobody")
    page.get_by_role("button", name="Save and test").click()
    expect(page.get_by_text("It works: the credentials are accepted")).to_be_visible(
        timeout=PATIENT
    )


def test_a_merchant_connects_a_carrier_and_its_parcels_are_followed(
    installation: Installation, chromium: Browser
) -> None:
    now = utc_now()
    told = shopify_order(ORDER, updated=now, created_at=now.isoformat(), customer_locale="en")
    installation.deliver(raw(told))
    shopper = chromium.new_page(viewport={"width": 390, "height": 844})
    shopper.goto(link_in(mail_about(installation, "#77")))
    tell_dhl(installation, scan("departed", "Malmö", minutes=30))
    fulfilment = shopify_fulfilment(
        ORDER, 9001, NUMBER, updated=now + timedelta(seconds=1), tracking_company="DHL"
    )
    installation.deliver(raw(fulfilment), "fulfillments/create")
    expect(shopper.get_by_text("We cannot ask this carrier")).to_be_visible(timeout=PATIENT)

    connect_dhl(installation, chromium.new_page(viewport={"width": 1280, "height": 900}))
    headline = expect(shopper.locator("h1").first)
    headline.to_contain_text("on its way", timeout=PATIENT)

    assert push_delivered(installation) == 200
    headline.to_contain_text("delivered", timeout=PATIENT)
    wait_for(lambda: installation.ask("SELECT count(*) FROM carrier_pushes WHERE body = ''") == 1)
