"""A shop that lets its shoppers do everything, and shoppers who have shown what they are asked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask

from domain.access import Level
from domain.kinds import ChannelKey, Kind
from domain.order import Item
from services.look_up_order import open_link
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from storage.shops import ShopRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON, ScriptedCarrier
from tests.services.due_messages import choose
from tests.services.self_serving import delivered, now_at, parcels, rule, serving
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper

STATES: dict[str, dict[str, Any]] = {
    "new": {},
    "under way": {"shipments": parcels("TP1")},
    "delivered": {"shipments": parcels("TP1")},
    "cancelled": {"cancelled_at": NOON},
}
ITEMS = (Item("71", "Lamp", 1, product="901"),)


def obliging(wiring: Wiring, api: FakeShopApi, shop_id: int) -> Wiring:
    """Let a shop offer everything there is, with a carrier that redirects parcels."""
    leading = replace(ScriptedCarrier().known(), redirects=True)
    able = replace(wiring, push_key="key", carriers={"testpost": leading})
    served = serving(able, api, shop_id)
    rule(served, shop_id, returns_url="https://lamps.example/returns?o={order}")
    choose(served, shop_id, Kind.DELIVERED, ChannelKey.PUSH)
    with served.sessions.begin() as session:
        shop = session.get(ShopRow, shop_id)
        assert shop is not None
        shop.storefront_url = "https://lamps.example"
    return served


def order_at(wired: Wiring, shop_id: int, state: str, **changes: Any) -> int:
    """Keep an order at a state; return its id."""
    order_id = keep(wired, shop_id, told(**{"items": ITEMS, **STATES[state], **changes}))
    if state == "under way":
        soon = {"estimate_earliest": NOON, "estimate_latest": NOON + timedelta(hours=30)}
        now_at(wired, "TP1", status="in_transit", **soon)
    if state == "delivered":
        delivered(wired, "TP1", NOON - timedelta(hours=1))
    return order_id


def visiting(
    wired: Wiring, shop_id: int, order_id: int, level: Level, app: Flask | None = None
) -> Shopper:
    """Return the browser of one who has shown so much of an order."""
    one = shopper(wired, shop_id, order_id, app)
    if level > Level.LINK:
        target = open_link(wired, one.path.rsplit("/", 1)[1])
        visit = begin_visit(wired, target.shop_id, target.order_id, level)
        one.client.set_cookie("framme", visit, path=one.path)
    return one


def without_proof(one: Shopper) -> Shopper:
    """Return another browser that has nothing but the link."""
    return Shopper(one.path, one.client.application.test_client())
