"""Whatever one delivery breaks, the line goes on behind it, and the row says what happened."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from domain.shop import PlatformKey
from domain.shop_events import OrderTold, ShopEvent
from integrations.platforms.shopify import ShopifyPlatform
from services.apply_shop_event import apply_waiting
from services.wiring import Wiring
from storage.compression import compress
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order

BAD = 6_600_000_000_000_001


class OddPlatform(ShopifyPlatform):
    """Shopify, but for one order that it reads as a test tells it to."""

    def __init__(self, spoil: Callable[[OrderTold], Any]) -> None:
        self._spoil = spoil

    def read_event(self, topic: str, body: bytes) -> ShopEvent | None:
        event = super().read_event(topic, body)
        if isinstance(event, OrderTold) and event.platform_id == str(BAD):
            spoilt: ShopEvent | None = self._spoil(event)
            return spoilt
        return event


def refused_by_a_constraint(event: OrderTold) -> OrderTold:
    return replace(event, items=tuple(replace(item, quantity=0) for item in event.items))


def broken_in_taking_over(event: OrderTold) -> OrderTold:
    return replace(event, items=None)  # type: ignore[arg-type]


def broken_in_reading(_event: OrderTold) -> OrderTold:
    raise KeyError("alva@example.com")


def line_of_three(wiring: Wiring, shop_id: int) -> list[InboxRow]:
    orders = (1001, BAD, 1002)
    rows = [
        Delivery(shop_id, "shopify", "orders/create", f"k{n}", compress(raw(shopify_order(n))))
        for n in orders
    ]
    with wiring.engine.begin() as connection:
        keep(connection, rows, wiring.clock())
    apply_waiting(wiring)
    with wiring.sessions() as session:
        return list(session.scalars(select(InboxRow).order_by(InboxRow.id)))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (refused_by_a_constraint, "refused by the database: CheckViolation"),
        (broken_in_taking_over, "internal error: TypeError"),
        (broken_in_reading, "internal error: KeyError"),
    ],
)
def test_the_others_are_applied_and_the_reason_names_no_shopper(
    wiring, shop_id, caplog, spoil, reason
) -> None:
    odd = replace(wiring, platforms={PlatformKey.SHOPIFY: OddPlatform(spoil)})
    rows = line_of_three(odd, shop_id)
    assert [row.state for row in rows] == ["applied", "failed", "applied"]
    assert rows[1].reason == reason
    told = [record for record in caplog.records if record.name == "services.apply_shop_event"]
    assert [getattr(record, "delivery", None) for record in told] == [rows[1].id]


def test_a_connection_that_is_lost_leaves_every_delivery_waiting(wiring, shop_id) -> None:
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"
    )
    seen: list[str] = []

    def carrier_for(text: str) -> str | None:
        with wiring.engine.begin() as connection:
            connection.exec_driver_sql(kill)
        seen.append(text)
        return None

    fulfilled = shopify_fulfilment(1003, 9, "N1")
    body = compress(raw(shopify_order(1003, fulfillments=[fulfilled])))
    with wiring.engine.begin() as connection:
        keep(connection, [Delivery(shop_id, "shopify", "orders/create", "k", body)], wiring.clock())
    with pytest.raises(OperationalError):
        apply_waiting(replace(wiring, carrier_for=carrier_for))
    assert seen
    assert apply_waiting(wiring) == 1
    with wiring.sessions() as session:
        assert session.scalars(select(InboxRow.state)).all() == ["applied"]
