"""Keep what a merchant says about how long shoppers are remembered."""

from dataclasses import replace

from domain.errors import ChangedMeanwhileError, FrammeError
from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.message_rules import keep_rules, rules_of
from storage.shop_tasks import ask_for

SHORTEST, LONGEST = 6, 84
"""Months. Shorter would forget orders whose parcels may still be returned or claimed for."""


class OutOfBoundsError(FrammeError):
    """It is no number of months between the shortest and the longest."""


def retention_of(wiring: Wiring, shop_id: int) -> tuple[int | None, int]:
    """Return for how many months orders keep their shopper (None: for good), and the version."""
    with wiring.sessions() as session:
        rules = rules_of(session, shop_id)
    return rules.keep_months, rules.version


def set_retention(wiring: Wiring, shop_id: int, months: int | None, version: int, who: str) -> None:
    """Keep for how many months orders keep their shopper; None is as long as the shop is here.

    Raises OutOfBoundsError, ChangedMeanwhileError. What is older goes within a day.
    """
    if months is not None and not SHORTEST <= months <= LONGEST:
        raise OutOfBoundsError(f"{months} months")
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        rules = rules_of(session, shop_id)
        wanted = replace(rules, keep_months=months)
        if rules.version != version or not keep_rules(session, shop_id, wanted):
            raise ChangedMeanwhileError("retention")
        change = Change(who, "retention", "", {"months": rules.keep_months}, {"months": months})
        note_change(session, shop_id, change, now)
        ask_for(session, shop_id, [ShopTask.RETENTION], now)
