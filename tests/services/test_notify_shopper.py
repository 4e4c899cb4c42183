"""Messages that are due go out, once each, or say on their row why they did not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from domain.errors import ProviderError
from domain.notification import ChannelKey, Kind
from domain.ports import Message
from domain.shop import PlatformKey
from domain.status import Status
from jobs.poll_carrier import poll_batch
from services.look_up_order import open_link
from services.notify_shopper import (
    BACKOFF,
    LEASE,
    MOST_ATTEMPTS,
    UNCONFIRMED,
    anything_due,
    send_due,
    sweep_unconfirmed,
)
from services.wiring import Wiring
from storage.notifications import NotificationRow, NotificationState
from tests.fakes import NOON, ScriptedCarrier, SteppingClock, TestOutbox, scan
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001


@pytest.fixture
def ordered(wiring: Wiring, shop_id: int) -> int:
    """A shop with one order just placed: one message is due."""
    deliver(wiring, shop_id, "orders/create", shopify_order(ORDER))
    return shop_id


def place(wiring: Wiring, shop_id: int, number: int, **changes: Any) -> None:
    body = shopify_order(ORDER + number, name=f"#{number}", **changes)
    deliver(wiring, shop_id, "orders/create", body)


def rows(wiring: Wiring) -> Sequence[NotificationRow]:
    with wiring.sessions() as session:
        return session.scalars(select(NotificationRow).order_by(NotificationRow.id)).all()


def the_row(wiring: Wiring) -> NotificationRow:
    (row,) = rows(wiring)
    return row


def test_a_due_message_is_sent_once_and_its_receipt_is_kept(wiring, ordered, outbox) -> None:
    assert anything_due(wiring)
    assert send_due(wiring) == 1
    assert send_due(wiring) == 0
    assert not anything_due(wiring)
    assert len(outbox.sent) == 1
    row = the_row(wiring)
    assert (row.state, row.receipt, row.attempts) == ("sent", "250 2.0.0 kept", 1)
    assert row.finished_at == NOON


def test_a_message_is_from_the_shop_and_links_to_a_live_page(wiring, ordered, outbox) -> None:
    send_due(wiring)
    (message,) = outbox.sent
    assert parseaddr(message.sender) == ("Lamps & Co", "post@track.example.com")
    assert (message.reply_to, message.recipient) == ("help@lamps.example", "alva@example.com")
    assert message.headers["Auto-Submitted"] == "auto-generated"
    assert message.headers["Date"] == "Fri, 20 Nov 2026 12:00:00 +0000"
    assert message.subject == "Your order #4001 has been received"
    link = next(line for line in message.text.splitlines() if line.startswith("https://"))
    assert open_link(wiring, link.rpartition("/")[2]).shop_id == ordered
    assert link in message.html


def test_the_orders_language_goes_before_the_shops(wiring, connect, outbox) -> None:
    shop = connect(locale="sv")
    place(wiring, shop, 1, customer_locale="en-GB")
    place(wiring, shop, 2, customer_locale="fr-FR")
    place(wiring, shop, 3, customer_locale=None)
    send_due(wiring)
    subjects = {message.subject for message in outbox.sent}
    assert subjects == {
        "Your order #1 has been received",
        "Din beställning #2 har tagits emot",
        "Din beställning #3 har tagits emot",
    }


def test_times_are_those_of_the_shop(wiring, shop_id, carrier, clock, outbox) -> None:
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    send_due(wiring)
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=3)))
    poll_batch(wiring, "testpost")
    clock.forward(hours=5)
    delivered = scan(Status.DELIVERED, NOON + timedelta(hours=4))
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=3)), delivered)
    poll_batch(wiring, "testpost")
    send_due(wiring)
    assert "delivered today at 17:00" in outbox.sent[-1].text


def test_a_time_zone_nobody_knows_does_not_hold_up_the_mail(wiring, ordered, outbox) -> None:
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET time_zone = 'Mars/Olympus'"))
    send_due(wiring)
    assert len(outbox.sent) == 1


def test_the_message_id_is_the_same_at_every_attempt_and_another_for_another_message(
    wiring, ordered, outbox, clock
) -> None:
    seen: list[Message] = []

    class Recording(TestOutbox):
        def send(self, message: Message, handing_over: Callable[[], None]) -> str:
            seen.append(message)
            return super().send(message, handing_over)

    recording = Recording(failures=[ProviderError("later")])
    wiring = replace(wiring, channels={ChannelKey.EMAIL: recording})
    send_due(wiring)
    clock.forward(minutes=1)
    place(wiring, ordered, 2)
    send_due(wiring)
    first, *others = (message.message_id for message in seen)
    assert sorted(message_id == first for message_id in others) == [False, True]
    assert first.endswith("@track.example.com>")


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
    assert send_due(wiring) == 2
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
    assert send_due(wiring, limit=3) == 3
    assert sorted(row.state for row in rows(wiring)) == ["due", "due", "sent"]
    assert send_due(wiring, limit=1) == 1
    assert slow.sent == 2


def test_no_more_than_the_limit_are_taken_on(wiring, shop_id, outbox) -> None:
    for number in range(8):
        place(wiring, shop_id, number)
    assert send_due(wiring, limit=7) == 7
    assert send_due(wiring, limit=7) == 1
    assert len({message.message_id for message in outbox.sent}) == 8


def test_a_parcel_is_announced_by_its_number_and_carrier(
    wiring, shop_id, carrier: ScriptedCarrier, outbox
) -> None:
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    send_due(wiring)
    assert [row.kind for row in rows(wiring)] == [Kind.SHIPPED]
    (message,) = outbox.sent
    assert "TestPost has not scanned it yet" in message.text
    assert "TP1" in message.html


def test_other_shops_messages_keep_their_own_sender(wiring, shop_id, connect, outbox) -> None:
    other = connect(PlatformKey.WOOCOMMERCE, "https://mugs.example", "door-key")
    place(wiring, shop_id, 1)
    with wiring.sessions.begin() as session:
        session.execute(
            text("UPDATE shops SET name = :name WHERE id = :id"),
            {"name": 'Åsas "Mugs"\r\nX: y', "id": other},
        )
        session.execute(text("UPDATE orders SET shop_id = :id"), {"id": other})
        session.execute(text("UPDATE notifications SET shop_id = :id"), {"id": other})
    send_due(wiring)
    assert parseaddr(outbox.sent[0].sender) == ('Åsas "Mugs" X: y', "post@track.example.com")
