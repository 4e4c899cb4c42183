"""Access granted by hand: begun in this browser, for this shop, or not at all."""

import hmac
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from domain.shop import PlatformKey
from services.review_shop import AccessState, shop_overview
from services.wiring import Wiring
from tests.integrations.shopify_requests import TokenEndpoint, an_app, with_simulator
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, inside, let_in, site
from tests.shop_bodies import SHOPIFY_SECRET

HTTPS = "https://track.example.com"


def begun(browser: FlaskClient) -> str:
    """Begin a grant, and return its state."""
    answer = browser.get("/settings/authorize", base_url=HTTPS)
    assert answer.status_code == 302
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-framme-grant=")
    assert "; SameSite=Lax" in cookie
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == [f"{HTTPS}/settings/authorized"]
    return asked["state"][0]


def callback(wiring: Wiring, state: str, shop: str = SHOP) -> str:
    """Return the address Shopify sends the merchant back to."""
    moment = str(int(wiring.clock().timestamp()))
    told = {"code": "abc", "host": "x", "shop": shop, "state": state, "timestamp": moment}
    signed = "&".join(f"{name}={told[name]}" for name in sorted(told))
    proof = hmac.digest(SHOPIFY_SECRET.encode(), signed.encode(), "sha256").hex()
    return f"/settings/authorized?{urlencode({**told, 'hmac': proof})}"


def test_granting_by_hand_gives_access_and_lets_the_merchant_in(wiring, shop_id) -> None:
    assert shop_overview(wiring, shop_id).access is AccessState.NONE

    def go(address: str) -> None:
        here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock, address)})
        browser = let_in(here)
        state = begun(browser)
        answer = browser.get(callback(wiring, state), base_url=HTTPS)
        assert answer.status_code == 200
        assert answer.headers.getlist("Set-Cookie")[0].startswith("__Host-framme=")
        assert browser.get("/settings", base_url=HTTPS).status_code == 200
        assert browser.get(callback(wiring, state), base_url=HTTPS).status_code == 404

    endpoint = TokenEndpoint()
    with_simulator(endpoint, go)
    assert len(endpoint.asked) == 1
    assert shop_overview(wiring, shop_id).access is AccessState.OK


@pytest.fixture
def state(wiring, shop_id) -> tuple[FlaskClient, str]:
    # By the clock that callbacks are signed by: nothing here is refused for being stale.
    browser = let_in(replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock)}))
    return browser, begun(browser)


def test_a_grant_begun_elsewhere_is_refused(wiring, state) -> None:
    other = let_in(wiring)
    assert other.get(callback(wiring, state[1]), base_url=HTTPS).status_code == 404
    begun(other)
    assert other.get(callback(wiring, state[1]), base_url=HTTPS).status_code == 404


def test_a_grant_that_took_too_long_is_refused(wiring, state) -> None:
    browser, sent = state
    wiring.clock.forward(minutes=11)
    assert browser.get(callback(wiring, sent), base_url=HTTPS).status_code == 404


def test_a_grant_of_another_shop_is_refused(wiring, state) -> None:
    browser, sent = state
    path = callback(wiring, sent, "other.myshopify.com")
    assert browser.get(path, base_url=HTTPS).status_code == 404


def test_a_callback_nobody_signed_is_refused(wiring, state) -> None:
    browser, sent = state
    path = callback(wiring, sent).replace("code=abc", "code=abd")
    assert browser.get(path, base_url=HTTPS).status_code == 404
    assert browser.get(callback(wiring, sent) + "&shop=x", base_url=HTTPS).status_code == 404


def test_while_shopify_is_away_the_merchant_may_try_later(wiring, shop_id) -> None:
    def go(address: str) -> int:
        here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock, address)})
        browser = let_in(here)
        return browser.get(callback(wiring, begun(browser)), base_url=HTTPS).status_code

    assert with_simulator(TokenEndpoint(500), go) == 503


def test_within_the_admin_nothing_is_granted_by_hand(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    assert client.get(inside("/settings/authorize")).status_code == 401


def install_link(wiring: Wiring, **changes: str) -> str:
    """Return the address Shopify opens when an app outside the admin is installed."""
    moment = str(int(wiring.clock().timestamp()))
    told = {"shop": SHOP, "timestamp": moment, **changes}
    signed = "&".join(f"{name}={told[name]}" for name in sorted(told))
    proof = hmac.digest(SHOPIFY_SECRET.encode(), signed.encode(), "sha256").hex()
    return f"/settings/authorize?{urlencode({**told, 'hmac': proof})}"


def test_a_shop_nobody_knows_yet_is_installed_by_shopifys_link(wiring) -> None:
    def go(address: str) -> None:
        here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock, address)})
        browser = site(here).test_client()
        sent = browser.get(install_link(wiring), base_url=HTTPS)
        assert sent.status_code == 302
        state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
        assert browser.get(callback(wiring, state), base_url=HTTPS).status_code == 200
        assert browser.get("/settings", base_url=HTTPS).status_code == 200

    with_simulator(TokenEndpoint(), go)


@pytest.mark.parametrize(
    "link",
    [
        lambda wiring: install_link(wiring).replace(SHOP, "chairs.myshopify.com"),
        lambda wiring: f"{install_link(wiring)}&shop={SHOP}",
        lambda wiring: install_link(wiring, timestamp="1700000000"),
        lambda wiring: install_link(wiring, shop="evil.example"),
    ],
    ids=["another shop's", "says it twice", "stale", "no shop's"],
)
def test_an_install_link_shopify_has_not_signed_just_now_leads_nowhere(wiring, link) -> None:
    here = replace(wiring, apps={PlatformKey.SHOPIFY: an_app(wiring.clock)})
    assert site(here).test_client().get(link(wiring), base_url=HTTPS).status_code == 404
