"""Two workers at once: each takes what the other has not, and neither waits for the other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from domain.kinds import ChannelKey, Kind
from domain.notification import Intent
from services.wiring import Wiring
from storage import poll_schedule, webhook_inbox
from storage.carrier_accounts import CarrierAccountRow
from storage.carrier_pushes import claim_pushes, keep_push
from storage.compression import compress
from storage.notifications import NotificationRow, add_intents
from storage.own_accounts import keep_own_accounts
from storage.poll_lanes import any_lane_due, lane_for, take_accounts
from storage.poll_schedule import (
    Claim,
    NextPoll,
    PollRow,
    schedule_poll,
    stop_polling,
    write_back,
)
from storage.webhook_inbox import Delivery, InboxState, keep
from tests.fakes import NOON
from tests.services.due_messages import claim as claim_messages
from tests.storage.told import a_lane, ship, write

LEASE = NOON + timedelta(minutes=5)
FIRST_LANE = 1
AFTER_LEASE = LEASE + timedelta(seconds=1)


@pytest.fixture
def parcels(wiring: Wiring, shop_id: int) -> list[int]:
    """Three shipments, each due a minute before the one made before it."""
    order_id = write(wiring, shop_id)
    ids = [ship(wiring, shop_id, order_id, f"TP{number}") for number in range(3)]
    lane = a_lane(wiring, shop_id)
    with wiring.sessions.begin() as session:
        for minutes, shipment_id in enumerate(ids):
            schedule_poll(session, shipment_id, lane, NOON - timedelta(minutes=minutes))
    return ids


@pytest.fixture
def messages(wiring: Wiring, parcels: list[int]) -> list[int]:
    intents = [
        Intent(Kind.SHIPPED, ChannelKey.EMAIL, f"{p}@example.com", 1, p, NOON) for p in parcels
    ]
    with wiring.sessions.begin() as session:
        return list(add_intents(session, 1, intents, NOON))


@pytest.fixture
def deliveries(wiring: Wiring, shop_id: int) -> list[int]:
    arrived = [
        Delivery(shop_id, "shopify", "orders/create", f"key-{number}", compress(b"{}"))
        for number in range(3)
    ]
    with wiring.engine.begin() as connection:
        keep(connection, arrived, NOON)
    with wiring.sessions() as session:
        return [waiting.id for waiting in webhook_inbox.claim_waiting(session, 9, NOON)]


def impatient(session: Session) -> Session:
    """Fail at once instead of waiting for a lock."""
    session.execute(text("SET LOCAL lock_timeout = '50ms'"))
    return session


def polls(session: Session, limit: int) -> Sequence[int]:
    return poll_schedule.claim_due(impatient(session), [FIRST_LANE], a_claim(limit))


def a_claim(limit: int, now: datetime = NOON, until: datetime = LEASE) -> Claim:
    return Claim(now, until, most=limit, each=limit)


def due_messages(session: Session, limit: int) -> Sequence[int]:
    bundles = claim_messages(impatient(session), NOON, LEASE, limit)
    return [message.id for bundle in bundles for message in bundle]


def waiting(session: Session, limit: int) -> Sequence[int]:
    return [w.id for w in webhook_inbox.claim_waiting(impatient(session), limit, NOON)]


@pytest.mark.parametrize(
    ("fixture", "claim"),
    [("parcels", polls), ("deliveries", waiting)],
    ids=["polls", "deliveries"],
)
def test_what_one_worker_has_claimed_another_skips(wiring, request, fixture, claim) -> None:
    everything = request.getfixturevalue(fixture)
    with wiring.sessions.begin() as first, wiring.sessions.begin() as second:
        own, others = claim(first, 2), claim(second, 5)
        assert (len(own), len(others)) == (2, 1)
        assert sorted([*own, *others]) == sorted(everything)
        with wiring.sessions.begin() as third:
            assert claim(third, 5) == []


def accounts(session: Session, limit: int) -> Sequence[object]:
    return take_accounts(session, [f"p{number}" for number in range(3)], limit, NOON)


def pushes(session: Session, limit: int) -> Sequence[object]:
    return claim_pushes(session, limit, NOON, LEASE)


@pytest.fixture
def crowd(wiring, parcels, messages) -> None:
    """Three of everything that is claimed."""
    with wiring.sessions.begin() as session:
        keep_own_accounts(session, [f"p{number}" for number in range(3)])
        for number, parcel in enumerate(parcels):
            keep_push(session, 1, bytes([number]), NOON)
            account = select(CarrierAccountRow.id).where(CarrierAccountRow.provider == f"p{number}")
            lane = lane_for(session, 1, session.scalars(account).one())
            schedule_poll(session, parcel, lane, NOON)


@pytest.mark.parametrize("claim", [polls, due_messages, accounts, pushes])
def test_no_more_is_claimed_than_was_asked_for_whatever_the_plan(wiring, crowd, claim) -> None:
    """A plan may run a subquery with a limit once for each row: then the limit is none."""
    with wiring.sessions.begin() as session:
        if claim is polls:
            session.execute(update(PollRow).values(lane_id=FIRST_LANE))
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "indexscan", "bitmapscan"):
            session.execute(text(f"SET LOCAL enable_{way} = off"))
        session.execute(text("SET LOCAL enable_material = off"))
        assert len(claim(session, 2)) == 2


@pytest.mark.parametrize(
    ("fixture", "claim"),
    [("parcels", polls), ("messages", due_messages)],
    ids=["polls", "messages"],
)
def test_a_claim_holds_after_the_transaction_until_its_lease_ends(
    wiring, request, fixture, claim
) -> None:
    everything = request.getfixturevalue(fixture)
    with wiring.sessions.begin() as session:
        assert len(claim(session, 5)) == 3
    with wiring.sessions.begin() as session:
        assert claim(session, 5) == []
    with wiring.sessions.begin() as session:
        again: Sequence[object]
        if claim is polls:
            again = poll_schedule.claim_due(session, [FIRST_LANE], a_claim(5, AFTER_LEASE))
        else:
            again = claim_messages(session, AFTER_LEASE, NOON)
    assert len(again) == len(everything)


def test_a_claim_that_is_rolled_back_is_none(wiring, messages) -> None:
    with wiring.sessions() as session:
        assert due_messages(session, 5) != []
        session.rollback()
    with wiring.sessions.begin() as session:
        ((claimed,), *_) = claim_messages(session, NOON, LEASE)
    assert claimed.attempts == 1


def test_the_most_overdue_is_claimed_first_and_what_is_not_due_never(wiring, parcels) -> None:
    with wiring.sessions.begin() as session:
        assert polls(session, 1) == [parcels[2]]
    with wiring.sessions.begin() as session:
        early = NOON - timedelta(seconds=90)
        assert poll_schedule.claim_due(session, [FIRST_LANE], a_claim(5, early)) == []
        assert poll_schedule.claim_due(session, [99], a_claim(5)) == []


def test_something_is_due_only_at_accounts_that_can_be_reached(wiring, parcels) -> None:
    with wiring.sessions() as session:
        assert any_lane_due(session, ["otherpost", "testpost"], NOON)
        assert not any_lane_due(session, ["otherpost"], NOON)
        assert not any_lane_due(session, ["testpost"], NOON - timedelta(hours=1))


def test_finished_deliveries_are_not_claimed_and_those_put_back_only_later(
    wiring, deliveries
) -> None:
    done, later, left = deliveries
    with wiring.sessions.begin() as session:
        webhook_inbox.finish(session, [done], InboxState.APPLIED, NOON)
        webhook_inbox.put_back(session, later, "the order is not known yet", LEASE)
    with wiring.sessions.begin() as session:
        assert waiting(session, 5) == [left]
    with wiring.sessions.begin() as session:
        claimed = webhook_inbox.claim_waiting(session, 5, LEASE)
        assert [(w.id, w.attempts) for w in claimed] == [(left, 0), (later, 1)]


def test_a_shipment_without_a_next_poll_leaves_the_schedule(wiring, parcels) -> None:
    going_on, done, _ = parcels
    with wiring.sessions.begin() as session:
        write_back(
            session,
            [
                NextPoll(going_on, LEASE, unchanged=3, polls_today=2, polled_on=NOON.date()),
                NextPoll(done, None),
            ],
        )
        write_back(session, [])
    with wiring.sessions() as session:
        rows = {row.shipment_id: row for row in session.scalars(select(PollRow))}
    assert done not in rows
    assert (rows[going_on].next_poll_at, rows[going_on].unchanged) == (LEASE, 3)
    assert (rows[going_on].polls_today, rows[going_on].polled_on) == (2, NOON.date())


def test_a_shop_that_leaves_takes_only_its_own_parcels_off_the_schedule(
    wiring, parcels, connect
) -> None:
    other = connect(domain="other.myshopify.com")
    kept = ship(wiring, other, write(wiring, other))
    lane = a_lane(wiring, other)
    with wiring.sessions.begin() as session:
        schedule_poll(session, kept, lane, NOON)
        stop_polling(session, 1)
    with wiring.sessions() as session:
        assert session.execute(select(PollRow.shipment_id)).scalars().all() == [kept]


def test_an_occasion_is_written_once_however_often_it_is_decided(wiring, messages) -> None:
    intents = [
        Intent(Kind.SHIPPED, ChannelKey.EMAIL, "b@example.com", 1, n, NOON) for n in (1, 1, 2)
    ]
    with wiring.sessions.begin() as session:
        assert add_intents(session, 1, intents, NOON) == []
        assert add_intents(session, 1, [], NOON) == []
        fresh = Intent(Kind.DELIVERED, ChannelKey.EMAIL, "a@example.com", 1, 1, NOON)
        assert len(add_intents(session, 1, [fresh, fresh], NOON)) == 1
    with wiring.sessions() as session:
        assert len(session.scalars(select(NotificationRow)).all()) == len(messages) + 1
