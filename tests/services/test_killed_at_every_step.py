"""Whatever step a worker dies at, nobody hears of anything twice, and no row is left behind."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import sessionmaker

from domain.errors import CodeTakenError
from domain.kinds import ChannelKey, Kind
from domain.notification import Intent
from domain.ports import Message
from domain.preferences import VoucherRule
from domain.shop_api import Discount, ShopSession
from runtime.database import make_engine
from services.letter_shift import Crew
from services.notify_shopper import LEASE, UNCONFIRMED, send_due, sweep_unconfirmed
from services.wiring import Wiring
from storage.kind_choices import NO_CHOICE, KindChoice, keep_choice
from storage.message_rules import KeptRules, keep_rules
from storage.notifications import add_intents
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, SteppingClock
from tests.services.due_messages import rows
from tests.services.killing import Executioner, KilledError, WatchedOutbox
from tests.services.shops_that_answer import answering, grant_access
from tests.storage.told import ship, write

ALONE = Crew(threads=1, per_sender=1)
"""So that the steps come in the same order at every run."""
LONG_AGO = NOON - timedelta(days=3)
AFRESH = """
    UPDATE notifications SET state = 'due', attempts = 0, next_attempt_at = :now,
        told_with = NULL, finished_at = NULL, receipt = '', reason = '', gathered = false;
    DELETE FROM tracking_links; DELETE FROM vouchers;
    UPDATE message_lanes SET served_at = 'epoch'
"""


@dataclass
class Doomed:
    """A worker that may be killed, and what it leaves to its successor."""

    wiring: Wiring
    engine: Engine
    clock: SteppingClock
    also: "StrictShop | None" = None

    def run(self, at: int | None) -> tuple[int, Sequence[Message]]:
        """Send, dying at a step; go on as a successor would; return the steps and what was sent."""
        self._afresh()
        executioner = Executioner(at)
        executioner.watch(engine := make_engine(self._url))
        if self.also:
            self.also.step = executioner.step
        outbox = WatchedOutbox(executioner)
        mortal = replace(
            self.wiring,
            engine=engine,
            sessions=sessionmaker(engine, expire_on_commit=False),
            channels={ChannelKey.EMAIL: outbox},
        )
        try:
            send_due(mortal, crew=ALONE)
        except KilledError:
            assert at is not None
        engine.dispose()
        steps = executioner.steps
        executioner.at = None
        self._succeed(outbox)
        return steps, [message for message in outbox.sent if isinstance(message, Message)]

    @property
    def _url(self) -> str:
        return self.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")

    def _afresh(self) -> None:
        self.clock.now = NOON
        with self.engine.begin() as connection:
            for statement in AFRESH.split(";"):
                values = {"now": NOON} if ":now" in statement else {}
                connection.execute(text(statement), values)

    def _succeed(self, outbox: WatchedOutbox) -> None:
        self.clock.now += LEASE + timedelta(seconds=1)
        successor = replace(self.wiring, channels={ChannelKey.EMAIL: outbox})
        sweep_unconfirmed(successor)
        send_due(successor, crew=ALONE)


@pytest.fixture
def doomed(wiring: Wiring, clock: SteppingClock) -> Doomed:
    return Doomed(wiring, wiring.engine, clock)


def intent(kind: Kind, order_id: int, shipment_id: int | None = None) -> Intent:
    return Intent(kind, ChannelKey.EMAIL, "alva@example.com", order_id, shipment_id, NOON)


def every_step(doomed: Doomed) -> Iterator[tuple[int, Sequence[Message]]]:
    steps, sent = doomed.run(None)
    assert [row.state for row in rows(doomed.wiring)].count("due") == 0
    yield 0, sent
    for at in range(1, steps + 1):
        yield at, doomed.run(at)[1]


def test_a_letter_of_three_parcels_and_one_of_another_order(
    doomed: Doomed, wiring: Wiring, shop_id: int
) -> None:
    three, other = write(wiring, shop_id), write(wiring, shop_id, platform_id="5002", number="#2")
    numbers = {"TP1", "TP2", "TP3", "TP4"}
    parcels = {
        number: ship(
            wiring, shop_id, other if number == "TP4" else three, number, platform_id=number
        )
        for number in sorted(numbers)
    }
    with wiring.sessions.begin() as session:
        of = {id_: other if number == "TP4" else three for number, id_ in parcels.items()}
        planned = [intent(Kind.SHIPPED, of[id_], id_) for id_ in parcels.values()]
        add_intents(session, shop_id, planned, NOON)
    lost = tried = 0
    for at, sent in every_step(doomed):
        told = Counter(found for mail in sent for found in set(re.findall(r"TP\d", mail.text)))
        assert max(told.values()) == 1, f"told twice when killed at step {at}"
        assert Counter(row.state for row in rows(wiring)) == {"sent": 2, "told": 2}, at
        unconfirmed = [row for row in rows(wiring) if row.reason == UNCONFIRMED]
        missing = numbers - set(told)
        assert len(unconfirmed) <= 1
        assert not missing or unconfirmed, f"lost without a word when killed at step {at}"
        lost += bool(missing)
        tried += 1
    assert tried > 30
    # Only who dies between the mark and the content loses a letter: once for each of the two.
    assert lost == 2


@dataclass
class StrictShop(FakeShopApi):
    """A shop in which a code is made once, and whose caller may die before and after."""

    step: Callable[[], None] = lambda: None

    @property
    def codes(self) -> set[str]:
        return {made.code for made in self.changes if isinstance(made, Discount)}

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        self.step()
        if discount.code in self.codes:
            raise CodeTakenError("there is such a code", permanent=True)
        super().create_discount(shop, discount)
        self.step()


@pytest.fixture
def late(wiring: Wiring, shop_id: int) -> int:
    """An order three days late, in a shop that gives something for it."""
    order_id = write(wiring, shop_id)
    ship(wiring, shop_id, order_id)
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET currency = 'SEK'"))
        session.execute(text("UPDATE shipments SET estimate_latest = :at"), {"at": LONG_AGO})
        session.execute(text("UPDATE shipments SET estimate_earliest = estimate_latest"))
        rule = VoucherRule(Decimal(50), timedelta(days=30), Decimal(50))
        keep_rules(session, shop_id, KeptRules(voucher=rule))
        on = frozenset({ChannelKey.EMAIL})
        keep_choice(session, shop_id, KindChoice(Kind.DELAY_VOUCHER, on, None, NO_CHOICE))
        add_intents(session, shop_id, [intent(Kind.DELAY_VOUCHER, order_id)], NOON)
    grant_access(wiring, shop_id)
    return order_id


@pytest.mark.usefixtures("late")
def test_a_voucher_is_made_once_and_told_of_once(doomed: Doomed, wiring: Wiring) -> None:
    api = StrictShop()
    doomed.wiring = answering(wiring, api)
    doomed.also = api
    for at, sent in every_step(doomed):
        codes = api.codes
        assert len(codes) == 1, f"two codes when killed at step {at}"
        assert len(sent) <= 1
        assert all(codes <= set(re.findall(r"[A-Z0-9]{10}", mail.text)) for mail in sent)
        (row,) = rows(wiring)
        assert row.state == "sent"
        assert sent or row.reason == UNCONFIRMED, f"lost without a word when killed at step {at}"
        api.changes.clear()
