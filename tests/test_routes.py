"""Every address we answer at, with what guards it; one that is not on the list is a mistake."""

import re

import pytest
from flask import Flask

from app import create_app
from runtime.config import Config
from tests.board_pages import BOARD_PAGES
from tests.services.several_carriers import enter_account
from tests.shopper_pages import SHOPPER_PAGES
from tests.tracking_pages import TRACKING_PAGES
from tests.webhooks_pages import WEBHOOKS_PAGES

TOKEN, LIMITED, PUBLIC = "opened by a signed token", "rate-limited", "public, and reads nothing"
PUBLISHED = "public: what a shop says to everybody"
THROUGH_SHOP = "signed by the shop's platform for its storefront or account pages"
PLUGIN = "signed by our plugin in a shop"
CONNECTING = "rate-limited: makes us look at the address that was entered"
SIGNED = "at an unguessable address, signed by a carrier with its account's secret"
REPORTED = "at an unguessable address or our own account's, proven with the account's secret"
ONCE = "opened by the state of a connection that somebody began"
MERCHANT = "a merchant in the platform's admin, or let in by a link"
JOINING = "opened by a link that works once, mailed to one of a shop's team"
MAILING = "rate-limited: mails a link to one of a team, and says the same to all"
KEY = "a merchant's API key"
ROUTES = {
    **dict.fromkeys(SHOPPER_PAGES, TOKEN),
    ("GET", "/t/look/<int(max=9223372036854775807):shop_id>/<version>.css"): PUBLISHED,
    ("GET", "/p/push.js"): PUBLIC,
    ("GET", "/track/<platform>/<path:domain>"): PUBLIC,
    ("POST", "/track/<platform>/<path:domain>"): LIMITED,
    ("GET", "/t/static/<version>/<name>"): PUBLIC,
    ("GET", "/faq/<platform>/<path:domain>"): PUBLISHED,
    ("GET", "/proxy"): THROUGH_SHOP,
    ("GET", "/proxy/words"): THROUGH_SHOP,
    ("POST", "/proxy/look-up"): THROUGH_SHOP,
    ("GET", "/proxy/order"): THROUGH_SHOP,
    ("POST", "/proxy/order"): THROUGH_SHOP,
    ("GET", "/proxy/orders"): THROUGH_SHOP,
    ("GET", "/account-api/order"): THROUGH_SHOP,
    ("GET", "/account-api/orders"): THROUGH_SHOP,
    ("GET", "/shop-api/v1/orders"): PLUGIN,
    ("GET", "/shop-api/v1/order"): PLUGIN,
    ("POST", "/shop-api/v1/look-up"): PLUGIN,
    ("GET", "/shop-api/v1/words"): PLUGIN,
    ("GET", "/shop-api/v1/faq"): PLUGIN,
    ("POST", "/shop-api/v1/privacy/export"): PLUGIN,
    ("POST", "/shop-api/v1/privacy/erase"): PLUGIN,
    ("GET", "/shop-api/v1/status"): PLUGIN,
    ("POST", "/shop-api/v1/disconnect"): PLUGIN,
    ("GET", "/connect/woocommerce"): PUBLIC,
    ("POST", "/connect/woocommerce"): CONNECTING,
    ("POST", "/connect/woocommerce/keys"): ONCE,
    ("GET", "/connect/woocommerce/done"): ONCE,
    ("GET", "/settings/connection"): MERCHANT,
    ("GET", "/settings/connection/again"): MERCHANT,
    ("POST", "/settings/connection/part"): MERCHANT,
    ("GET", "/settings"): MERCHANT,
    ("POST", "/settings/guide"): MERCHANT,
    **dict.fromkeys(BOARD_PAGES, MERCHANT),
    ("GET", "/settings/team"): MERCHANT,
    ("POST", "/settings/team"): MERCHANT,
    ("POST", "/settings/team/<int(max=9223372036854775807):number>/again"): MERCHANT,
    ("POST", "/settings/team/<int(max=9223372036854775807):number>/role"): MERCHANT,
    ("GET", "/settings/team/<int(max=9223372036854775807):number>/remove"): MERCHANT,
    ("POST", "/settings/team/<int(max=9223372036854775807):number>/remove"): MERCHANT,
    ("POST", "/settings/team/keys"): MERCHANT,
    ("GET", "/settings/team/keys/<int(max=9223372036854775807):number>/revoke"): MERCHANT,
    ("POST", "/settings/team/keys/<int(max=9223372036854775807):number>/revoke"): MERCHANT,
    ("GET", "/settings/carriers"): MERCHANT,
    ("GET", "/settings/carriers/<provider>"): MERCHANT,
    ("POST", "/settings/carriers/<provider>"): MERCHANT,
    ("POST", "/settings/carriers/<provider>/test"): MERCHANT,
    ("GET", "/settings/carriers/<provider>/remove"): MERCHANT,
    ("POST", "/settings/carriers/<provider>/remove"): MERCHANT,
    ("GET", "/settings/channels"): MERCHANT,
    ("GET", "/settings/channels/<provider>"): MERCHANT,
    ("POST", "/settings/channels/<provider>"): MERCHANT,
    ("POST", "/settings/channels/<provider>/test"): MERCHANT,
    ("GET", "/settings/channels/<provider>/remove"): MERCHANT,
    ("POST", "/settings/channels/<provider>/remove"): MERCHANT,
    **dict.fromkeys(WEBHOOKS_PAGES, MERCHANT),
    ("GET", "/settings/messages"): MERCHANT,
    ("POST", "/settings/messages/scans"): MERCHANT,
    ("POST", "/settings/messages/<kind>"): MERCHANT,
    ("GET", "/settings/messages/rules"): MERCHANT,
    ("POST", "/settings/messages/rules"): MERCHANT,
    ("GET", "/settings/brand"): MERCHANT,
    ("POST", "/settings/brand"): MERCHANT,
    ("POST", "/settings/brand/look"): MERCHANT,
    ("POST", "/settings/brand/check"): MERCHANT,
    **dict.fromkeys(TRACKING_PAGES, MERCHANT),
    ("GET", "/settings/messages/<kind>/<channel>/<code>"): MERCHANT,
    ("POST", "/settings/messages/<kind>/<channel>/<code>"): MERCHANT,
    ("POST", "/settings/messages/<kind>/<channel>/<code>/preview"): MERCHANT,
    ("POST", "/settings/messages/<kind>/<channel>/<code>/test"): MERCHANT,
    ("POST", "/settings/messages/<kind>/<channel>/<code>/reset"): MERCHANT,
    ("GET", "/settings/messages/<kind>/<channel>/<code>/history"): MERCHANT,
    ("POST", "/settings/messages/<kind>/<channel>/<code>/restore"): MERCHANT,
    ("GET", "/settings/messages/shown/<token>"): TOKEN,
    ("GET", "/settings/storefront"): MERCHANT,
    ("GET", "/settings/plan"): MERCHANT,
    ("GET", "/settings/privacy"): MERCHANT,
    ("POST", "/settings/privacy/<int(max=9223372036854775807):number>"): MERCHANT,
    ("POST", "/settings/privacy/export"): MERCHANT,
    ("POST", "/settings/privacy/retention"): MERCHANT,
    ("GET", "/settings/privacy/erase"): MERCHANT,
    ("POST", "/settings/privacy/erase"): MERCHANT,
    ("POST", "/settings/privacy/erase/ask"): MERCHANT,
    ("GET", "/settings/audit"): MERCHANT,
    ("POST", "/settings/leave"): MERCHANT,
    ("POST", "/settings/shop/<int(max=9223372036854775807):number>"): MERCHANT,
    ("GET", "/settings/authorize"): MERCHANT,
    ("GET", "/settings/authorized"): TOKEN,
    ("GET", "/settings/enter/<token>"): TOKEN,
    ("GET", "/settings/join/<token>"): PUBLIC,
    ("POST", "/settings/join/<token>"): JOINING,
    ("POST", "/settings/enter"): MAILING,
    ("GET", "/api/v1/orders/<path:number>"): KEY,
    ("POST", "/api/v1/orders/<path:number>/stage"): KEY,
    ("GET", "/api/v1/messages"): KEY,
    ("GET", "/settings/session-token"): PUBLIC,
    ("GET", "/settings/static/<version>/<name>"): PUBLIC,
    ("POST", "/webhooks/carriers/<token>"): SIGNED,
    ("POST", "/webhooks/messages/<token>"): REPORTED,
    ("POST", "/webhooks/messages/own/<provider>"): REPORTED,
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/metrics"): PUBLIC,
    ("GET", "/demo"): PUBLIC,
    ("GET", "/demo/readme"): PUBLIC,
    ("GET", "/demo/static/<path:filename>"): PUBLIC,
}


