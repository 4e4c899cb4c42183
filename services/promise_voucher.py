"""See that the shopper of an order that keeps them waiting has one code, and never two.

The code is written down before the platform is asked to make it: whoever dies in between leaves it
to be made by the next try. It tells nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import FrammeError, RejectedError
from domain.order import Money
from domain.preferences import VoucherRule
from domain.shop import Shop
from messages.story import Voucher
from services.change_order import UnknownOrderError
from services.give_discount import WorthlessDiscountError, give_discount, new_code
from services.wiring import Wiring
from storage.vouchers import (
    PromisedVoucher,
    note_made,
    promise_one,
    promised_since,
    voucher_of,
    withdraw_promise,
)

BUDGET_OF = timedelta(days=30)


@dataclass(eq=False)
class NoVoucherError(FrammeError):
    """There is none to be had for this order, now or later; `reason` says why."""

    reason: str


def promise_voucher(wiring: Wiring, shop: Shop, order_id: int, rule: VoucherRule | None) -> Voucher:
    """Return the code of an order, promised and made now if it has none.

    Asks the shop's platform: never call it with a transaction open. Raises NoVoucherError, or a
    ProviderError when it is worth trying again.
    """
    promised = _promised(wiring, shop, order_id, rule)
    if not promised.made:
        _make(wiring, shop, order_id, promised)
    return Voucher(promised.code, promised.worth, promised.ends_at)


def _make(wiring: Wiring, shop: Shop, order_id: int, promised: PromisedVoucher) -> None:
    now = wiring.clock()
    try:
        give_discount(
            wiring, shop.id, order_id, promised.worth, promised.ends_at - now, promised.code
        )
    except (RejectedError, WorthlessDiscountError, UnknownOrderError) as error:
        with wiring.sessions.begin() as session:
            withdraw_promise(session, shop.id, order_id)
        raise NoVoucherError(f"no voucher: {error}") from error
    with wiring.sessions.begin() as session:
        note_made(session, shop.id, order_id, now)


def _promised(
    wiring: Wiring, shop: Shop, order_id: int, rule: VoucherRule | None
) -> PromisedVoucher:
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        known = voucher_of(session, shop.id, order_id)
        if known:
            return known
        if rule is None:
            raise NoVoucherError("no vouchers are given any more")
        if not shop.currency:
            raise NoVoucherError("no voucher: the currency of the shop is not known")
        spent = promised_since(session, shop.id, now - BUDGET_OF)
        if rule.budget is not None and spent + rule.worth > rule.budget:
            raise NoVoucherError("the budget for vouchers is used up")
        promise_one(session, shop.id, order_id, _voucher(shop, rule, now), now)
        kept = voucher_of(session, shop.id, order_id)
    if kept is None:
        raise NoVoucherError("the order is gone")
    return kept


def _voucher(shop: Shop, rule: VoucherRule, now: datetime) -> PromisedVoucher:
    return PromisedVoucher(new_code(), Money(rule.worth, shop.currency), now + rule.lasts)
