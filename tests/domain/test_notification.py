"""Which messages an occasion becomes: by kind, channel and recipient, and each once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kinds import RULES, ChannelKey, Kind, Subject
from domain.notification import Intent
from domain.order import Order
from domain.preferences import SILENCE, NotificationSettings, Reach
from domain.status import Status, SubStatus
from domain.tracking import TrackingState
from tests.domain.messages import ALL_BY_MAIL, at, decided, in_state, only
from tests.fakes import NOON, a_shipment, an_order

EVERY = frozenset(ChannelKey)
ON_EVERYTHING = NotificationSettings(channels=dict.fromkeys(Kind, EVERY))
OUT, CAME = in_state(Status.OUT_FOR_DELIVERY), in_state(Status.DELIVERED)
NEXT_DOOR = in_state(Status.DELIVERED, SubStatus.NEIGHBOUR)


def test_a_new_order_is_confirmed() -> None:
    assert decided(None, an_order(placed_at=NOON), only(Kind.ORDER_RECEIVED)) == (
        Intent(Kind.ORDER_RECEIVED, ChannelKey.EMAIL, "alva@example.com", 1, None, NOON),
    )


def test_a_new_parcel_is_announced_to_the_orders_address() -> None:
    assert decided(an_order(), an_order(a_shipment(id=7))) == (
        Intent(Kind.SHIPPED, ChannelKey.EMAIL, "alva@example.com", 1, 7, NOON),
    )


def test_every_channel_reaches_whom_it_can() -> None:
    reach = Reach("alva@example.com", "+46701234567", (3, 4), "bo@example.com")
    found = decided(an_order(OUT), an_order(CAME), ON_EVERYTHING, reach)
    told = [(one.channel, one.recipient, one.second) for one in found if one.kind == "delivered"]
    assert told == [
        (ChannelKey.EMAIL, "alva@example.com", False),
        (ChannelKey.EMAIL, "bo@example.com", True),
        (ChannelKey.SMS, "+46701234567", False),
        (ChannelKey.PUSH, "3", False),
        (ChannelKey.PUSH, "4", False),
    ]
    assert len({one.dedupe_key for one in found}) == len(found)
    assert decided(an_order(OUT), an_order(CAME), ON_EVERYTHING, Reach()) == ()


def test_what_is_the_shoppers_own_business_is_not_told_to_the_second_recipient() -> None:
    reach = Reach("alva@example.com", also_to="bo@example.com")
    duty = in_state(Status.EXCEPTION, SubStatus.PAYMENT_DUE)
    found = decided(an_order(OUT), an_order(duty), only(Kind.ACTION_REQUIRED), reach)
    assert [one.recipient for one in found] == ["alva@example.com"]


STAND_INS = [
    (only(Kind.DELIVERED_ELSEWHERE, Kind.DELIVERED), Kind.DELIVERED_ELSEWHERE),
    (only(Kind.DELIVERED), Kind.DELIVERED),
    (only(Kind.DELIVERED_ELSEWHERE), Kind.DELIVERED_ELSEWHERE),
    (only(), None),
]


@pytest.mark.parametrize(("settings", "told"), STAND_INS)
def test_where_a_kind_is_off_the_plainer_one_tells(
    settings: NotificationSettings, told: Kind | None
) -> None:
    found = decided(an_order(OUT), an_order(NEXT_DOOR), settings)
    assert [one.kind for one in found] == ([told] if told else [])


def test_the_plainer_one_is_about_the_parcel_and_the_fuller_one_about_the_order() -> None:
    before = an_order(replace(CAME, id=1), replace(OUT, id=2))
    after = an_order(replace(CAME, id=1), replace(CAME, id=2))
    by_kind = {
        one.kind: one.shipment_id
        for settings in (only(Kind.ALL_DELIVERED), only(Kind.DELIVERED))
        for one in decided(before, after, settings)
    }
    assert by_kind == {Kind.ALL_DELIVERED: None, Kind.DELIVERED: 2}


def test_a_parcel_sent_after_all_have_come_completes_the_order_once_more() -> None:
    one, other, third = (replace(CAME, id=number) for number in (1, 2, 3))
    for kind, told in ((Kind.ALL_DELIVERED, 2), (Kind.DELIVERED, 2)):
        steps = (
            (an_order(one, replace(OUT, id=2)), an_order(one, other)),
            (an_order(one, other, replace(OUT, id=3)), an_order(one, other, third)),
        )
        keys = {intent.dedupe_key for step in steps for intent in decided(*step, only(kind))}
        assert len(keys) == told
    again = (an_order(one, replace(OUT, id=2)), an_order(one, other))
    assert {intent.about for intent in decided(*again, only(Kind.DELIVERED))} == {""}


def test_a_shop_nobody_has_opened_yet_tells_nothing() -> None:
    assert decided(None, an_order(placed_at=NOON), SILENCE) == ()
    assert decided(an_order(OUT), an_order(CAME), SILENCE) == ()


def key(kind: Kind = Kind.DELIVERED, shipment_id: int | None = 7, **changes: object) -> str:
    intent = Intent(kind, ChannelKey.EMAIL, "alva@example.com", 1, shipment_id, NOON)
    return replace(intent, **changes).dedupe_key  # type: ignore[arg-type]


def test_an_occasion_has_one_key_whoever_it_is_told_to() -> None:
    assert key() == "delivered:shipment:7:email"
    assert key(Kind.ORDER_RECEIVED, None) == "order_received:order:1:email"
    assert key(recipient="new@example.com") == key()
    assert key(at=NOON + timedelta(days=1)) == key()
    others = {
        key(),
        key(shipment_id=8),
        key(Kind.SHIPPED),
        key(shipment_id=None),
        key(about="2026-11-24"),
        key(second=True),
        key(channel=ChannelKey.SMS),
        key(channel=ChannelKey.PUSH, recipient="3"),
        key(channel=ChannelKey.PUSH, recipient="4"),
    }
    assert len(others) == 9


def test_a_second_attempt_is_the_same_occasion_as_the_first() -> None:
    missed = in_state(Status.ATTEMPT_FAILED)
    keys = [
        [one.dedupe_key for one in decided(an_order(OUT), an_order(missed), here=at(NOON + later))]
        for later in (timedelta(), timedelta(days=1))
    ]
    assert keys[0] == keys[1]


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
    found = decided(before, after)
    assert decided(before, after) == found
    assert decided(after, after) == ()


@given(st.none() | orders, orders, st.frozensets(st.sampled_from(Kind)))
def test_switching_a_kind_off_never_tells_more(
    before: Order | None, after: Order, off: frozenset[Kind]
) -> None:
    fewer = decided(before, after, only(*(frozenset(Kind) - off)))
    assert len(fewer) <= len(decided(before, after, ALL_BY_MAIL))
    assert not {one.kind for one in fewer} & off


@given(st.none() | orders, orders)
def test_what_is_about_an_order_names_no_parcel(before: Order | None, after: Order) -> None:
    for one in decided(before, after):
        assert (one.shipment_id is None) is (RULES[one.kind].about is Subject.ORDER)
