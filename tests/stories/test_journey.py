"""The shopper's story, end to end: bought, told, shipped, told, looked at, delivered, told."""

import json
import re
from datetime import timedelta
from email.message import Message
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, expect

from runtime.clock import utc_now
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order
from tests.stories.conftest import PATIENCE, Installation, wait_for

ORDER = 7_300_000_000_000_042


def tell_carrier(installation: Installation, number: str, *scans: dict[str, Any]) -> None:
    body = {"carrier": "postnord", "number": number, "scans": list(scans)}
    request = Request(
        f"{installation.carriers}/control/parcel",
        raw(body),
        {"Content-Type": "application/json"},
        method="POST",
    )
    with urlopen(request, timeout=5) as response:
        assert response.status == 204


def scan(kind: str, city: str, **minutes: float) -> dict[str, Any]:
    at = utc_now() - timedelta(**minutes)
    return {"kind": kind, "at": at.isoformat(), "city": city}


def mail_about(installation: Installation, subject: str) -> Message:
    def found() -> Message | None:
        mails = (m for m in installation.mail.read() if subject in str(m["Subject"]))
        return next(mails, None)

    wait_for(found)
    mail = found()
    assert mail is not None
    return mail


def link_in(mail: Message) -> str:
    plain = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    text = plain.get_payload(decode=True)
    assert isinstance(text, bytes)
    link = re.search(r"http://127\.0\.0\.1:\d+/t/[\w-]+", text.decode())
    assert link
    return link[0]


def headline(page: Page) -> Any:
    return expect(page.locator("h1").first)


def test_a_shopper_follows_an_order_from_the_first_mail_to_the_doorstep(
    installation: Installation, chromium: Browser
) -> None:
    now = utc_now()
    told = shopify_order(ORDER, updated=now, created_at=now.isoformat(), customer_locale="en")
    installation.deliver(raw(told))
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    address = link_in(mail_about(installation, "#42"))
    page.goto(address)
    headline(page).to_contain_text("received")
    page.evaluate("window.sameDocument = true")

    later = now + timedelta(seconds=1)
    fulfilment = shopify_fulfilment(
        ORDER, 9001, "0037 3507 9330 6461 0010", updated=later, tracking_company="PostNord"
    )
    number = "00373507933064610010"
    tell_carrier(installation, number, scan("departed", "Malmö", minutes=30))
    installation.deliver(raw(fulfilment), "fulfillments/create")
    headline(page).to_contain_text("on its way", timeout=PATIENCE * 1000)
    tell_carrier(
        installation,
        number,
        scan("departed", "Malmö", minutes=30),
        scan("out", "Malmö", minutes=1),
    )
    headline(page).to_contain_text("out for delivery", timeout=PATIENCE * 1000)
    tell_carrier(
        installation,
        number,
        scan("departed", "Malmö", minutes=30),
        scan("out", "Malmö", minutes=1),
        scan("delivered", "Malmö", minutes=0),
    )
    headline(page).to_contain_text("delivered", timeout=PATIENCE * 1000)
    assert page.evaluate("window.sameDocument"), "the page refreshed itself without reloading"
    mail_about(installation, "delivered")
    assert len(set(installation.mail.message_ids())) == len(installation.mail.mails)
    assert len(installation.mail.mails) in {4, 5}, "a scan that comes at once tells of the parcel"
    page.close()


def test_a_shopper_without_the_mail_finds_the_order_by_number_and_address(
    installation: Installation, chromium: Browser
) -> None:
    now = utc_now()
    installation.deliver(raw(shopify_order(ORDER, updated=now, created_at=now.isoformat())))
    wait_for(lambda: installation.ask("SELECT count(*) FROM orders"))
    page = chromium.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{installation.web}/track/shopify/lamps.myshopify.com")
    page.locator("input[name=number]").fill("42")
    page.locator("input:not([name=number]):not([type=hidden])").first.fill("Alva@Example.com")
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/t/[\w-]+$"))
    expect(page.get_by_role("main")).to_contain_text("Storgatan 1")
    stranger = chromium.new_page(java_script_enabled=False)
    stranger.goto(page.url)
    assert not {"alva", "storgatan"} & set(re.findall(r"\w+", stranger.content().casefold()))
    stranger.close()
    assert json.loads(installation.get(f"{installation.web}/readyz")[1])["status"] == "ready"
    page.close()
