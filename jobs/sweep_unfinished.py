"""Tidy up what crashes and time leave behind. Leases bring unfinished work back by themselves."""

import logging
from datetime import timedelta

from jobs.context import begin
from services.answer_privacy import KEEP_ANSWERS
from services.notify_shopper import sweep_unconfirmed
from services.purge import (
    purge_carrier_pushes,
    purge_connections,
    purge_events,
    purge_inbox,
    purge_privacy_answers,
    purge_visits_and_codes,
)
from services.second_recipient import forget_silent

KEEP_DELIVERIES = timedelta(days=30)
KEEP_PUSHES = timedelta(days=7)
"""Longer than any provider repeats a push."""
KEEP_TAKEN_EVENTS, KEEP_FAILED_EVENTS = timedelta(days=14), timedelta(days=30)
log = logging.getLogger(__name__)


def sweep_unfinished() -> None:
    """Close messages whose worker died after handing over; purge what is old."""
    wiring = begin("sweep")
    unconfirmed = sweep_unconfirmed(wiring)
    if unconfirmed:
        log.warning("%d messages were handed over by a worker that died", unconfirmed)
    purge_inbox(wiring, KEEP_DELIVERIES)
    purge_carrier_pushes(wiring, KEEP_PUSHES)
    purge_connections(wiring)
    purge_events(wiring, KEEP_TAKEN_EVENTS, KEEP_FAILED_EVENTS)
    purge_privacy_answers(wiring, KEEP_ANSWERS)
    purge_visits_and_codes(wiring)
    forget_silent(wiring)
