"""What carriers answer becomes events, states, polls and messages: once, whoever asks twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import ProviderError
from domain.kinds import Kind
from domain.stage import Stage
from domain.status import Status
from domain.tracking import DeliveryWindow, PickupPoint, TrackingEvent
from jobs.poll_carriers import poll_round
from services.claim_parcels import anything_to_ask, claim_parcels
from services.plan_next_poll import Heard
from services.record_tracking import record_answers
from services.wiring import Wiring
from storage.notifications import NotificationRow
from storage.poll_schedule import PollRow
from storage.promises import PromiseRow
from storage.tracking_events import TrackingEventRow
from tests.fakes import NOON, scan
from tests.services.deliver import deliver, the_order
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001


@pytest.fixture
def shipped(wiring: Wiring, shop_id: int) -> int:
    """A shop whose one order travels in one parcel, TP1."""
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    return shop_id


def schedule(wiring: Wiring) -> PollRow | None:
    with wiring.sessions() as session:
        return session.scalars(select(PollRow)).one_or_none()


def kinds(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        rows = session.scalars(select(NotificationRow).order_by(NotificationRow.id))
        return [row.kind for row in rows]


def count(wiring: Wiring, table: type) -> int:
    with wiring.sessions() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_due_shipment_is_claimed_once_and_comes_back_when_the_worker_dies(
    wiring, shipped, clock
) -> None:
    assert anything_to_ask(wiring)
    (claimed,) = claim_parcels(wiring, 500)
    assert len(claimed.due) == 1
    assert claim_parcels(wiring, 500) == []
    assert not anything_to_ask(wiring)
    clock.forward(minutes=5, seconds=1)
    (claimed,) = claim_parcels(wiring, 500)
    assert len(claimed.due) == 1


def test_scans_become_a_status_a_timeline_and_a_message(wiring, shipped, carrier, clock) -> None:
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=2)))
    poll_round(wiring)
    order = the_order(wiring, shipped, ORDER)
    assert order.shipments[0].state.status is Status.IN_TRANSIT
    assert order.stage is Stage.HANDED_TO_COURIER
    clock.forward(hours=5)
    carrier.report(
        "TP1",
        scan(Status.IN_TRANSIT, NOON - timedelta(hours=2)),
        scan(Status.OUT_FOR_DELIVERY, NOON + timedelta(hours=4)),
    )
    poll_round(wiring)
    (shipment,) = the_order(wiring, shipped, ORDER).shipments
    assert shipment.state.status is Status.OUT_FOR_DELIVERY
    assert len(shipment.events) == 2
    assert kinds(wiring) == [Kind.SHIPPED, Kind.IN_TRANSIT, Kind.OUT_FOR_DELIVERY]


def test_every_change_gives_the_page_a_new_version_and_no_change_gives_none(
    wiring, shipped, carrier, clock
) -> None:
    versions = [the_order(wiring, shipped, ORDER).version]
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    for _ in range(2):
        clock.forward(hours=20)
        poll_round(wiring)
        versions.append(the_order(wiring, shipped, ORDER).version)
    assert versions[0] < versions[1] == versions[2]


def test_recording_the_same_answer_twice_leaves_the_same_rows(wiring, shipped, carrier) -> None:
    carrier.report("TP1", scan(Status.OUT_FOR_DELIVERY))
    (claimed,) = claim_parcels(wiring, 500)
    heard = [Heard(claimed.due[0], carrier.reports["TP1"])]
    record_answers(wiring, heard)
    record_answers(wiring, heard)
    assert count(wiring, TrackingEventRow) == 1
    assert kinds(wiring).count(Kind.OUT_FOR_DELIVERY) == 1


def test_a_parcel_delivered_before_we_first_asked_is_not_announced(
    wiring, shipped, carrier
) -> None:
    carrier.report("TP1", scan(Status.DELIVERED, NOON - timedelta(hours=3)))
    poll_round(wiring)
    assert Kind.DELIVERED not in kinds(wiring)


def test_a_delivered_parcel_is_confirmed_once_and_then_left_alone(
    wiring, shipped, carrier, clock
) -> None:
    carrier.report("TP1", scan(Status.DELIVERED))
    poll_round(wiring)
    first = schedule(wiring)
    assert first is not None
    assert first.next_poll_at == NOON + timedelta(hours=24)
    clock.forward(hours=24)
    poll_round(wiring)
    assert schedule(wiring) is None


def test_an_unknown_number_is_asked_for_again_and_claims_nothing(wiring, shipped) -> None:
    poll_round(wiring)
    (shipment,) = the_order(wiring, shipped, ORDER).shipments
    assert shipment.state.status is Status.PENDING
    assert shipment.checked_at == NOON
    row = schedule(wiring)
    assert row is not None
    assert NOON + timedelta(hours=2) < row.next_poll_at < NOON + timedelta(hours=4)


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (ProviderError("503: maintenance"), timedelta(minutes=5)),
        (ProviderError("429", retry_after=timedelta(minutes=30)), timedelta(minutes=30)),
    ],
)
def test_a_failing_carrier_changes_nothing_and_is_asked_again(
    wiring, shipped, carrier, error, wait
) -> None:
    carrier.failing = error
    poll_round(wiring)
    row = schedule(wiring)
    assert row is not None
    assert (row.next_poll_at, row.failures, row.last_error) == (NOON + wait, 1, error.reason)
    assert the_order(wiring, shipped, ORDER).shipments[0].checked_at is None


def test_failures_make_the_next_try_later_and_success_forgets_them(
    wiring, shipped, carrier, clock
) -> None:
    carrier.failing = ProviderError("timeout")
    waits = []
    for _ in range(3):
        poll_round(wiring)
        row = schedule(wiring)
        assert row is not None
        waits.append(row.next_poll_at - clock())
        clock.forward(hours=3)
    assert waits == [timedelta(minutes=m) for m in (5, 10, 20)]
    carrier.failing = None
    poll_round(wiring)
    row = schedule(wiring)
    assert row is not None
    assert row.failures == 0


def test_an_unmapped_code_is_kept_and_changes_nothing(wiring, shipped, carrier) -> None:
    mystery = TrackingEvent(
        occurred_at=NOON, raw_code="??", raw_text="Something happened", meaning=None
    )
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=1)), mystery)
    poll_round(wiring)
    (shipment,) = the_order(wiring, shipped, ORDER).shipments
    assert shipment.state.status is Status.IN_TRANSIT
    assert {e.raw_code for e in shipment.events} == {"??", "code-in_transit"}


def test_estimates_enter_the_ledger_when_they_change_and_only_then(
    wiring, shipped, carrier, clock
) -> None:
    for days in (2, 2, 3):
        window = DeliveryWindow(NOON + timedelta(days=days), NOON + timedelta(days=days, hours=4))
        event = scan(Status.IN_TRANSIT, NOON + timedelta(minutes=days))
        carrier.report("TP1", event, estimate=window)
        poll_round(wiring)
        clock.forward(hours=24)
    assert count(wiring, PromiseRow) == 2
    (shipment,) = the_order(wiring, shipped, ORDER).shipments
    assert shipment.estimate is not None
    assert shipment.estimate.earliest == NOON + timedelta(days=3)


def test_a_pickup_point_is_kept_with_its_opening_hours(wiring, shipped, carrier) -> None:
    point = PickupPoint("ICA Möllan", "Gatan 2", "214 20", "Malmö", ("Mon–Fri 8–20", "Sat 9–18"))
    carrier.report("TP1", scan(Status.AVAILABLE_FOR_PICKUP), pickup_point=point)
    poll_round(wiring)
    assert the_order(wiring, shipped, ORDER).shipments[0].pickup_point == point
    assert Kind.READY_FOR_PICKUP in kinds(wiring)


def test_the_zone_of_the_place_survives_the_database(wiring, shipped, carrier) -> None:
    taipei = datetime(2026, 11, 20, 18, 0, tzinfo=UTC).astimezone(
        datetime.fromisoformat("2026-11-20T00:00+08:00").tzinfo
    )
    carrier.report("TP1", scan(Status.IN_TRANSIT, taipei))
    poll_round(wiring)
    (event,) = the_order(wiring, shipped, ORDER).shipments[0].events
    assert event.occurred_at.utcoffset() == timedelta(hours=8)


def test_a_shipment_cancelled_while_the_carrier_was_asked_stays_cancelled(
    wiring, shipped, carrier
) -> None:
    (claimed,) = claim_parcels(wiring, 500)
    cancelled = shopify_fulfilment(
        ORDER, 9001, "TP1", updated=NOON + timedelta(minutes=1), status="cancelled"
    )
    deliver(wiring, shipped, "fulfillments/update", cancelled)
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    record_answers(wiring, [Heard(claimed.due[0], carrier.reports["TP1"])])
    assert the_order(wiring, shipped, ORDER).shipments[0].state.status is Status.CANCELLED
    assert schedule(wiring) is None


def test_a_parcel_silent_for_two_months_is_given_up(wiring, shipped, clock) -> None:
    clock.forward(days=61)
    poll_round(wiring)
    assert the_order(wiring, shipped, ORDER).shipments[0].state.status is Status.EXPIRED
    assert schedule(wiring) is None


def test_five_hundred_shipments_are_recorded_in_one_go(wiring, shop_id, carrier) -> None:
    for order in range(1, 6):
        numbers = [f"N{order}X{n}" for n in range(50)]
        told = shopify_order(order, fulfillments=[shopify_fulfilment(order, order, *numbers)])
        deliver(wiring, shop_id, "orders/create", told)
        for number in numbers:
            carrier.report(number, scan(Status.IN_TRANSIT))
    assert poll_round(wiring) == 250
    assert count(wiring, TrackingEventRow) == 250
    assert len({tracked.number for tracked in carrier.asked}) == 250
