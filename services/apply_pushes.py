"""Apply pushes that were proven and kept: each report goes the way of an answer we asked for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from domain.errors import ProviderError, UnreadablePayloadError
from domain.tracking import TrackingReport
from services.open_account import open_account
from services.plan_next_poll import Heard
from services.record_tracking import record_answers
from services.wiring import Wiring
from storage.carrier_accounts import account_by_id
from storage.carrier_pushes import (
    WaitingPush,
    any_push_waits,
    claim_pushes,
    finish_push,
    shipments_pushed,
)
from storage.due_shipments import read_due

LEASE = timedelta(minutes=5)
BATCH = 200
STAYS_PUSHED = timedelta(days=14)
"""How long a parcel counts as pushed after a push of it, unless its subscription says longer."""


def any_push_to_apply(wiring: Wiring) -> bool:
    """Tell whether a push waits."""
    with wiring.sessions() as session:
        return any_push_waits(session, wiring.clock())


def apply_pushes(wiring: Wiring) -> int:
    """Apply a batch of pushes, oldest first; return how many. One that fails holds up no other."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        claimed = claim_pushes(session, BATCH, now, now + LEASE)
    for push in sorted(claimed, key=lambda one: one.id):
        _apply(wiring, push)
    return len(claimed)


def _apply(wiring: Wiring, push: WaitingPush) -> None:
    failure = ""
    try:
        _confirm(wiring, push)
        reports = wiring.switchboard.reports_in(push.provider, push.body)
    except (UnreadablePayloadError, ProviderError) as error:
        reports, failure = (), str(error)
    if reports:
        record_answers(wiring, _heard(wiring, push, reports))
    with wiring.sessions.begin() as session:
        finish_push(session, push.id, wiring.clock(), failure)


def _confirm(wiring: Wiring, push: WaitingPush) -> None:
    with wiring.sessions() as session:
        kept = account_by_id(session, push.account_id)
    wiring.switchboard.confirm_push(open_account(wiring, kept), push.body)


def _heard(wiring: Wiring, push: WaitingPush, reports: Sequence[TrackingReport]) -> list[Heard]:
    """Find whose parcels the reports are about; those nobody waits for any more are passed over."""
    by_number: dict[str, list[TrackingReport]] = defaultdict(list)
    for report in reports:
        by_number[report.number].append(report)
    with wiring.sessions() as session:
        found = dict(shipments_pushed(session, push.account_id, sorted(by_number)))
        due = read_due(session, sorted(found))
    until = wiring.clock() + STAYS_PUSHED
    return [
        Heard(one, report, max(one.pushed_until or until, until), pushed=True)
        for one in due
        for report in by_number[found[one.id]]
    ]
