"""A message that does not go out says why, and none goes out twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.ports import Message
from services.notify_shopper import LEASE, UNCONFIRMED, anything_due, send_due, sweep_unconfirmed
from services.send_letter import BACKOFF, MOST_ATTEMPTS
from services.wiring import Wiring
from storage.message_claims import finish, try_again
from storage.notifications import NotificationState
from tests.fakes import NOON, SteppingClock, TestOutbox
from tests.services.deliver import deliver
from tests.services.due_messages import ORDER, claim, place, rows, the_row
from tests.shop_bodies import shopify_order


@pytest.fixture
def ordered(wiring: Wiring, shop_id: int) -> int:
    """A shop with one order just placed: one message is due."""
    deliver(wiring, shop_id, "orders/create", shopify_order(ORDER))
    return shop_id


def test_a_passing_failure_is_tried_again_ever_later_and_then_given_up(
    wiring, ordered, outbox, clock
) -> None:
    outbox.failures = [ProviderError(f"450 not now {n}") for n in range(MOST_ATTEMPTS)]
    pauses = [*BACKOFF, BACKOFF[-1], BACKOFF[-1]]
    assert len(pauses) == MOST_ATTEMPTS - 1
    for pause in pauses:
        assert send_due(wiring) == 1
        row = the_row(wiring)
        assert (row.state, row.next_attempt_at) == ("due", clock() + pause)
        assert send_due(wiring) == 0
        clock.now += pause
    send_due(wiring)
    row = the_row(wiring)
    assert (row.state, row.reason) == ("failed", "450 not now 7")
    assert not anything_due(wiring)
    assert outbox.sent == []


def test_a_provider_that_asks_for_more_time_gets_it(wiring, ordered, outbox, clock) -> None:
    outbox.failures = [ProviderError("slow down", retry_after=timedelta(hours=2))]
    send_due(wiring)
    assert the_row(wiring).next_attempt_at == clock() + timedelta(hours=2)


def test_a_final_refusal_is_kept_in_the_servers_words(wiring, ordered, outbox) -> None:
    outbox.failures = [ProviderError("550 5.1.1 no such mailbox", permanent=True)]
    send_due(wiring)
    row = the_row(wiring)
    assert (row.state, row.reason) == ("failed", "550 5.1.1 no such mailbox")


def test_what_is_no_longer_true_is_dropped(wiring, ordered, outbox) -> None:
    later = NOON + timedelta(minutes=1)
    cancelled = shopify_order(ORDER, updated=later, cancelled_at=later.isoformat())
    deliver(wiring, ordered, "orders/cancelled", cancelled)
    send_due(wiring)
    row = the_row(wiring)
    assert (row.state, row.reason) == ("dropped", "no longer true")
    assert outbox.sent == []


def test_a_shop_that_has_left_sends_nothing_more(wiring, ordered, outbox) -> None:
    deliver(wiring, ordered, "app/uninstalled", {"id": 1})
    send_due(wiring)
    row = the_row(wiring)
    assert (row.state, row.reason) == ("dropped", "the shop has left")
    assert outbox.sent == []


def test_one_message_that_cannot_be_made_fails_alone(
    wiring, ordered, outbox, caplog: pytest.LogCaptureFixture
) -> None:
    place(wiring, ordered, 2)
    outbox.failures = [UnicodeError("odd letters of a shopper")]
    assert send_due(wiring) == 1
    assert sorted(row.state for row in rows(wiring)) == ["failed", "sent"]
    failed = next(row for row in rows(wiring) if row.state == "failed")
    assert failed.reason == "UnicodeError"
    (record,) = caplog.records
    assert vars(record)["notification"] == failed.id
    assert "shopper" not in record.getMessage()


def test_a_database_in_trouble_is_not_the_messages_fault(wiring, ordered, outbox, clock) -> None:
    outbox.failures = [OperationalError("SELECT 1", None, Exception("gone"))]
    with pytest.raises(OperationalError):
        send_due(wiring)
    assert the_row(wiring).state == NotificationState.DUE
    clock.now += LEASE
    send_due(wiring)
    assert len(outbox.sent) == 1


@dataclass
class Watching:
    """A mail provider that notes what the row says before and after the hand-over."""

    wiring: Wiring
    dies: bool = False
    states: list[str] = field(default_factory=list)
    key: ChannelKey = ChannelKey.EMAIL

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        self.states.append(the_row(self.wiring).state)
        handing_over()
        self.states.append(the_row(self.wiring).state)
        if self.dies:
            raise KeyboardInterrupt
        return "250 ok"


def test_the_hand_over_is_on_record_before_the_provider_has_the_message(wiring, ordered) -> None:
    watching = Watching(wiring)
    send_due(replace(wiring, channels={ChannelKey.EMAIL: watching}))
    assert watching.states == ["due", "handing_over"]
    assert the_row(wiring).state == "sent"


def test_a_message_whose_worker_died_after_the_hand_over_is_closed_and_never_sent_again(
    wiring, ordered, outbox, clock
) -> None:
    with pytest.raises(KeyboardInterrupt):
        send_due(replace(wiring, channels={ChannelKey.EMAIL: Watching(wiring, dies=True)}))
    assert sweep_unconfirmed(wiring) == 0
    clock.now += LEASE
    assert send_due(wiring) == 0
    assert sweep_unconfirmed(wiring) == 1
    row = the_row(wiring)
    assert (row.state, row.reason) == ("sent", UNCONFIRMED)
    assert outbox.sent == []


@dataclass
class Sleepy(TestOutbox):
    """A mail provider so slow to answer that the lease ends before the hand-over."""

    wiring: Wiring | None = None
    clock: SteppingClock | None = None

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        assert self.wiring
        assert self.clock
        self.clock.now += LEASE
        send_due(self.wiring)
        return super().send(message, handing_over)


def test_a_worker_that_has_lost_its_lease_hands_nothing_over(
    wiring, ordered, outbox, clock
) -> None:
    sleepy = Sleepy(wiring=wiring, clock=clock)
    send_due(replace(wiring, channels={ChannelKey.EMAIL: sleepy}))
    assert (len(sleepy.sent), len(outbox.sent)) == (0, 1)
    assert the_row(wiring).state == "sent"


@dataclass
class Slow:
    """A mail provider that takes its time over every message."""

    clock: SteppingClock
    seconds: int
    sent: int = 0
    key: ChannelKey = ChannelKey.EMAIL

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        handing_over()
        self.clock.forward(seconds=self.seconds)
        self.sent += 1
        return "250 ok"


def test_no_message_is_begun_when_its_lease_may_end_before_it_is_sent(
    wiring, shop_id, clock
) -> None:
    for number in range(3):
        place(wiring, shop_id, number)
    slow = Slow(clock, seconds=61)
    wiring = replace(wiring, channels={ChannelKey.EMAIL: slow})
    assert send_due(wiring, limit=1) == 1
    assert [(row.state, row.attempts) for row in rows(wiring)] == [
        ("sent", 1),
        ("due", 0),
        ("due", 0),
    ]
    assert send_due(wiring, limit=1) == 1
    assert slow.sent == 2


def test_a_worker_that_outlived_its_lease_leaves_the_message_to_the_one_who_has_it(
    wiring, ordered, clock
) -> None:
    now = clock()
    with wiring.sessions.begin() as session:
        (sleeper,) = claim(session, now, now)
        (successor,) = claim(session, now, now)
        finish(session, successor, NotificationState.SENT, now, receipt="250 ok")
        try_again(session, sleeper, "timed out", now)
        finish(session, sleeper, NotificationState.FAILED, now, reason="timed out")
    row = the_row(wiring)
    assert (row.state, row.receipt, row.reason) == ("sent", "250 ok", "")
