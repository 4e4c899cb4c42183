"""Apply pushes that were proven and kept: each report goes the way of an answer we asked for."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.exc import OperationalError

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

log = logging.getLogger(__name__)
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
        if reports:
            record_answers(wiring, _heard(wiring, push, reports))
    except (UnreadablePayloadError, ProviderError) as error:
        failure = str(error)
    except OperationalError:
        raise  # the database is away: all that is leased comes again
    except Exception as error:
        # As in apply_shop_event: whatever one push breaks, the line goes on behind it.
        log.exception("a push could not be applied", extra={"push": push.id})
        failure = f"internal error: {type(error).__name__}"
    with wiring.sessions.begin() as session:
        finish_push(session, push.id, wiring.clock(), failure)


def _confirm(wiring: Wiring, push: WaitingPush) -> None:
    with wiring.sessions() as session:
        kept = account_by_id(session, push.account_id)
    wiring.switchboard.confirm_push(open_account(wiring, kept), push.body)


def _heard(wiring: Wiring, push: WaitingPush, reports: Sequence[TrackingReport]) -> list[Heard]:
    """Find whose parcels the reports are about; those nobody waits for any more are passed over.

    What is said of one parcel is put together: its state is worked out once for each.
    """
    by_number: dict[str, list[TrackingReport]] = defaultdict(list)
    for report in reports:
        by_number[report.number].append(report)
    with wiring.sessions() as session:
        found = shipments_pushed(session, push.account_id, sorted(by_number))
        due = read_due(session, sorted({shipment_id for shipment_id, _ in found}))
    told: dict[int, list[TrackingReport]] = defaultdict(list)
    for shipment_id, number in found:
        told[shipment_id] += by_number[number]
    until = wiring.clock() + STAYS_PUSHED
    return [
        Heard(one, _together(told[one.id]), max(one.pushed_until or until, until), pushed=True)
        for one in due
    ]


def _together(reports: Sequence[TrackingReport]) -> TrackingReport:
    """Put reports of one parcel together; of what only one can be right, the last that is told."""
    whole = reports[0]
    for one in reports[1:]:
        whole = replace(
            whole,
            events=(*whole.events, *one.events),
            estimate=one.estimate or whole.estimate,
            pickup_point=one.pickup_point or whole.pickup_point,
            proof=one.proof or whole.proof,
            hand_over=one.hand_over or whole.hand_over,
            fingerprint="",
        )
    return whole