@pytest.fixture
def app(wiring) -> Flask:
    config = Config(
        production=False,
        database_url="",
        redis_url="",
        public_url=wiring.public_url,
        secret_keys=(),
        smtp_url="",
        mail_from=wiring.mail_from,
        metrics=True,
        demo_url="http://127.0.0.1:8025",
    )
    return create_app(wiring, config)


def test_every_route_is_on_the_list_with_what_guards_it(app) -> None:
    rules = {(method, r.rule) for r in app.url_map.iter_rules() for method in r.methods or ()}
    assert {rule for rule in rules if rule[0] not in {"HEAD", "OPTIONS"}} == set(ROUTES)


def test_routes_behind_a_token_open_to_nobody_else(app) -> None:
    for method, rule in (route for route, guard in ROUTES.items() if guard == TOKEN):
        path = rule.replace("<token>", "A" * 32)
        assert app.test_client().open(path, method=method).status_code == 404


def test_routes_through_a_shop_refuse_what_its_platform_has_not_signed(app, shop_id) -> None:
    unsigned = "?shop=lamps.myshopify.com&signature=x"
    for method, rule in (route for route, guard in ROUTES.items() if guard == THROUGH_SHOP):
        answer = app.test_client().open(rule + unsigned, method=method)
        assert answer.status_code == 401


