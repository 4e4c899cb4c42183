"""Measure the installation as it stands: what waits, what failed, what nobody understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.wiring import Wiring
from storage import measurements

OVERDUE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Measurements:
    """Counts by what they are counted by."""

    inbox: Mapping[str, int]
    oldest_waiting: timedelta
    notifications: Mapping[tuple[str, str], int]
    overdue_polls: Mapping[str, int]
    accounts: Mapping[tuple[str, str], int]
    unmapped_codes: Mapping[tuple[str, str], int]


def take_measurements(wiring: Wiring) -> Measurements:
    """Count everything now."""
    now = wiring.clock()
    with wiring.sessions() as session:
        oldest = measurements.oldest_waiting(session)
        return Measurements(
            inbox=measurements.inbox_by_state(session),
            oldest_waiting=now - oldest if oldest else timedelta(),
            notifications=measurements.notifications_by_kind_and_state(session),
            overdue_polls=measurements.overdue_polls(session, now - OVERDUE_AFTER),
            accounts=measurements.accounts_by_state(session, now),
            unmapped_codes=measurements.unmapped_codes(session),
        )


def database_answers(wiring: Wiring) -> bool:
    """Tell whether the database answers."""
    try:
        with wiring.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
