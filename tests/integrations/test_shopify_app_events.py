"""What Shopify's webhooks tell beside orders: scans, scopes, plans, exports, privacy."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnreadablePayloadError
from domain.shipment import Scan
from domain.shop_events import (
    DataAsked,
    ExportFinished,
    FulfilmentScanned,
    PlanChanged,
    ScopesChanged,
    Shopper,
    ShopperToErase,
    ShopToErase,
)
from domain.status import Status
from domain.tracking import Place
from integrations.platforms.shopify import ShopifyPlatform
from integrations.platforms.shopify.fulfilment_events import shown_as

SHOPIFY = ShopifyPlatform()
FOLDER = Path(__file__).parents[2] / "integrations" / "platforms" / "shopify" / "examples"
NOUR = ("7100000000000000301", "nour.haddad@example.com", "+46705550112")


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def read(topic: str, payload: object) -> Any:
    return SHOPIFY.read_event(topic, json.dumps(payload).encode())


def test_a_scan_is_told_with_its_place_and_its_promise() -> None:
    assert read("fulfillment_events/create", example("fulfillment_events-create")) == (
        FulfilmentScanned(
            order_platform_id="6100000000000000101",
            scan_platform_id="8200000000000000401",
            scan=Scan(
                fulfilment="5100000000000000201",
                status=Status.OUT_FOR_DELIVERY,
                happened_at=datetime(2026, 11, 22, 6, 40, tzinfo=UTC),
                place=Place("Göteborg", "SE"),
                text="On the van since this morning",
                estimated_at=datetime(2026, 11, 22, 15, tzinfo=UTC),
            ),
        )
    )


def test_a_delay_tells_no_status_and_a_country_written_out_is_no_code() -> None:
    told = read("fulfillment_events/create", example("fulfillment_events-create.delayed"))
    assert told.scan.status is None
    assert told.scan.place == Place("", "")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("label_purchased", Status.INFO_RECEIVED),
        ("label_printed", Status.INFO_RECEIVED),
        ("confirmed", Status.INFO_RECEIVED),
        ("carrier_picked_up", Status.IN_TRANSIT),
        ("in_transit", Status.IN_TRANSIT),
        ("ready_for_pickup", Status.AVAILABLE_FOR_PICKUP),
        ("attempted_delivery", Status.ATTEMPT_FAILED),
        ("DELIVERED", Status.DELIVERED),
        ("failure", Status.EXCEPTION),
        ("teleported", None),
        (None, None),
    ],
)
def test_each_of_their_words_means_one_of_our_statuses(
    word: str | None, status: Status | None
) -> None:
    told = read(
        "fulfillment_events/create", example("fulfillment_events-create") | {"status": word}
    )
    assert told.scan.status is status


def test_every_status_but_those_that_are_no_scans_has_a_word() -> None:
    silent = {status for status in Status if shown_as(status) is None}
    assert silent == {Status.PENDING, Status.CANCELLED, Status.EXPIRED}
    assert shown_as(None) is None


def test_a_status_shown_comes_back_as_itself_or_as_trouble() -> None:
    ways_of_failing = {Status.RETURNING, Status.RETURNED}
    for status in Status:
        word = shown_as(status)
        if word is not None:
            body = example("fulfillment_events-create") | {"status": word.lower()}
            back = read("fulfillment_events/create", body).scan.status
            assert back is (Status.EXCEPTION if status in ways_of_failing else status)


def test_all_that_is_granted_now_is_told() -> None:
    assert read("app/scopes_update", example("app-scopes_update")) == ScopesChanged(
        frozenset({"read_orders", "read_customers", "write_fulfillments"})
    )
    assert read("app/scopes_update", {"current": []}) == ScopesChanged(frozenset())


def test_scopes_that_are_not_told_are_not_taken_for_none() -> None:
    with pytest.raises(UnreadablePayloadError, match=r"^current: is missing$"):
        read("app/scopes_update", {"previous": ["read_orders"]})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, PlanChanged("growth")),
        ({"plan_handle": None}, PlanChanged("growth")),
        ({"plan_handle": None, "name": "Scale & More "}, PlanChanged("scale-more")),
        ({"status": "FROZEN"}, PlanChanged("")),
        ({"status": "EXPIRED"}, PlanChanged("")),
        ({"status": "PENDING"}, None),
        ({"status": "DECLINED"}, None),
    ],
)
def test_only_a_plan_that_is_paid_for_counts(
    changes: dict[str, object], expected: PlanChanged | None
) -> None:
    body = example("app_subscriptions-update")
    body["app_subscription"] |= changes
    assert read("app_subscriptions/update", body) == expected


def test_a_cancelled_plan_is_none() -> None:
    told = read("app_subscriptions/update", example("app_subscriptions-update.cancelled"))
    assert told == PlanChanged("")


def test_a_plan_without_a_status_is_unreadable() -> None:
    with pytest.raises(UnreadablePayloadError, match="status: is missing"):
        read("app_subscriptions/update", {})


def test_an_export_that_ended_is_named() -> None:
    assert read("bulk_operations/finish", example("bulk_operations-finish")) == ExportFinished(
        "gid://shopify/BulkOperation/6600000000000001"
    )


@pytest.mark.parametrize("name", [None, "gid://shopify/Order/1", "6600000000000001"])
def test_something_else_that_ended_is_unreadable(name: str | None) -> None:
    with pytest.raises(UnreadablePayloadError, match="is not an operation"):
        read("bulk_operations/finish", {"admin_graphql_api_id": name})


def test_privacy_requests_name_the_shopper_and_the_orders() -> None:
    assert read("customers/data_request", example("customers-data_request")) == DataAsked(
        "77001", Shopper(*NOUR, orders=("6100000000000000101",))
    )
    assert read("customers/redact", example("customers-redact")) == ShopperToErase(
        Shopper(*NOUR, orders=("6100000000000000101", "6100000000000000102"))
    )
    assert read("shop/redact", example("shop-redact")) == ShopToErase()


def test_a_shopper_may_be_named_by_less() -> None:
    body = {"customer": {"id": 5, "email": None}, "orders_to_redact": None}
    assert read("customers/redact", body) == ShopperToErase(Shopper("5", "", "", ()))
