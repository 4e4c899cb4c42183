"""The review's security checks that are attacks over HTTP, each tried under its own name."""

import logging
import re
from datetime import timedelta

import pytest

from domain.kinds import ChannelKey
from runtime.clock import utc_now
from services.look_up_order import open_link
from services.merchant_entry import invite
from tests.fakes import SteppingClock
from tests.security.attacks import CUSTOMER, ORDER, OTHER, SECRETS_OF_ORDER, SHOP, Stage, set_stage
from tests.session_tokens import account_headers
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET


@pytest.fixture
def stage(wiring, connect) -> Stage:
    return set_stage(wiring, connect)


def test_APP_PROXY_UNVERIFIED_SIGNATURE(stage: Stage) -> None:
    good = stage.proxy(logged_in_customer_id=CUSTOMER)
    assert stage.client.get(f"/proxy/order?id={ORDER}&{good}").status_code == 401  # not signed so
    forged = [
        "",
        good.replace("signature=", "signature=0"),
        good.replace(f"logged_in_customer_id={CUSTOMER}", "logged_in_customer_id=78"),
        stage.proxy(secret="a guess", logged_in_customer_id=CUSTOMER),
        f"{good}&shop={OTHER}",
        re.sub(r"&signature=.*", "", good),
    ]
    for query in forged:
        for path in ("/proxy", "/proxy/orders", "/proxy/words"):
            answer = stage.client.get(f"{path}?{query}")
            assert answer.status_code == 401, (path, query)
            assert ORDER not in answer.text
    assert stage.client.get(f"/proxy/orders?{good}").get_json()["orders"]


def test_APP_PROXY_LIQUID_INJECTION(stage: Stage) -> None:
    asked = "{{ shop.email }}{% include 'x' %}"
    plain = stage.client.get(f"/proxy?{stage.proxy()}")
    hostile = stage.client.get(f"/proxy?{stage.proxy(path_prefix=asked, lang=asked, t=asked)}")
    assert plain.content_type == "application/liquid"
    assert hostile.status_code in {200, 400, 401}
    assert asked not in hostile.text
    if hostile.status_code == 200:
        assert hostile.data == plain.data
    for path in ("/proxy/words", "/proxy/orders", "/proxy/order"):
        assert stage.client.get(f"{path}?{stage.proxy(t=asked)}").is_json


def test_MISSING_TENANT_ISOLATION(stage: Stage) -> None:
    token = stage.link_token()
    assert open_link(stage.wiring, token).shop_id == stage.shop_id
    elsewhere = stage.proxy(OTHER, t=token, logged_in_customer_id=CUSTOMER)
    assert stage.client.get(f"/proxy/order?{elsewhere}").status_code == 404
    assert stage.client.get(f"/proxy/orders?{elsewhere}").get_json()["orders"] == []
    headers = account_headers(OTHER, CUSTOMER)
    answer = stage.client.get(f"/account-api/order?id={ORDER}", headers=headers)
    assert answer.status_code == 404
    assert stage.client.get("/account-api/orders", headers=headers).get_json()["orders"] == []
    stranger = account_headers(SHOP, "78")
    assert stage.client.get(f"/account-api/order?id={ORDER}", headers=stranger).data == answer.data


def test_REQUEST_DERIVED_SHOP_SCOPE(stage: Stage) -> None:
    headers = {"Authorization": f"Bearer {stage.token(OTHER)}", "X-Framme": "settings"}
    path = f"/settings/messages/shipped?shop={SHOP}&host=x&shop_id={stage.shop_id}"
    saved = stage.client.post(path, headers=headers, data={"shop": SHOP, "version": "1"})
    assert saved.status_code < 500
    from services.choose_kinds import kind_choices

    kept = kind_choices(stage.wiring, stage.shop_id)["shipped"]
    assert kept.channels == {ChannelKey.EMAIL}
    page = stage.client.get(f"/settings?shop={SHOP}&host=x&id_token={stage.token(OTHER)}")
    assert SHOP not in page.headers["Content-Security-Policy"]
    assert OTHER in page.headers["Content-Security-Policy"]


