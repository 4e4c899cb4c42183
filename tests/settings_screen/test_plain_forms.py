"""Forms work without our script as well, and are believed only from a page of the same session."""

import pytest

from services.wiring import Wiring
from storage.carrier_accounts import account_of
from tests.fake_shop_sites import with_plugin
from tests.plugin_tokens import frame_address
from tests.services.carrier_desk import OTHER, desk
from tests.services.sites import connect_site
from tests.settings_screen.merchants import grant, let_in, outside, site
from tests.settings_screen.pages import HTTPS, fields_in, plainly, words

GOOD = {"credential_user": "lamps", "credential_key": "k-1", "version": "0"}
FORM = f"/settings/carriers/{OTHER}"


@pytest.fixture
def here(wiring: Wiring, carrier) -> Wiring:
    return desk(wiring, carrier)


@pytest.fixture
def browser(here, shop_id):
    grant(here, shop_id)
    return let_in(here)


def kept_by(wiring, shop_id):
    with wiring.sessions() as session:
        return account_of(session, shop_id, OTHER)


def test_without_a_script_saving_leads_to_a_page_that_tells_the_outcome(
    here, shop_id, browser
) -> None:
    page = browser.get(FORM, base_url=HTTPS).text
    saved = plainly(browser, FORM, page, credential_user="lamps", credential_key="k-1")
    assert (saved.status_code, saved.location) == (303, f"{FORM}?outcome=works")
    told = browser.get(saved.location, base_url=HTTPS).text
    assert "It works: the credentials are accepted, and saved." in words(told)
    tested = plainly(browser, f"{FORM}/test", told)
    assert tested.location == f"{FORM}?outcome=still-works"
    asked = browser.get(f"{FORM}/remove", base_url=HTTPS).text
    gone = plainly(browser, f"{FORM}/remove", asked)
    assert gone.location == "/settings/carriers?outcome=removed"
    assert kept_by(here, shop_id) is None


def test_without_a_script_a_refusal_is_the_form_again_with_all_but_the_secrets(
    here, shop_id, browser
) -> None:
    page = browser.get(FORM, base_url=HTTPS).text
    entered = {"credential_user": "Lamps <1>", "credential_key": "wrong", "calls_a_day": "5"}
    again = plainly(browser, FORM, page, **entered)
    assert again.status_code == 422
    assert 'value="Lamps &lt;1&gt;"' in again.text
    assert 'value="5"' in again.text
    assert "wrong" not in again.text
    assert "Refused, and not saved. The answer was: HTTP 401" in words(again.text)
    assert again.text.count('aria-invalid="true"') == 1
    assert kept_by(here, shop_id) is None


def test_without_a_script_in_a_frame_the_form_proves_itself(here) -> None:
    sited = with_plugin(here)
    shop_id = connect_site(sited)
    client = site(sited).test_client()
    address = frame_address(sited, shop_id).replace("/settings?", f"{FORM}?")
    page = client.get(address, base_url=HTTPS).text
    sent = {**fields_in(page), "credential_user": "mugs", "credential_key": "k-1"}
    assert "proof" not in sent
    saved = client.post(f"{FORM}?locale=sv", data=sent, base_url=HTTPS)
    assert saved.status_code == 303
    told = client.get(saved.location, base_url=HTTPS)
    assert told.status_code == 200
    assert '<html lang="sv"' in told.text
    assert client.post(FORM, data={**sent, "frame": "made up"}, base_url=HTTPS).status_code == 401


def test_a_form_of_another_site_or_session_changes_nothing(here, shop_id, browser, connect) -> None:
    proof = fields_in(browser.get(FORM, base_url=HTTPS).text)["proof"]
    connect(domain="other.myshopify.com")
    foreign = let_in(here, "other.myshopify.com").get(FORM, base_url=HTTPS).text
    for sent, origin in [
        ({}, HTTPS),
        ({"proof": ""}, HTTPS),
        ({"proof": f"{proof}é"}, HTTPS),
        ({"proof": fields_in(foreign)["proof"]}, HTTPS),
        ({"proof": proof}, "https://evil.example"),
        ({"proof": proof}, "null"),
    ]:
        answer = browser.post(
            FORM, data={**GOOD, **sent}, headers={"Origin": origin}, base_url=HTTPS
        )
        assert answer.status_code == 401
    assert kept_by(here, shop_id) is None


def test_a_form_is_not_saved_into_a_shop_the_browser_has_turned_to_since(
    here, shop_id, browser, connect
) -> None:
    proof = fields_in(browser.get(FORM, base_url=HTTPS).text)["proof"]
    other = connect(domain="other.myshopify.com")
    cookie = let_in(here, "other.myshopify.com").get_cookie("__Host-framme", "track.example.com")
    assert cookie is not None
    browser.set_cookie("__Host-framme", cookie.value, domain="track.example.com")
    sent = {"data": {**GOOD, "proof": proof}, "headers": outside(here), "base_url": HTTPS}
    assert browser.post(FORM, **sent).status_code == 401
    assert kept_by(here, other) is None
