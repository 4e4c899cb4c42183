"""Show carriers' scans on the platform's own order pages, oldest first, each in its own step.

No transaction is open while the platform is asked. A worker that dies between the platform's answer
and our note of it would show a scan again; the platform's webhook about the scan, which arrives
within seconds, closes the row first (services/record_shop_scan.py), so that the next worker, who
waits for the lease to end, finds nothing to repeat.
"""

from datetime import timedelta

from domain.errors import RejectedError
from domain.shipment import Scan
from domain.shop_task import LEASE, Again
from domain.status import Status
from domain.tracking import Place
from services.shop_access import with_session
from services.wiring import Wiring
from storage.shown_scans import ScanToShow, next_due, note_failed, note_shown

LONGEST = LEASE / 2
"""How long a task goes on, so that it has ended before another may claim it."""


def show_scans(wiring: Wiring, shop_id: int) -> Again | None:
    """Show what is due. Raises ProviderError, and leaves due what it could not try."""
    began = wiring.clock()
    due = _next_due(wiring, shop_id)
    while due is not None:
        if wiring.clock() - began > LONGEST:
            return Again(wiring.clock() + timedelta(seconds=1))
        _show(wiring, due)
        due = _next_due(wiring, shop_id)
    return None


def _next_due(wiring: Wiring, shop_id: int) -> ScanToShow | None:
    with wiring.sessions() as session:
        return next_due(session, shop_id)


def _show(wiring: Wiring, due: ScanToShow) -> None:
    scan = Scan(
        fulfilment=due.fulfilment,
        status=Status(due.status),
        happened_at=due.happened_at,
        place=Place(due.city, due.country),
        text=due.text,
        estimated_at=due.estimated_at,
    )
    try:
        shown_as = with_session(wiring, due.shop_id, lambda api, shop: api.show_scan(shop, scan))
    except RejectedError as error:
        with wiring.sessions.begin() as session:
            note_failed(session, due.shop_id, due.id, error.reason[:300], wiring.clock())
        return
    with wiring.sessions.begin() as session:
        note_shown(session, due.shop_id, due.id, shown_as, wiring.clock())
