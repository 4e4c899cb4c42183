"""Whom we believe to come from a shop's account pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.embedding import NotVerifiedError, WebAnswer, WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from runtime.clock import utc_now
from tests.fakes import SteppingClock
from tests.integrations.shopify_requests import an_app, fetch
from tests.integrations.wrong_tokens import FORGED, unsigned
from tests.session_tokens import SHOP, account_token, id_token


@pytest.fixture
def app(clock: SteppingClock) -> ShopifyApp:
    return an_app(clock)


def for_account(age: float = 0, **claims: Any) -> str:
    return account_token(now=utc_now() - timedelta(seconds=age), **claims)


def account_refusal(app: ShopifyApp, request: WebRequest) -> WebAnswer:
    with pytest.raises(NotVerifiedError) as caught:
        app.account_visit(request)
    return caught.value.answer


def test_a_block_in_account_pages_names_the_shopper_who_is_logged_in(app) -> None:
    visit = app.account_visit(fetch(for_account(sub="gid://shopify/Customer/6655443322")))
    assert (visit.shop_domain, visit.customer) == (SHOP, "6655443322")


@pytest.mark.parametrize(
    "subject",
    [
        None,
        "",
        "42",
        "gid://shopify/Order/42",
        "gid://shopify/Customer/42/1",
        "gid://shopify/Customer/",
    ],
)
def test_a_token_without_a_customer_proves_the_shop_alone(app, subject: str | None) -> None:
    visit = app.account_visit(fetch(for_account(sub=subject)))
    assert (visit.shop_domain, visit.customer) == (SHOP, "")


def test_the_shop_may_be_written_as_an_address(app) -> None:
    assert app.account_visit(fetch(for_account(dest=f"https://{SHOP}"))).shop_domain == SHOP


REFUSED_IN_ACCOUNTS = {
    **FORGED,
    "expired there": lambda: for_account(360),
    "without an end there": lambda: for_account(exp=None),
    "without a signature there": lambda: unsigned(for_account(), "none"),
    "for another app": lambda: for_account(aud="another-app"),
    "for no shop": lambda: for_account(dest=None),
    "for another site": lambda: for_account(dest="evil.example"),
    "for a shop and more": lambda: for_account(dest=f"{SHOP}.evil.example"),
    "of a number": lambda: for_account(sub=7),
}


@pytest.mark.parametrize("token", REFUSED_IN_ACCOUNTS.values(), ids=REFUSED_IN_ACCOUNTS)
def test_a_token_that_proves_nothing_in_account_pages_is_refused(
    app, token: Callable[[], str]
) -> None:
    answer = account_refusal(app, fetch(token(), "/account-api/order", "GET"))
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (401, "*")


def test_a_customers_token_opens_no_door_to_the_admin_nor_a_merchants_anybodys_orders(app) -> None:
    with pytest.raises(NotVerifiedError):
        app.merchant_visit(fetch(for_account(sub="gid://shopify/Customer/42")))
    merchants = id_token()
    assert app.account_visit(fetch(merchants)).customer == ""


def test_a_browsers_preflight_is_answered_without_a_token(app) -> None:
    answer = account_refusal(
        app, WebRequest("OPTIONS", "https://track.example.com/account-api", {})
    )
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
