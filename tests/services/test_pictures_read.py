"""New orders are read soon where webhooks name no pictures: many at once, and old ones never."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.shop import PlatformKey
from domain.shop_task import ShopTask
from services.apply_order_news import PICTURES_WITHIN
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow
from tests.fakes import NOON
from tests.services.deliver import deliver
from tests.services.shops_that_answer import grant_access
from tests.shop_bodies import shopify_order, woocommerce_order

JUST_NOW: dict[str, Any] = {"created_at": (NOON - timedelta(seconds=5)).isoformat()}


@pytest.fixture
def app_wiring(wiring: Wiring, shop_id: int) -> Wiring:
    grant_access(wiring, shop_id)
    return replace(wiring, apps={PlatformKey.SHOPIFY: object()})  # type: ignore[dict-item]


def reading_due(wiring: Wiring) -> list[datetime]:
    with wiring.sessions() as session:
        due = select(ShopTaskRow.due_at).where(ShopTaskRow.task == ShopTask.RECONCILE)
        return list(session.scalars(due))


def test_new_orders_are_read_together_a_moment_later(app_wiring, shop_id, clock) -> None:
    deliver(app_wiring, shop_id, "orders/create", shopify_order(1001, **JUST_NOW))
    clock.forward(seconds=30)
    deliver(app_wiring, shop_id, "orders/create", shopify_order(1002, **JUST_NOW))
    assert reading_due(app_wiring) == [NOON + PICTURES_WITHIN]


@pytest.mark.parametrize(
    "changes", [{}, {"line_items": []}, JUST_NOW | {"updated_at": "2026-12-24T10:00:00Z"}]
)
def test_news_of_an_order_that_is_not_new_asks_for_nothing(app_wiring, shop_id, changes) -> None:
    deliver(app_wiring, shop_id, "orders/updated", shopify_order(1001, **changes))
    assert reading_due(app_wiring) == []


def test_a_shop_that_cannot_be_asked_is_not(app_wiring, connect) -> None:
    other = connect(domain="other.myshopify.com")
    deliver(app_wiring, other, "orders/create", shopify_order(1001, **JUST_NOW))
    site = connect(platform=PlatformKey.WOOCOMMERCE, domain="lampor.example")
    told = woocommerce_order(31)
    deliver(app_wiring, site, "order.created", told, PlatformKey.WOOCOMMERCE)
    assert reading_due(app_wiring) == []
