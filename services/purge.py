"""Delete what is no longer needed."""

from datetime import timedelta

from services.wiring import Wiring
from storage.carrier_pushes import purge_pushes
from storage.event_deliveries import purge_deliveries
from storage.one_time_codes import purge_codes
from storage.privacy_requests import purge_answers
from storage.shopper_visits import purge_visits
from storage.site_connections import purge_site_connections
from storage.webhook_inbox import purge_finished


def purge_inbox(wiring: Wiring, keep_for: timedelta) -> int:
    """Delete applied and ignored deliveries after some time; failed ones wait for an operator."""
    with wiring.sessions.begin() as session:
        return purge_finished(session, wiring.clock() - keep_for)


def purge_carrier_pushes(wiring: Wiring, keep_for: timedelta) -> int:
    """Delete what carriers pushed after some time, until when a repetition is known as one."""
    with wiring.sessions.begin() as session:
        return purge_pushes(session, wiring.clock() - keep_for)


def purge_connections(wiring: Wiring) -> int:
    """Delete connections that merchants have begun, a day after they were over."""
    with wiring.sessions.begin() as session:
        return purge_site_connections(session, wiring.clock() - timedelta(days=1))


def purge_visits_and_codes(wiring: Wiring) -> int:
    """Delete shoppers' visits and the codes sent to them, a day after they were over."""
    over = wiring.clock() - timedelta(days=1)
    with wiring.sessions.begin() as session:
        return purge_visits(session, over) + purge_codes(session, over)


def purge_privacy_answers(wiring: Wiring, keep_for: timedelta) -> int:
    """Delete answers to privacy requests after some time; that they were answered stays known."""
    with wiring.sessions.begin() as session:
        return purge_answers(session, wiring.clock() - keep_for)


def purge_events(wiring: Wiring, keep_taken: timedelta, keep_given_up: timedelta) -> int:
    """Delete events told to merchants' systems after some time, those given up after another."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        return purge_deliveries(session, now - keep_taken, now - keep_given_up)
