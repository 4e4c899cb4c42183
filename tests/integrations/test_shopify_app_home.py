"""Whom we believe to be a merchant in Shopify's admin, and what everybody else is answered."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import NotVerifiedError, WebAnswer, WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from integrations.platforms.shopify.id_tokens import as_package_reads
from tests.fakes import SteppingClock
from tests.integrations.shopify_requests import an_app, document, fetch
from tests.integrations.wrong_tokens import FORGED, WRONG, a_token, soon
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
    assert (visit.shop_domain, visit.user) == (SHOP, "42")
    # What a fetch asks for may be framed within the page, and so by whoever frames that.
    framed = visit.headers["Content-Security-Policy"]
    assert framed == f"frame-ancestors https://{SHOP} https://admin.shopify.com;"


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
    token = id_token(secret=PREVIOUS_SHOPIFY_SECRET)
    assert app.merchant_visit(fetch(token)).shop_domain == SHOP


@pytest.mark.parametrize("secrets", [1, 2, 3, 4, 5])
def test_each_of_any_number_of_secrets_is_good(clock, secrets: int) -> None:
    known = [f"a secret of thirty-two bytes or {number}" for number in range(secrets)]
    app = ShopifyApp(CLIENT_ID, known, clock)
    assert [app.merchant_visit(fetch(id_token(secret=each))).user for each in known] == (
        ["42"] * secrets
    )
    another = id_token(secret=f"a secret of thirty-two bytes or {secrets}")
    assert refusal(app, fetch(another)).headers["X-Shopify-Retry-Invalid-Session-Request"] == "1"


@pytest.mark.parametrize("age", [-8, 0, 55, 65])
def test_clocks_may_differ_by_ten_seconds(app, age: int) -> None:
    assert app.merchant_visit(fetch(a_token(age))).user == "42"


@pytest.mark.parametrize("age", [-20, 70, 3600])
def test_a_token_is_good_in_its_own_minute_only(app, age: int) -> None:
    assert refusal(app, fetch(a_token(age))).status == 401


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_or_stale_token_asks_a_script_for_a_fresh_one(
    app, token: Callable[[], str]
) -> None:
    answer = refusal(app, fetch(token()))
    assert answer.status == 401
    assert {name.lower(): value for name, value in answer.headers.items()}.items() >= STALE.items()


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_forged_or_stale_token_sends_a_document_for_a_fresh_one(
    app, token: Callable[[], str]
) -> None:
    answer = refusal(app, document(f"/settings?shop={SHOP}&id_token={quote(token())}"))
    assert (answer.status, urlsplit(answer.headers["Location"]).path) == (
        302,
        "/settings/session-token",
    )


@pytest.mark.parametrize("token", WRONG.values(), ids=WRONG)
def test_a_token_that_proves_something_else_is_refused_for_good(
    app, token: Callable[[], str]
) -> None:
    for request in (fetch(token()), document(f"/settings?shop={SHOP}&id_token={token()}")):
        answer = refusal(app, request)
        assert (answer.status, answer.body) == (401, "Unauthorized")
        assert "X-Shopify-Retry-Invalid-Session-Request" not in answer.headers


@pytest.mark.parametrize("scheme", ["Basic ", "bearer ", "Bearer", "Bearer  ", "Bäärer ", ""])
def test_a_header_that_brings_a_token_in_another_way_is_refused(app, scheme: str) -> None:
    header = f"{scheme}{a_token()}"
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
    stale = a_token(3600)
    with pytest.raises(NotVerifiedError) as caught:
        app.merchant_visit(document(f"/settings?shop={SHOP}&id_token={stale}"))
    assert stale not in f"{caught.value!r} {caught.value.answer}"
    assert caught.value.__cause__ is None


BELIEVED_BY_THE_PACKAGE_ALONE: dict[str, Callable[[], str]] = {
    "that never ends": lambda: a_token(exp=None),
    "that says its end in words": lambda: a_token(exp=str(soon(60))),
    "issued by another shop": lambda: a_token(iss="https://other.myshopify.com/admin"),
    "of a site behind the shop": lambda: a_token(dest=f"https://{SHOP}.evil.example"),
    "of a customer": lambda: a_token(sub="gid://shopify/Customer/7"),
}


@pytest.mark.parametrize(
    "token", BELIEVED_BY_THE_PACKAGE_ALONE.values(), ids=BELIEVED_BY_THE_PACKAGE_ALONE
)
def test_we_ask_more_of_a_token_than_shopifys_own_package_does(
    app, token: Callable[[], str]
) -> None:
    package = ShopifyPackage(CLIENT_ID, SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET)
    request = fetch(token())
    assert package.verify_app_home_req(as_package_reads(request), "/settings/session-token").ok
    assert refusal(app, request).status == 401


def test_a_body_that_nests_without_end_does_not_reach_shopifys_package(app) -> None:
    request = replace(fetch(a_token()), body="[" * 100_000)
    assert app.merchant_visit(request).shop_domain == SHOP
