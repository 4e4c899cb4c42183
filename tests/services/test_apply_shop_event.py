"""What shops tell becomes orders: once, never older over newer, and one bad one hurts no other."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.kinds import Kind
from domain.shop import PlatformKey
from domain.stage import Stage
from services.apply_shop_event import apply_waiting
from services.review_inbox import replay_delivery, show_delivery
from storage.compression import compress
from storage.order_proofs import ids_by_number_and_proof
from storage.shops import shop_by_id
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.outcomes import kinds, polled
from tests.shop_bodies import (
    raw,
    shopify_fulfilment,
    shopify_order,
    woocommerce_order,
    woocommerce_tracking,
)

ORDER = 5_820_982_511_634_001
LATER = NOON + timedelta(minutes=1)


def test_an_order_is_taken_over_with_everything_the_shopper_will_see(wiring, shop_id) -> None:
    row = deliver(wiring, shop_id, "orders/create", shopify_order())
    order = the_order(wiring, shop_id, ORDER)
    assert row.state == "applied"
    assert order.number == "#4001"
    assert order.stage is Stage.RECEIVED
    assert [(i.title, i.quantity) for i in order.items] == [("Lamp", 2), ("Shade", 1)]
    assert order.contact.email == "alva@example.com"
    assert order.address.city == "Malmö"
    assert kinds(wiring) == [Kind.ORDER_RECEIVED]


def test_an_older_telling_never_overwrites_a_newer_one(wiring, shop_id) -> None:
    deliver(
        wiring, shop_id, "orders/updated", shopify_order(updated=LATER, email="new@example.com")
    )
    row = deliver(wiring, shop_id, "orders/create", shopify_order(email="old@example.com"))
    assert row.state == "ignored"
    assert the_order(wiring, shop_id, ORDER).contact.email == "new@example.com"


def test_the_same_event_told_again_announces_nothing_again(wiring, shop_id) -> None:
    for _ in range(3):
        deliver(wiring, shop_id, "orders/create", shopify_order())
    assert kinds(wiring) == [Kind.ORDER_RECEIVED]


def test_a_cancelled_order_says_so_and_announces_nothing_more(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    told = shopify_order(updated=LATER, cancelled_at=LATER.isoformat())
    deliver(wiring, shop_id, "orders/cancelled", told)
    assert the_order(wiring, shop_id, ORDER).cancelled_at == LATER


def test_nulls_where_protected_data_is_not_granted_are_survived(wiring, shop_id) -> None:
    told = shopify_order(email=None, contact_email=None, customer=None, shipping_address=None)
    assert deliver(wiring, shop_id, "orders/create", told).state == "applied"
    assert kinds(wiring) == []


def test_an_order_of_three_hundred_lines_is_taken_over(wiring, shop_id) -> None:
    lines = [
        {"id": n, "title": f"Thing {n}", "quantity": 1, "price": "1.00"} for n in range(1, 301)
    ]
    deliver(wiring, shop_id, "orders/create", shopify_order(line_items=lines))
    assert len(the_order(wiring, shop_id, ORDER).items) == 300


def test_hostile_text_is_kept_as_text(wiring, shop_id) -> None:
    title = "<script>alert(1)</script> 🎁 مرحبا \x00"
    lines = [{"id": 1, "title": title, "quantity": 1, "price": "1.00"}]
    deliver(wiring, shop_id, "orders/create", shopify_order(line_items=lines))
    (item,) = the_order(wiring, shop_id, ORDER).items
    assert item.title.startswith("<script>alert(1)</script> 🎁 مرحبا")


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b'{"id": "x"}', b"null"])
def test_a_body_nobody_can_read_fails_with_the_reason_and_can_be_replayed(
    wiring, shop_id, body
) -> None:
    row = deliver(wiring, shop_id, "orders/create", body)
    assert row.state == "failed"
    assert row.reason
    shown = show_delivery(wiring, row.id)
    assert shown is not None
    assert shown[1] == body
    assert replay_delivery(wiring, row.id)
    assert not replay_delivery(wiring, row.id), "it waits already"


def test_one_bad_delivery_hurts_no_other_in_its_batch(wiring, shop_id) -> None:
    bodies = [b"{", raw(shopify_order(1001)), b"nonsense", raw(shopify_order(1002))]
    with wiring.engine.begin() as connection:
        rows = [
            Delivery(shop_id, "shopify", "orders/create", f"k{n}", compress(body))
            for n, body in enumerate(bodies)
        ]
        keep(connection, rows, wiring.clock())
    assert apply_waiting(wiring) == 4
    with wiring.sessions() as session:
        states = session.scalars(select(InboxRow.state).order_by(InboxRow.id)).all()
    assert states == ["failed", "applied", "failed", "applied"]


def test_a_topic_nobody_uses_is_kept_and_ignored(wiring, shop_id) -> None:
    assert deliver(wiring, shop_id, "carts/update", {"id": 1}).state == "ignored"


def test_a_deleted_order_disappears(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    deliver(wiring, shop_id, "orders/delete", {"id": ORDER})
    with wiring.sessions() as session:
        assert ids_by_number_and_proof(session, shop_id, "4001", "alva@example.com") == []


def test_uninstalling_ends_polling_and_forgets_the_secret(wiring, shop_id) -> None:
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    deliver(wiring, shop_id, "app/uninstalled", {"id": 1, "myshopify_domain": "x"})
    assert polled(wiring) == []
    with wiring.sessions() as session:
        assert shop_by_id(session, shop_id).uninstalled_at == wiring.clock()


def test_woocommerce_orders_and_their_tracking_meta_take_the_same_road(wiring, connect) -> None:
    shop_id = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    woo = PlatformKey.WOOCOMMERCE
    deliver(wiring, shop_id, "order.created", woocommerce_order(31), woo)
    told = woocommerce_order(31, updated=LATER, meta_data=[woocommerce_tracking("tp 77")])
    deliver(wiring, shop_id, "order.updated", told, woo)
    order = the_order(wiring, shop_id, 31)
    assert [i.title for i in order.items] == ["Mug & Co"]
    assert [s.tracking_number for s in order.shipments] == ["TP77"]
    removed = woocommerce_order(31, updated=LATER + timedelta(minutes=1))
    deliver(wiring, shop_id, "order.updated", removed, woo)
    assert the_order(wiring, shop_id, 31).shipments == ()


def test_a_checkout_draft_is_no_order(wiring, connect) -> None:
    shop_id = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    told = woocommerce_order(31, status="checkout-draft")
    row = deliver(wiring, shop_id, "order.updated", told, PlatformKey.WOOCOMMERCE)
    assert row.state == "ignored"


def test_history_is_imported_in_silence(wiring, shop_id) -> None:
    week = NOON - timedelta(days=7)
    fulfilment = shopify_fulfilment(ORDER, 9001, "TP1", updated=week)
    told = shopify_order(created_at=week.isoformat(), fulfillments=[fulfilment])
    deliver(wiring, shop_id, "orders/updated", told)
    assert kinds(wiring) == []
