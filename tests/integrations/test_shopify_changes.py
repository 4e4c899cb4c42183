"""What is changed in a shop through Shopify's interface, and how a refusal is told."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.errors import CodeTakenError, ProviderError, RejectedError, ScopeMissingError
from domain.order import Address, Money
from domain.shipment import Scan
from domain.shop_api import Cancellation, Discount
from domain.status import Status
from domain.tracking import Place
from integrations.platforms.shopify import ShopifyPlatform
from tests.integrations.shopify_answers import SHOP, data, denied, scripted, webhook

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 21, 10, 0, 30, 999, tzinfo=UTC)
SCAN = Scan("5100000000000000201", Status.OUT_FOR_DELIVERY, NINE)


def test_a_scan_is_shown_and_known_by_the_id_its_webhook_will_name() -> None:
    scan = replace(
        SCAN, place=Place("Malmö", "SE", "Terminal"), text="On its\nway", estimated_at=TEN
    )
    made = {"fulfillmentEvent": {"id": "gid://shopify/FulfillmentEvent/77"}, "userErrors": []}
    shop = scripted(data(fulfillmentEventCreate=made))
    assert shop.api.show_scan(SHOP, scan) == "77"
    assert shop.asked[0]["variables"]["event"] == {
        "fulfillmentId": "gid://shopify/Fulfillment/5100000000000000201",
        "status": "OUT_FOR_DELIVERY",
        "happenedAt": "2026-11-21T09:00:00Z",
        "message": "On its way",
        "city": "Malmö",
        "country": "SE",
        "estimatedDeliveryAt": "2026-11-21T10:00:30Z",
    }
    echo = webhook("fulfillment_events-create") | {"id": 77}
    told = ShopifyPlatform().read_event("fulfillment_events/create", json.dumps(echo).encode())
    assert getattr(told, "scan_platform_id", "") == "77"


@pytest.mark.parametrize("status", [None, Status.PENDING, Status.CANCELLED, Status.EXPIRED])
def test_what_shopify_has_no_event_for_is_not_sent(status: Status | None) -> None:
    shop = scripted()
    with pytest.raises(RejectedError, match="no event") as refused:
        shop.api.show_scan(SHOP, replace(SCAN, status=status))
    assert refused.value.permanent
    assert shop.asked == []


def test_a_change_that_was_not_granted_is_told_apart_from_one_refused() -> None:
    answer = data(fulfillmentEventCreate=None) | {"errors": [denied("fulfillmentEventCreate")]}
    with pytest.raises(ScopeMissingError):
        scripted(answer).api.show_scan(SHOP, SCAN)
    error = {"field": ["fulfillmentEvent", "fulfillmentId"], "message": "was not found"}
    made = {"fulfillmentEvent": None, "userErrors": [error, {"field": None, "message": "sorry"}]}
    with pytest.raises(RejectedError) as refused:
        scripted(data(fulfillmentEventCreate=made)).api.show_scan(SHOP, SCAN)
    assert str(refused.value) == "fulfillmentEvent.fulfillmentId: was not found; sorry"
    with pytest.raises(ProviderError, match="has no fulfillmentEventCreate"):
        scripted(data(fulfillmentEventCreate=None)).api.show_scan(SHOP, SCAN)


def test_an_order_is_cancelled_for_the_shopper() -> None:
    done = {"job": {"id": "gid://shopify/Job/1"}, "orderCancelUserErrors": []}
    shop = scripted(data(orderCancel=done))
    what = Cancellation("42", restock=True, refund=True, notify=False, note="n" * 400)
    shop.api.cancel_order(SHOP, what)
    assert shop.asked[0]["variables"] == {
        "id": "gid://shopify/Order/42",
        "restock": True,
        "refund": {"originalPaymentMethodsRefund": True},
        "notify": False,
        "note": "n" * 255,
    }


def test_a_cancellation_that_is_refused_says_why() -> None:
    error = {"field": ["orderId"], "message": "is fulfilled already", "code": "INVALID"}
    answer = data(orderCancel={"job": None, "orderCancelUserErrors": [error]})
    what = Cancellation("42", restock=True, refund=True, notify=False)
    with pytest.raises(RejectedError, match="orderId: is fulfilled already"):
        scripted(answer).api.cancel_order(SHOP, what)


OPEN = data(order={"cancelledAt": None, "displayFulfillmentStatus": "UNFULFILLED"})
DONE = data(orderUpdate={"order": {"id": "x"}, "userErrors": []})
HOME = Address("Nour El Haddad", "Lilla Bommen 4", "", "411 04", "Göteborg", "", "SE")


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("Skåne", {"province": "Skåne"}),
        ("New South Wales", {"province": "New South Wales"}),
        ("", {"provinceCode": ""}),
        ("NSW", {"provinceCode": "NSW"}),
        ("JP-13", {"provinceCode": "JP-13"}),
    ],
)
def test_an_address_is_written_whole_and_nothing_of_the_old_one_stays(
    region: str, told: dict[str, str]
) -> None:
    shop = scripted(OPEN, DONE)
    shop.api.change_address(SHOP, "42", replace(HOME, region=region))
    assert shop.asked[1]["variables"]["order"] == {
        "id": "gid://shopify/Order/42",
        "shippingAddress": {
            "firstName": "Nour El",
            "lastName": "Haddad",
            "company": "",
            "address1": "Lilla Bommen 4",
            "address2": "",
            "zip": "411 04",
            "city": "Göteborg",
            "countryCode": "SE",
            **told,
        },
    }


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        ({"cancelledAt": None, "displayFulfillmentStatus": "FULFILLED"}, "has been sent"),
        ({"cancelledAt": None, "displayFulfillmentStatus": "PARTIALLY_FULFILLED"}, "has been sent"),
        ({"cancelledAt": "2026-11-21T09:00:00Z"}, "is cancelled"),
        (None, "no such order"),
    ],
)
def test_the_address_of_an_order_that_has_been_sent_or_is_over_stays(
    stands: dict[str, str | None] | None, words: str
) -> None:
    shop = scripted(data(order=stands, shop={}), DONE)
    with pytest.raises(RejectedError, match=words):
        shop.api.change_address(SHOP, "42", HOME)
    assert len(shop.asked) == 1


@pytest.mark.parametrize(
    ("known", "text", "kept"),
    [
        ([], "Round the\nback", [("Delivery instructions", "Round the back")]),
        (
            [("gift", "yes"), ("Delivery instructions", "Before"), ("empty", None)],
            "Now",
            [("gift", "yes"), ("empty", ""), ("Delivery instructions", "Now")],
        ),
        ([("gift", "yes"), ("Delivery instructions", "Before")], " ", [("gift", "yes")]),
        (None, "x" * 600, [("Delivery instructions", "x" * 500)]),
    ],
    ids=["none before", "others stay", "taken back", "too long"],
)
def test_instructions_stand_beside_what_is_noted_on_the_order(known, text, kept) -> None:
    told = known and [{"key": key, "value": value} for key, value in known]
    shop = scripted(
        data(order={"customAttributes": told}),
        data(orderUpdate={"order": {"id": "x"}, "userErrors": []}),
    )
    shop.api.note_instructions(SHOP, "42", text)
    assert shop.asked[0]["variables"] == {"id": "gid://shopify/Order/42"}
    assert shop.asked[1]["variables"]["order"] == {
        "id": "gid://shopify/Order/42",
        "customAttributes": [{"key": key, "value": value} for key, value in kept],
    }


def test_instructions_that_cannot_be_noted_say_why() -> None:
    with pytest.raises(RejectedError, match="no such order"):
        scripted(data(shop={}, order=None)).api.note_instructions(SHOP, "42", "Ring twice")
    error = {"field": ["customAttributes"], "message": "is too long"}
    refused = data(orderUpdate={"order": None, "userErrors": [error]})
    with pytest.raises(RejectedError, match="customAttributes: is too long"):
        scripted(data(order={"customAttributes": []}), refused).api.note_instructions(
            SHOP, "42", "Ring twice"
        )
    not_granted = data(orderUpdate=None) | {"errors": [denied("orderUpdate")]}
    with pytest.raises(ScopeMissingError):
        scripted(data(order={"customAttributes": []}), not_granted).api.note_instructions(
            SHOP, "42", "Ring twice"
        )


def test_a_discount_can_be_used_once() -> None:
    shop = scripted(data(discountCodeBasicCreate={"codeDiscountNode": None, "userErrors": []}))
    worth = Money(Decimal("50.00"), "SEK")
    shop.api.create_discount(SHOP, Discount("SORRY-1", "For the wait", worth, NINE, TEN))
    told = shop.asked[0]["variables"]["discount"]
    assert (told["usageLimit"], told["appliesOncePerCustomer"]) == (1, True)
    assert told["customerGets"]["value"]["discountAmount"]["amount"] == "50.00"
    assert (told["startsAt"], told["endsAt"]) == ("2026-11-21T09:00:00Z", "2026-11-21T10:00:30Z")


def test_a_code_that_is_taken_is_refused() -> None:
    error = {"field": ["basicCodeDiscount", "code"], "message": "must be unique", "code": "TAKEN"}
    answer = data(discountCodeBasicCreate={"codeDiscountNode": None, "userErrors": [error]})
    discount = Discount("SORRY-1", "For the wait", Money(Decimal(5), "SEK"), NINE, TEN)
    with pytest.raises(CodeTakenError, match="must be unique"):
        scripted(answer).api.create_discount(SHOP, discount)


def test_documents_are_published_on_the_installation_a_few_at_a_time() -> None:
    done = data(metafieldsSet={"metafields": [], "userErrors": []})
    shop = scripted(done, done)
    shop.api.publish(SHOP, "gid://shopify/AppInstallation/7", {f"key{n}": "{}" for n in range(26)})
    sizes = [len(asked["variables"]["documents"]) for asked in shop.asked]
    assert sizes == [25, 1]
    assert shop.asked[1]["variables"]["documents"][0] == {
        "ownerId": "gid://shopify/AppInstallation/7",
        "namespace": "framme",
        "key": "key25",
        "type": "json",
        "value": "{}",
    }


def test_nothing_to_publish_asks_nothing() -> None:
    shop = scripted()
    shop.api.publish(SHOP, "gid://shopify/AppInstallation/7", {})
    assert shop.asked == []
