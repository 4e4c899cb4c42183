"""Scans on the platform's page fill in for carriers we do not know; they never overrule ours."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.kinds import Kind
from domain.shop import PlatformKey
from domain.stage import Stage
from domain.status import Status
from services.wiring import Wiring
from storage.shops import introduce_shop
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.outcomes import kinds
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001
TOPIC = "fulfillment_events/create"


def told(status: str, at: datetime = NOON, event_id: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a fulfilment event as the webhook carries it."""
    body = {
        "id": event_id,
        "fulfillment_id": 9001,
        "order_id": ORDER,
        "status": status,
        "message": "Seen at the depot",
        "happened_at": at.isoformat(),
        "city": "Lund",
        "country": "SE",
    }
    return {**body, **changes}


@pytest.fixture
def by_van(wiring: Wiring, shop_id: int) -> int:
    """A shop whose one order travels with somebody we cannot ask."""
    parcel = shopify_fulfilment(ORDER, 9001, "V1", tracking_company="Grandma's van")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[parcel]))
    return shop_id


def test_a_scan_of_a_carrier_we_cannot_ask_moves_the_parcel_and_is_announced(
    wiring, by_van
) -> None:
    before = the_order(wiring, by_van, ORDER)
    assert deliver(wiring, by_van, TOPIC, told("out_for_delivery")).state == "applied"
    order = the_order(wiring, by_van, ORDER)
    (parcel,) = order.shipments
    assert parcel.state.status is Status.OUT_FOR_DELIVERY
    assert order.stage is Stage.HANDED_TO_COURIER
    assert order.version > before.version
    (event,) = parcel.events
    assert (event.raw_text, event.place.city) == ("Seen at the depot", "Lund")
    assert kinds(wiring) == [Kind.SHIPPED, Kind.OUT_FOR_DELIVERY]


def test_a_delivery_that_is_the_first_thing_heard_is_announced(wiring, by_van) -> None:
    deliver(wiring, by_van, TOPIC, told("delivered"))
    assert Kind.DELIVERED in kinds(wiring)


def test_the_same_scan_told_twice_is_kept_once(wiring, by_van) -> None:
    deliver(wiring, by_van, TOPIC, told("in_transit"))
    assert deliver(wiring, by_van, TOPIC, told("in_transit")).state == "ignored"
    assert len(the_order(wiring, by_van, ORDER).shipments[0].events) == 1


def test_scans_that_arrive_the_wrong_way_round_end_at_the_latest(wiring, by_van) -> None:
    deliver(wiring, by_van, TOPIC, told("delivered", NOON, 2))
    deliver(wiring, by_van, TOPIC, told("in_transit", NOON - timedelta(hours=4), 1))
    assert the_order(wiring, by_van, ORDER).shipments[0].state.status is Status.DELIVERED


def test_a_delay_is_kept_in_its_words_and_leaves_the_status(wiring, by_van) -> None:
    deliver(wiring, by_van, TOPIC, told("in_transit", NOON - timedelta(hours=1), 1))
    deliver(wiring, by_van, TOPIC, told("delayed", NOON, 2, message="Snow"))
    (parcel,) = the_order(wiring, by_van, ORDER).shipments
    assert parcel.state.status is Status.IN_TRANSIT
    assert {event.raw_text for event in parcel.events} == {"Seen at the depot", "Snow"}


def test_an_estimate_that_comes_along_is_kept(wiring, by_van) -> None:
    at = NOON + timedelta(days=1)
    deliver(wiring, by_van, TOPIC, told("in_transit", estimated_delivery_at=at.isoformat()))
    (parcel,) = the_order(wiring, by_van, ORDER).shipments
    assert parcel.estimate is not None
    assert parcel.estimate.latest == at


def test_a_parcel_we_follow_ourselves_is_left_to_its_carrier(wiring, shop_id) -> None:
    ours = shopify_fulfilment(ORDER, 9001, "TP1")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[ours]))
    assert deliver(wiring, shop_id, TOPIC, told("delivered")).state == "ignored"
    (parcel,) = the_order(wiring, shop_id, ORDER).shipments
    assert (parcel.state.status, parcel.events) == (Status.PENDING, ())


def test_a_parcel_the_shop_took_back_stays_cancelled(wiring, by_van) -> None:
    deliver(wiring, by_van, TOPIC, told("in_transit", NOON - timedelta(hours=1)))
    back = shopify_fulfilment(
        ORDER, 9001, "V1", status="cancelled", updated=NOON + timedelta(minutes=1)
    )
    back["tracking_company"] = "Grandma's van"
    deliver(wiring, by_van, "fulfillments/update", back)
    deliver(wiring, by_van, TOPIC, told("delivered", NOON + timedelta(minutes=2), 5))
    assert the_order(wiring, by_van, ORDER).shipments[0].state.status is Status.CANCELLED


@pytest.mark.parametrize("known", [False, True], ids=["no order", "no such fulfilment"])
def test_a_scan_that_overtakes_its_parcel_waits_for_it(wiring, shop_id, clock, known) -> None:
    if known:
        deliver(wiring, shop_id, "orders/create", shopify_order())
    assert deliver(wiring, shop_id, TOPIC, told("in_transit")).state == "new"
    parcel = shopify_fulfilment(ORDER, 9001, "V1", tracking_company="Grandma's van")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[parcel]))
    clock.forward(minutes=1)
    deliver(wiring, shop_id, "carts/update", {"id": 1})
    assert the_order(wiring, shop_id, ORDER).shipments[0].state.status is Status.IN_TRANSIT


def test_no_scan_is_announced_for_a_shop_nobody_has_opened(wiring) -> None:
    with wiring.sessions.begin() as session:
        shop_id = introduce_shop(session, PlatformKey.SHOPIFY, "unopened.myshopify.com", NOON)
    parcel = shopify_fulfilment(ORDER, 9001, "V1", tracking_company="Grandma's van")
    deliver(wiring, shop_id, "orders/create", shopify_order(fulfillments=[parcel]))
    assert deliver(wiring, shop_id, TOPIC, told("out_for_delivery")).state == "applied"
    (shown,) = the_order(wiring, shop_id, ORDER).shipments
    assert shown.state.status is Status.OUT_FOR_DELIVERY
    assert kinds(wiring) == []
