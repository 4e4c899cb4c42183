"""Read what a delivery or a poll has left behind."""

from sqlalchemy import select

from services.wiring import Wiring
from storage.notifications import NotificationRow
from storage.poll_schedule import PollRow


def kinds(wiring: Wiring) -> list[str]:
    with wiring.sessions() as session:
        rows = session.scalars(select(NotificationRow).order_by(NotificationRow.id))
        return [row.kind for row in rows]


def polled(wiring: Wiring) -> list[int]:
    with wiring.sessions() as session:
        return list(session.scalars(select(PollRow.shipment_id)))
