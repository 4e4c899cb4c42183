"""Carriers and exceptions in a real browser: keyboard, search, copying; and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from domain.detection import Doubt
from domain.shop import PlatformKey
from domain.status import Status, SubStatus
from services.merchant_entry import invite
from services.wiring import Wiring
from storage.carrier_accounts import account_of
from storage.shipments import ShipmentRow
from tests.services.carrier_desk import OTHER, desk
from tests.services.several_carriers import send
from tests.session_tokens import SHOP
from tests.settings_screen.admin_frame import open_in_admin, served
from tests.settings_screen.merchants import grant


@pytest.fixture
def here(wiring: Wiring, shop_id: int, carrier) -> Iterator[Wiring]:
    grant(wiring, shop_id)
    with served(desk(wiring, carrier)) as here:
        yield here


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def context(request, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": request.param, "height": 900}, locale="en")
    yield context
    context.close()


def come_in(here: Wiring, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(invite(here, PlatformKey.SHOPIFY, SHOP) or "")
    page.wait_for_url(f"{here.public_url}/settings")
    return page


def kept(here: Wiring, shop_id: int):
    with here.sessions() as session:
        return account_of(session, shop_id, OTHER)


def fits(page) -> bool:
    answer: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return answer


def let_trouble_come(here: Wiring, shop_id: int) -> None:
    values: dict[str, dict[str, object]] = {
        "TPLONGNUMBER0000000001": {"doubt": Doubt.WRONG_CARRIER, "doubted_carrier": OTHER},
        "TP2": {
            "status": Status.EXCEPTION,
            "sub_status": SubStatus.PAYMENT_DUE,
            "action_required": True,
        },
    }
    for order, (number, changed) in enumerate(values.items(), start=1041):
        send(here, shop_id, order, number)
        with here.sessions.begin() as session:
            found = update(ShipmentRow).where(ShipmentRow.tracking_number == number)
            session.execute(found.values(**changed))


def test_a_merchant_finds_a_carrier_by_any_of_its_names(here, shop_id, context) -> None:
    send(here, shop_id, 1, "O1", by="OtherPost")
    page = come_in(here, context)
    page.get_by_role("main").get_by_role("link", name="Carriers").first.click()
    expect(page.get_by_role("heading", name="Parcels nobody follows")).to_be_visible()
    search = page.get_by_role("searchbox", name="Find a carrier")
    search.fill("zzz")
    expect(page.get_by_text("No carrier of that name")).to_be_visible()
    search.fill("post oth")
    listed = page.locator("#providers")
    expect(listed.get_by_role("link", name="Connect OtherPost")).to_be_visible()
    expect(listed.get_by_role("link", name="Connect AskAll")).to_be_hidden()
    listed.locator("summary").press("Enter")
    expect(listed.get_by_text("Its <b>times</b>.")).to_be_visible()
    assert fits(page)
    listed.get_by_role("link", name="Connect OtherPost").press("Enter")
    expect(page.get_by_role("heading", name="OtherPost", level=1)).to_be_visible()


def test_a_merchant_connects_tests_and_removes_an_account_by_keyboard(
    here, shop_id, context
) -> None:
    send(here, shop_id, 1, "O1", by="OtherPost")
    page = come_in(here, context)
    page.goto(f"{here.public_url}/settings/carriers/{OTHER}")
    page.get_by_label("API key").fill("wrong")
    page.get_by_label("User").fill("lamps")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Refused, and not saved. The answer was: HTTP 401")).to_be_visible()
    expect(page.get_by_label("API key")).to_be_focused()
    assert kept(here, shop_id) is None
    page.get_by_label("API key").fill("k-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="It works")).to_be_visible()
    expect(page.get_by_text("Follows 1 parcel.")).to_be_visible()
    expect(page.get_by_label("API key")).to_have_value("")
    assert fits(page)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.locator("#toast")).to_have_text("Copied")
    pushed = page.evaluate("navigator.clipboard.readText()")
    assert pushed.endswith(f"/webhooks/carriers/{kept(here, shop_id).push_token}")
    page.get_by_role("button", name="Test again").press("Enter")
    page.wait_for_url("**outcome=still-works")

    page.get_by_role("link", name="Remove").press("Enter")
    page.get_by_role("button", name="Remove").press("Enter")
    page.wait_for_url("**/settings/carriers?outcome=removed")
    expect(page.get_by_text("The account was removed")).to_be_visible()
    assert kept(here, shop_id) is None


def test_the_board_fits_and_leads_to_the_shoppers_page(here, shop_id, context) -> None:
    let_trouble_come(here, shop_id)
    page = come_in(here, context)
    expect(page.get_by_text("2 orders need your attention")).to_be_visible()
    page.get_by_role("link", name="Exceptions (2)").click()
    expect(page.get_by_text("Something has to be paid before it goes on.")).to_be_visible()
    assert fits(page)
    link = page.get_by_role("link", name="Order #1042, opens in a new tab")
    expect(link).to_have_attribute("target", "_blank")
    assert f"{here.public_url}/t/" in (link.get_attribute("href") or "")


def test_inside_the_admin_an_account_is_connected_and_removed(here, shop_id, context) -> None:
    let_trouble_come(here, shop_id)
    page, frame = open_in_admin(context, here, "/settings/carriers")
    frame.get_by_role("searchbox", name="Find a carrier").fill("other")
    expect(frame.get_by_text("AskAll")).to_be_hidden()
    frame.locator("#providers").get_by_role("link").first.click()
    frame.get_by_label("User").fill("lamps")
    frame.get_by_label("API key").fill("wrong")
    frame.get_by_role("button", name="Save and test").click()
    expect(frame.get_by_text("Refused, and not saved.")).to_be_visible()
    frame.get_by_label("API key").fill("k-1")
    frame.get_by_role("button", name="Save and test").click()
    expect(frame.get_by_text("It works: the credentials are accepted, and saved.")).to_be_visible()
    assert kept(here, shop_id) is not None
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.get_by_role("link", name="Remove").click()
    frame.get_by_role("button", name="Remove").click()
    expect(frame.get_by_text("The account was removed")).to_be_visible()
    assert kept(here, shop_id) is None


def test_inside_the_admin_a_search_finds_its_way_back_without_a_proof(here, context) -> None:
    _, frame = open_in_admin(context, here, "/settings/carriers")
    search = frame.get_by_role("searchbox", name="Find a carrier")
    search.fill("ask")
    search.press("Enter")
    expect(frame.get_by_text("OtherPost")).to_have_count(0)
    expect(frame.get_by_role("searchbox", name="Find a carrier")).to_have_value("ask")


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=False, locale="en")
    yield context
    context.close()


def test_without_scripts_all_of_it_works_as_well(here, shop_id, scriptless) -> None:
    page = come_in(here, scriptless)
    page.goto(f"{here.public_url}/settings/carriers")
    page.get_by_role("searchbox").fill("other")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Connect OtherPost").click()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_label("User").fill("lamps")
    page.get_by_label("API key").fill("wrong")
    page.get_by_role("button", name="Save and test").click()
    expect(page.get_by_text("Refused, and not saved.")).to_be_visible()
    expect(page.get_by_label("User")).to_have_value("lamps")
    page.get_by_label("API key").fill("k-1")
    page.get_by_role("button", name="Save and test").click()
    expect(page.get_by_text("It works: the credentials are accepted, and saved.")).to_be_visible()
    page.get_by_role("button", name="Test again").click()
    expect(page.get_by_text("It works: the credentials are accepted.")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The account was removed")).to_be_visible()
    assert kept(here, shop_id) is None
