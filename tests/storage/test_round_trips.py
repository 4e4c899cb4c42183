"""What is written is read again as it was."""

from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from domain.kinds import RULES, ChannelKey, Kind
from domain.preferences import QuietHours, VoucherRule
from domain.shipment import ShipmentItem
from domain.status import Meaning, Status, SubStatus
from domain.tracking import (
    DeliveryWindow,
    PickupPoint,
    Place,
    TrackingEvent,
    TrackingState,
    state_after,
)
from storage.due_shipments import Outcome, note_checked, read_due, write_outcomes
from storage.kind_choices import NO_CHOICE, KindChoice, keep_choice
from storage.message_rules import KeptRules, keep_rules, rules_of
from storage.order_reading import read_order, read_orders
from storage.poll_schedule import schedule_poll
from storage.settings import notification_settings
from storage.tracking_events import add_events, events_of
from tests.domain.events import distinct_events
from tests.fakes import NOON, scan
from tests.storage.told import a_lane, order_told, ship, write


def reread(wiring, shop_id: int, order_id: int):
    with wiring.sessions() as session:
        return read_order(session, shop_id, order_id)


def test_an_order_is_read_as_it_was_told(wiring, shop_id) -> None:
    told = order_told()
    order = reread(wiring, shop_id, write(wiring, shop_id))
    apart = {
        "updated_at",
        "shipments",
        "items",
        "contact",
        "address",
        "billing",
        "amounts",
        "total",
        "customer",
        "partial",
    }
    for name, value in asdict(told).items():
        if name not in apart:
            assert getattr(order, name) == value, name
    assert (order.items, order.contact, order.address) == (told.items, told.contact, told.address)
    assert (order.billing, order.amounts) == (told.billing, told.amounts)
    assert (order.total, order.shipments, order.version) == (told.total, (), 1)


def test_an_order_of_an_unknown_amount_has_no_prices(wiring, shop_id) -> None:
    order = reread(wiring, shop_id, write(wiring, shop_id, total=None))
    assert order.total is None
    assert [item.unit_price for item in order.items] == [None, None]


def test_an_order_in_brief_has_its_shipments_without_items_and_events(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    shipment_id = ship(wiring, shop_id, order_id, items=(ShipmentItem("71", 2),))
    with wiring.sessions.begin() as session:
        add_events(session, [(shipment_id, scan(Status.IN_TRANSIT))])
        brief = read_orders(session, [order_id])[order_id]
        assert read_orders(session, []) == {}
    (shipment,) = brief.shipments
    assert (brief.items, shipment.items, shipment.events) == ((), (), ())
    (whole,) = reread(wiring, shop_id, order_id).shipments
    assert whole.items == (ShipmentItem("71", 2),)
    assert len(whole.events) == 1


@pytest.mark.parametrize(
    "event",
    [
        scan(Status.IN_TRANSIT, sub_status=SubStatus.DEPARTED),
        scan(Status.DELIVERED, datetime.fromisoformat("2026-11-20T23:59:59.123456+05:45")),
        scan(
            Status.RETURNING,
            is_return_leg=True,
            text='<script>alert("å")</script> 📦 \u202e\u05d0\u05d1',
        ),
        scan(None, delayed=True, action_required=True),
        scan(Status.IN_TRANSIT, corrects_delivery=True),
        TrackingEvent(NOON, "X9", "", None, Place("台北", "TW", "中心"), True, 7, '{"a": [1]}'),
    ],
    ids=["detailed", "in another zone", "hostile text", "a delay", "a correction", "unmapped"],
)
def test_an_event_is_read_as_it_was_reported(wiring, shop_id, event: TrackingEvent) -> None:
    shipment_id = ship(wiring, shop_id, write(wiring, shop_id))
    with wiring.sessions.begin() as session:
        add_events(session, [(shipment_id, event)])
        (kept,) = events_of(session, [shipment_id])[shipment_id]
    assert kept == event
    assert kept.key == event.key
    assert kept.occurred_at.utcoffset() == event.occurred_at.utcoffset()


def test_a_mapped_code_without_a_meaning_of_its_own_is_not_an_unmapped_one(wiring, shop_id) -> None:
    shipment_id = ship(wiring, shop_id, write(wiring, shop_id))
    with wiring.sessions.begin() as session:
        add_events(session, [(shipment_id, scan(None))])
        (kept,) = events_of(session, [shipment_id])[shipment_id]
    assert kept.meaning == Meaning(None)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=distinct_events())
def test_kept_events_add_up_to_the_same_state(wiring, events) -> None:
    with wiring.sessions() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # needs no shipment
        add_events(session, [(1, event) for event in events])
        kept = events_of(session, [1])[1]
        assert sorted(event.key for event in kept) == sorted(event.key for event in events)
        assert state_after(kept) == state_after(events)
        session.rollback()


