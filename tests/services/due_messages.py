"""Orders placed and message rows read, for tests of what is sent."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from services.wiring import Wiring
from storage.notifications import NotificationRow
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_order

ORDER = 5_820_982_511_634_001


def place(wiring: Wiring, shop_id: int, number: int, **changes: Any) -> None:
    body = shopify_order(ORDER + number, name=f"#{number}", **changes)
    deliver(wiring, shop_id, "orders/create", body)


def rows(wiring: Wiring) -> Sequence[NotificationRow]:
    with wiring.sessions() as session:
        return session.scalars(select(NotificationRow).order_by(NotificationRow.id)).all()


def the_row(wiring: Wiring) -> NotificationRow:
    (row,) = rows(wiring)
    return row
