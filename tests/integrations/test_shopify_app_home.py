"""Whom we believe to be a merchant in Shopify's admin, and what everybody else is answered."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import NotVerifiedError, WebAnswer, WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import NOON, SteppingClock
from tests.integrations.shopify_requests import an_app, document, fetch
from tests.integrations.wrong_tokens import AN_HOUR_AGO, FORGED, WRONG, a_token
from tests.session_tokens import SHOP, id_token
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET

STALE = {"x-shopify-retry-invalid-session-request": "1"}


@pytest.fixture
def app(clock: SteppingClock) -> ShopifyApp:
    return an_app(clock)


def refusal(app: ShopifyApp, request: WebRequest) -> WebAnswer:
    with pytest.raises(NotVerifiedError) as caught:
        app.merchant_visit(request)
    return caught.value.answer


def test_a_fetch_with_a_fresh_token_is_a_merchants_visit(app) -> None:
    visit = app.merchant_visit(fetch(a_token()))
    assert (visit.shop_domain, visit.user, visit.headers) == (SHOP, "42", {})


def test_a_document_with_a_fresh_token_may_be_framed_by_this_shop_alone(app) -> None:
    visit = app.merchant_visit(document(f"/settings?shop={SHOP}&id_token={a_token()}"))
    assert visit.shop_domain == SHOP
    policy = f"frame-ancestors https://{SHOP} https://admin.shopify.com;"
    assert visit.headers["Content-Security-Policy"] == policy
    assert "<https://cdn.shopify.com/shopifycloud/app-bridge.js>" in visit.headers["Link"]
    assert "X-Frame-Options" not in visit.headers


def test_in_development_the_simulators_admin_may_frame_us(clock) -> None:
    app = an_app(clock, "http://127.0.0.1:8025/shopify")
    visit = app.merchant_visit(document(f"/settings?shop={SHOP}&id_token={a_token()}"))
    policy = visit.headers["Content-Security-Policy"]
    assert policy == f"frame-ancestors https://{SHOP} http://127.0.0.1:8025;"
    assert app.cdn == "http://127.0.0.1:8025/shopify/cdn"
    assert f"<{app.cdn}/shopifycloud/polaris.js>" in visit.headers["Link"]


def test_the_token_says_which_shop_it_is_whatever_the_query_says(app) -> None:
    visit = app.merchant_visit(document(f"/settings?shop=other.myshopify.com&id_token={a_token()}"))
    assert visit.shop_domain == SHOP


def test_the_previous_secret_is_good_too_while_it_is_rotated(app) -> None:
    token = id_token(SHOP, PREVIOUS_SHOPIFY_SECRET, CLIENT_ID, NOON)
    assert app.merchant_visit(fetch(token)).shop_domain == SHOP


@pytest.mark.parametrize("seconds", [-9, 0, 59, 69])
def test_clocks_may_differ_by_ten_seconds(app, clock, seconds: int) -> None:
    clock.forward(seconds=seconds)
    assert app.merchant_visit(fetch(a_token())).user == "42"


@pytest.mark.parametrize("seconds", [-11, 70, 3600])
def test_our_own_clock_decides_how_long_a_token_is_good(app, clock, seconds: int) -> None:
    clock.forward(seconds=seconds)
    assert refusal(app, fetch(a_token())).status == 401


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_or_stale_token_asks_a_script_for_a_fresh_one(app, token: str) -> None:
    answer = refusal(app, fetch(token))
    assert answer.status == 401
    assert {name.lower(): value for name, value in answer.headers.items()}.items() >= STALE.items()


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_or_stale_token_sends_a_document_for_a_fresh_one(app, token: str) -> None:
    answer = refusal(app, document(f"/settings?shop={SHOP}&id_token={quote(token)}"))
    assert (answer.status, urlsplit(answer.headers["Location"]).path) == (
        302,
        "/settings/session-token",
    )


@pytest.mark.parametrize("token", WRONG.values(), ids=WRONG)
def test_a_token_that_proves_something_else_is_refused_for_good(app, token: str) -> None:
    for request in (fetch(token), document(f"/settings?shop={SHOP}&id_token={token}")):
        answer = refusal(app, request)
        assert (answer.status, answer.body) == (401, "Unauthorized")
        assert "X-Shopify-Retry-Invalid-Session-Request" not in answer.headers


@pytest.mark.parametrize("header", ["Basic abc", "bearer ", "Bearer", a_token()])
def test_a_header_that_brings_no_token_is_refused(app, header: str) -> None:
    request = WebRequest("GET", "https://track.example.com/settings", {"authorization": header})
    assert refusal(app, request).status == 401


def test_a_form_is_never_sent_to_the_bounce_page_where_it_would_be_lost(app) -> None:
    request = WebRequest("POST", f"https://track.example.com/settings?shop={SHOP}", {})
    assert refusal(app, request).status == 401


def test_a_document_comes_back_to_where_it_wanted_without_its_proofs(app) -> None:
    path = f"/settings/plan?shop={SHOP}&host=YWRt&embedded=1&hmac=abc&id_token=x&shopify-reload=y"
    location = refusal(app, document(path)).headers["Location"]
    assert "hmac" not in location
    assert "id_token" not in location
    assert parse_qs(urlsplit(location).query) == {
        "shop": [SHOP],
        "host": ["YWRt"],
        "embedded": ["1"],
        "shopify-reload": [f"/settings/plan?shop={SHOP}&host=YWRt&embedded=1"],
    }
    assert app.bounce_page(document(location)).status == 200


@pytest.mark.parametrize(
    "query",
    ["", "shop=", "shop=evil.example", f"shop={SHOP}&shop=b.myshopify.com", "&".join("a" * 200)],
    ids=["none", "empty", "another site", "two", "too many"],
)
def test_a_document_that_names_no_shop_is_a_bad_request(app, query: str) -> None:
    for answer in (
        refusal(app, document(f"/settings?{query}")),
        app.bounce_page(document(f"/settings/session-token?{query}")),
    ):
        assert (answer.status, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
        assert "Location" not in answer.headers


def test_the_bounce_page_holds_nothing_but_the_platforms_script(app) -> None:
    query = f"shop={SHOP}&shopify-reload={quote('/settings/plan?a=1', safe='')}"
    page = app.bounce_page(document(f"/settings/session-token?{query}"))
    script = "https://cdn.shopify.com/shopifycloud/app-bridge.js"
    assert page.body == f'<script data-api-key="{CLIENT_ID}" src="{script}"></script>'
    assert page.headers["Content-Security-Policy"].startswith(f"frame-ancestors https://{SHOP} ")


def test_in_development_the_bounce_page_takes_the_simulators_script(clock) -> None:
    app = an_app(clock, "http://127.0.0.1:8025/shopify")
    query = f"shop={SHOP}&shopify-reload=%2Fsettings"
    page = app.bounce_page(document(f"/settings/session-token?{query}"))
    assert 'src="http://127.0.0.1:8025/shopify/cdn/shopifycloud/app-bridge.js"' in page.body


ELSEWHERE = [
    "",
    "https://evil.example/settings",
    "//evil.example/settings",
    "/\\evil.example",
    "/settings\\..\\..",
    "/\t/evil.example",
    "/settings\n//evil.example",
    "javascript:alert(1)",
    "/settingsfile",
    "/admin",
    "settings",
    "/settings/session-token?shopify-reload=/settings",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_bounce_page_leads_nowhere_but_into_our_own_pages(app, address: str) -> None:
    query = f"shop={SHOP}&shopify-reload={quote(address, safe='')}"
    assert app.bounce_page(document(f"/settings/session-token?{query}")).status == 400
    twice = f"shop={SHOP}&shopify-reload=%2Fsettings&shopify-reload={quote(address, safe='')}"
    assert app.bounce_page(document(f"/settings/session-token?{twice}")).status == 400


def test_no_token_is_shown_where_visits_and_errors_are_written(app) -> None:
    token = a_token()
    assert token not in f"{fetch(token)} {app.merchant_visit(fetch(token))}"
    stale = a_token(AN_HOUR_AGO)
    with pytest.raises(NotVerifiedError) as caught:
        app.merchant_visit(document(f"/settings?shop={SHOP}&id_token={stale}"))
    assert stale not in f"{caught.value!r} {caught.value.answer}"
    assert caught.value.__cause__ is None


def test_what_shopifys_own_package_refuses_we_refuse_too() -> None:
    now = datetime.now(UTC)
    package = ShopifyPackage(CLIENT_ID, SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET)
    app = an_app(lambda: now)
    good = a_token(now)
    for token in (good, a_token(now, aud="another-app"), a_token(now - timedelta(hours=1)), "abc"):
        request = fetch(token)
        told = {"method": "POST", "url": request.url, "headers": dict(request.headers), "body": ""}
        theirs = package.verify_app_home_req(told, "/settings/session-token").ok  # type: ignore[arg-type]
        assert theirs is (token == good)
        if theirs:
            assert app.merchant_visit(request).shop_domain == SHOP
        else:
            assert refusal(app, request).status == 401
