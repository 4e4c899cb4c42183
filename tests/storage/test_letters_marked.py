"""A letter marks all it tells of, and they share its fate; what is not ours any more stays so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.kinds import Kind
from domain.letters import NO_LONGER_TRUE
from services.wiring import Wiring
from storage.message_claims import (
    close_unconfirmed,
    drop,
    finish,
    mark_handing_over,
    put_off,
    try_again,
)
from storage.notifications import NotificationRow, NotificationState
from tests.fakes import NOON
from tests.services.due_messages import rows
from tests.storage.planned import LATER, LEASE, an_intent, plan, states, take, three_parcels
from tests.storage.told import write


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return write(wiring, shop_id)


def test_a_letter_marks_all_it_tells_of_or_nothing(wiring, shop_id, order_id) -> None:
    lead, *others = three_parcels(wiring, shop_id, order_id)
    (letter,) = take(wiring)
    stolen = (*letter[:2], replace(letter[2], attempts=7))
    with wiring.engine.connect() as connection:
        assert not mark_handing_over(connection, stolen, NOON)
    assert states(wiring) == [("due", None, 1)] * 3
    with wiring.engine.begin() as connection:
        assert mark_handing_over(connection, letter, NOON)
    assert states(wiring) == [
        ("handing_over", None, 1),
        *[("told", lead, 1)] * len(others),
    ]
    assert take(wiring, now=LEASE) == []
    with wiring.sessions.begin() as session:
        assert close_unconfirmed(session, LEASE, "nobody knows") == 1
    assert [row.state for row in rows(wiring)] == ["sent", "told", "told"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (NotificationState.SENT, ["sent", "told", "told"]),
        (NotificationState.FAILED, ["failed", "failed", "failed"]),
        (NotificationState.DROPPED, ["dropped", "dropped", "dropped"]),
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_is_told_with_a_letter_shares_its_fate(
    wiring, shop_id, order_id, outcome, expected, marked
) -> None:
    three_parcels(wiring, shop_id, order_id)
    (letter,) = take(wiring)
    with wiring.engine.begin() as connection:
        if marked:
            mark_handing_over(connection, letter, NOON)
    with wiring.sessions.begin() as session:
        finish(session, letter, outcome, NOON, receipt="250 ok", reason="why")
    found = rows(wiring)
    assert [row.state for row in found] == expected
    assert [row.receipt for row in found] == ["250 ok", "", ""]
    assert {row.finished_at for row in found} == {NOON}


def test_a_letter_that_was_refused_after_the_mark_is_tried_again_whole(
    wiring, shop_id, order_id
) -> None:
    three_parcels(wiring, shop_id, order_id)
    (letter,) = take(wiring)
    with wiring.engine.begin() as connection:
        mark_handing_over(connection, letter, NOON)
    with wiring.sessions.begin() as session:
        try_again(session, letter, "hung up", LATER)
    assert states(wiring) == [("due", None, 1)] * 3
    assert {row.finished_at for row in rows(wiring)} == {None}
    (again,) = take(wiring, LATER, LATER + timedelta(minutes=2))
    assert [one.id for one in again] == [one.id for one in letter]


def test_a_letter_closed_as_unconfirmed_is_not_opened_again_by_its_late_worker(
    wiring, shop_id, order_id
) -> None:
    three_parcels(wiring, shop_id, order_id)
    (letter,) = take(wiring)
    with wiring.engine.begin() as connection:
        mark_handing_over(connection, letter, NOON)
    with wiring.sessions.begin() as session:
        close_unconfirmed(session, LEASE, "nobody knows")
        try_again(session, letter, "hung up", LATER)
        finish(session, letter, NotificationState.FAILED, LATER)
    assert [row.state for row in rows(wiring)] == ["sent", "told", "told"]


@pytest.mark.parametrize("way", ["put_off", "drop"])
def test_what_was_only_put_off_or_dropped_counts_as_never_tried_and_may_move(
    wiring, shop_id, order_id, way
) -> None:
    intent = an_intent(order_id, kind=Kind.DELAYED, movable=True)
    plan(wiring, shop_id, intent)
    (messages,) = take(wiring)
    with wiring.sessions.begin() as session:
        if way == "drop":
            drop(session, messages, NO_LONGER_TRUE, NOON)
        else:
            put_off(session, messages, "waits", LATER, gathered=True)
    (row,) = rows(wiring)
    assert (row.attempts, row.gathered) == (0, way == "put_off")
    moved = NOON + timedelta(days=1)
    assert plan(wiring, shop_id, replace(intent, at=moved)) == [row.id]
    (row,) = rows(wiring)
    assert (row.state, row.next_attempt_at, row.gathered) == ("due", moved, False)


def test_a_claim_is_lost_once_another_has_put_the_message_off(wiring, shop_id, order_id) -> None:
    """Both have the same count of attempts: only the lease tells them apart."""
    plan(wiring, shop_id, an_intent(order_id))
    (sleeper,) = take(wiring)
    (successor,) = take(wiring, LEASE, LATER)
    with wiring.sessions.begin() as session:
        put_off(session, successor, "waits", LATER, gathered=False)
    with wiring.engine.begin() as connection:
        assert not mark_handing_over(connection, sleeper, LEASE)
    with wiring.sessions.begin() as session:
        drop(session, sleeper, "too late", LEASE)
        assert session.execute(select(NotificationRow.state)).scalar_one() == "due"
