"""Shops are connected from a form or from our plugin, and the screen says how they stand."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.errors import ProviderError
from domain.shop import PlatformKey
from domain.shop_sites import SiteProblem, SiteRefusedError, WebhookCare
from services.keep_webhooks import keep_webhooks
from services.merchant_entry import invite
from services.set_up_shop import set_up_shop
from storage.shops import shop_by_id
from tests.fake_shop_api import FakeShopApi
from tests.fake_shop_sites import PLUGIN, SITE, FakeShopSites, grant_of, with_sites
from tests.services.sites import BACK, connect_site
from tests.settings_screen.merchants import outside, site

HTTPS = "https://track.example.com"


@pytest.fixture
def sites() -> FakeShopSites:
    return FakeShopSites(plugin=PLUGIN)


@pytest.fixture
def sited(wiring, sites):
    return with_sites(wiring, sites, FakeShopApi())


@pytest.fixture
def client(sited):
    return site(sited).test_client()


def post_form(client, **form: str):
    return client.post("/connect/woocommerce", data=form, base_url=HTTPS)


def merchant(sited, client):
    path = urlsplit(invite(sited, PlatformKey.WOOCOMMERCE, SITE.name)).path
    client.get(path, base_url=HTTPS)
    return client


def test_from_the_shop_to_its_consent_page_and_back_connected(client, sited) -> None:
    sent = post_form(client, site="mugs.example", back=BACK)
    assert sent.status_code == 303
    asked = parse_qs(urlsplit(sent.location).query)
    assert asked["callback_url"] == [f"{HTTPS}/connect/woocommerce/keys"]
    state = asked["user_id"][0]
    kept = client.post("/connect/woocommerce/keys", data=grant_of(state), base_url=HTTPS)
    assert kept.status_code == 200
    done = client.get(f"{asked['return_url'][0]}?success=1&user_id={state}")
    assert (done.status_code, done.location) == (303, f"{BACK}&framme_connect=connected")
    assert "Set-Cookie" not in done.headers


def test_who_began_elsewhere_reads_that_it_is_done_and_is_let_in_nowhere(client, sited) -> None:
    state = parse_qs(urlsplit(post_form(client, site="mugs.example").location).query)["user_id"][0]
    client.post("/connect/woocommerce/keys", data=grant_of(state), base_url=HTTPS)
    done = client.get(f"/connect/woocommerce/done?success=1&user_id={state}", base_url=HTTPS)
    assert "Your shop is connected" in done.text
    assert client.get("/settings", base_url=HTTPS).status_code == 401


@pytest.mark.parametrize(
    ("success", "key", "outcome"),
    [("0", "", "denied"), ("1", "ck_wrong", "failed"), ("1", "", "failed")],
)
def test_what_went_wrong_is_told_to_the_plugin_or_on_a_page(
    client, sited, success, key, outcome
) -> None:
    for back in (BACK, ""):
        sent = post_form(client, site="mugs.example", back=back)
        state = parse_qs(urlsplit(sent.location).query)["user_id"][0]
        if key:
            answer = client.post(
                "/connect/woocommerce/keys", data=grant_of(state, key), base_url=HTTPS
            )
            assert answer.status_code == 403
        path = f"/connect/woocommerce/done?success={success}&user_id={state}"
        done = client.get(path, base_url=HTTPS)
        if back:
            assert done.location == f"{BACK}&framme_connect={outcome}"
        else:
            assert "Your shop is not connected" in done.text


def test_only_a_connection_that_worked_is_answered_with_200(client, sited, sites) -> None:
    def post(body: bytes):
        return client.post("/connect/woocommerce/keys", data=body, base_url=HTTPS).status_code

    def state():
        sent = post_form(client, site="mugs.example")
        return parse_qs(urlsplit(sent.location).query)["user_id"][0]

    assert post(b"no json") == 400
    assert post(grant_of("unknown")) == 404
    sites.failing = [ProviderError("away")]
    assert post(grant_of(state())) == 502


@pytest.mark.parametrize("problem", SiteProblem)
def test_why_a_shop_cannot_be_connected_stands_beside_the_field(
    client, sited, sites, problem
) -> None:
    def refuse(_address: str):
        raise SiteRefusedError(problem, "https://new.example")

    sites.find = refuse
    answer = post_form(client, site='"><script>x</script>', back=BACK)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "<script>x" not in answer.text
    said = answer.text.split('id="site-error">')[1].split("<")[0]
    assert len(said) > 20
    assert ("new.example" in said) == (problem is SiteProblem.MOVED)


def test_the_form_takes_an_address_along(client, sited) -> None:
    answer = client.get("/connect/woocommerce?site=https://mugs.example&back=x", base_url=HTTPS)
    assert 'value="https://mugs.example"' in answer.text
    assert "form-action 'self' https: http:" in answer.headers["Content-Security-Policy"]


def test_an_installation_that_connects_no_shops_says_so(wiring) -> None:
    closed = site(replace(wiring, sites={})).test_client()
    assert closed.get("/connect/woocommerce", base_url=HTTPS).status_code == 404
    assert closed.post("/connect/woocommerce", base_url=HTTPS).status_code == 404
    assert closed.post("/connect/woocommerce/keys", base_url=HTTPS).status_code == 404


def test_a_merchant_sees_how_the_connection_stands(client, sited) -> None:
    shop_id = connect_site(sited)
    page = merchant(sited, client).get("/settings/connection", base_url=HTTPS).text
    assert "They are made in a minute." in page
    keep_webhooks(sited, shop_id)
    set_up_shop(sited, shop_id)
    page = client.get("/settings/connection?locale=en", base_url=HTTPS).text
    assert "Looked after daily" in page
    assert "Version 1.0.0" in page
    assert "Connect again" in page


def test_a_shop_that_refuses_us_is_shown_with_one_link_to_connect_again(
    client, sited, sites
) -> None:
    shop_id = connect_site(sited)
    sites.keys.clear()
    with pytest.raises(ProviderError):
        keep_webhooks(sited, shop_id)
    home = merchant(sited, client).get("/settings", base_url=HTTPS).text
    assert "The shop no longer lets us in" in home
    assert "woocommerce_rest_cannot_view" in home
    assert 'href="/settings/connection/again"' in home
    again = client.get("/settings/connection/again", base_url=HTTPS)
    assert again.status_code == 303
    assert again.location.startswith(SITE.consent)


def test_connecting_again_says_why_it_cannot(client, sited, sites) -> None:
    connect_site(sited)
    sites.sites.clear()
    again = merchant(sited, client).get("/settings/connection/again", base_url=HTTPS)
    assert again.status_code == 422
    assert SITE.address in again.text


def test_a_merchant_parts_with_us_by_one_button(client, sited, sites) -> None:
    shop_id = connect_site(sited)
    merchant(sited, client)
    answer = client.post("/settings/connection/part", headers=outside(sited), base_url=HTTPS)
    assert answer.status_code == 200
    assert sites.dismissed == 1
    with sited.sessions() as session:
        assert shop_by_id(session, shop_id).uninstalled_at == sited.clock()
    assert client.get("/settings", base_url=HTTPS).status_code == 401


def test_a_shop_connected_by_hand_is_offered_more(client, sited, connect) -> None:
    connect(PlatformKey.WOOCOMMERCE, "hand.example", webhook_key="k")
    path = urlsplit(invite(sited, PlatformKey.WOOCOMMERCE, "hand.example")).path
    client.get(path, base_url=HTTPS)
    assert "Connected by hand" in client.get("/settings/connection", base_url=HTTPS).text
    assert client.get("/settings/connection/again", base_url=HTTPS).status_code == 401


def test_the_storefront_page_leads_to_where_the_plugin_shows_orders(client, sited) -> None:
    connect_site(sited)
    page = merchant(sited, client).get("/settings/storefront", base_url=HTTPS).text
    assert f'href="{PLUGIN.account_address}"' in page
    assert f'href="{HTTPS}/track/woocommerce/{SITE.name}"' in page


def connection_page(sited, client) -> str:
    page: str = merchant(sited, client).get("/settings/connection?locale=en", base_url=HTTPS).text
    return page


def test_a_shop_without_our_plugin_is_told_where_to_get_on(client, sited, sites) -> None:
    sites.plugin = None
    set_up_shop(sited, connect_site(sited))
    assert "Not installed" in connection_page(sited, client)


def test_background_work_that_is_switched_off_and_mended_webhooks_are_named(
    client, sited, sites
) -> None:
    sites.plugin = replace(PLUGIN, background_stopped=True)
    sites.care = WebhookCare(remade=2)
    keep_webhooks(sited, connect_site(sited))
    page = connection_page(sited, client)
    assert "WP-Cron is switched off" in page
    assert "2 that the shop had switched off were made anew." in page


def test_a_connection_that_is_refused_says_what_the_shop_answered(client, sited, sites) -> None:
    shop_id = connect_site(sited)
    sites.keys.clear()
    with pytest.raises(ProviderError):
        keep_webhooks(sited, shop_id)
    page = connection_page(sited, client)
    assert "Refused" in page
    assert "woocommerce_rest_cannot_view" in page
