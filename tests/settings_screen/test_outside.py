"""The screen outside any admin: in by a link that works once, then by a cookie of our own."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from domain.shop import PlatformKey
from services.change_settings import read_settings
from services.merchant_entry import invite
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import at, let_in, outside, site

HTTPS = "https://track.example.com"


def link_to(wiring, domain: str = SHOP) -> str:
    address = invite(wiring, PlatformKey.SHOPIFY, domain)
    assert address is not None
    return urlsplit(address).path


def test_a_link_lets_one_merchant_in_once(wiring, shop_id) -> None:
    path = link_to(wiring)
    first, second = site(wiring).test_client(), site(wiring).test_client()
    looked = first.head(path, base_url=HTTPS)
    assert looked.status_code == 404
    entered = first.get(path, base_url=HTTPS)
    assert entered.status_code == 200
    assert 'content="0; url=/settings"' in entered.text
    assert first.get("/settings", base_url=HTTPS).status_code == 200
    assert second.get(path, base_url=HTTPS).status_code == 404
    assert second.get("/settings", base_url=HTTPS).status_code == 401


def test_the_cookie_is_for_this_host_only_and_out_of_reach_of_scripts(wiring, shop_id) -> None:
    cookie = site(wiring).test_client().get(link_to(wiring), base_url=HTTPS).headers["Set-Cookie"]
    assert cookie.startswith("__Host-framme=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"):
        assert f"; {part}" in cookie
    plain = at(wiring, "http://127.0.0.1:8000")
    cookie = site(plain).test_client().get(link_to(plain)).headers["Set-Cookie"]
    assert cookie.startswith("framme-settings=")
    assert "Secure" not in cookie


def test_a_page_may_be_framed_by_nobody(wiring, shop_id) -> None:
    answer = let_in(wiring).get("/settings", base_url=HTTPS)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "shopify-api-key" not in answer.text


def test_a_session_ends_by_itself_and_by_hand(wiring, shop_id) -> None:
    browser = let_in(wiring)
    wiring.clock.forward(hours=11, minutes=59)
    assert browser.get("/settings", base_url=HTTPS).status_code == 200
    wiring.clock.forward(minutes=1)
    assert browser.get("/settings", base_url=HTTPS).status_code == 401
    browser = let_in(wiring)
    assert (
        browser.post("/settings/leave", headers=outside(wiring), base_url=HTTPS).status_code == 200
    )
    assert browser.get("/settings", base_url=HTTPS).status_code == 401


def test_a_shop_that_has_left_is_closed_to_sessions_and_links(wiring, shop_id) -> None:
    browser, path = let_in(wiring), link_to(wiring)
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE shops SET uninstalled_at = now()"))
    assert browser.get("/settings", base_url=HTTPS).status_code == 401
    assert site(wiring).test_client().get(path, base_url=HTTPS).status_code == 404
    assert invite(wiring, PlatformKey.SHOPIFY, SHOP) is None


def test_a_shop_that_was_erased_is_closed_to_its_sessions(wiring, shop_id) -> None:
    browser = let_in(wiring)
    with wiring.engine.begin() as connection:
        connection.execute(text("DELETE FROM shops"))
    assert browser.get("/settings", base_url=HTTPS).status_code == 401


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"Origin": HTTPS},
        {"X-Framme": "settings"},
        {"Origin": "https://evil.example", "X-Framme": "settings"},
        {"Origin": "null", "X-Framme": "settings"},
        {"Origin": f"{HTTPS}.evil.example", "X-Framme": "settings"},
    ],
)
def test_another_sites_page_changes_nothing(wiring, shop_id, sent) -> None:
    browser = let_in(wiring)
    before = read_settings(wiring, shop_id)
    data = {"version": "1"}
    answer = browser.post("/settings/messages/shipped", headers=sent, data=data, base_url=HTTPS)
    assert answer.status_code == 401
    assert read_settings(wiring, shop_id) == before


def test_a_cookie_that_was_tampered_with_opens_nothing(wiring, shop_id, connect) -> None:
    connect(domain="other.myshopify.com")
    browser = let_in(wiring)
    cookie = browser.get_cookie("__Host-framme", domain="track.example.com")
    assert cookie is not None
    value = cookie.value
    for forged in (f"B{value[1:]}", value[:-8], f"{value}AAAA", "å", "AAAA"):
        stranger = site(wiring).test_client()
        stranger.set_cookie("__Host-framme", forged, domain="track.example.com", secure=True)
        assert stranger.get("/settings", base_url=HTTPS).status_code == 401


def test_links_cannot_be_guessed_at_leisure(wiring, shop_id) -> None:
    client = site(wiring).test_client()
    answers = [client.get(f"/settings/enter/guess-{n}") for n in range(21)]
    assert [answer.status_code for answer in answers] == [404] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_woocommerce_shop_sees_what_concerns_it(wiring, connect) -> None:
    connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k")
    browser = let_in(wiring, "mugs.example", PlatformKey.WOOCOMMERCE)
    home = browser.get("/settings", base_url=HTTPS).text
    assert "Plan" not in home
    assert "Open the editor" not in home
    assert "let us in" not in home
    assert "Shopify" not in browser.get("/settings/messages", base_url=HTTPS).text
    storefront = browser.get("/settings/storefront", base_url=HTTPS).text
    assert f"{HTTPS}/track/woocommerce/mugs.example" in storefront
    assert "/apps/track" not in storefront
