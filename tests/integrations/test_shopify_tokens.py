"""Shopify's token endpoints, asked over HTTP: what is sent, and what is made of the answers."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.embedding import MerchantVisit, NotVerifiedError
from domain.errors import AccessRefusedError, ProviderError
from domain.shop_api import Access
from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import NOON, SteppingClock
from tests.integrations.loopback import address_nobody_listens_at
from tests.integrations.shopify_requests import (
    GRANTED,
    TokenEndpoint,
    an_app,
    document,
    fetch,
    with_simulator,
)
from tests.integrations.wrong_tokens import a_token
from tests.session_tokens import SHOP
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET

NEW = Access(
    token="shpat-new",
    refresh_token="shprt-new",
    expires_at=NOON + timedelta(hours=1),
    refresh_expires_at=NOON + timedelta(days=90),
    scopes=frozenset({"read_orders", "write_app_proxy"}),
)
WORN = replace(NEW, token="shpat-worn", refresh_token="shprt-worn", expires_at=NOON)
Use = Callable[[ShopifyApp], Access]


def exchange(app: ShopifyApp) -> Access:
    return app.exchange(app.merchant_visit(fetch(a_token())))


def refresh(app: ShopifyApp) -> Access:
    return app.refresh(SHOP, WORN)


def ask(endpoint: TokenEndpoint, use: Use, clock: SteppingClock) -> Access:
    return with_simulator(endpoint, lambda address: use(an_app(clock, address)))


def failure(endpoint: TokenEndpoint, use: Use, clock: SteppingClock) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        ask(endpoint, use, clock)
    assert len(endpoint.asked) == 1
    return caught.value


both = pytest.mark.parametrize("use", [exchange, refresh])


def test_an_id_token_is_exchanged_for_access_that_expires(clock) -> None:
    endpoint, token = TokenEndpoint(), a_token()
    fresh = fetch(token)
    assert ask(endpoint, lambda app: app.exchange(app.merchant_visit(fresh)), clock) == NEW
    assert endpoint.asked == [
        (
            "POST",
            f"/{SHOP}/admin/oauth/access_token",
            {
                "client_id": CLIENT_ID,
                "client_secret": SHOPIFY_SECRET,
                "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token": token,
                "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
                "requested_token_type": (
                    "urn:shopify:params:oauth:token-type:offline-access-token"
                ),
                "expiring": 1,
            },
        )
    ]


def test_a_refresh_token_is_used_up_for_a_new_pair(clock) -> None:
    endpoint = TokenEndpoint()
    assert ask(endpoint, refresh, clock) == NEW
    ((method, path, sent),) = endpoint.asked
    assert (method, path) == ("POST", f"/{SHOP}/admin/oauth/access_token")
    assert sent == {
        "client_id": CLIENT_ID,
        "client_secret": SHOPIFY_SECRET,
        "grant_type": "refresh_token",
        "refresh_token": "shprt-worn",
    }


def test_a_token_that_is_still_good_is_renewed_when_the_caller_says_so(clock) -> None:
    good = replace(WORN, expires_at=NOON + timedelta(days=900))
    assert ask(TokenEndpoint(), lambda app: app.refresh(SHOP, good), clock) == NEW


@pytest.mark.parametrize(
    "worn", [replace(WORN, refresh_expires_at=NOON), replace(WORN, refresh_token="")]
)
def test_without_a_good_refresh_token_nobody_is_asked(clock, worn: Access) -> None:
    with pytest.raises(AccessRefusedError) as caught:
        an_app(clock, address_nobody_listens_at()).refresh(SHOP, worn)
    assert caught.value.credentials_refused


def test_a_visit_that_was_not_proven_here_is_never_exchanged(clock) -> None:
    with pytest.raises(TypeError):
        an_app(clock).exchange(MerchantVisit(SHOP, "42", {}, proof=a_token()))


def test_a_stale_id_token_is_told_to_the_page_that_brought_it(clock) -> None:
    endpoint = TokenEndpoint(400, {"error": "invalid_subject_token"})
    page = document(f"/settings?shop={SHOP}&id_token={a_token()}")
    with pytest.raises(NotVerifiedError) as told:
        ask(endpoint, exchange, clock)
    assert told.value.answer.status == 401
    assert told.value.answer.headers["X-Shopify-Retry-Invalid-Session-Request"] == "1"
    with pytest.raises(NotVerifiedError) as led:
        ask(endpoint, lambda app: app.exchange(app.merchant_visit(page)), clock)
    assert led.value.answer.status == 302
    assert led.value.answer.headers["Location"].startswith(f"/settings/session-token?shop={SHOP}&")


@both
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": "invalid_client", "error_description": "said to be secret"}),
        (400, {"error": "invalid_grant"}),
        (401, b""),
        (403, b"<html>"),
    ],
)
def test_when_shopify_refuses_us_the_merchant_has_to_come(clock, use, status, body) -> None:
    error = failure(TokenEndpoint(status, body), use, clock)
    assert isinstance(error, AccessRefusedError)
    assert error.permanent
    assert error.credentials_refused
    assert "secret" not in str(error)


@both
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_when_shopify_asks_for_patience_it_is_asked_once_and_no_more(clock, use, status) -> None:
    error = failure(TokenEndpoint(status, b"busy", {"Retry-After": "7"}), use, clock)
    assert (error.permanent, error.retry_after) == (False, timedelta(seconds=7))


@both
@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (404, True), (402, False), (423, False)]
)
def test_a_shop_that_is_frozen_may_thaw_and_one_that_is_gone_does_not(
    clock, use, status: int, permanent: bool
) -> None:
    error = failure(TokenEndpoint(status, {"error": {"nested": ["strangely"]}}), use, clock)
    assert type(error) is ProviderError
    assert error.permanent is permanent


UNREADABLE = {
    "nothing": b"",
    "a page": b"<html>",
    "a list": [],
    "no tokens": {},
    "an empty token": {**GRANTED, "access_token": ""},
    "a token that is a number": {**GRANTED, "access_token": 7},
    "an endless token": {**GRANTED, "access_token": "a" * 5000},
    "a lifetime in words": {**GRANTED, "expires_in": "an hour"},
    "a lifetime of nothing": {**GRANTED, "expires_in": None},
    "a lifetime beyond the calendar": {**GRANTED, "expires_in": 10**15},
    "a lifetime that is over": {**GRANTED, "refresh_token_expires_in": -1},
    "scopes that are a list": {**GRANTED, "scope": ["read_orders"]},
    "depth without end": b"[" * 90_000,
    "more than anybody reads": b" " * 100_001,
}


@both
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_an_answer_that_is_not_as_promised_is_an_error_and_no_crash(clock, use, body) -> None:
    error = failure(TokenEndpoint(200, body), use, clock)
    assert type(error) is ProviderError
    assert not error.permanent


@both
@pytest.mark.parametrize("status", [201, 204, 301, 307])
def test_nothing_but_a_plain_yes_is_taken_for_one(clock, use, status: int) -> None:
    endpoint = TokenEndpoint(status, b"", {"Location": "http://127.0.0.1:1/elsewhere"})
    assert type(failure(endpoint, use, clock)) is ProviderError


@both
def test_when_nobody_answers_it_is_worth_trying_again(clock, use: Use) -> None:
    with pytest.raises(ProviderError) as caught:
        use(an_app(clock, address_nobody_listens_at()))
    assert not caught.value.permanent


@both
@pytest.mark.parametrize("endpoint", [(200, GRANTED), (400, {"error": "x"}), (200, b"not JSON")])
def test_no_token_and_no_secret_is_ever_logged_or_told(caplog, clock, use, endpoint) -> None:
    caplog.set_level(logging.DEBUG)
    told, desk = "", TokenEndpoint(*endpoint)
    try:
        told = repr(ask(desk, use, clock))
    except ProviderError as error:
        told = f"{error!r} {error.__cause__!r}"
    written = told + caplog.text
    ((_, _, sent),) = desk.asked
    proof = sent.get("subject_token", "shprt-worn")
    secrets = (SHOPIFY_SECRET, proof, "shpat-new", "shprt-new", "shpat-worn", "shprt-worn")
    assert [secret for secret in secrets if secret in written] == []
