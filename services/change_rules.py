"""Read and change what holds for all of a shop's messages; what cannot be meant is not kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.errors import ChangedMeanwhileError, FrammeError
from domain.preferences import QuietHours, VoucherRule
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.message_rules import KeptRules, keep_rules, rules_of

__all__ = [
    "EnteredRules",
    "InvalidRulesError",
    "KeptRules",
    "RuleProblem",
    "change_rules",
    "message_rules",
]

MOST_A_DAY, MOST_SMS_A_DAY = 100, 1_000_000
LONGEST_VOUCHER = 730
"""How many days a voucher is good at most."""
DEAREST = Decimal(1_000_000)
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(:00)?")
_NUMBER = re.compile(r"[0-9]{1,7}")
_AMOUNT = re.compile(r"[0-9]{1,7}([.,][0-9]{1,2})?")


class RuleProblem(StrEnum):
    """Why a value cannot be kept."""

    NOT_A_TIME = "not_a_time"
    ONE_ONLY = "one_only"
    """Quiet hours need both a beginning and an end."""
    NEVER_ENDS = "never_ends"
    """They begin when they end."""
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_AMOUNT = "not_an_amount"
    BELOW_WORTH = "below_worth"
    """The budget does not pay for one voucher."""


class InvalidRulesError(FrammeError):
    """What was entered cannot be kept; `problems` are by field of EnteredRules."""

    def __init__(self, problems: Mapping[str, RuleProblem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class EnteredRules:
    """What a merchant enters, as typed; `version` is that of the rules it was shown with.

    Times are hh:mm, amounts in the shop's currency, with a point or a comma. Empty is: no quiet
    hours, no limit, no voucher.
    """

    quiet_from: str = ""
    quiet_until: str = ""
    urgent_any_hour: bool = False
    most_a_day: str = ""
    most_sms_a_day: str = ""
    voucher_worth: str = ""
    voucher_days: str = ""
    voucher_budget: str = ""
    count_opens: bool = False
    parcel_markup: bool = False
    version: int = 0


def message_rules(wiring: Wiring, shop_id: int) -> KeptRules:
    """Return a shop's rules for all messages."""
    with wiring.sessions() as session:
        return rules_of(session, shop_id)


def change_rules(wiring: Wiring, shop_id: int, entered: EnteredRules, who: str) -> None:
    """Keep what was entered; raise InvalidRulesError and ChangedMeanwhileError."""
    problems = dict(_problems(entered))
    if problems:
        raise InvalidRulesError(problems)
    before = message_rules(wiring, shop_id)
    wanted = replace(
        before,
        quiet=_quiet(entered),
        urgent_any_hour=entered.urgent_any_hour,
        most_a_day=_whole(entered.most_a_day),
        most_sms_a_day=_whole(entered.most_sms_a_day),
        voucher=_voucher(entered),
        count_opens=entered.count_opens,
        parcel_markup=entered.parcel_markup,
        version=entered.version,
    )
    if wanted == before:
        return
    with wiring.sessions.begin() as session:
        if not keep_rules(session, shop_id, wanted):
            raise ChangedMeanwhileError("rules")
        told, kept = _said(before), _said(wanted)
        changed = [name for name in kept if kept[name] != told[name]]
        change = Change(
            who,
            "rules",
            before={name: told[name] for name in changed},
            after={name: kept[name] for name in changed},
        )
        note_change(session, shop_id, change, wiring.clock())


def _problems(entered: EnteredRules) -> Iterator[tuple[str, RuleProblem]]:
    yield from _of_quiet_hours(entered)
    limits = (
        ("most_a_day", entered.most_a_day, MOST_A_DAY),
        ("most_sms_a_day", entered.most_sms_a_day, MOST_SMS_A_DAY),
        ("voucher_days", entered.voucher_days, LONGEST_VOUCHER),
    )
    for name, typed, most in limits:
        if typed and not (_NUMBER.fullmatch(typed) and 0 < int(typed) <= most):
            yield name, RuleProblem.NOT_A_NUMBER
    amounts = ("voucher_worth", entered.voucher_worth), ("voucher_budget", entered.voucher_budget)
    for name, typed in amounts:
        if typed and not (_AMOUNT.fullmatch(typed) and 0 < _amount(typed) <= DEAREST):
            yield name, RuleProblem.NOT_AN_AMOUNT
            return
    if entered.voucher_worth:
        if not entered.voucher_days:
            yield "voucher_days", RuleProblem.NOT_A_NUMBER
        if entered.voucher_budget and _amount(entered.voucher_budget) < _amount(
            entered.voucher_worth
        ):
            yield "voucher_budget", RuleProblem.BELOW_WORTH


def _of_quiet_hours(entered: EnteredRules) -> Iterator[tuple[str, RuleProblem]]:
    typed = {"quiet_from": entered.quiet_from, "quiet_until": entered.quiet_until}
    wrong = [name for name, value in typed.items() if value and not _TIME.fullmatch(value)]
    if wrong:
        yield from ((name, RuleProblem.NOT_A_TIME) for name in wrong)
    elif bool(entered.quiet_from) != bool(entered.quiet_until):
        missing = "quiet_until" if entered.quiet_from else "quiet_from"
        yield missing, RuleProblem.ONE_ONLY
    elif entered.quiet_from and entered.quiet_from == entered.quiet_until:
        yield "quiet_until", RuleProblem.NEVER_ENDS


def _quiet(entered: EnteredRules) -> QuietHours | None:
    if not entered.quiet_from:
        return None
    return QuietHours(
        time.fromisoformat(entered.quiet_from), time.fromisoformat(entered.quiet_until)
    )


def _voucher(entered: EnteredRules) -> VoucherRule | None:
    if not entered.voucher_worth:
        return None
    lasts = timedelta(days=int(entered.voucher_days))
    budget = _amount(entered.voucher_budget) if entered.voucher_budget else None
    return VoucherRule(_amount(entered.voucher_worth), lasts, budget)


def _whole(typed: str) -> int | None:
    return int(typed) if typed else None


def _amount(typed: str) -> Decimal:
    return Decimal(typed.replace(",", "."))


def _said(rules: KeptRules) -> dict[str, object]:
    quiet, voucher = rules.quiet, rules.voucher
    return {
        "quiet": f"{quiet.begin:%H:%M}-{quiet.end:%H:%M}" if quiet else None,
        "urgent_any_hour": rules.urgent_any_hour,
        "most_a_day": rules.most_a_day,
        "most_sms_a_day": rules.most_sms_a_day,
        "voucher_worth": str(voucher.worth) if voucher else None,
        "voucher_days": voucher.lasts.days if voucher else None,
        "voucher_budget": str(voucher.budget) if voucher and voucher.budget else None,
        "count_opens": rules.count_opens,
        "parcel_markup": rules.parcel_markup,
    }
