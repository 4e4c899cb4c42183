"""What carriers push is proven, kept once, and goes the way of an answer we asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import BadSignatureError, BadTokenError
from domain.kinds import Kind
from domain.ports import RawDelivery
from domain.status import Status
from services.accept_push import accept_push
from services.apply_pushes import any_push_to_apply, apply_pushes
from services.purge import purge_carrier_pushes
from storage.carrier_accounts import CarrierAccountRow, forget_account
from storage.carrier_pushes import CarrierPushRow
from storage.poll_schedule import PollRow
from tests.fakes import NOON, scan
from tests.services.deliver import the_order
from tests.services.outcomes import kinds
from tests.services.several_carriers import enter_account, send

SIGNED = {"x-secret": "s"}


@pytest.fixture
def token(wiring, shop_id, carrier) -> str:
    """Where pushes for a shop's own account come in; TP1 is out for delivery."""
    enter_account(wiring, shop_id, secret="s")
    send(wiring, shop_id, 1, "TP1")
    carrier.report("TP1", scan(Status.OUT_FOR_DELIVERY))
    return f"token-{shop_id}-testpost"


def pushes(wiring) -> list[CarrierPushRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(CarrierPushRow)))


def push(wiring, token: str, body: bytes = b"pushed: TP1", **headers: str) -> None:
    accept_push(wiring, token, RawDelivery(body, headers or SIGNED))


def test_a_push_becomes_events_a_status_and_a_message(wiring, token, shop_id) -> None:
    push(wiring, token)
    assert any_push_to_apply(wiring)
    assert apply_pushes(wiring) == 1
    assert not any_push_to_apply(wiring)
    (shipment,) = the_order(wiring, shop_id, 1).shipments
    assert shipment.state.status is Status.OUT_FOR_DELIVERY
    assert Kind.OUT_FOR_DELIVERY in kinds(wiring)


def test_a_push_repeated_is_kept_once_and_changes_nothing(wiring, token) -> None:
    for _ in range(2):
        push(wiring, token)
        apply_pushes(wiring)
    assert len(pushes(wiring)) == 1
    assert kinds(wiring).count(Kind.OUT_FOR_DELIVERY) == 1


def test_a_pushed_parcel_is_polled_seldom_and_a_push_is_no_poll(wiring, token) -> None:
    push(wiring, token)
    apply_pushes(wiring)
    with wiring.sessions() as session:
        poll = session.scalars(select(PollRow)).one()
    assert poll.polls_today == 0
    assert poll.pushed_until == NOON + timedelta(days=14)
    assert poll.next_poll_at >= NOON + timedelta(hours=19)


def test_what_was_read_is_not_kept_a_second_time(wiring, token, clock) -> None:
    push(wiring, token)
    apply_pushes(wiring)
    (row,) = pushes(wiring)
    assert (row.body, row.done_at, row.failure) == (b"", NOON, "")
    clock.forward(days=8)
    assert purge_carrier_pushes(wiring, timedelta(days=7)) == 1


def test_an_account_remembers_that_pushes_arrive(wiring, token) -> None:
    push(wiring, token)
    with wiring.sessions() as session:
        kept = select(CarrierAccountRow.pushed_at).where(CarrierAccountRow.shop_id.is_not(None))
        assert session.scalars(kept).one() == NOON


@pytest.mark.parametrize("headers", [{"x-secret": "other"}, {"x-other": "s"}])
def test_a_push_that_is_not_proven_leaves_nothing(wiring, token, headers) -> None:
    with pytest.raises(BadSignatureError):
        push(wiring, token, **headers)
    assert pushes(wiring) == []


def test_a_push_to_an_address_nobody_has_leaves_nothing(wiring, token) -> None:
    with pytest.raises(BadTokenError):
        push(wiring, "another")
    assert pushes(wiring) == []


def test_a_push_nobody_understands_is_kept_with_the_reason_and_holds_up_no_other(
    wiring, token, shop_id
) -> None:
    push(wiring, token, b"hello")
    push(wiring, token)
    assert apply_pushes(wiring) == 2
    assert sorted(row.failure for row in pushes(wiring)) == ["", "not a push"]
    assert the_order(wiring, shop_id, 1).shipments[0].events


def test_a_push_about_another_shops_parcel_says_nothing(wiring, token, connect, shop_id) -> None:
    other = connect(domain="other.myshopify.com")
    enter_account(wiring, other, secret="s")
    push(wiring, f"token-{other}-testpost")
    apply_pushes(wiring)
    assert the_order(wiring, shop_id, 1).shipments[0].events == ()


def test_a_push_whose_worker_died_is_applied_by_another(wiring, token, clock, shop_id) -> None:
    push(wiring, token)
    with wiring.sessions.begin() as session:
        session.scalars(select(CarrierPushRow)).one().leased_until = NOON + timedelta(minutes=5)
    assert apply_pushes(wiring) == 0
    clock.forward(minutes=6)
    assert apply_pushes(wiring) == 1


def test_a_push_about_a_delivered_parcel_does_not_count_as_its_last_poll(
    wiring, token, carrier, clock
) -> None:
    for city in ("Malmö", "Lund"):
        carrier.report("TP1", scan(Status.DELIVERED, city=city))
        push(wiring, token, b"pushed: TP1" + b" " * len(city))
        apply_pushes(wiring)
    with wiring.sessions() as session:
        assert not session.scalars(select(PollRow)).one().confirmed


@pytest.mark.parametrize("latest_first", [True, False])
def test_several_reports_of_one_parcel_in_a_push_add_up(
    wiring, token, carrier, switchboard, shop_id, latest_first
) -> None:
    later = scan(Status.DELIVERED, NOON + timedelta(hours=1))
    carrier.report("TP1b", later)
    again = replace(carrier.reports["TP1b"], number="TP1")
    before = carrier.reports["TP1"]
    told = [again, before] if latest_first else [before, again]
    switchboard.reports_in = lambda provider, push: told
    push(wiring, token)
    apply_pushes(wiring)
    (shipment,) = the_order(wiring, shop_id, 1).shipments
    assert len(shipment.events) == 2
    assert shipment.state.status is Status.DELIVERED


def test_a_push_that_breaks_our_reading_holds_up_no_other(
    wiring, token, switchboard, shop_id
) -> None:
    def reports_in(provider, body):
        if body == b"broken":
            raise KeyError(body)
        return read(provider, body)

    read, switchboard.reports_in = switchboard.reports_in, reports_in
    push(wiring, token, b"broken")
    push(wiring, token)
    assert apply_pushes(wiring) == 2
    assert sorted(row.failure for row in pushes(wiring)) == ["", "internal error: KeyError"]
    assert the_order(wiring, shop_id, 1).shipments[0].events


def test_a_push_whose_account_was_forgotten_meanwhile_holds_up_no_other(
    wiring, token, switchboard, shop_id, connect
) -> None:
    other = connect(domain="other.myshopify.com")
    enter_account(wiring, other, secret="s")
    push(wiring, token, b"pushed: ")
    push(wiring, f"token-{other}-testpost", b"pushed: ")
    push(wiring, token)

    def confirm_push(account, body):
        with wiring.sessions.begin() as session:
            forget_account(session, other, "testpost")
        return False

    switchboard.confirm_push = confirm_push
    assert apply_pushes(wiring) == 3
    assert the_order(wiring, shop_id, 1).shipments[0].events
