"""Messages wait in lanes that are served in turns; what belongs together is taken together."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from domain.kinds import ChannelKey, Kind
from services.wiring import Wiring
from storage.channel_accounts import ChannelAccountRow
from storage.message_claims import MOST_TOGETHER
from storage.message_lanes import Lane, any_lane_due, lanes_due, note_served
from storage.notifications import NotificationRow
from tests.fakes import NOON
from tests.storage.planned import LATER, an_intent, plan, take
from tests.storage.told import write


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return write(wiring, shop_id)


def test_all_that_is_due_to_one_is_taken_together_and_nothing_that_is_not(
    wiring, shop_id, order_id
) -> None:
    other = write(wiring, shop_id, platform_id="5002", number="#1043")
    planned = plan(
        wiring,
        shop_id,
        an_intent(order_id),
        an_intent(other),
        an_intent(order_id, recipient="b@example.com", second=True),
        an_intent(order_id, channel=ChannelKey.SMS, recipient="+46700000000"),
        an_intent(order_id, kind=Kind.DELIVERED, at=LATER),
    )
    bundles = take(wiring)
    assert [[one.id for one in bundle] for bundle in bundles] == [
        [planned[0], planned[1]],
        [planned[2]],
        [planned[3]],
    ]


def test_no_more_to_one_are_taken_at_once_than_can_be_sent(wiring, shop_id, order_id) -> None:
    many = [an_intent(order_id, about=str(number)) for number in range(MOST_TOGETHER + 1)]
    plan(wiring, shop_id, *many)
    assert [len(bundle) for _ in range(3) for bundle in take(wiring)] == [MOST_TOGETHER, 1]


def test_the_lane_that_was_served_longest_ago_comes_first(wiring, connect) -> None:
    shops = [connect(domain=f"shop{number}.myshopify.com") for number in range(3)]
    for shop in shops:
        plan(wiring, shop, an_intent(write(wiring, shop)))
    served = []
    for turn in range(6):
        with wiring.sessions.begin() as session:
            (lane,) = lanes_due(session, [], 1, NOON)
            note_served(session, [lane], NOON + timedelta(seconds=turn))
        served.append(lane)
    assert {lane.shop_id for lane in served[:3]} == set(shops)
    assert served[3:] == served[:3]
    assert served[0] == Lane(served[0].shop_id, ChannelKey.EMAIL, None)


def test_two_workers_take_from_two_lanes_and_neither_waits(wiring, connect) -> None:
    shops = [connect(domain=f"shop{number}.myshopify.com") for number in range(2)]
    for shop in shops:
        plan(wiring, shop, an_intent(write(wiring, shop)))
    with wiring.sessions.begin() as first, wiring.sessions.begin() as second:
        for session in (first, second):
            session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        own, others = lanes_due(first, [], 1, NOON), lanes_due(second, [], 5, NOON)
    assert [lane.shop_id for lane in (*own, *others)] == shops


def test_senders_that_have_enough_to_do_and_paused_accounts_are_left_out(wiring, connect) -> None:
    ours, theirs = connect(), connect(domain="own.myshopify.com")
    for shop in (ours, theirs):
        plan(wiring, shop, an_intent(write(wiring, shop)))
    with wiring.sessions.begin() as session:
        account = ChannelAccountRow(
            shop_id=theirs,
            channel="email",
            provider="postmark",
            sealed_credentials=b"",
            report_token="t",
        )
        session.add(account)
        session.flush()
        theirs_alone = Lane(theirs, ChannelKey.EMAIL, account.id)

    def open_lanes(*busy: str) -> list[str]:
        with wiring.sessions.begin() as session:
            return sorted(lane.sender for lane in lanes_due(session, busy, 9, NOON))

    both = [theirs_alone.sender, "own:email"]
    assert open_lanes() == both
    assert open_lanes("own:email") == [theirs_alone.sender]
    assert open_lanes(theirs_alone.sender) == ["own:email"]
    assert open_lanes(*both) == []
    with wiring.sessions.begin() as session:
        session.execute(update(ChannelAccountRow).values(paused_at=NOON))
        session.execute(update(NotificationRow).values(next_attempt_at=LATER))
        session.execute(
            update(NotificationRow)
            .where(NotificationRow.shop_id == theirs)
            .values(next_attempt_at=NOON)
        )
    assert open_lanes() == []
    with wiring.sessions() as session:
        assert not any_lane_due(session, NOON)
        assert any_lane_due(session, LATER)
