"""What a shopper may do about an order, by its state, the merchant's rules, and what is proven."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.access import Level
from domain.order import Address, Contact, Item, Order
from domain.self_service import (
    NEEDS,
    WRITES_ORDERS,
    Action,
    Asked,
    Refusal,
    SelfServiceRules,
    refusal,
)
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, TrackingState
from tests.fakes import NOON, a_shipment, an_order

EVERYTHING = SelfServiceRules(off=frozenset(), returns_url="https://shop.example/returns")
OVER_BY_NOW = DeliveryWindow(NOON - timedelta(hours=30), NOON - timedelta(hours=26))
SOON = DeliveryWindow(NOON + timedelta(hours=20), NOON + timedelta(hours=24))
LATE, EARLY, NONE = Refusal.TOO_LATE, Refusal.TOO_EARLY, Refusal.NOT_OFFERED
OVER = Refusal.CANCELLED


def buyable(order: Order) -> Order:
    return replace(order, items=(Item("71", "Lamp", 1, product="901"),))


def way_back(status: Status) -> Shipment:
    return a_shipment(status, state=TrackingState(status, is_return_leg=True, since=NOON))


def delivered(**since: float) -> Shipment:
    return a_shipment(state=TrackingState(Status.DELIVERED, since=NOON - timedelta(**since)))


ORDERS = {
    "new": buyable(an_order()),
    "packed": buyable(an_order(stage=Stage.PACKED)),
    "sent by word": buyable(an_order(stage=Stage.HANDED_TO_COURIER)),
    "cancelled": buyable(an_order(cancelled_at=NOON)),
    "label made": buyable(an_order(a_shipment(Status.INFO_RECEIVED, estimate=SOON))),
    "a letter": buyable(an_order(a_shipment(tracking_number="", followed=False))),
    "followed by nobody": buyable(an_order(a_shipment(followed=False, carrier=None))),
    "parcel taken back": buyable(an_order(a_shipment(Status.CANCELLED), stage=Stage.RECEIVED)),
    "on its way": buyable(an_order(a_shipment(Status.IN_TRANSIT, estimate=SOON))),
    "late": buyable(an_order(a_shipment(Status.IN_TRANSIT, estimate=OVER_BY_NOW))),
    "destroyed": buyable(
        an_order(
            a_shipment(state=TrackingState(Status.EXCEPTION, SubStatus.DESTROYED), estimate=SOON)
        )
    ),
    "lost": buyable(an_order(a_shipment(Status.EXPIRED))),
    "out": buyable(an_order(a_shipment(Status.OUT_FOR_DELIVERY))),
    "waits": buyable(an_order(a_shipment(Status.AVAILABLE_FOR_PICKUP, estimate=SOON))),
    "delivered": buyable(an_order(delivered(hours=2))),
    "delivered long ago": buyable(an_order(delivered(days=31))),
    "one of two": buyable(an_order(delivered(hours=2), a_shipment(id=2))),
    "coming back": buyable(an_order(way_back(Status.IN_TRANSIT))),
    "back": buyable(an_order(way_back(Status.DELIVERED))),
}


def told(usual: Refusal | None, **others: Refusal | None) -> dict[str, Refusal | None]:
    """Return what is said of each order; names are written with underscores."""
    said: dict[str, Refusal | None] = dict.fromkeys(ORDERS, usual)
    changed = {name.replace("_", " "): why for name, why in others.items()}
    assert changed.keys() <= said.keys()
    return {**said, **changed}


TABLE: dict[Action, dict[str, Refusal | None]] = {
    Action.CANCEL: told(LATE, new=None, parcel_taken_back=None, cancelled=OVER),
    Action.CHANGE_ADDRESS: told(
        LATE, new=None, packed=None, parcel_taken_back=None, cancelled=OVER
    ),
    Action.INSTRUCTIONS: told(
        LATE,
        new=None,
        packed=None,
        parcel_taken_back=None,
        label_made=None,
        one_of_two=None,
        followed_by_nobody=None,
        cancelled=OVER,
    ),
    Action.PICKUP_POINT: told(
        LATE,
        new=EARLY,
        packed=EARLY,
        sent_by_word=EARLY,
        parcel_taken_back=EARLY,
        a_letter=NONE,
        followed_by_nobody=NONE,
        coming_back=NONE,
        back=NONE,
        label_made=None,
        on_its_way=None,
        late=None,
        cancelled=OVER,
    ),
    Action.CONTACT: told(None),
    Action.NOT_RECEIVED: told(EARLY, delivered=None, delivered_long_ago=None, one_of_two=None),
    Action.RETURN: told(
        EARLY,
        delivered=None,
        one_of_two=None,
        delivered_long_ago=LATE,
        sent_by_word=None,
        a_letter=None,
        followed_by_nobody=None,
        cancelled=OVER,
        destroyed=NONE,
        lost=NONE,
        coming_back=NONE,
        back=NONE,
    ),
    Action.REORDER: told(None),
    Action.CALENDAR: told(
        EARLY,
        label_made=None,
        on_its_way=None,
        cancelled=OVER,
        late=LATE,
        destroyed=LATE,
        lost=LATE,
        waits=LATE,
        delivered=LATE,
        delivered_long_ago=LATE,
        coming_back=LATE,
        back=LATE,
    ),
    Action.PUSH: told(None),
}


def asked(order: Order, rules: SelfServiceRules = EVERYTHING) -> Asked:
    return Asked(order, rules, NOON, frozenset({"testpost"}))


@pytest.mark.parametrize(("action", "state"), [(a, s) for a in Action for s in ORDERS])
def test_what_can_be_done_follows_from_where_the_order_stands(action: Action, state: str) -> None:
    assert refusal(asked(ORDERS[state]), action, Level.CODED) is TABLE[action][state]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", ["new", "on its way", "delivered", "cancelled"])
def test_proof_is_asked_for_last_and_only_for_what_can_be_done(action: Action, state: str) -> None:
    can = TABLE[action][state]
    for level in Level:
        missing = Refusal.NOT_PROVEN if level < NEEDS[action] else None
        assert refusal(asked(ORDERS[state]), action, level) is (can or missing)


def test_only_the_calendar_is_for_everybody_and_where_it_goes_takes_a_code() -> None:
    assert [action for action in Action if NEEDS[action] is Level.LINK] == [Action.CALENDAR]
    coded = {action for action in Action if NEEDS[action] is Level.CODED}
    assert coded == {Action.CHANGE_ADDRESS, Action.PUSH}


@pytest.mark.parametrize("action", Action)
def test_what_a_merchant_has_switched_off_is_not_offered_whatever_the_state(action: Action) -> None:
    rules = replace(EVERYTHING, off=frozenset({action}))
    for order in ORDERS.values():
        assert refusal(asked(order, rules), action, Level.CODED) is NONE


def test_what_writes_into_orders_is_off_until_the_merchant_switches_it_on() -> None:
    assert SelfServiceRules().off == WRITES_ORDERS


@pytest.mark.parametrize(
    ("changes", "action", "expected"),
    [
        pytest.param({"cancel_until": Stage.BEING_PREPARED}, Action.CANCEL, LATE, id="earlier"),
        pytest.param({"cancel_until": Stage.HANDED_TO_COURIER}, Action.CANCEL, None, id="later"),
        pytest.param({"cancel_within": timedelta(hours=30)}, Action.CANCEL, LATE, id="stage first"),
        pytest.param({"returns_url": ""}, Action.RETURN, NONE, id="no page for returns"),
    ],
)
def test_a_merchants_limits_are_kept(changes, action, expected) -> None:
    rules = replace(EVERYTHING, **changes)
    assert refusal(asked(ORDERS["packed"], rules), action, Level.CODED) is expected


@pytest.mark.parametrize(
    ("within", "expected"), [(timedelta(hours=30), None), (timedelta(hours=29), LATE), (None, None)]
)
def test_cancelling_may_end_some_time_after_the_order_was_placed(within, expected) -> None:
    rules = replace(EVERYTHING, cancel_within=within)
    assert refusal(asked(ORDERS["new"], rules), Action.CANCEL, Level.PROVEN) is expected


@pytest.mark.parametrize(
    ("changes", "action"),
    [
        ({"address": Address(country="SE")}, Action.CHANGE_ADDRESS),
        ({"items": (Item("71", "Lamp", 1),)}, Action.REORDER),
        ({"contact": Contact("Alva", " ", "070")}, Action.PUSH),
    ],
)
def test_what_the_shop_has_not_told_us_cannot_be_worked_with(changes, action) -> None:
    assert refusal(asked(replace(ORDERS["new"], **changes)), action, Level.CODED) is NONE


def test_a_carrier_that_redirects_nothing_offers_no_other_pick_up_point() -> None:
    nobody = replace(asked(ORDERS["on its way"]), redirecting=frozenset())
    assert refusal(nobody, Action.PICKUP_POINT, Level.PROVEN) is NONE


@pytest.mark.parametrize(("days", "expected"), [(29.9, None), (30.1, LATE)])
@pytest.mark.parametrize("how", ["a parcel", "the shop's word"])
def test_the_days_for_a_return_count_from_the_moment_it_was_sent(how, days, expected) -> None:
    by_word: dict[str, object] = {
        "stage": Stage.HANDED_TO_COURIER,
        "placed_at": NOON - timedelta(days=days),
    }
    by_parcel = a_shipment(shipped_at=NOON - timedelta(days=days), followed=False)
    order = an_order(by_parcel) if how == "a parcel" else an_order(**by_word)
    assert refusal(asked(order), Action.RETURN, Level.PROVEN) is expected
