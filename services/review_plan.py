"""Compare a shop's volume with its plan; beyond it we ask less often, and never stop."""

from datetime import datetime

from domain.plan import plan_of, slowdown
from domain.shop import PlatformKey, Shop
from domain.shop_task import Again
from domain.zones import zone_named
from services.wiring import Wiring
from storage.plan_usage import note_usage, shipments_since
from storage.shops import shop_by_id


def review_plan(wiring: Wiring, shop_id: int) -> Again | None:
    """Count this calendar month's shipments, in the shop's zone, and set the pace of its polls."""
    with wiring.sessions.begin() as session:
        shop = shop_by_id(session, shop_id)
        shipments = shipments_since(session, shop_id, _month_began(shop, wiring.clock()))
        pace = slowdown(plan_of(shop.plan), shipments) if _pays_by_plan(wiring, shop) else 1
        note_usage(session, shop_id, shipments, pace)
    return None


def _pays_by_plan(wiring: Wiring, shop: Shop) -> bool:
    """Tell whether plans exist for this shop: they are the app listing's, on Shopify only."""
    return shop.platform is PlatformKey.SHOPIFY and shop.platform in wiring.apps


def _month_began(shop: Shop, now: datetime) -> datetime:
    zone = zone_named(shop.time_zone)
    today = now.astimezone(zone)
    return datetime(today.year, today.month, 1, tzinfo=zone)
