"""How Shopify's GraphQL is asked: its refusals, its throttle, and what it withholds."""

import json
import math
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.errors import AccessRefusedError, ProviderError, ScopeMissingError
from domain.order import Address, Contact
from domain.shop_api import ShopSession
from integrations.platforms.shopify.admin_api import ask_shopify
from integrations.platforms.shopify.graphql import API_VERSION, LONGEST_WAIT, MOST_TRIES
from tests.integrations.shopify_answers import (
    SHOP,
    as_graphql,
    data,
    denied,
    scripted,
    serving,
    throttled,
    webhook,
)

NOTHING = data(order=None)


def test_the_shop_is_asked_with_its_token_at_one_version() -> None:
    shop = scripted(NOTHING)
    assert shop.api.read_order(SHOP, "42") is None
    (request,) = shop.requests
    assert str(request.url) == (
        f"https://nordic-lamps.myshopify.com/admin/api/{API_VERSION}/graphql.json"
    )
    assert request.headers["x-shopify-access-token"] == "shpat_for_tests"
    assert shop.asked[0]["variables"] == {"id": "gid://shopify/Order/42"}


def test_when_throttled_we_wait_until_the_question_can_be_afforded() -> None:
    shop = scripted(throttled(752, 252), throttled(752, 702), NOTHING)
    assert shop.api.read_order(SHOP, "42") is None
    assert shop.waits == [5.0, 0.5]


@pytest.mark.parametrize(
    ("cost", "wait"),
    [
        (throttled(10, 5, 0), 1.0),
        (throttled(10, 50), 0.1),
        (throttled(math.inf, 5), 1.0),
        ({"errors": [{"message": "Throttled"}]}, 1.0),
        ({"errors": [{"message": "Throttled"}], "extensions": {"cost": None}}, 1.0),
    ],
)
def test_a_throttle_that_does_not_say_for_how_long_costs_a_second(
    cost: dict[str, Any], wait: float
) -> None:
    shop = scripted(httpx.Response(200, text=json.dumps(cost)), NOTHING)
    shop.api.read_order(SHOP, "42")
    assert shop.waits == [wait]


def test_we_do_not_wait_for_ever_nor_too_often() -> None:
    shop = scripted(throttled(5000, 0))
    with pytest.raises(ProviderError, match="throttles") as refused:
        shop.api.read_order(SHOP, "42")
    assert refused.value.retry_after == timedelta(seconds=50)
    assert shop.waits == []

    shop = scripted(*[throttled(102, 0)] * 40)
    with pytest.raises(ProviderError, match="throttles") as refused:
        shop.api.read_order(SHOP, "42")
    assert len(shop.asked) == MOST_TRIES
    assert sum(shop.waits) <= LONGEST_WAIT
    assert refused.value.retry_after is not None


def test_too_many_requests_are_repeated_when_the_answer_says_so() -> None:
    shop = scripted(httpx.Response(429, headers={"Retry-After": "2.0"}), NOTHING)
    assert shop.api.read_order(SHOP, "42") is None
    assert shop.waits == [2.0]
    shop = scripted(httpx.Response(429, headers={"Retry-After": "soon"}), NOTHING)
    assert shop.api.read_order(SHOP, "42") is None
    assert shop.waits == [1.0]


@pytest.mark.parametrize(
    ("status", "kind", "permanent", "retry_after"),
    [
        (400, ProviderError, True, None),
        (401, AccessRefusedError, False, None),
        (402, ProviderError, False, timedelta(hours=12)),
        (403, ScopeMissingError, True, None),
        (404, ProviderError, False, timedelta(hours=12)),
        (423, ProviderError, False, timedelta(hours=12)),
        (430, ProviderError, False, None),
        (500, ProviderError, False, None),
        (503, ProviderError, False, None),
        (302, ProviderError, False, None),
    ],
)
def test_each_refusal_says_what_would_help(
    status: int, kind: type[ProviderError], permanent: bool, retry_after: timedelta | None
) -> None:
    shop = scripted(httpx.Response(status, text="<html>shpat_for_tests</html>"))
    with pytest.raises(ProviderError) as refused:
        shop.api.read_order(SHOP, "42")
    assert type(refused.value) is kind
    assert refused.value.permanent is permanent
    assert refused.value.retry_after == retry_after
    assert "shpat" not in str(refused.value)
    assert len(shop.asked) == 1


def test_no_answer_is_worth_another_try() -> None:
    def unplugged(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(ProviderError, match="no answer") as refused:
        scripted(unplugged).api.read_order(SHOP, "42")
    assert not refused.value.permanent


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"<html>", b"\xff\xfe", b"{}", b'{"data": null}', b'{"data": []}']
)
def test_an_answer_that_is_none_is_an_error(body: bytes) -> None:
    with pytest.raises(ProviderError):
        scripted(httpx.Response(200, content=body)).api.read_order(SHOP, "42")


@pytest.mark.parametrize(
    "shop", ["evil.example", "a.myshopify.com.evil.example", "", "A.myshopify.com", "a/b"]
)
def test_only_shops_are_asked(shop: str) -> None:
    nobody = scripted()
    with pytest.raises(ProviderError, match="not a shop"):
        nobody.api.read_order(ShopSession(shop, "t"), "42")
    assert nobody.asked == []


def test_a_name_withheld_does_not_withhold_the_order() -> None:
    order = as_graphql(webhook("orders-create"))
    order |= {"email": None, "customer": None, "billingAddress": None, "shippingAddress": None}
    words = "This app is not approved to access the Customer object."
    error = {"message": words, "path": ["order", "customer"]}
    told = scripted(data(order=order) | {"errors": [error]}).api.read_order(SHOP, "42")
    assert told is not None
    assert (told.contact, told.address, told.customer) == (Contact(), Address(), "")
    assert len(told.items) == 2


@pytest.mark.parametrize(
    "answer",
    [
        data(order=None) | {"errors": [denied("order")]},
        {"data": None, "errors": [denied("order")]},
        {"errors": [denied()]},
        {"data": None, "errors": [denied("order", "lineItems")]},
        data(order=None) | {"errors": [{"message": "This app is not approved to access orders"}]},
    ],
)
def test_an_order_withheld_is_not_taken_for_one_that_does_not_exist(answer: dict[str, Any]) -> None:
    with pytest.raises(ScopeMissingError):
        scripted(answer).api.read_order(SHOP, "42")


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        ({"message": "Internal error", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}, False),
        ({"message": "Query cost is 2000", "extensions": {"code": "MAX_COST_EXCEEDED"}}, True),
        ("[API] something", False),
        ({}, False),
    ],
)
def test_any_other_error_is_one_even_beside_data(error: object, permanent: bool) -> None:
    answer = data(order=as_graphql(webhook("orders-create"))) | {"errors": [error]}
    with pytest.raises(ProviderError) as refused:
        scripted(answer).api.read_order(SHOP, "42")
    assert type(refused.value) is ProviderError
    assert refused.value.permanent is permanent


def test_in_development_a_simulator_is_asked_instead_of_the_shop() -> None:
    paths: list[str] = []
    with serving(iter([json.dumps(NOTHING).encode()]), paths) as address:
        assert ask_shopify(f"{address}/shopify").read_order(SHOP, "42") is None
    assert paths == [f"/shopify/nordic-lamps.myshopify.com/admin/api/{API_VERSION}/graphql.json"]
