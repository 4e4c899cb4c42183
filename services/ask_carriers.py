"""Write down what a round of asking brought: answers, and what became of the accounts asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.carrier_access import Enquiry, Outcome
from domain.tracking import FailedLookup
from services.claim_parcels import ClaimedParcels, number_of
from services.plan_next_poll import Heard
from services.record_tracking import record_answers
from services.warn_merchant import warn_of_refusal
from services.wiring import Wiring
from storage.carrier_accounts import (
    KeptAccount,
    note_answered,
    note_quota,
    pause_account,
    rest_account,
)

FOR_AS_LONG_AS_IT_TAKES = timedelta(days=90)
"""How long a subscription counts that its provider gives no end."""


def enquiry_about(claimed: ClaimedParcels, now: datetime) -> Enquiry:
    """Say what to ask an account, and which numbers should be pushed from now on."""
    numbers = [number_of(due) for due in claimed.due]
    wanted = {
        number.number
        for due, number in zip(claimed.due, numbers, strict=True)
        if due.pushed_until is None or due.pushed_until < now + timedelta(days=1)
    }
    return Enquiry(claimed.account, numbers, frozenset(wanted), _first_of_the_hour(claimed, now))


def _first_of_the_hour(claimed: ClaimedParcels, now: datetime) -> bool:
    """Tell whether an account answers for the first time this hour: then its quota is asked for."""
    last = claimed.kept.answered_at
    return last is None or last < now.replace(minute=0, second=0, microsecond=0)


def record_outcomes(
    wiring: Wiring, claimed: Sequence[ClaimedParcels], outcomes: Sequence[Outcome]
) -> None:
    """Record the outcome of each enquiry, given in the same order."""
    now = wiring.clock()
    # Always in the same order: two workers must not wait for each other.
    asked = sorted(zip(claimed, outcomes, strict=True), key=lambda pair: pair[0].kept.id)
    heard: list[Heard] = []
    for one, outcome in asked:
        until = now + (outcome.lasting or FOR_AS_LONG_AS_IT_TAKES)
        for due, answer in zip(one.due, outcome.answers, strict=True):
            subscribed = answer.number in outcome.subscribed
            heard.append(Heard(due, answer, until if subscribed else due.pushed_until))
    record_answers(wiring, heard)
    with wiring.sessions.begin() as session:
        for one, outcome in asked:
            _note_account(session, wiring, one.kept, outcome, now)


def _note_account(
    session: Session, wiring: Wiring, kept: KeptAccount, outcome: Outcome, now: datetime
) -> None:
    """Pause an account whose credentials are refused, rest one that must wait, or clear it."""
    if outcome.quota_left is not None:
        note_quota(session, kept.id, outcome.quota_left)
    if outcome.refused:
        if pause_account(session, kept.id, kept.version, outcome.refused, now):
            warn_of_refusal(session, wiring, kept, outcome.refused)
    elif outcome.rest:
        until = now + outcome.rest.lasting
        rest_account(session, kept.id, kept.version, until, outcome.rest.reason)
    elif any(not isinstance(answer, FailedLookup) for answer in outcome.answers):
        note_answered(session, [kept.id], now)
