"""What is asked of a shop through Shopify's interface, and what its answers mean."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import ProviderError
from domain.shipment import ShipmentItem
from domain.shop_api import (
    AccountPages,
    ShopProfile,
)
from integrations.platforms.shopify.orders import read_order
from tests.integrations.shopify_answers import (
    SHOP,
    as_graphql,
    data,
    packed,
    page,
    scripted,
    webhook,
)

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 21, 10, 0, 30, 999, tzinfo=UTC)
ORDERS = ("orders-create", "orders-updated.three-parcels", "orders-cancelled")
WINDOW = "updated_at:>='2026-11-21T09:00:00Z' AND updated_at:<='2026-11-21T10:00:30Z'"


@pytest.mark.parametrize("name", [*ORDERS, "orders-updated.redacted"])
def test_an_order_is_told_the_same_by_webhook_and_when_asked_for(name: str) -> None:
    body = webhook(name)
    asked = scripted(data(order=as_graphql(body))).api.read_order(SHOP, str(body["id"]))
    assert asked == read_order(body)
    assert asked is not None


def test_an_order_that_is_not_there_is_none() -> None:
    assert scripted(data(order=None)).api.read_order(SHOP, "42") is None


@pytest.mark.parametrize("order", ["", "x", "42/../1", "gid://shopify/Order/42"])
def test_what_is_no_id_is_not_asked_for(order: str) -> None:
    shop = scripted()
    with pytest.raises(ProviderError, match="not the id"):
        shop.api.read_order(SHOP, order)
    assert shop.asked == []


def test_lines_that_do_not_fit_into_an_answer_are_asked_for() -> None:
    order = as_graphql(webhook("orders-updated.three-parcels"))
    lines = order["lineItems"]["nodes"]
    whole = scripted(data(order=order)).api.read_order(SHOP, "42")
    parcel = order["fulfillments"][0]
    order["lineItems"] = page(lines[:1], "line-1")
    order["fulfillments"][0] = parcel | {"fulfillmentLineItems": page([], "packed-1")}
    shop = scripted(
        data(order=order),
        data(fulfillment={"fulfillmentLineItems": page([packed(14000000000000011, 1)], "b")}),
        data(fulfillment={"fulfillmentLineItems": page([packed(14000000000000011, 1)])}),
        data(order={"lineItems": page(lines[1:])}),
    )
    assert shop.api.read_order(SHOP, "42") == whole
    assert [asked["variables"].get("after") for asked in shop.asked] == [
        None,
        "packed-1",
        "b",
        "line-1",
    ]


def test_changes_are_asked_for_page_by_page() -> None:
    body = webhook("orders-create")
    shop = scripted(data(orders=page([as_graphql(body)], "mark")), data(orders=page([])))
    first = shop.api.orders_changed(SHOP, NINE, TEN, "")
    last = shop.api.orders_changed(SHOP, NINE, TEN, first.after)
    assert (first.orders, first.after) == ((read_order(body),), "mark")
    assert (last.orders, last.after) == ((), "")
    assert [asked["variables"] for asked in shop.asked] == [
        {"changed": WINDOW, "after": None},
        {"changed": WINDOW, "after": "mark"},
    ]
    assert "sortKey: UPDATED_AT" in shop.asked[0]["query"]


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "gid://shopify/Order/x"},
        {"name": None},
        {"lineItems": None},
        {"lineItems": {"nodes": []}},
        {"fulfillments": [{"id": "gid://shopify/Fulfillment/1"}]},
        {"customer": "someone"},
        {"tags": 7},
    ],
    ids=str,
)
def test_an_order_of_another_form_is_an_error_and_no_crash(changes: dict[str, Any]) -> None:
    order = as_graphql(webhook("orders-create")) | changes
    with pytest.raises(ProviderError):
        scripted(data(order=order)).api.read_order(SHOP, "42")


def profile_answer() -> dict[str, Any]:
    plan = {"pricingDetails": {"planHandle": "growth"}}
    return data(
        currentAppInstallation={
            "id": "gid://shopify/AppInstallation/7",
            "app": {"handle": "framme"},
            "activeSubscriptions": [
                {"name": "Growth 2026", "status": "ACTIVE", "lineItems": [{"plan": plan}]}
            ],
        },
        shop={
            "name": "Nordic Lamps",
            "contactEmail": "help@lamps.example",
            "email": "owner@lamps.example",
            "ianaTimezone": "Europe/Stockholm",
            "currencyCode": "SEK",
            "primaryDomain": {"url": "https://lamps.example/"},
            "plan": {"partnerDevelopment": True},
            "customerAccountsV2": {"customerAccountsVersion": "NEW_CUSTOMER_ACCOUNTS"},
        },
        shopLocales=[
            {"locale": "en", "primary": False, "published": True},
            {"locale": "sv", "primary": True, "published": True},
            {"locale": "de", "primary": False, "published": False},
        ],
    )


def test_a_profile_says_who_the_shop_is() -> None:
    assert scripted(profile_answer()).api.profile(SHOP) == ShopProfile(
        name="Nordic Lamps",
        email="help@lamps.example",
        locale="sv",
        locales=("en", "sv"),
        time_zone="Europe/Stockholm",
        currency="SEK",
        storefront_url="https://lamps.example",
        account_pages=AccountPages.NEW,
        installation="gid://shopify/AppInstallation/7",
        app_handle="framme",
        plan="growth",
        is_test_shop=True,
    )


@pytest.mark.parametrize(
    ("subscriptions", "plan"),
    [
        ([], ""),
        ([{"name": "Growth", "status": "FROZEN", "lineItems": []}], ""),
        ([{"name": "Starter", "status": "ACTIVE", "lineItems": []}], "starter"),
        (
            [
                {
                    "name": "Scale",
                    "status": "ACTIVE",
                    "lineItems": [{"plan": {"pricingDetails": {}}}],
                }
            ],
            "scale",
        ),
    ],
)
def test_the_plan_is_the_one_being_paid_for(subscriptions: list[Any], plan: str) -> None:
    answer = profile_answer()
    answer["data"]["currentAppInstallation"]["activeSubscriptions"] = subscriptions
    assert scripted(answer).api.profile(SHOP).plan == plan


def test_accounts_of_a_kind_we_have_not_heard_of_are_unknown() -> None:
    answer = profile_answer()
    answer["data"]["shop"] |= {"customerAccountsV2": None, "contactEmail": None}
    told = scripted(answer).api.profile(SHOP)
    assert (told.account_pages, told.email) == (AccountPages.UNKNOWN, "owner@lamps.example")


def test_a_profile_of_another_form_is_an_error() -> None:
    with pytest.raises(ProviderError, match="cannot be read"):
        scripted(data(shop={}, currentAppInstallation={}, shopLocales=[])).api.profile(SHOP)


def test_a_parcels_items_are_those_in_it() -> None:
    told = scripted(data(order=as_graphql(webhook("orders-updated.three-parcels")))).api.read_order(
        SHOP, "42"
    )
    assert told is not None
    assert [s.items for s in told.shipments] == [
        (ShipmentItem("14000000000000011", 2),),
        (ShipmentItem("14000000000000011", 2),),
        (ShipmentItem("14000000000000012", 1),),
    ]
