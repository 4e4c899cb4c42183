"""Which messages a change calls for: each occasion once, and history in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notification import (
    STILL_NEWS,
    ChannelKey,
    Intent,
    Kind,
    NotificationSettings,
    decide_notifications,
)
from domain.order import Contact, Order
from domain.shipment import Shipment
from domain.status import FINAL, Status
from domain.tracking import TrackingState
from tests.fakes import NOON, a_shipment, an_order

EVERYTHING_ON = NotificationSettings()
ANNOUNCED = {
    Status.OUT_FOR_DELIVERY: Kind.OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP: Kind.READY_FOR_PICKUP,
    Status.ATTEMPT_FAILED: Kind.ATTEMPT_FAILED,
    Status.DELIVERED: Kind.DELIVERED,
}
LIVE = sorted(frozenset(Status) - FINAL)
LONG_AGO = NOON - STILL_NEWS - timedelta(seconds=1)
JUST_NEWS = NOON - STILL_NEWS


def kinds(
    before: Order | None, after: Order, settings: NotificationSettings = EVERYTHING_ON
) -> list[Kind]:
    return [intent.kind for intent in decide_notifications(before, after, settings, NOON)]


def moved(earlier: Shipment, later: Shipment, **changes: object) -> list[Kind]:
    return kinds(an_order(earlier), an_order(later, **changes))


NEW_ORDER = an_order(placed_at=NOON)


def test_a_new_order_is_confirmed() -> None:
    assert decide_notifications(None, NEW_ORDER, EVERYTHING_ON, NOON) == (
        Intent(Kind.ORDER_RECEIVED, ChannelKey.EMAIL, "alva@example.com", 1, None),
    )


def test_a_new_parcel_is_announced_to_the_orders_address() -> None:
    after = an_order(a_shipment(id=7))
    assert decide_notifications(an_order(), after, EVERYTHING_ON, NOON) == (
        Intent(Kind.SHIPPED, ChannelKey.EMAIL, "alva@example.com", 1, 7),
    )


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param(an_order(placed_at=JUST_NEWS), [Kind.ORDER_RECEIVED], id="two days old"),
        pytest.param(an_order(placed_at=LONG_AGO), [], id="an order of last week is history"),
        pytest.param(
            an_order(placed_at=NOON + timedelta(hours=1)),
            [Kind.ORDER_RECEIVED],
            id="an order from a clock that runs fast",
        ),
        pytest.param(replace(NEW_ORDER, cancelled_at=NOON), [], id="an order cancelled at once"),
        pytest.param(
            replace(NEW_ORDER, contact=Contact("Alva")), [], id="an order without an address"
        ),
        pytest.param(
            an_order(a_shipment(), placed_at=NOON), [Kind.SHIPPED], id="an order shipped at once"
        ),
        pytest.param(
            an_order(a_shipment(Status.DELIVERED), placed_at=NOON), [], id="a delivered order"
        ),
        pytest.param(
            an_order(a_shipment(shipped_at=LONG_AGO, state=TrackingState())),
            [],
            id="a parcel of last week, imported today",
        ),
    ],
)
def test_a_first_look_tells_news_and_keeps_silent_about_history(
    after: Order, told: list[Kind]
) -> None:
    assert kinds(None, after) == told


def test_a_known_order_is_not_confirmed_again() -> None:
    assert kinds(NEW_ORDER, replace(NEW_ORDER, version=2)) == []


@pytest.mark.parametrize("status", sorted(Status))
def test_a_move_to_a_status_is_told_if_it_is_one_of_the_four(status: Status) -> None:
    told = ANNOUNCED.get(status)
    assert moved(a_shipment(Status.INFO_RECEIVED), a_shipment(status)) == ([told] if told else [])


@pytest.mark.parametrize("status", sorted(Status))
def test_a_scan_that_changes_no_status_is_no_news(status: Status) -> None:
    earlier = a_shipment(status)
    later = replace(earlier, state=replace(earlier.state, delayed=True, last_event_at=NOON))
    assert moved(earlier, later) == []


def test_a_move_heard_of_late_is_history() -> None:
    for since, told in ((JUST_NEWS, [Kind.DELIVERED]), (LONG_AGO, [])):
        state = TrackingState(Status.DELIVERED, since=since)
        assert moved(a_shipment(Status.IN_TRANSIT), a_shipment(state=state)) == told


def test_a_parcel_shipped_long_ago_is_news_when_it_moves_today() -> None:
    earlier = a_shipment(Status.IN_TRANSIT, shipped_at=LONG_AGO)
    assert moved(earlier, replace(earlier, state=a_shipment(Status.DELIVERED).state)) == [
        Kind.DELIVERED
    ]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        pytest.param(Status.DELIVERED, [], id="delivered before anybody looked"),
        pytest.param(Status.OUT_FOR_DELIVERY, [Kind.OUT_FOR_DELIVERY], id="still to come"),
    ],
)
def test_the_first_look_at_a_parcel_does_not_announce_what_is_over(
    status: Status, told: list[Kind]
) -> None:
    never_asked = a_shipment(Status.PENDING, checked_at=None)
    assert moved(never_asked, a_shipment(status)) == told


@pytest.mark.parametrize("status", [*LIVE, Status.DELIVERED])
def test_a_parcel_on_its_way_back_is_not_announced_as_coming(status: Status) -> None:
    back = a_shipment(state=TrackingState(status, is_return_leg=True, since=NOON))
    assert moved(a_shipment(Status.INFO_RECEIVED), back) == []
    assert kinds(an_order(), an_order(back)) == []


@pytest.mark.parametrize(
    "changes",
    [{"cancelled_at": NOON}, {"contact": Contact("Alva", phone="+46700000000")}],
    ids=["cancelled", "without an e-mail address"],
)
def test_an_order_that_is_cancelled_or_has_no_address_is_silent(
    changes: dict[str, object],
) -> None:
    delivered = a_shipment(Status.DELIVERED)
    assert moved(a_shipment(Status.OUT_FOR_DELIVERY), delivered, **changes) == []
    assert kinds(None, replace(NEW_ORDER, **changes)) == []  # type: ignore[arg-type]
    assert kinds(an_order(), an_order(a_shipment(), **changes)) == []


STEPS = [
    (None, NEW_ORDER, Kind.ORDER_RECEIVED),
    (an_order(), an_order(a_shipment()), Kind.SHIPPED),
    *(
        (an_order(a_shipment(Status.INFO_RECEIVED)), an_order(a_shipment(status)), kind)
        for status, kind in ANNOUNCED.items()
    ),
]


@pytest.mark.parametrize(("before", "after", "kind"), STEPS, ids=[step[2] for step in STEPS])
def test_a_kind_switched_off_is_not_told_and_the_others_are(
    before: Order | None, after: Order, kind: Kind
) -> None:
    only_this_off = NotificationSettings(frozenset({kind}))
    only_this_on = NotificationSettings(frozenset(Kind) - {kind})
    assert kinds(before, after, only_this_off) == []
    assert kinds(before, after, only_this_on) == [kind]


def test_every_kind_has_an_occasion() -> None:
    assert {kind for _, _, kind in STEPS} == set(Kind)


def test_each_parcel_of_an_order_is_told_of_by_itself() -> None:
    before = an_order(a_shipment(id=1), a_shipment(id=2))
    after = an_order(
        a_shipment(Status.DELIVERED, id=1),
        a_shipment(Status.ATTEMPT_FAILED, id=2),
        a_shipment(id=3),
    )
    intents = decide_notifications(before, after, EVERYTHING_ON, NOON)
    assert [(intent.kind, intent.shipment_id) for intent in intents] == [
        (Kind.DELIVERED, 1),
        (Kind.ATTEMPT_FAILED, 2),
        (Kind.SHIPPED, 3),
    ]


def key(kind: Kind = Kind.DELIVERED, order_id: int = 1, shipment_id: int | None = 7) -> str:
    return Intent(kind, ChannelKey.EMAIL, "alva@example.com", order_id, shipment_id).dedupe_key


def test_an_occasion_has_one_key_whoever_it_is_told_to() -> None:
    assert key() == "delivered:shipment:7:email"
    assert key(Kind.ORDER_RECEIVED, shipment_id=None) == "order_received:order:1:email"
    elsewhere = Intent(Kind.DELIVERED, ChannelKey.EMAIL, "new@example.com", 1, 7)
    assert elsewhere.dedupe_key == key()
    assert len({key(), key(shipment_id=8), key(Kind.SHIPPED), key(shipment_id=None)}) == 4


def test_a_second_attempt_is_the_same_occasion_as_the_first() -> None:
    out, missed = a_shipment(Status.OUT_FOR_DELIVERY), a_shipment(Status.ATTEMPT_FAILED)
    first, second = (
        decide_notifications(an_order(out), an_order(missed), EVERYTHING_ON, NOON + later)
        for later in (timedelta(), timedelta(days=1))
    )
    assert [intent.dedupe_key for intent in first] == [intent.dedupe_key for intent in second]


orders = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(Status), st.integers(0, 80)),
    max_size=4,
    unique_by=lambda parcel: parcel[0],
).map(
    lambda parcels: an_order(
        *(
            a_shipment(
                id=shipment_id, state=TrackingState(status, since=NOON - timedelta(hours=hours))
            )
            for shipment_id, status, hours in parcels
        )
    )
)


@given(st.none() | orders, orders)
def test_a_decision_taken_is_not_taken_again(before: Order | None, after: Order) -> None:
    decided = decide_notifications(before, after, EVERYTHING_ON, NOON)
    assert len({intent.dedupe_key for intent in decided}) == len(decided)
    assert decide_notifications(before, after, EVERYTHING_ON, NOON) == decided
    assert decide_notifications(after, after, EVERYTHING_ON, NOON) == ()


@given(st.none() | orders, orders, st.frozensets(st.sampled_from(Kind)))
def test_switching_kinds_off_only_takes_away(
    before: Order | None, after: Order, off: frozenset[Kind]
) -> None:
    assert kinds(before, after, NotificationSettings(off)) == [
        kind for kind in kinds(before, after) if kind not in off
    ]
