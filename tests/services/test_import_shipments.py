"""What shops tell of fulfilments becomes shipments, each once, whatever order it is told in."""

from dataclasses import replace
from datetime import timedelta

from domain.kinds import Kind
from domain.stage import Stage
from domain.status import Status
from services.apply_shop_event import apply_waiting
from services.review_inbox import list_deliveries
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.outcomes import kinds, polled
from tests.services.several_carriers import another_carrier, wired_to
from tests.shop_bodies import (
    shopify_fulfilment,
    shopify_order,
)

ORDER = 5_820_982_511_634_001
LATER = NOON + timedelta(minutes=1)


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


def test_a_parcel_whose_number_is_taken_back_is_asked_about_no_more(wiring, shop_id) -> None:
    aggregator = ScriptedSwitchboard([another_carrier("everyone", "Everyone")])
    everyone = replace(aggregator.providers["everyone"], serves=(), aggregates=True)
    aggregator.providers = {"everyone": everyone}
    wired = wired_to(wiring, aggregator)
    deliver(wired, shop_id, "orders/create", shopify_order())
    first = shopify_fulfilment(ORDER, 9001, "TP1", updated=LATER)
    deliver(wired, shop_id, "fulfillments/create", first)
    assert len(polled(wired)) == 1
    without = shopify_fulfilment(ORDER, 9001, updated=LATER + timedelta(minutes=1))
    deliver(wired, shop_id, "fulfillments/update", without)
    (shipment,) = the_order(wired, shop_id, ORDER).shipments
    assert (shipment.tracking_number, shipment.followed) == ("", False)
    assert polled(wired) == []
