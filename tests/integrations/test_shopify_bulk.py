"""Exports of orders: how they are read, from where, and how little memory that takes."""

import json
from collections.abc import Iterable
from typing import Any

import httpx
import psutil
import pytest

from domain.errors import ProviderError
from domain.shipment import ShipmentItem
from domain.shop_events import OrderTold
from integrations.platforms.shopify.bulk import LONGEST_LINE, ExportReader, export_client
from integrations.platforms.shopify.orders import read_order
from tests.integrations.shopify_answers import as_graphql, serving, webhook

STORED = "https://storage.googleapis.com/shopify-tiers-assets-prod-us-east1/bulk/1?Signature=s"
PARCELS = "orders-updated.three-parcels"


def exported(order: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lines an export has for an order as GraphQL gives it, all of which has left."""
    parcels = []
    for parcel in order["fulfillments"]:
        plain = {k: v for k, v in parcel.items() if k != "fulfillmentLineItems"}
        inside = parcel["fulfillmentLineItems"]["nodes"]
        parcels.append(plain | {"totalQuantity": sum(line["quantity"] for line in inside)})
    head = {k: v for k, v in order.items() if k != "lineItems"} | {"fulfillments": parcels}
    also = {"unfulfilledQuantity": 0, "nonFulfillableQuantity": 0, "__parentId": order["id"]}
    return [head, *(line | also for line in order["lineItems"]["nodes"])]


def jsonl(things: Iterable[object]) -> bytes:
    return b"".join(json.dumps(thing).encode() + b"\n" for thing in things)


def reading(body: bytes, status: int = 200) -> ExportReader:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=body, headers={"Location": STORED})

    return ExportReader(httpx.Client(transport=httpx.MockTransport(answer)))


def read(*things: object) -> list[OrderTold]:
    return list(reading(jsonl(things)).read(STORED))


def test_an_export_tells_orders_as_their_webhooks_do() -> None:
    body = webhook("orders-create")
    assert read(*exported(as_graphql(body))) == [read_order(body)]


def test_an_empty_export_tells_nothing() -> None:
    assert list(reading(b"").read(STORED)) == []
    assert list(reading(b"\n\n").read(STORED)) == []


def test_orders_without_lines_stand_between_others() -> None:
    orders = [as_graphql(webhook("orders-create") | {"id": n}) for n in (1, 2, 3)]
    head, *_ = exported(orders[1])
    told = read(*exported(orders[0]), head, *exported(orders[2]))
    assert [(o.platform_id, len(o.items)) for o in told] == [("1", 2), ("2", 0), ("3", 2)]


def one_parcel() -> dict[str, Any]:
    order = as_graphql(webhook(PARCELS))
    order["fulfillments"] = order["fulfillments"][:1]
    return order


def with_left(things: list[dict[str, Any]], **left: object) -> list[dict[str, Any]]:
    """Say of every line but the first that so many of it have not left."""
    return [*things[:2], *(line | left for line in things[2:])]


def test_the_only_parcel_holds_what_has_left_of_each_line() -> None:
    things = with_left(exported(one_parcel()), unfulfilledQuantity=1)
    (told,) = read(*things)
    assert [s.items for s in told.shipments] == [(ShipmentItem("14000000000000011", 2),)] * 2


def test_what_cannot_be_sent_is_in_no_parcel() -> None:
    (told,) = read(*with_left(exported(one_parcel()), nonFulfillableQuantity=1))
    assert [s.items for s in told.shipments] == [(ShipmentItem("14000000000000011", 2),)] * 2


def test_a_parcel_whose_sum_is_another_is_left_open() -> None:
    (told,) = read(*exported(one_parcel()))
    assert [s.items for s in told.shipments] == [(), ()]


def test_an_amount_that_is_none_is_an_error_and_no_crash() -> None:
    with pytest.raises(ProviderError, match="another form"):
        read(*with_left(exported(one_parcel()), unfulfilledQuantity="a few"))


def test_of_several_parcels_nobody_can_say_what_is_inside() -> None:
    (told,) = read(*exported(as_graphql(webhook(PARCELS))))
    assert [s.items for s in told.shipments] == [(), (), ()]
    assert len({s.platform_id for s in told.shipments}) == 2


def test_a_parcel_that_was_called_off_does_not_count() -> None:
    order = as_graphql(webhook(PARCELS))
    order["fulfillments"][1]["status"] = "CANCELLED"
    (told,) = read(*with_left(exported(order), unfulfilledQuantity=1))
    assert [(s.cancelled, bool(s.items)) for s in told.shipments] == [
        (False, True),
        (False, True),
        (True, False),
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<xml>AccessDenied</xml>", "not JSON"),
        (b"[]\n", "not an object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id":"gid://shopify/Order/1"}', "cannot be read"),
        (b'{"id":"gid://shopify/LineItem/1","__parentId":"gid://shopify/Order/1"}', "together"),
        (b" " * (LONGEST_LINE + 70_000), "no end"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_an_export_of_another_form_is_an_error(body: bytes, problem: str) -> None:
    with pytest.raises(ProviderError, match=problem):
        list(reading(body).read(STORED))


def test_lines_that_stand_away_from_their_order_are_not_given_to_another() -> None:
    first, second = (exported(as_graphql(webhook("orders-create") | {"id": n})) for n in (1, 2))
    with pytest.raises(ProviderError, match="together"):
        read(first[0], second[0], *first[1:], *second[1:])


def test_an_order_with_more_lines_than_any_has_is_an_error() -> None:
    head, line, *_ = exported(as_graphql(webhook("orders-create")))
    with pytest.raises(ProviderError, match="too many lines"):
        read(head, *[line] * 5001)


@pytest.mark.parametrize("status", [302, 307, 403, 404, 500])
def test_only_an_export_that_is_given_is_read_and_nobody_is_followed(status: int) -> None:
    with pytest.raises(ProviderError, match=f"HTTP {status}"):
        list(reading(b"", status).read(STORED))


@pytest.mark.parametrize(
    "url",
    [
        "http://storage.googleapis.com/shopify-tiers-assets-prod-us-east1/1",
        "https://storage.googleapis.com/somebody-elses/1",
        "https://storage.googleapis.com.evil.example/shopify-x/1",
        "https://storage.googleapis.com:8443/shopify-x/1",
        "https://me@storage.googleapis.com/shopify-x/1",
        "https://storage.googleapis.com:x/shopify-x/1",
        "https://evilshopify.com/1",
        "https://169.254.169.254/shopify-x/1",
        "http://127.0.0.1:8025/shopify/export/1",
        "file:///etc/passwd",
        "https://[::",
        "",
    ],
)
def test_an_export_that_lies_elsewhere_is_not_fetched(url: str) -> None:
    with pytest.raises(ProviderError, match="keeps none"):
        list(reading(b"").read(url))


@pytest.mark.parametrize("url", [STORED, "https://exports.shopify.com/1"])
def test_where_shopify_keeps_exports_is_read(url: str) -> None:
    assert list(reading(b"").read(url)) == []


def test_the_simulators_exports_are_read_in_development() -> None:
    body = jsonl(exported(as_graphql(webhook("orders-create"))))
    with serving(iter([body]), []) as address:
        reader = ExportReader(export_client(), f"{address}/shopify")
        assert len(list(reader.read(f"{address}/shopify/exports/1.jsonl"))) == 1
        with pytest.raises(ProviderError, match="keeps none"):
            list(reader.read(f"{address}/shopifyx/exports/1.jsonl"))


def test_an_export_that_breaks_off_is_an_error_without_its_address() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError(f"at {request.url}")

    reader = ExportReader(httpx.Client(transport=httpx.MockTransport(broken)))
    with pytest.raises(ProviderError) as refused:
        list(reader.read(STORED))
    assert "Signature" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_twenty_thousand_orders_take_no_more_memory_than_two_thousand() -> None:
    head, line, *_ = exported(as_graphql(webhook("orders-create")))
    head |= {"billingAddress": None, "shippingAddress": None, "customer": None}
    once, name = jsonl([head, line]), head["id"].encode()
    orders = (once.replace(name, b"gid://shopify/Order/%d" % n) for n in range(1, 20_001))
    this = psutil.Process()
    seen, last, memory = 0, "", []
    with serving(orders, []) as address, export_client() as client:
        for told in ExportReader(client, address).read(f"{address}/1.jsonl"):
            seen, last = seen + 1, told.platform_id
            if seen % 2_000 == 0:
                memory.append(this.memory_info().rss)
    assert (seen, last) == (20_000, "20000")
    assert max(memory) - memory[0] < 2_000_000
    assert 20_000 * len(once) > 8 * 2_000_000
