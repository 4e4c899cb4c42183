"""Which blocks a merchant puts in place by hand, and what each does; their state is not known here.

Only the platform's script in the merchant's browser can tell whether a block is in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.embedding import EditorLinks
from domain.shop import PlatformKey, Shop
from domain.shop_sites import PluginFacts
from messages.language import phrase


@dataclass(frozen=True, slots=True)
class Block:
    """Something of ours in a shop, untranslated; `handle` is how the platform calls it.

    `first_step` is what the guide on the home page says of it; it is empty for extras.
    """

    handle: str
    title: str
    details: str
    address: str
    first_step: str = ""


def placed_by_hand(links: EditorLinks) -> Sequence[Block]:
    """Return the blocks, the most useful first."""
    return (
        Block(
            "order-tracking",
            phrase("Order tracking"),
            phrase("A section for a page of the theme, where shoppers look up their order."),
            links.tracking_block,
            phrase("Put order tracking on a page"),
        ),
        Block(
            "track-button",
            phrase("Track order button"),
            phrase("A small button on every page of the theme that leads to order tracking."),
            links.embed,
            phrase("Switch on the track order button"),
        ),
        Block(
            "order-status",
            phrase("Order status in customer accounts"),
            phrase("Status, parcels and scans on each order's page."),
            links.account_blocks,
            phrase("Show parcels in customer accounts"),
        ),
        Block(
            "my-deliveries",
            phrase("My deliveries"),
            phrase("A page of its own in customer accounts, with all of a shopper's orders."),
            links.account_blocks,
        ),
        Block(
            "delivery-faq",
            phrase("Questions about delivery"),
            phrase("A section with questions and answers, in the languages of the shop."),
            links.faq_block,
        ),
    )


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
