"""Write down what a round of asking brought: answers, and what became of the accounts asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.carrier_access import Enquiry, Outcome
from domain.tracking import FailedLookup
from services.claim_parcels import ClaimedParcels, number_of
from services.plan_next_poll import Heard
from services.record_tracking import record_answers
from services.warn_merchant import warn_of_refusal
from services.wiring import Wiring
from storage.carrier_accounts import note_answered, note_quota, pause_account, rest_account

QUOTA_HOLDS = timedelta(minutes=15)
"""How long an account may be silent before its quota is asked for with its next numbers."""
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
    last = claimed.kept.answered_at
    ask_quota = last is None or last < now - QUOTA_HOLDS
    return Enquiry(claimed.account, numbers, frozenset(wanted), ask_quota)


def record_outcomes(
    wiring: Wiring, claimed: Sequence[ClaimedParcels], outcomes: Sequence[Outcome]
) -> None:
    """Record the outcome of each enquiry, given in the same order."""
    now = wiring.clock()
    heard: list[Heard] = []
    for one, outcome in zip(claimed, outcomes, strict=True):
        until = now + (outcome.lasting or FOR_AS_LONG_AS_IT_TAKES)
        for due, answer in zip(one.due, outcome.answers, strict=True):
            subscribed = number_of(due).number in outcome.subscribed
            heard.append(Heard(due, answer, until if subscribed else due.pushed_until))
    record_answers(wiring, heard)
    # Always in the same order: two workers must not wait for each other.
    asked = sorted(zip(claimed, outcomes, strict=True), key=lambda pair: pair[0].kept.id)
    _note_accounts(wiring, asked, now)


def _note_accounts(
    wiring: Wiring, asked: Sequence[tuple[ClaimedParcels, Outcome]], now: datetime
) -> None:
    """Pause accounts whose credentials are refused, rest those that must wait, clear the others."""
    refused = [(one, outcome) for one, outcome in asked if outcome.refused]
    with wiring.sessions.begin() as session:
        for one, outcome in asked:
            if outcome.rest and not outcome.refused:
                until = now + outcome.rest.lasting
                rest_account(session, one.kept.id, one.kept.version, until, outcome.rest.reason)
        healthy = [one.kept.id for one, outcome in asked if _healthy(outcome)]
        if healthy:
            note_answered(session, sorted(healthy), now)
        for one, outcome in asked:
            if outcome.quota_left is not None:
                note_quota(session, one.kept.id, outcome.quota_left)
        newly = [
            (one, outcome.refused)
            for one, outcome in refused
            if pause_account(session, one.kept.id, one.kept.version, outcome.refused, now)
        ]
        for one, reason in newly:
            warn_of_refusal(session, wiring, one.kept, reason)


def _healthy(outcome: Outcome) -> bool:
    answered = any(not isinstance(answer, FailedLookup) for answer in outcome.answers)
    return answered and not outcome.refused and outcome.rest is None
