"""Connect a shop, so that its webhooks are known."""

import secrets
from dataclasses import dataclass, replace

from domain.shop import PlatformKey
from services.wiring import Wiring
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
    """Describe every shop in a line, for the operator."""
    with wiring.sessions() as session:
        return [
            f"{shop.id:>6}  {shop.platform}  {shop.domain}  {shop.name}"
            + ("  (left)" if shop.uninstalled_at else "")
            for shop in all_shops(session)
        ]
