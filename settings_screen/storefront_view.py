"""Where shoppers find their orders: in the shop, and here."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.shop import PlatformKey, Shop
from domain.shop_sites import PluginFacts


@dataclass(frozen=True, slots=True)
class StorefrontView:
    """Where shoppers find us; `in_shop` is empty where the platform shows no pages of ours."""

    look_up: str
    in_shop: str


def storefront_view(
    shop: Shop, public_url: str, plugin: PluginFacts | None = None
) -> StorefrontView:
    """Return the addresses of a shop's order tracking; `plugin` is ours in the shop, if any."""
    if plugin:
        in_shop = web_address(plugin.tracking_address) or web_address(plugin.account_address)
    elif shop.platform is PlatformKey.SHOPIFY:
        site = web_address(shop.storefront_url or f"https://{shop.domain}")
        in_shop = f"{site}/apps/track" if site else ""
    else:
        in_shop = ""
    look_up = f"{public_url}/track/{shop.platform}/{shop.domain}"
    return StorefrontView(look_up=look_up, in_shop=in_shop)


def web_address(text: str) -> str:
    """Return an address when it is plain http or https, else an empty string."""
    parts = urlsplit(text)
    return text if parts.scheme in {"http", "https"} and parts.netloc else ""
