"""What shops tell becomes orders: once, never older over newer, and one bad one hurts no other."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.notification import Kind
from domain.shop import PlatformKey
from domain.stage import Stage
from domain.status import Status
from services.apply_shop_event import apply_waiting
from services.review_inbox import list_deliveries, replay_delivery, show_delivery
from services.wiring import Wiring
from storage.compression import compress
from storage.notifications import NotificationRow
from storage.poll_schedule import PollRow
from storage.shops import shop_by_id
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.shop_bodies import (
    raw,
    shopify_fulfilment,
    shopify_order,
    woocommerce_order,
    woocommerce_tracking,
)

ORDER = 5_820_982_511_634_001
LATER = NOON + timedelta(minutes=1)


def kinds(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        rows = session.scalars(select(NotificationRow).order_by(NotificationRow.id))
        return [row.kind for row in rows]


def polled(wiring: Wiring) -> list[int]:
    with wiring.sessions() as session:
        return list(session.scalars(select(PollRow.shipment_id)))


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


def test_a_fulfilment_becomes_a_shipment_with_its_items_and_is_polled(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    told = shopify_fulfilment(ORDER, 9001, " tp 123-456 ", updated=LATER)
    deliver(wiring, shop_id, "fulfillments/create", told)
    order = the_order(wiring, shop_id, ORDER)
    (shipment,) = order.shipments
    assert shipment.tracking_number == "TP123456"
    assert shipment.carrier == "testpost"
    assert [(i.platform_id, i.quantity) for i in shipment.items] == [("71", 2)]
    assert order.stage is Stage.READY_FOR_DISPATCH
    assert polled(wiring) == [shipment.id]
    assert kinds(wiring) == [Kind.ORDER_RECEIVED, Kind.SHIPPED]


def test_a_fulfilment_before_its_order_waits_for_it(wiring, shop_id, clock) -> None:
    told = shopify_fulfilment(ORDER, 9001, "TP1", updated=LATER)
    row = deliver(wiring, shop_id, "fulfillments/create", told)
    assert (row.state, row.attempts) == ("new", 1)
    assert "not been heard of" in row.reason
    clock.forward(seconds=10)
    deliver(wiring, shop_id, "orders/create", shopify_order())
    clock.forward(seconds=10)
    apply_waiting(wiring)
    assert [s.tracking_number for s in the_order(wiring, shop_id, ORDER).shipments] == ["TP1"]


def test_a_fulfilment_whose_order_never_comes_fails_visibly_after_a_day(
    wiring, shop_id, clock
) -> None:
    row = deliver(wiring, shop_id, "fulfillments/create", shopify_fulfilment(ORDER, 9001, "TP1"))
    clock.forward(hours=25)
    apply_waiting(wiring)
    (entry,) = list_deliveries(wiring, "failed", 10)
    assert entry.id == row.id
    assert "not been heard of" in entry.reason


def test_a_late_order_does_not_remove_a_shipment_told_after_it(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    deliver(
        wiring,
        shop_id,
        "fulfillments/create",
        shopify_fulfilment(ORDER, 9001, "TP1", updated=LATER),
    )
    deliver(wiring, shop_id, "orders/updated", shopify_order(updated=NOON))
    assert len(the_order(wiring, shop_id, ORDER).shipments) == 1


def test_a_corrected_number_stays_the_same_shipment_and_is_not_announced_again(
    wiring, shop_id
) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    first = shopify_fulfilment(ORDER, 9001, "TP1", updated=LATER)
    deliver(wiring, shop_id, "fulfillments/create", first)
    (before,) = the_order(wiring, shop_id, ORDER).shipments
    second = shopify_fulfilment(ORDER, 9001, "TP2", updated=LATER + timedelta(minutes=1))
    deliver(wiring, shop_id, "fulfillments/update", second)
    (after,) = the_order(wiring, shop_id, ORDER).shipments
    assert (after.id, after.tracking_number) == (before.id, "TP2")
    assert kinds(wiring).count(Kind.SHIPPED) == 1


def test_three_parcels_of_one_fulfilment_are_three_shipments(wiring, shop_id) -> None:
    fulfilment = shopify_fulfilment(ORDER, 9001, "TP1", "TP2", "TP3")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[fulfilment]))
    numbers = [s.tracking_number for s in the_order(wiring, shop_id, ORDER).shipments]
    assert numbers == ["TP1", "TP2", "TP3"]
    assert Kind.ORDER_RECEIVED not in kinds(wiring)


def test_a_number_told_in_two_fulfilments_is_one_shipment(wiring, shop_id) -> None:
    told = [shopify_fulfilment(ORDER, 9001, "TP1"), shopify_fulfilment(ORDER, 9002, "TP1")]
    row = deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=told))
    assert row.state == "applied"
    assert len(the_order(wiring, shop_id, ORDER).shipments) == 1
    again = shopify_fulfilment(ORDER, 9003, "TP1", updated=LATER)
    assert deliver(wiring, shop_id, "fulfillments/create", again).state == "applied"
    assert len(the_order(wiring, shop_id, ORDER).shipments) == 1


def test_a_shipment_without_a_number_is_handed_over_and_never_polled(wiring, shop_id) -> None:
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001)])
    deliver(wiring, shop_id, "orders/create", told)
    assert the_order(wiring, shop_id, ORDER).stage is Stage.HANDED_TO_COURIER
    assert polled(wiring) == []


def test_an_unknown_carrier_is_kept_as_the_shop_wrote_it_and_never_polled(wiring, shop_id) -> None:
    told = shopify_fulfilment(ORDER, 9001, "X1", tracking_company="Uncle Olle's van")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[told]))
    (shipment,) = the_order(wiring, shop_id, ORDER).shipments
    assert (shipment.carrier, shipment.carrier_text) == (None, "Uncle Olle's van")
    assert polled(wiring) == []


def test_a_cancelled_fulfilment_is_no_longer_polled(wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    deliver(wiring, shop_id, "fulfillments/create", shopify_fulfilment(ORDER, 9001, "TP1"))
    cancelled = shopify_fulfilment(ORDER, 9001, "TP1", updated=LATER, status="cancelled")
    deliver(wiring, shop_id, "fulfillments/update", cancelled)
    (shipment,) = the_order(wiring, shop_id, ORDER).shipments
    assert shipment.state.status is Status.CANCELLED
    assert polled(wiring) == []


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
        from storage.orders import ids_by_number_and_proof

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
