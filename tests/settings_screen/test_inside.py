"""The screen inside Shopify's admin: every request is proven by a token, and by nothing else."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from domain.shop import PlatformKey
from services.review_shop import AccessState, shop_overview
from services.wiring import Wiring
from tests.integrations.shopify_requests import TokenEndpoint, an_app, with_simulator
from tests.session_tokens import SHOP, id_token
from tests.settings_screen.merchants import STALE, grant, headers, inside, let_in, site

PAGES = [
    *("", "/exceptions", "/carriers", "/carriers/testpost"),
    *(
        "/messages",
        "/messages/rules",
        "/brand",
        "/tracking",
        "/tracking/campaigns",
        "/storefront",
        "/plan",
        "/privacy",
        "/privacy/erase",
        "/team",
        "/audit",
    ),
]
PATHS = [f"/settings{path}" for path in PAGES]


@pytest.fixture
def client(wiring: Wiring, shop_id: int) -> FlaskClient:
    grant(wiring, shop_id)
    return site(wiring).test_client()


@pytest.mark.parametrize("path", PATHS)
def test_a_document_may_be_framed_by_its_own_shop_and_the_admin_only(wiring, client, path) -> None:
    answer = client.get(inside(path))
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith(f"frame-ancestors https://{SHOP} https://admin.shopify.com; ")
    assert "script-src 'self' https://cdn.shopify.com;" in policy
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Link"].count('rel="preload"') == 2


@pytest.mark.parametrize("path", PATHS)
def test_app_bridge_is_the_first_script_and_nothing_is_inline(wiring, client, path) -> None:
    html = client.get(inside(path)).text
    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts[0] == '<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js">'
    assert scripts[1] == '<script src="https://cdn.shopify.com/shopifycloud/polaris.js">'
    assert all("src=" in script for script in scripts)
    assert html.index('name="shopify-api-key"') < html.index("<script")
    assert not re.search(r"<style|style=|\son\w+=", html)


def test_links_within_the_screen_carry_what_names_the_shop_and_no_proof(wiring, client) -> None:
    html = client.get(inside("/settings", locale="en", session="x", hmac="y")).text
    links = re.findall(r'<s-link href="(/settings[^"]*)"', html)
    assert len(links) > 9
    for link in links:
        assert set(parse_qs(urlsplit(link.replace("&amp;", "&")).query)) == {
            "shop",
            "host",
            "embedded",
            "locale",
        }


def test_a_document_without_a_fresh_proof_is_sent_to_the_bounce_page(wiring, client) -> None:
    stale = id_token(now=STALE)
    for proof in ("", f"&id_token={stale}"):
        answer = client.get(f"/settings/plan?shop={SHOP}&host=x{proof}")
        assert answer.status_code == 302
        location = urlsplit(answer.headers["Location"])
        assert location.path == "/settings/session-token"
        assert stale not in location.query
        bounced = client.get(answer.headers["Location"])
        assert bounced.status_code == 200
        assert "app-bridge.js" in bounced.text
        assert "frame-ancestors" in bounced.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/settings/messages/shipped", "/settings/guide", "/settings/privacy/1"]
)
def test_a_fetch_without_a_fresh_proof_is_told_to_try_again(wiring, client, path) -> None:
    for sent in (headers(now=STALE), {}):
        answer = client.post(path, headers=sent, data={"version": "1"})
        assert answer.status_code == 401
        assert answer.headers["X-Shopify-Retry-Invalid-Session-Request"] == "1"


def test_the_cookie_of_the_other_shell_opens_nothing_here(wiring, client) -> None:
    browser = let_in(wiring)
    base = wiring.public_url
    assert browser.get("/settings", base_url=base).status_code == 200
    assert browser.get(f"/settings?shop={SHOP}", base_url=base).status_code == 302
    bad = {"Authorization": "Bearer none", "Origin": base, "X-Framme": "settings"}
    assert browser.post("/settings/guide", headers=bad, base_url=base).status_code == 401


def test_a_merchant_sees_the_own_shop_whatever_the_address_says(wiring, client, connect) -> None:
    grant(wiring, connect(domain="other.myshopify.com"))
    html = client.get(inside("/settings/storefront", SHOP) + "&shop=other.myshopify.com")
    assert f"/track/shopify/{SHOP}" in html.text
    assert "/track/shopify/other" not in html.text


def test_the_admins_language_comes_first(wiring, client) -> None:
    swedish = client.get(inside("/settings", locale="sv"))
    assert '<html lang="sv"' in swedish.text
    accepting = {"Accept-Language": "sv"}
    assert '<html lang="sv"' in client.get(inside("/settings"), headers=accepting).text


def test_the_first_visit_connects_a_shop_nobody_told_us_of(wiring: Wiring) -> None:
    def visit(address: str) -> int:
        here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock, address)})
        return site(here).test_client().get(inside("/settings")).status_code

    assert with_simulator(TokenEndpoint(), visit) == 200
    assert shop_overview(wiring, 1).access is AccessState.OK


def test_while_shopify_is_away_the_merchant_is_told_in_the_frame(wiring: Wiring) -> None:
    def visit(address: str) -> tuple[int, str, int]:
        here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock, address)})
        client = site(here).test_client()
        page = client.get(inside("/settings"))
        saved = client.post("/settings/guide", headers=headers())
        return page.status_code, page.headers["Content-Security-Policy"], saved.status_code

    page, policy, saved = with_simulator(TokenEndpoint(500), visit)
    assert (page, saved) == (503, 503)
    assert policy.startswith(f"frame-ancestors https://{SHOP} ")


def test_without_an_app_the_admin_shows_nothing(wiring: Wiring, shop_id: int) -> None:
    client = site(replace(wiring, apps={})).test_client()
    assert client.get(inside("/settings")).status_code == 401
    assert client.get("/settings/session-token?shop=x").status_code == 401