def test_where_a_shipment_stands_is_read_as_it_was_written(wiring, shop_id) -> None:
    order_id = write(wiring, shop_id)
    waits, comes = (ship(wiring, shop_id, order_id, number) for number in ("TP1", "TP2"))
    state = TrackingState(
        status=Status.AVAILABLE_FOR_PICKUP,
        sub_status=SubStatus.LOCKER,
        delayed=True,
        action_required=True,
        is_return_leg=True,
        since=NOON - timedelta(hours=2),
        last_event_at=NOON - timedelta(hours=1),
    )
    window = DeliveryWindow(NOON, NOON + timedelta(hours=3))
    point = PickupPoint("Kiosk", "Storgatan 2", "211 34", "Malmö", ("Mon 9–17", "Tue 9–17"))
    with wiring.sessions.begin() as session:
        outcomes = [
            Outcome(waits, state, window, point),
            Outcome(comes, TrackingState(), None, None),
        ]
        write_outcomes(session, outcomes, NOON)
    first, second = reread(wiring, shop_id, order_id).shipments
    assert (first.state, first.estimate, first.pickup_point) == (state, window, point)
    assert (second.state, second.estimate, second.pickup_point) == (TrackingState(), None, None)
    assert first.checked_at == second.checked_at == NOON


def test_a_due_shipment_comes_with_all_its_poll_needs(wiring, shop_id) -> None:
    shipment_id = ship(wiring, shop_id, write(wiring, shop_id))
    unscheduled = ship(wiring, shop_id, 1, "TP2")
    lane = a_lane(wiring, shop_id)
    with wiring.sessions.begin() as session:
        schedule_poll(session, shipment_id, lane, NOON)
        note_checked(session, [shipment_id], NOON)
        (due,) = read_due(session, [shipment_id, unscheduled])
    assert (due.id, due.shop_id, due.order_id) == (shipment_id, shop_id, 1)
    assert (due.carrier, due.tracking_number, due.carrier_text) == ("testpost", "TP1", "TestPost")
    assert (due.country, due.postal_code, due.shop_zone) == ("SE", "211 34", "Europe/Stockholm")
    assert (due.unchanged, due.failures, due.polls_today, due.polled_on) == (0, 0, 0, None)
    assert (due.state, due.estimate, due.confirmed, due.fingerprint) == (
        TrackingState(),
        None,
        False,
        "",
    )


def test_kinds_are_as_usual_until_a_shop_chooses_and_only_there(wiring, shop_id, connect) -> None:
    other = connect(domain="other.myshopify.com")
    choice = KindChoice(
        Kind.REVIEW_ASK, frozenset({ChannelKey.EMAIL, ChannelKey.SMS}), timedelta(days=9), NO_CHOICE
    )
    with wiring.sessions.begin() as session:
        before = notification_settings(session, other)
        assert keep_choice(session, shop_id, choice)
        assert not keep_choice(session, shop_id, choice)
        newer = replace(choice, channels=frozenset(), wait=None, version=1)
        chosen = notification_settings(session, shop_id)
        assert keep_choice(session, shop_id, newer)
        newest = notification_settings(session, shop_id)
        assert notification_settings(session, other) == before
    assert chosen.channels_of(Kind.REVIEW_ASK) == choice.channels
    assert chosen.wait_of(Kind.REVIEW_ASK) == timedelta(days=9)
    assert newest.channels_of(Kind.REVIEW_ASK) == frozenset()
    assert newest.wait_of(Kind.REVIEW_ASK) == timedelta(days=5)
    assert before.channels_of(Kind.DELIVERED) == RULES[Kind.DELIVERED].on


def test_rules_for_all_messages_are_kept_as_they_are(wiring, shop_id) -> None:
    rules = KeptRules(
        quiet=QuietHours(time(22), time(7)),
        urgent_any_hour=False,
        most_a_day=None,
        most_sms_a_day=20,
        voucher=VoucherRule(Decimal("50.00"), timedelta(days=30), Decimal("500.00")),
        count_opens=True,
        parcel_markup=True,
        keep_months=24,
    )
    with wiring.sessions.begin() as session:
        assert rules_of(session, shop_id) == KeptRules()
        assert keep_rules(session, shop_id, rules)
        assert not keep_rules(session, shop_id, rules)
        assert rules_of(session, shop_id) == replace(rules, version=1)
        bare = replace(rules, quiet=None, voucher=None, version=1)
        assert keep_rules(session, shop_id, bare)
        assert rules_of(session, shop_id) == replace(bare, version=2)
        assert notification_settings(session, shop_id).quiet is None
