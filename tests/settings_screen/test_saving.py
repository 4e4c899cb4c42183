"""What merchants change: exactly what they chose, in their own shop, or nothing at all."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.change_settings import read_settings, set_show_scans
from services.wiring import Wiring
from storage.privacy_requests import NewRequest, PrivacyKind, close_request, keep_answer
from storage.privacy_requests import keep_request as keep
from tests.fakes import NOON
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words


@pytest.fixture
def client(wiring: Wiring, shop_id: int) -> FlaskClient:
    grant(wiring, shop_id)
    return site(wiring).test_client()


SCANS = "/settings/messages/scans"


def test_scans_are_shown_and_hidden(wiring, shop_id, client) -> None:
    answer = client.post(SCANS, headers=headers(), data={"scans": "on"})
    assert (answer.status_code, answer.json) == (200, {"said": "Saved"})
    assert read_settings(wiring, shop_id).show_scans
    client.post(SCANS, headers=headers())
    assert not read_settings(wiring, shop_id).show_scans


def test_outside_the_admin_scans_need_a_permission_given_before(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)

    def save() -> TestResponse:
        return browser.post(SCANS, headers=outside(wiring), data={"scans": "on"}, base_url=HTTPS)

    refused = save()
    assert (refused.status_code, set(refused.get_json()["errors"])) == (422, {"scans"})
    assert not read_settings(wiring, shop_id).show_scans
    page = browser.get("/settings/messages", base_url=HTTPS).text
    plain = plainly(browser, SCANS, page, scans="on")
    assert plain.status_code == 422
    assert "Open Framme in the shop's admin to switch this on" in words(plain.text)
    grant(wiring, shop_id, "write_fulfillments")
    assert save().status_code == 200
    assert read_settings(wiring, shop_id).show_scans


def test_without_a_script_scans_are_a_form_of_their_own(wiring, shop_id) -> None:
    grant(wiring, shop_id, "write_fulfillments")
    browser = let_in(wiring)
    page = browser.get("/settings/messages", base_url=HTTPS).text
    saved = plainly(browser, SCANS, page, scans="on")
    assert (saved.status_code, saved.location) == (303, "/settings/messages?outcome=saved")
    assert read_settings(wiring, shop_id).show_scans
    assert "Saved" in words(browser.get(saved.location, base_url=HTTPS).text)


def test_scans_that_are_shown_already_need_no_permission_to_stay(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    set_show_scans(wiring, shop_id, "merchant", on=True)
    answer = let_in(wiring).post(
        SCANS, headers=outside(wiring), data={"scans": "on"}, base_url=HTTPS
    )
    assert answer.status_code == 200


def test_the_first_steps_stay_hidden(wiring, shop_id, client) -> None:
    assert client.post("/settings/guide", headers=headers()).status_code == 200
    assert read_settings(wiring, shop_id).guide_dismissed
    home = let_in(wiring).get("/settings", base_url=HTTPS).text
    assert "First steps" not in home


def test_an_answer_is_handed_to_the_shop_it_belongs_to(wiring, shop_id, client, connect) -> None:
    other = "other.myshopify.com"
    grant(wiring, connect(domain=other))
    with wiring.sessions.begin() as session:
        asked = NewRequest(PrivacyKind.EXPORT, "a", b"", NOON)
        number = keep(session, shop_id, asked, NOON)
        assert number is not None
        keep_answer(session, shop_id, number, 1, wiring.vault.seal('{"name": "Åsa"}'))
        close_request(session, shop_id, number, 1, NOON)
    path = f"/settings/privacy/{number}"
    answer = client.post(path, headers=headers(SHOP))
    assert answer.get_data(as_text=True) == '{"name": "Åsa"}'
    name = f'attachment; filename="privacy-request-{number}.json"'
    assert answer.headers["Content-Disposition"] == name
    assert client.post(path, headers=headers(other)).status_code == 404
    missing = client.post("/settings/privacy/9223372036854775807", headers=headers())
    assert missing.json == {"said": "This answer is no longer kept."}


def test_files_are_kept_for_ever_at_their_own_address_only(client) -> None:
    page = client.get(inside("/settings")).text
    address = page.partition('src="/settings/static/')[2].partition('"')[0]
    answer = client.get(f"/settings/static/{address}", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    plain = client.get("/settings/static/older/settings.js")
    assert plain.headers["Cache-Control"] == "no-cache"
    assert client.get("/settings/static/older/none.js").status_code == 404
