"""Connect a shop, so that its webhooks are known."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from domain.shop import PlatformKey, Shop
from services.wiring import Wiring
from storage.order_syncs import order_sync
from storage.shop_access import sealed_access
from storage.shop_tasks import failing_tasks
from storage.shops import NewShop, all_shops, connect_shop

__all__ = ["Connected", "NewShop", "all_shops_of", "install_shop"]


@dataclass(frozen=True, slots=True)
class Connected:
    """A connected shop: where it sends webhooks, and with which secret it signs (may be empty)."""

    shop_id: int
    webhook_address: str
    webhook_secret: str


def install_shop(wiring: Wiring, shop: NewShop, secret: str = "") -> Connected:
    """Connect a shop, or bring back one that left.

    WooCommerce shops sign with a secret of their own, made here unless given, at an address nobody
    can guess; Shopify shops sign with the app's, at one address for all.
    """
    path, own_secret = PlatformKey.SHOPIFY.value, ""
    if shop.platform is PlatformKey.WOOCOMMERCE:
        key = shop.webhook_key or secrets.token_urlsafe(24)
        own_secret = secret or secrets.token_urlsafe(32)
        sealed = wiring.vault.seal(own_secret)
        shop = replace(shop, webhook_key=key, sealed_webhook_secret=sealed)
        path = f"{shop.platform}/{key}"
    with wiring.sessions.begin() as session:
        shop_id = connect_shop(session, shop, wiring.clock())
    return Connected(shop_id, f"{wiring.public_url}/webhooks/{path}", own_secret)


def all_shops_of(wiring: Wiring) -> list[str]:
    """Describe every shop in a line, and what its background work is at, for the operator."""
    with wiring.sessions() as session:
        return [
            line
            for shop in all_shops(session)
            for line in (_described(shop), *_at_work(session, shop.id))
        ]


def _described(shop: Shop) -> str:
    left = "  (left)" if shop.uninstalled_at else ""
    return f"{shop.id:>6}  {shop.platform}  {shop.domain}  {shop.name}{left}"


def _at_work(session: Session, shop_id: int) -> Iterator[str]:
    """Say how far a shop's orders are read, and which tasks failed the last time and why."""
    margin = " " * 8
    access = sealed_access(session, shop_id)
    if access and access.refused_at:
        yield f"{margin}access refused since {access.refused_at:%F %R}: {access.refused_reason}"
    sync = order_sync(session, shop_id)
    if sync.asked_at:
        ended = f"read by {sync.finished_at:%F %R}" if sync.finished_at else "being read"
        yield f"{margin}orders {ended}: {sync.orders_read}, {sync.orders_failed} of them broken"
    if sync.reconciled_until:
        yield f"{margin}changes read until {sync.reconciled_until:%F %R}"
    for task, reason in failing_tasks(session, shop_id):
        yield f"{margin}{task} failed: {reason}"