def test_merchants_routes_turn_away_whoever_proves_nothing(app) -> None:
    for method, rule in (route for route, guard in ROUTES.items() if guard == MERCHANT):
        path = re.sub("<[^>]*>", "1", rule)
        assert app.test_client().open(path, method=method).status_code == 401
        header = {"Authorization": "Bearer none"}
        assert app.test_client().open(path, method=method, headers=header).status_code == 401


def test_the_merchants_api_is_closed_to_whoever_has_no_key(app) -> None:
    for method, rule in (route for route, guard in ROUTES.items() if guard == KEY):
        for headers in ({}, {"Authorization": "Bearer none"}, {"Authorization": "Bearer fk_none"}):
            path = re.sub("<.*>", "1", rule)
            answer = app.test_client().open(path, method=method, headers=headers)
            assert (answer.status_code, set(answer.get_json())) == (401, {"error"})


def test_mailed_links_let_in_once_and_nobody_elses_page_can_use_or_ask_for_them(app) -> None:
    ours, theirs = {"Origin": "https://track.example.com"}, {"Origin": "https://evil.example"}
    for method, rule in (r for r, guard in ROUTES.items() if guard in {JOINING, MAILING}):
        path = rule.replace("<token>", "A" * 43)
        assert app.test_client().open(path, method=method, headers=theirs).status_code == 401
        answers = [app.test_client().open(path, method=method, headers=ours) for _ in range(21)]
        assert answers[0].status_code == (404 if "<token>" in rule else 200)
        assert answers[-1].status_code == 429


def test_routes_for_plugins_are_closed_to_whoever_has_no_secret(app) -> None:
    for method, rule in (route for route, guard in ROUTES.items() if guard == PLUGIN):
        for headers in ({}, {"Authorization": "Bearer none"}, {"Authorization": "Basic eDp5"}):
            answer = app.test_client().open(rule, method=method, headers=headers)
            assert (answer.status_code, set(answer.get_json())) == (401, {"error"})


def test_pushes_are_taken_only_where_an_account_expects_them_and_signed(
    app, wiring, shop_id
) -> None:
    enter_account(wiring, shop_id, secret="s")
    for _, rule in (route for route, guard in ROUTES.items() if guard == SIGNED):
        post = app.test_client().post
        assert post(rule.replace("<token>", "A" * 32), data=b"{}").status_code == 404
        known = rule.replace("<token>", f"token-{shop_id}-testpost")
        assert post(known, data=b"{}").status_code == 401


def test_reports_are_taken_only_for_accounts_there_are(app, shop_id) -> None:
    for _, rule in (route for route, guard in ROUTES.items() if guard == REPORTED):
        path = re.sub("<[^>]*>", "nobody", rule)
        assert app.test_client().post(path, data=b"{}").status_code == 404


def test_a_connection_nobody_began_takes_no_keys_and_leads_nowhere(app) -> None:
    grant = {"user_id": "A" * 32, "consumer_key": "ck_a", "consumer_secret": "cs_a"}
    client = app.test_client()
    posted = client.post("/connect/woocommerce/keys", json={**grant, "key_permissions": "write"})
    assert posted.status_code in {400, 404}
    assert client.get("/connect/woocommerce/done?user_id=" + "A" * 32).status_code == 404


def test_connecting_stops_a_caller_who_goes_on(app) -> None:
    post = app.test_client().post
    answers = [post("/connect/woocommerce", data={"site": "nowhere"}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]


def test_limited_routes_stop_a_caller_who_goes_on(app, shop_id) -> None:
    for _, rule in (route for route, guard in ROUTES.items() if guard == LIMITED):
        path = rule.replace("<platform>", "shopify").replace("<path:domain>", "lamps.myshopify.com")
        answers = [
            app.test_client().post(path, data={"number": str(n), "proof": "a@example.com"})
            for n in range(21)
        ]
        assert [answer.status_code for answer in answers] == [422] * 20 + [429]
