"""Messages planned and taken, for tests of what their rows go through."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.kinds import ChannelKey, Kind
from domain.notification import Intent
from services.wiring import Wiring
from storage.message_claims import Bundle
from storage.notifications import add_intents
from tests.fakes import NOON
from tests.services.due_messages import claim, rows
from tests.storage.told import ship

LEASE = NOON + timedelta(minutes=2)
LATER = NOON + timedelta(hours=1)


def an_intent(order_id: int, shipment_id: int | None = None, **changes: Any) -> Intent:
    plain = Intent(Kind.SHIPPED, ChannelKey.EMAIL, "a@example.com", order_id, shipment_id, NOON)
    return replace(plain, **changes)


def plan(wiring: Wiring, shop_id: int, *intents: Intent) -> Sequence[int]:
    with wiring.sessions.begin() as session:
        return list(add_intents(session, shop_id, intents, NOON))


def three_parcels(wiring: Wiring, shop_id: int, order_id: int) -> Sequence[int]:
    shipments = [ship(wiring, shop_id, order_id, f"TP{n}", platform_id=f"90{n}") for n in range(3)]
    return plan(wiring, shop_id, *(an_intent(order_id, one) for one in shipments))


def take(wiring: Wiring, now: datetime = NOON, until: datetime = LEASE) -> Sequence[Bundle]:
    with wiring.sessions.begin() as session:
        return claim(session, now, until)


def states(wiring: Wiring) -> list[tuple[str, int | None, int]]:
    return [(row.state, row.told_with, row.attempts) for row in rows(wiring)]