def test_UNAUTHENTICATED_ENDPOINT(stage: Stage) -> None:
    public = {"/settings/static/<version>/<name>", "/settings/session-token"}
    opened_once = {"/settings/enter/<token>", "/settings/join/<token>", "/settings/authorized"}
    guarded = [
        (method, rule.rule)
        for rule in stage.client.application.url_map.iter_rules()
        if rule.rule.startswith(("/settings", "/proxy", "/account-api"))
        and rule.rule not in public | opened_once
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    assert len(guarded) > 10
    for method, rule in guarded:
        address = re.sub(r"<[^>]+>", "1", rule)
        for sent in ({}, {"Authorization": "Bearer x"}, {"Cookie": "framme-settings=x"}):
            answer = stage.client.open(address, method=method, headers=sent)
            assert answer.status_code in {302, 401, 403, 404}, (method, rule, sent)
            assert answer.headers.get("Location", "/settings/session-token").count("://") <= 1
            assert not any(secret in answer.text for secret in SECRETS_OF_ORDER)


@pytest.mark.parametrize("path", ["", "/messages", "/storefront", "/plan", "/privacy"])
def test_MISSING_EMBEDDED_CSP(stage: Stage, path: str) -> None:
    page = stage.client.get(f"/settings{path}?shop={SHOP}&host=x&id_token={stage.token()}")
    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert f"frame-ancestors https://{SHOP} https://admin.shopify.com" in policy
    assert "X-Frame-Options" not in page.headers
    assert "Set-Cookie" not in page.headers


def test_STATIC_FRAME_ANCESTORS(stage: Stage) -> None:
    policies = set()
    for shop in (SHOP, OTHER):
        query = f"shop={shop}&host=x&id_token={stage.token(shop)}"
        policy = stage.client.get(f"/settings?{query}").headers["Content-Security-Policy"]
        ancestors = re.search(r"frame-ancestors ([^;]*)", policy)
        assert ancestors
        assert "*" not in ancestors[1]
        policies.add(ancestors[1])
    assert len(policies) == 2


@pytest.mark.parametrize(
    "shop",
    [
        "evil.example",
        "lamps.myshopify.com.evil.example",
        "evil.example/lamps.myshopify.com",
        "evil.example#.myshopify.com",
        "user@lamps.myshopify.com",
        "lamps.myshopify.com:443",
        "-lamps.myshopify.com",
        "lamps_myshopify.com",
        "lamps.myshopify.com\nevil.example",
        "",
    ],
)
def test_WEAK_SHOP_VALIDATION(stage: Stage, shop: str) -> None:
    page = stage.client.get("/settings", query_string={"shop": shop, "id_token": stage.token(shop)})
    assert page.status_code in {302, 400, 401}
    assert "Content-Security-Policy" not in page.headers or "evil" not in str(page.headers)
    app = stage.wiring.apps[next(iter(stage.wiring.apps))]
    with pytest.raises(ValueError):  # noqa: PT011 - the port's own promise
        app.authorize_address(shop, "state", "https://track.example.com/settings/authorized")


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//x.y",
    ],
)
def test_OPEN_REDIRECT(stage: Stage, back: str) -> None:
    query = {"shop": SHOP, "shopify-reload": back}
    answer = stage.client.get("/settings/session-token", query_string=query)
    assert answer.status_code == 400
    unproven = stage.client.get("/settings", query_string={"shop": SHOP, "x": back})
    assert unproven.headers["Location"].startswith("/settings/session-token?")


def test_CREDENTIAL_LOG_LEAKAGE(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token, proxied, link = stage.token(), stage.proxy(), stage.link_token()
    address = invite(stage.wiring, next(iter(stage.wiring.apps)), SHOP)
    assert address
    entry = address.rsplit("/", 1)[1]
    account = account_headers(SHOP, CUSTOMER)
    stage.client.get(f"/settings?shop={SHOP}&hmac=abcdef0123456789&id_token={token}")
    stage.client.get(f"/settings?shop={SHOP}&hmac=abcdef0123456789&id_token={token}x")
    stage.client.get(f"/proxy/order?{proxied}")
    stage.client.get(f"/account-api/order?id={ORDER}", headers=account)
    stage.client.get(f"/settings/enter/{entry}")
    stage.client.get(f"/t/{link}")
    written = "\n".join([*(str(vars(r)) for r in caplog.records), caplog.text])
    signature = proxied.rsplit("signature=", 1)[1]
    bearer = account["Authorization"].removeprefix("Bearer ")
    assert caplog.records
    for secret in (token, signature, "abcdef0123456789", bearer, entry, link, SHOPIFY_SECRET):
        assert secret not in written


def test_SESSION_LIFECYCLE_AND_REPLAY(stage: Stage, clock: SteppingClock) -> None:
    earlier = utc_now() - timedelta(minutes=2)
    address = invite(stage.wiring, next(iter(stage.wiring.apps)), SHOP)
    assert address
    path = address.removeprefix(stage.wiring.public_url)
    browser, base = stage.client, stage.wiring.public_url
    assert browser.get(path, base_url=base).status_code == 200
    assert browser.get("/settings", base_url=base).status_code == 200
    thief = stage.client.application.test_client()
    assert thief.get(path, base_url=base).status_code >= 400  # used up
    cases = {
        "endless": (stage.token(exp=None), "1"),
        "expired": (stage.token(now=earlier), "1"),
        "of another app": (stage.token(aud="another"), None),  # a fresh one would be no better
    }
    for name, (token, retry) in cases.items():
        headers = {"Authorization": f"Bearer {token}", "X-Framme": "settings"}
        answer = thief.post("/settings/guide", headers=headers, base_url=base)
        assert answer.status_code == 401, name
        assert answer.headers.get("X-Shopify-Retry-Invalid-Session-Request") == retry, name
    assert thief.get(f"/proxy/words?{stage.proxy(now=earlier)}").status_code == 401
    clock.now += timedelta(hours=12)
    assert browser.get("/settings", base_url=base).status_code != 200  # the session is over
    assert CLIENT_ID not in browser.get("/settings", base_url=base).text
