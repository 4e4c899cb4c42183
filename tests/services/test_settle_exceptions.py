"""Messages that did not go out are on the board, are tried again there, and lines put aside."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.errors import ChangedMeanwhileError
from domain.kinds import Kind
from domain.letters import NO_WAY_TO_SEND
from domain.status import Status
from services.review_exceptions import count_exceptions, review_exceptions
from services.settle_exceptions import put_aside, try_messages_again
from storage.notifications import NotificationRow, NotificationState
from tests.fakes import NOON
from tests.services.carrier_desk import desk
from tests.services.several_carriers import send
from tests.services.test_review_exceptions import numbers, trouble


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


def unsent(wiring, reason: str = "550 no such mailbox", **values: object) -> None:
    """Let the messages of the shop have been given up, as told."""
    with wiring.sessions.begin() as session:
        given_up = {"state": NotificationState.FAILED, "finished_at": NOON, "reason": reason}
        session.execute(update(NotificationRow).values(**{**given_up, **values}))


def test_a_message_that_failed_puts_its_order_on_the_board_once(here, shop_id) -> None:
    send(here, shop_id, 1, "A1", "A2")
    unsent(here)
    (line,) = review_exceptions(here, shop_id).orders
    assert line.parcel is None
    kinds = [one.kind for one in line.unsent]
    assert kinds == [Kind.SHIPPED, Kind.SHIPPED]
    assert {one.reason for one in line.unsent} == {"550 no such mailbox"}
    counted = count_exceptions(here, shop_id)
    assert (counted.orders, counted.unsent) == (1, 1)
    trouble(here, "A1", status=Status.EXCEPTION)
    (line,) = review_exceptions(here, shop_id).orders
    assert line.parcel is not None
    assert [one.kind for one in line.unsent] == kinds


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, True),
        ({"finished_at": NOON - timedelta(days=15)}, False),
        ({"state": NotificationState.SENT}, False),
        ({"state": NotificationState.DROPPED}, False),
        ({"state": NotificationState.DROPPED, "reason": NO_WAY_TO_SEND}, True),
    ],
)
def test_what_failed_lately_or_had_no_way_is_shown_and_nothing_else(
    here, shop_id, values, shown
) -> None:
    send(here, shop_id, 1, "A1")
    unsent(here, **values)
    assert count_exceptions(here, shop_id).orders == int(shown)


def test_messages_are_tried_again_as_if_they_were_new_and_only_those_of_the_shop(
    here, shop_id, connect
) -> None:
    send(here, shop_id, 1, "A1")
    unsent(here, attempts=8)
    (line,) = review_exceptions(here, shop_id).orders
    other = connect(domain="other.myshopify.com")
    assert try_messages_again(here, other, line.order_id) == 0
    assert try_messages_again(here, shop_id, line.order_id) == len(line.unsent)
    assert count_exceptions(here, shop_id).orders == 0
    with here.sessions() as session:
        rows = session.scalars(select(NotificationRow)).all()
    assert {(row.state, row.attempts, row.reason) for row in rows} == {("due", 0, "")}
    assert try_messages_again(here, shop_id, line.order_id) == 0


def test_an_order_put_aside_comes_back_with_new_trouble_and_with_that_only(here, shop_id) -> None:
    send(here, shop_id, 1, "A1", "A2")
    trouble(here, "A1", status=Status.RETURNING)
    (line,) = review_exceptions(here, shop_id).orders
    put_aside(here, shop_id, line.order_id, frozenset(line.troubles))
    assert count_exceptions(here, shop_id).orders == 0
    trouble(here, "A2", status=Status.EXCEPTION)
    (line,) = review_exceptions(here, shop_id).orders
    assert line.parcels == 1
    assert numbers(here, shop_id) == ["A2"]
    put_aside(here, shop_id, line.order_id, frozenset(line.troubles))
    assert numbers(here, shop_id) == []
    trouble(here, "A1", since=NOON + timedelta(hours=1))
    assert numbers(here, shop_id) == ["A1"]


def test_what_was_not_seen_is_not_put_aside(here, shop_id, connect) -> None:
    send(here, shop_id, 1, "A1", "A2")
    trouble(here, "A1", status=Status.RETURNING)
    (line,) = review_exceptions(here, shop_id).orders
    seen = frozenset(line.troubles)
    trouble(here, "A2", status=Status.EXCEPTION)
    for shop in (shop_id, connect(domain="other.myshopify.com")):
        with pytest.raises(ChangedMeanwhileError):
            put_aside(here, shop, line.order_id, seen)
    assert count_exceptions(here, shop_id).orders == 1
