"""Put deliveries into the inbox of a test and apply them."""

from typing import Any

from sqlalchemy import select

from domain.order import Order
from domain.shop import PlatformKey
from services.apply_shop_event import apply_waiting
from services.wiring import Wiring
from storage.compression import compress
from storage.order_reading import read_order
from storage.orders import order_id_of
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.shop_bodies import raw


def deliver(
    wiring: Wiring,
    shop_id: int,
    topic: str,
    body: Any,
    platform: PlatformKey = PlatformKey.SHOPIFY,
) -> InboxRow:
    """Keep one delivery, apply what waits, and return the row it became."""
    raw_body = body if isinstance(body, bytes) else raw(body)
    with wiring.sessions() as session:
        before = session.execute(select(InboxRow.id)).scalars().all()
    delivery = Delivery(shop_id, platform, topic, f"key-{len(before)}", compress(raw_body))
    with wiring.engine.begin() as connection:
        keep(connection, [delivery], wiring.clock())
    apply_waiting(wiring)
    with wiring.sessions() as session:
        return session.scalars(select(InboxRow).order_by(InboxRow.id.desc()).limit(1)).one()


def the_order(wiring: Wiring, shop_id: int, platform_id: int | str) -> Order:
    """Return an order as it stands."""
    with wiring.sessions() as session:
        order_id = order_id_of(session, shop_id, str(platform_id))
        assert order_id is not None
        order = read_order(session, shop_id, order_id)
    assert order is not None
    return order
