"""A sender that keeps us waiting delays its own shops only, and shops that share one take turns."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

import pytest

from domain.channels import ChannelProvider
from domain.kinds import ChannelKey, Kind
from domain.notification import Intent
from domain.ports import Message
from services.choose_channel import channel_for
from services.letter_shift import Crew
from services.notify_shopper import anything_due, send_due
from services.wiring import Wiring
from storage.channel_accounts import ChannelAccountRow
from storage.message_lanes import lanes_due
from storage.notifications import add_intents
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON, SteppingClock, TestOutbox
from tests.services.due_messages import rows
from tests.storage.told import write

PATIENCE = 60.0
"""Seconds after which a test gives up on what should have happened long ago."""


@dataclass
class Stuck:
    """A mail server that takes every letter, and answers when it is let go."""

    key: ChannelKey = ChannelKey.EMAIL
    sent: list[str] = field(default_factory=list)
    has_one: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    at_first: Callable[[], None] = lambda: None

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        handing_over()
        if not self.has_one.is_set():
            self.at_first()
            self.has_one.set()
        assert self.go_on.wait(PATIENCE)
        self.sent.append(message.recipient)
        return "250 at last"


@dataclass
class Counting(TestOutbox):
    """A quick mail server that says when it has had so many."""

    wanted: int = 0
    enough: threading.Event = field(default_factory=threading.Event)

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        receipt = super().send(message, handing_over)
        if len(self.sent) >= self.wanted:
            self.enough.set()
        return receipt


@pytest.fixture
def stuck() -> Iterator[Stuck]:
    stuck = Stuck()
    yield stuck
    stuck.go_on.set()


@pytest.fixture
def own_account(wiring: Wiring, connect: Callable[..., int]) -> int:
    """A shop with an account of its own, at a provider whose server is stuck."""
    shop_id = connect(domain="slow.myshopify.com")
    with wiring.sessions.begin() as session:
        session.add(
            ChannelAccountRow(
                shop_id=shop_id,
                channel="email",
                provider="slowpost",
                sealed_credentials=wiring.vault.seal("{}"),
                report_token="t",
            )
        )
    return shop_id


def wired(wiring: Wiring, stuck: Stuck, ours: TestOutbox) -> Wiring:
    provider = ChannelProvider("slowpost", "Slow Post", ChannelKey.EMAIL, fields=())
    desk = ScriptedDesk(providers={"slowpost": provider}, opened={"slowpost": stuck})
    return replace(wiring, channel_desk=desk, channels={ChannelKey.EMAIL: ours})


def plan(wiring: Wiring, shop_id: int, letters: int, name: str = "shopper") -> None:
    """Plan so many letters, each to somebody else."""
    order_id = write(wiring, shop_id, platform_id=f"{name}-{shop_id}")
    with wiring.sessions.begin() as session:
        planned = [
            Intent(
                Kind.ORDER_RECEIVED,
                ChannelKey.EMAIL,
                f"{name}{number}@example.com",
                order_id,
                None,
                NOON,
                about=f"{name}{number}",
            )
            for number in range(letters)
        ]
        add_intents(session, shop_id, planned, NOON)


def sending(pool: ThreadPoolExecutor, wiring: Wiring, **how: object) -> Future[int]:
    return pool.submit(send_due, wiring, **how)  # type: ignore[arg-type]


def test_a_stuck_sender_delays_no_other_shop(wiring, shop_id, own_account, stuck) -> None:
    ours = Counting(wanted=30)
    wiring = wired(wiring, stuck, ours)
    plan(wiring, own_account, 10)
    plan(wiring, shop_id, 30)
    with ThreadPoolExecutor(1) as pool:
        result = sending(pool, wiring)
        assert stuck.has_one.wait(PATIENCE)
        assert ours.enough.wait(PATIENCE)
        assert (len(stuck.sent), result.done()) == (0, False)
        stuck.go_on.set()
        assert result.result(PATIENCE) == 40
    assert len(set(stuck.sent)) == 10
    assert {row.state for row in rows(wiring)} == {"sent"}


def test_what_comes_due_while_a_sender_is_stuck_is_sent_at_once(
    wiring, shop_id, own_account, stuck
) -> None:
    ours = Counting(wanted=3)
    wiring = wired(wiring, stuck, ours)
    plan(wiring, own_account, 5)
    with ThreadPoolExecutor(1) as pool:
        result = sending(pool, wiring)
        assert stuck.has_one.wait(PATIENCE)
        plan(wiring, shop_id, 3)
        assert ours.enough.wait(PATIENCE)
        stuck.go_on.set()
        assert result.result(PATIENCE) == 8


def test_a_worker_whose_time_is_up_waits_for_the_stuck_and_serves_the_others_meanwhile(
    wiring, shop_id, own_account, stuck, clock: SteppingClock
) -> None:
    ours = Counting(wanted=3)
    wiring = wired(wiring, stuck, ours)
    until = NOON + timedelta(minutes=1)
    stuck.at_first = lambda: clock.forward(minutes=1)
    plan(wiring, own_account, 5)
    with ThreadPoolExecutor(1) as pool:
        result = sending(pool, wiring, until=until)
        assert stuck.has_one.wait(PATIENCE)
        plan(wiring, shop_id, 3)
        assert ours.enough.wait(PATIENCE)
        stuck.go_on.set()
        assert result.result(PATIENCE) == 4
    assert len(stuck.sent) == 1
    assert anything_due(wiring)
    assert send_due(wiring, until=until) == 0


def test_shops_that_share_a_sender_take_turns(wiring, connect, outbox) -> None:
    passing = (NOON + timedelta(milliseconds=passed) for passed in count())
    wiring = replace(wiring, clock=lambda: next(passing))
    large, *small = (connect(domain=f"shop{number}.myshopify.com") for number in range(3))
    plan(wiring, large, 20, "large")
    for shop in small:
        plan(wiring, shop, 2, "small")
    send_due(wiring, crew=Crew(threads=1, per_sender=1))
    order = ["large" if "large" in message.recipient else "small" for message in outbox.sent]
    assert order[:6].count("small") == 4
    assert order[6:] == ["large"] * 18


def test_the_sender_is_named_alike_where_it_is_counted_and_where_it_is_chosen(
    wiring, shop_id, own_account, stuck, outbox
) -> None:
    wiring = wired(wiring, stuck, outbox)
    for shop in (shop_id, own_account):
        plan(wiring, shop, 1)
        chosen = channel_for(wiring, shop, ChannelKey.EMAIL)
        with wiring.sessions.begin() as session:
            (lane,) = [lane for lane in lanes_due(session, [], 9, NOON) if lane.shop_id == shop]
        assert chosen
        assert chosen.name == lane.sender
        assert chosen.channel is (stuck if shop == own_account else outbox)
    assert channel_for(wiring, shop_id, ChannelKey.SMS) is None
