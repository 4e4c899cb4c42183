"""An order that keeps its shopper waiting gets one code, within what the shop can spend."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from domain.errors import CodeTakenError, ProviderError, RejectedError
from domain.kinds import ChannelKey, Kind
from domain.preferences import VoucherRule
from domain.shop_api import Discount, ShopSession
from services.notify_shopper import send_due
from services.wiring import Wiring
from storage.message_rules import KeptRules, keep_rules
from storage.vouchers import VoucherRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.due_messages import choose, plan, rows
from tests.services.shops_that_answer import answering, grant_access
from tests.storage.told import ship, write


@dataclass
class CodeShop(FakeShopApi):
    """A shop that makes codes, or says why not; the first ones as told."""

    answers: list[ProviderError | None] = field(default_factory=list)
    asked: list[Discount] = field(default_factory=list)

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        self.asked.append(discount)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        super().create_discount(shop, discount)


@pytest.fixture
def api() -> CodeShop:
    return CodeShop()


@pytest.fixture
def wired(wiring: Wiring, api: CodeShop, shop_id: int) -> Wiring:
    grant_access(wiring, shop_id)
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET currency = 'SEK'"))
    give(wiring, shop_id, VoucherRule(Decimal(50), timedelta(days=30), Decimal(100)))
    choose(wiring, shop_id, Kind.DELAY_VOUCHER, ChannelKey.EMAIL)
    return answering(wiring, api)


def give(wiring: Wiring, shop_id: int, rule: VoucherRule | None, version: int = 0) -> None:
    with wiring.sessions.begin() as session:
        assert keep_rules(session, shop_id, KeptRules(voucher=rule, version=version))


def a_late_order(wiring: Wiring, shop_id: int, number: int) -> int:
    """Plan a voucher for an order that is three days late, with its own shopper."""
    order_id = write(wiring, shop_id, platform_id=f"{number}", number=f"#{number}", locale="en")
    ship(wiring, shop_id, order_id, f"TP{number}", platform_id=f"{number}")
    with wiring.sessions.begin() as session:
        session.execute(
            text("UPDATE shipments SET estimate_earliest = :at, estimate_latest = :at"),
            {"at": NOON - timedelta(days=3)},
        )
    plan(wiring, shop_id, Kind.DELAY_VOUCHER, order_id, recipient=f"shopper{number}@example.com")
    return order_id


def vouchers(wiring: Wiring) -> list[VoucherRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(VoucherRow).order_by(VoucherRow.order_id)))


def states(wiring: Wiring) -> list[tuple[str, str]]:
    return [(row.state, row.reason) for row in rows(wiring)]


def test_the_code_is_made_and_told_of(wired, shop_id, api, outbox) -> None:
    a_late_order(wired, shop_id, 1)
    send_due(wired)
    (kept,), (made,), (mail,) = vouchers(wired), api.asked, outbox.sent
    assert made.code == kept.code
    assert made.worth.amount == Decimal(50)
    assert made.ends_at == kept.ends_at == NOON + timedelta(days=30)
    assert kept.made_at == NOON
    assert kept.code in mail.text


def test_no_more_is_promised_in_thirty_days_than_the_shop_can_spend(
    wired, shop_id, api, clock
) -> None:
    for number in range(3):
        a_late_order(wired, shop_id, number)
        send_due(wired)
    assert states(wired)[2] == ("dropped", "the budget for vouchers is used up")
    assert len(api.asked) == 2
    clock.forward(days=30, seconds=1)
    a_late_order(wired, shop_id, 3)
    send_due(wired)
    assert states(wired)[3] == ("sent", "")


def test_a_code_the_shop_could_not_make_just_now_is_the_one_it_makes_later(
    wired, shop_id, api, clock, outbox
) -> None:
    api.answers = [ProviderError("HTTP 503"), ProviderError("timed out")]
    a_late_order(wired, shop_id, 1)
    for _ in range(3):
        send_due(wired)
        clock.forward(minutes=5)
    assert len({made.code for made in api.asked}) == 1
    assert len({made.ends_at for made in api.asked}) == 1
    assert len(api.asked) == 3
    assert [made.code in mail.text for made, mail in zip(api.asked, outbox.sent, strict=False)] == [
        True
    ]


def test_a_code_that_is_there_already_was_made_by_an_earlier_try(
    wired, shop_id, api, outbox
) -> None:
    api.answers = [CodeTakenError("must be unique", permanent=True)]
    a_late_order(wired, shop_id, 1)
    send_due(wired)
    assert (states(wired), len(outbox.sent)) == ([("sent", "")], 1)
    assert vouchers(wired)[0].made_at == NOON


def test_a_code_the_shop_refuses_is_not_told_of_and_costs_nothing(
    wired, shop_id, api, outbox
) -> None:
    api.answers = [RejectedError("no discounts on this plan", permanent=True)]
    a_late_order(wired, shop_id, 1)
    send_due(wired)
    assert states(wired) == [("dropped", "no voucher: no discounts on this plan")]
    assert (vouchers(wired), outbox.sent) == ([], [])


def no_rule(wiring: Wiring, shop_id: int) -> None:
    give(wiring, shop_id, None, version=1)


def no_currency(wiring: Wiring, _: int) -> None:
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET currency = ''"))


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        (no_rule, "no vouchers are given any more"),
        (no_currency, "no voucher: the currency of the shop is not known"),
    ],
)
def test_without_what_it_takes_nothing_is_promised(
    wired, shop_id, api, without: Callable[[Wiring, int], None], reason
) -> None:
    a_late_order(wired, shop_id, 1)
    without(wired, shop_id)
    send_due(wired)
    assert states(wired) == [("dropped", reason)]
    assert (vouchers(wired), api.asked) == ([], [])
