"""Claim shipments whose carrier is to be asked. No transaction is open while it is asked."""

from collections.abc import Sequence
from datetime import timedelta

from domain.tracking import TrackedNumber
from services.wiring import Wiring
from storage.due_shipments import DueShipment, read_due
from storage.poll_schedule import carriers_with_due, claim_due

LEASE = timedelta(minutes=5)
"""For how long a worker has claimed shipments to itself; a dead worker's come due again."""


def carriers_due(wiring: Wiring) -> Sequence[str]:
    """Name the carriers that have shipments due now."""
    with wiring.sessions() as session:
        return carriers_with_due(session, sorted(wiring.carriers), wiring.clock())


def claim_shipments(wiring: Wiring, carrier: str, limit: int) -> Sequence[DueShipment]:
    """Claim up to `limit` due shipments of a carrier until the lease ends."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        claimed = claim_due(session, carrier, limit, now, now + LEASE)
        return read_due(session, claimed)


def number_of(due: DueShipment) -> TrackedNumber:
    """Say what the carrier needs to know of a shipment."""
    return TrackedNumber(
        number=due.tracking_number,
        carrier_text=due.carrier_text,
        country=due.country,
        postal_code=due.postal_code,
    )
