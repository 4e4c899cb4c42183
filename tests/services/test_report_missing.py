"""A parcel reported missing waits, is taken to the shop once, and is closed by whoever finds it."""

from datetime import timedelta

import pytest

from domain.errors import BadTokenError
from domain.shopper_words import LONGEST_TEXT
from domain.status import Status
from jobs.context import worker_wiring
from jobs.open_incidents import open_incidents as open_incidents_job
from jobs.poll_carriers import poll_round
from services.allow_action import Acting, ActionRefusedError, FaultyTextError
from services.open_incidents import anything_to_open, open_incidents
from services.report_missing import found_parcel, last_incidents, report_missing
from services.review_exceptions import review_exceptions
from services.settle_exceptions import put_aside
from services.wiring import Wiring
from storage.incidents import open_due_incidents
from tests.fakes import NOON, scan
from tests.services.deliver import the_order
from tests.services.self_serving import (
    by,
    delivered,
    do_tasks,
    incidents,
    rule,
    sent,
)


@pytest.fixture
def order_id(served: Wiring, shop_id: int) -> int:
    return sent(served, shop_id, "TP1", "TP2")


@pytest.fixture
def alva(shop_id: int, order_id: int) -> Acting:
    return by(shop_id, order_id)


# 20 November 2026 is a Friday; the order was delivered an hour ago, and the shop waits two days.
@pytest.fixture
def missing(served: Wiring, order_id: int) -> int:
    return delivered(served, "TP1", NOON - timedelta(hours=1))


def test_a_missing_parcel_waits_then_becomes_an_incident_the_shop_hears_of_once(
    served, shop_id, alva, missing, clock, outbox
) -> None:
    for _ in range(2):
        report_missing(served, alva, missing, "Not in the shed")
    (waiting,) = incidents(served)
    assert waiting.opened_at is None
    assert waiting.due_at.isoformat() == "2026-11-24T08:00:00+00:00"
    do_tasks(served)
    assert not anything_to_open(served)
    assert open_incidents(served) == 0
    assert review_exceptions(served, shop_id).orders == []
    clock.now = waiting.due_at
    assert anything_to_open(served)
    token = worker_wiring.set(served)
    open_incidents_job()
    worker_wiring.reset(token)
    assert not anything_to_open(served)
    do_tasks(served)
    (mail,) = outbox.sent
    assert mail.subject == "Order #1042: a parcel did not arrive"
    assert mail.reply_to == "alva@example.com"
    for part in ("parcel TP1 never arrived", "> Not in the shed", "TestPost · TP2"):
        assert part in mail.text
    (line,) = review_exceptions(served, shop_id).orders
    (told_missing,) = line.missing
    assert (told_missing.tracking_number, told_missing.text) == ("TP1", "Not in the shed")
    assert (line.order_id, line.parcel) == (alva.order_id, None)


def test_what_is_reported_after_the_wait_is_an_incident_at_once(
    served, shop_id, alva, missing, clock, outbox
) -> None:
    clock.forward(days=7)
    for _ in range(2):
        report_missing(served, alva, missing, "")
    do_tasks(served)
    assert len(outbox.sent) == 1
    assert len(review_exceptions(served, shop_id).orders) == 1
    assert open_incidents(served) == 0


def test_a_merchant_who_waits_for_nothing_hears_at_once(
    served, shop_id, alva, missing, outbox
) -> None:
    rule(served, shop_id, missing_wait_days=0)
    report_missing(served, alva, missing, "")
    do_tasks(served)
    assert len(outbox.sent) == 1


def test_two_workers_open_each_incident_once(served, shop_id, clock) -> None:
    for number in range(3):
        order = sent(served, shop_id, f"P{number}", number=f"#{number}")
        report_missing(served, by(shop_id, order), delivered(served, f"P{number}"), "")
    clock.forward(days=7)
    with served.sessions.begin() as session:
        assert len(open_due_incidents(session, clock(), 2)) == 2
        assert open_incidents(served) == 1
    assert open_incidents(served) == 0


def test_a_parcel_that_turns_up_closes_it_and_it_can_be_missed_again(
    served, shop_id, order_id, alva, missing, clock
) -> None:
    report_missing(served, alva, missing, "")
    found_parcel(served, alva, missing)
    found_parcel(served, alva, missing)
    clock.forward(days=7)
    assert not anything_to_open(served)
    (closed,) = incidents(served)
    assert (closed.outcome, closed.closed_at) == ("found", NOON)
    report_missing(served, alva, missing, "")
    assert last_incidents(served, shop_id, order_id)[missing].closed_at is None


def test_a_scan_that_takes_the_delivery_back_closes_it(
    served, shop_id, order_id, alva, carrier, clock
) -> None:
    arrived = scan(Status.DELIVERED, NOON - timedelta(hours=1))
    carrier.report("TP1", arrived)
    poll_round(served)
    parcel = the_order(served, shop_id, "platform #1042").shipments[0].id
    report_missing(served, alva, parcel, "")
    clock.forward(hours=24)
    back = scan(Status.IN_TRANSIT, NOON + timedelta(hours=1), corrects_delivery=True)
    carrier.report("TP1", arrived, back)
    poll_round(served)
    assert [one.outcome for one in incidents(served)] == ["scanned"]
    with pytest.raises(ActionRefusedError):
        report_missing(served, alva, parcel, "")


def test_the_merchant_closes_it_on_the_board(
    served, shop_id, order_id, alva, missing, clock
) -> None:
    clock.forward(days=7)
    report_missing(served, alva, missing, "")
    (line,) = review_exceptions(served, shop_id).orders
    put_aside(served, shop_id, order_id, frozenset(line.troubles))
    assert review_exceptions(served, shop_id).orders == []
    assert last_incidents(served, shop_id, order_id)[missing].outcome == "settled"
    report_missing(served, alva, missing, "")
    assert len(review_exceptions(served, shop_id).orders) == 1


def test_an_old_order_is_on_the_board_all_the_same_and_another_shop_sees_nothing(
    served, shop_id, alva, missing, clock, connect
) -> None:
    clock.forward(days=90)
    report_missing(served, alva, missing, "")
    assert len(review_exceptions(served, shop_id).orders) == 1
    other = connect(domain="other.myshopify.com")
    assert review_exceptions(served, other).orders == []


def test_only_a_parcel_of_this_order_that_is_said_to_be_delivered_can_be_missed(
    served, shop_id, alva, missing
) -> None:
    other = sent(served, shop_id, "X1", number="#2")
    theirs = delivered(served, "X1")
    under_way = missing + 1
    for parcel in (theirs, under_way, 0, 9_999):
        for act in (
            lambda p: report_missing(served, alva, p, ""),
            lambda p: found_parcel(served, alva, p),
        ):
            with pytest.raises(BadTokenError):
                act(parcel)
    report_missing(served, by(shop_id, other), theirs, "")
    assert [one.shipment_id for one in incidents(served)] == [theirs]


def test_what_is_added_to_a_report_is_not_endless(served, alva, missing) -> None:
    with pytest.raises(FaultyTextError):
        report_missing(served, alva, missing, "x" * (LONGEST_TEXT + 1))
    assert incidents(served) == []
