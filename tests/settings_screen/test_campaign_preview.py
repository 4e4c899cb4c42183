"""A campaign's form beside the page with it: seen while it is off, with nothing kept of it."""

import re

import pytest
from flask.testing import FlaskClient

from app import create_app
from domain.campaign import Campaign, Campaigns, CampaignWords
from services.campaign_values import EnteredCampaign
from services.change_campaigns import campaign_in
from services.change_page import change_page, part_of_page
from tests.app_config import CONFIG
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside
from tests.settings_screen.pages import HTTPS, plainly, words

CAMPAIGNS = "/settings/tracking/campaigns"
KEPT = Campaign("c1", "Lamps", {"en": CampaignWords("Old lamps")}, on=False)
TYPED = {
    "name": "Lamps",
    "title": "New <lamps>",
    "link": "https://lamps.example/new",
    "audience": "coming_back",
    "countries": "NO",
}


@pytest.fixture
def browser(wiring, shop_id):
    grant(wiring, shop_id)
    change_page(wiring, shop_id, Campaigns((KEPT,)), "anna")
    return let_in(wiring, app=create_app(wiring, CONFIG))


def framed(browser: FlaskClient, page: str) -> str:
    found = re.search(r'src="(/t/preview/[^"#]+)#campaigns-title"', page)
    assert found is not None
    return browser.get(found[1], base_url=HTTPS).text


def test_a_campaign_that_is_off_is_seen_as_it_is_typed(wiring, shop_id, browser) -> None:
    one = f"{CAMPAIGNS}/c1"
    assert "Old lamps" in framed(browser, browser.get(one, base_url=HTTPS).text)
    asked = {"headers": {**outside(wiring), "HX-Request": "true"}, "base_url": HTTPS}
    for path in (one, f"{CAMPAIGNS}/new"):
        seen = browser.post(f"{path}/preview", data={**TYPED, "sample": "delivered"}, **asked)
        shown = framed(browser, seen.text)
        assert 'id="campaigns-title"' in shown
        assert "New &lt;lamps&gt;" in shown
        assert "Old lamps" not in shown
    # What cannot be kept is left out, and a number that is no order's is said.
    wrong = {**TYPED, "countries": "Mars", "begins": "soon", "text": "a\u202eb"}
    assert "New &lt;lamps&gt;" in framed(
        browser, browser.post(f"{one}/preview", data=wrong, **asked).text
    )
    unknown = browser.post(f"{one}/preview", data={**TYPED, "number": "77"}, **asked).text
    assert "You have no order of this number." in words(unknown)
    assert "<iframe" not in unknown
    assert part_of_page(wiring, shop_id, Campaigns).all == (KEPT,)
    gone = browser.post(f"{CAMPAIGNS}/c7/preview", data=TYPED, **asked)
    assert gone.status_code == 404


def test_without_a_script_and_in_the_admin_a_button_shows_it(wiring, shop_id, browser) -> None:
    one = f"{CAMPAIGNS}/c1"
    page = browser.get(one, base_url=HTTPS).text
    gone = plainly(browser, f"{CAMPAIGNS}/c7/preview", page, **TYPED)
    assert gone.location == CAMPAIGNS
    assert f'formaction="{one}/preview?locale=en"' in page
    seen = plainly(browser, f"{one}/preview", page, **{**TYPED, "link": "http://x"})
    assert seen.status_code == 200
    assert 'value="New &lt;lamps&gt;"' in seen.text
    assert "begins with https://" in words(seen.text)
    assert "New &lt;lamps&gt;" in framed(browser, seen.text)
    assert "Old lamps" in framed(browser, browser.get(inside(one)).text)
    asked = {**headers(), "HX-Request": "true"}
    assert "New &lt;lamps&gt;" in framed(
        browser, browser.post(f"{one}/preview", data=TYPED, headers=asked).text
    )
    assert part_of_page(wiring, shop_id, Campaigns).all == (KEPT,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "a" * 301),
        ("button", "a\nb"),
        ("link", "http://lamps.example"),
        ("picture_url", "javascript:alert(1)"),
        ("audience", "nobody"),
        ("states", frozenset({"nowhere"})),
        ("countries", "Mars"),
        ("products", "a\tb"),
        ("begins", "soon"),
    ],
)
def test_what_cannot_be_kept_of_a_campaign_is_left_out_of_what_is_looked_at(field, value) -> None:
    entered = EnteredCampaign("en", name="Lamps", title="New lamps", **{field: value})
    sound = EnteredCampaign("en", name="Lamps", title="New lamps")
    assert campaign_in(entered, KEPT) == campaign_in(sound, KEPT)


def test_a_campaign_without_a_title_is_looked_at_without_those_words() -> None:
    assert campaign_in(EnteredCampaign("en", name="Lamps", text="Text"), KEPT).words == {}
