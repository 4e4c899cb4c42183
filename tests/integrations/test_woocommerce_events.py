"""What WooCommerce's webhooks tell, read from our examples and from changes to them."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnreadablePayloadError
from domain.order import Address, Amounts, Contact, Item, Money
from domain.shop_events import AccessDoubted, OrderGone, OrderTold, ShopEvent
from domain.stage import Stage
from integrations.platforms.woocommerce import WooCommercePlatform

WOOCOMMERCE = WooCommercePlatform()
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "integrations" / "platforms" / "woocommerce" / "examples"


def example(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def read(topic: str, payload: object) -> ShopEvent | None:
    return WOOCOMMERCE.read_event(topic, json.dumps(payload).encode())


def order(**changes: object) -> OrderTold:
    told = read("order.updated", example("order-created") | changes)
    assert isinstance(told, OrderTold)
    return told


def line(**changes: object) -> Item:
    (item,) = order(line_items=[example("order-created")["line_items"][0] | changes]).items
    return item


def test_an_order_is_told_whole() -> None:
    assert read("order.created", example("order-created")) == OrderTold(
        platform_id="3108",
        number="3108",
        placed_at=datetime(2026, 11, 20, 17, 30, tzinfo=UTC),
        updated_at=datetime(2026, 11, 20, 17, 30, 4, tzinfo=UTC),
        stage=Stage.RECEIVED,
        contact=Contact("Tova Berg & Lind", "tova@example.com", "+46 70 555 01 44"),
        address=Address(
            name="Tova Berg & Lind",
            street="Storgatan 9",
            postal_code="903 26",
            city="Umeå",
            region="AC",
            country="SE",
        ),
        locale="sv",
        items=(
            Item(
                platform_id="711",
                title='Mugg "Skog" & fat',
                quantity=2,
                variant="Grön",
                sku="MUGG-GR",
                image_url="https://shop.example/mugg.jpg",
                unit_price=Money(Decimal("149.5"), "SEK"),
                product="91",
            ),
            Item(
                platform_id="712",
                title="Linneduk",
                quantity=1,
                unit_price=Money(Decimal(999), "SEK"),
                product="92",
            ),
        ),
        shipments=(),
        total=Money(Decimal(1298), "SEK"),
        billing=Address("Tova Berg & Lind", "Box 12", "", "903 26", "Umeå", "AC", "SE"),
        amounts=Amounts(Decimal(1298), Decimal(20), Decimal(0), Decimal(0)),
        tags=("processing",),
    )


def test_a_status_of_the_shops_own_tells_the_stage() -> None:
    assert order(status="packed").stage is Stage.PACKED
    assert order(status="wc-ready-to-ship").stage is Stage.READY_FOR_DISPATCH
    assert order(status="on-hold").stage is Stage.RECEIVED


@pytest.mark.parametrize("status", ["cancelled", "failed", "refunded"])
def test_an_order_that_came_to_nothing_is_cancelled_when_it_was_changed(status: str) -> None:
    assert order(status=status).cancelled_at == datetime(2026, 11, 20, 17, 30, 4, tzinfo=UTC)


@pytest.mark.parametrize("status", ["completed", "on-hold", "processing"])
def test_any_other_order_is_not_cancelled(status: str) -> None:
    assert order(status=status).cancelled_at is None


def test_a_restored_order_is_told_again() -> None:
    assert isinstance(read("order.restored", example("order-restored")), OrderTold)


@pytest.mark.parametrize("status", ["checkout-draft", "auto-draft", "pending"])
def test_before_anything_is_bought_nothing_is_told(status: str) -> None:
    assert read("order.updated", {"status": status}) is None


def test_a_deleted_and_a_trashed_order_are_gone() -> None:
    assert read("order.deleted", example("order-deleted")) == OrderGone("3108")
    trashed = read("order.updated", example("order-updated.trashed"))
    assert trashed == OrderGone("3108", datetime(2026, 11, 20, 17, 30, 4, tzinfo=UTC))


@pytest.mark.parametrize("topic", ["order.created", "order.updated", "order.deleted"])
def test_an_order_gone_before_it_was_told_is_no_event(topic: str) -> None:
    assert read(topic, example("order-created.gone")) is None


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (
            {"code": "rest_no_route", "data": {"status": 404}},
            "code: the shop sent an error instead of an order (rest_no_route)",
        ),
        (
            {"code": "Tova Berg", "message": "x", "data": []},
            "code: the shop sent an error instead of an order (unknown code)",
        ),
        ({"code": [1]}, "code: the shop sent an error instead of an order (unknown code)"),
        (
            {"code": None, "id": 4, "data": {"status": [403]}},
            "code: the shop sent an error instead of an order (unknown code)",
        ),
    ],
)
def test_an_error_signed_as_an_order_is_unreadable(error: object, problem: str) -> None:
    with pytest.raises(UnreadablePayloadError) as refused:
        read("order.updated", error)
    assert str(refused.value) == problem


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("code", ["rest_forbidden", "woocommerce_rest_cannot_view"])
def test_somebody_there_has_lost_the_right_to_read_orders(code: str, status: int) -> None:
    told = read("order.updated", {"code": code, "data": {"status": status}})
    reason = f"the webhook's user may no longer read orders in the shop ({code}, {status})"
    assert told == AccessDoubted(reason)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"customer_id": -1}, "customer_id: is not an id"),
        ({"number": ""}, "number: is empty"),
        ({"number": None}, "number: is missing"),
        ({"status": None}, "status: is missing"),
        ({"status": ["trash"]}, "status: is not text"),
        ({"date_created_gmt": None}, "date_created_gmt: is missing"),
        ({"date_modified_gmt": "0000-00-00T00:00:00"}, "date_modified_gmt: is not a date"),
        ({"total": [1]}, "total: is not a number"),
        ({"billing": "Storgatan"}, "billing: is not an object"),
        ({"billing": {"email": []}}, "billing.email: is not text"),
        ({"line_items": [{"id": 1, "quantity": {}}]}, "line_items.0.quantity: is not a number"),
        ({"meta_data": "none"}, "meta_data: is not a list"),
    ],
    ids=str,
)
def test_the_wrong_field_is_named(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(UnreadablePayloadError) as refused:
        order(**changes)
    assert str(refused.value) == problem


@pytest.mark.parametrize("empty", [None, False, [], {}])
def test_phps_ways_to_write_an_empty_object_are_one(empty: object) -> None:
    told = order(billing=empty, shipping=empty, meta_data=empty, line_items=empty)
    assert told.contact == Contact()
    assert told.address == Address()
    assert told.items == ()
    assert told.locale == ""


def test_a_list_with_gaps_is_a_list() -> None:
    lines = {"0": {"id": 1, "name": "A", "quantity": 1}, "2": {"id": 2, "quantity": 3}}
    assert [item.platform_id for item in order(line_items=lines).items] == ["1", "2"]


@pytest.mark.parametrize(
    ("told", "kept"), [(2, 2), ("3", 3), (0.25, 1), (2.5, 3), ("1.0", 1), (True, None)]
)
def test_part_of_a_piece_is_a_piece(told: object, kept: int | None) -> None:
    if kept is None:
        with pytest.raises(UnreadablePayloadError):
            line(quantity=told)
    else:
        assert line(quantity=told).quantity == kept


@pytest.mark.parametrize(
    ("name", "parent", "title", "variant"),
    [
        ("Mug - Green, L", "Mug", "Mug", "Green, L"),
        ("Mug", "Mug", "Mug", ""),
        ("Cup - Green", "Mug", "Cup - Green", ""),
        ("Tea - loose", None, "Tea - loose", ""),
        ("&#8220;Caf&eacute;&#8221; &amp; &lt;b&gt;", None, "“Café” & <b>", ""),
        ("&#" + "9" * 6000 + ";", None, "\ufffd", ""),
        ("قهوة ☕\u200d\n\x07x", None, "قهوة ☕\u200d x", ""),
    ],
)
def test_names_are_decoded_and_variations_told_apart(
    name: str, parent: str | None, title: str, variant: str
) -> None:
    item = line(name=name, parent_name=parent)
    assert (item.title, item.variant) == (title, variant)


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (18.333333333333332, "18.3333"),
        ("12.50", "12.5"),
        ("1e-999999999", "0"),
        ("", None),
        (None, None),
    ],
)
def test_a_price_is_a_number_or_says_nothing(price: object, amount: str | None) -> None:
    assert line(price=price).unit_price == (Money(Decimal(amount), "SEK") if amount else None)


def test_lines_of_nothing_are_left_out() -> None:
    assert order(line_items=[{"id": 1, "quantity": 0}]).items == ()


def test_only_a_language_is_a_locale() -> None:
    notes = [{"key": "_locale", "value": "de"}, {"key": "wpml_language", "value": ["sv"]}]
    assert order(meta_data=notes).locale == ""
    assert order(meta_data=[{"key": "wpml_language", "value": "pt-br"}]).locale == "pt-br"
    assert order(meta_data=[{"key": "wpml_language", "value": "<b>"}]).locale == ""


@pytest.mark.parametrize(
    "topic", ["product.deleted", "customer.created", "order", "ORDER.CREATED", "", "\x00"]
)
def test_a_topic_we_do_not_use_tells_nothing(topic: str) -> None:
    assert WOOCOMMERCE.read_event(topic, b"not even JSON") is None
