"""What merchants change: exactly what they chose, in their own shop, or nothing at all."""

import pytest
from flask.testing import FlaskClient

from domain.notification import Kind
from services.change_settings import MerchantSettings, read_settings, set_show_scans
from services.wiring import Wiring
from storage.privacy_requests import NewRequest, PrivacyKind, close_request, keep_answer
from storage.privacy_requests import keep_request as keep
from tests.fakes import NOON
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site

HTTPS = "https://track.example.com"


@pytest.fixture
def client(wiring: Wiring, shop_id: int) -> FlaskClient:
    grant(wiring, shop_id)
    return site(wiring).test_client()


def save(client: FlaskClient, **data: object):
    return client.post("/settings/messages", headers=headers(), data=data)


def test_what_is_not_sent_is_switched_off(wiring, shop_id, client) -> None:
    answer = save(client, kinds=["shipped", "delivered"])
    assert (answer.status_code, answer.json) == (200, {"said": "Saved"})
    on = {Kind.SHIPPED, Kind.DELIVERED}
    assert read_settings(wiring, shop_id).switched_off == frozenset(Kind) - on
    save(client, kinds=list(Kind))
    assert read_settings(wiring, shop_id) == MerchantSettings()
    save(client)
    assert read_settings(wiring, shop_id).switched_off == frozenset(Kind)


def test_another_shop_is_left_alone(wiring, shop_id, client, connect) -> None:
    other = connect(domain="other.myshopify.com")
    save(client, kinds=["shipped"])
    assert read_settings(wiring, other) == MerchantSettings()


def test_a_kind_that_does_not_exist_changes_nothing_and_is_told_by_its_field(
    wiring, shop_id, client
) -> None:
    answer = save(client, kinds=["shipped", "party"], scans="on")
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"kinds"}
    assert read_settings(wiring, shop_id) == MerchantSettings()


def test_scans_are_shown_and_hidden(wiring, shop_id, client) -> None:
    save(client, kinds="shipped", scans="on")
    assert read_settings(wiring, shop_id).show_scans
    save(client, kinds="shipped")
    assert not read_settings(wiring, shop_id).show_scans


def test_outside_the_admin_scans_need_a_permission_given_before(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)

    def save(**data: object) -> int:
        answer = browser.post(
            "/settings/messages", headers=outside(wiring), data=data, base_url=HTTPS
        )
        return answer.status_code

    assert save(kinds="shipped", scans="on") == 422
    assert read_settings(wiring, shop_id) == MerchantSettings()
    grant(wiring, shop_id, "write_fulfillments")
    assert save(kinds="shipped", scans="on") == 200
    assert read_settings(wiring, shop_id).show_scans


def test_scans_that_are_shown_already_need_no_permission_to_stay(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    set_show_scans(wiring, shop_id, on=True)
    answer = let_in(wiring).post(
        "/settings/messages",
        headers=outside(wiring),
        data={"kinds": "shipped", "scans": "on"},
        base_url=HTTPS,
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
