"""Say what a shopper can do about an order just now, and where that is done; it does nothing."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from domain.access import Level
from domain.kinds import ChannelKey, Kind
from domain.order_parcels import parcels_to_redirect
from domain.possible_actions import never_possible
from domain.self_service import Action, Asked, Refusal, refusal
from domain.shop import PlatformKey
from messages.addresses import web_address
from services.look_up_order import OrderStory
from services.wiring import Wiring
from storage.settings import notification_settings

_ELSEWHERE = frozenset({Action.PICKUP_POINT, Action.RETURN, Action.REORDER})


@dataclass(frozen=True, slots=True)
class Offer:
    """One action: why it cannot be done, and where it is done when that is not with us."""

    action: Action
    refusal: Refusal | None
    link: str


def offers(
    story: OrderStory, level: Level, now: datetime, *, push: bool = False
) -> tuple[Offer, ...]:
    """Return what may be done about an order, in the order of Action.

    `push` tells whether the shop sends notes to browsers (`push_on`).
    """
    there = [action for action in Action if push or action is not Action.PUSH]
    return tuple(_offer(story, level, now, action) for action in there)


def refused(story: OrderStory, level: Level, now: datetime, action: Action) -> Refusal | None:
    """Say why an action cannot be done about an order, or None when it can."""
    if not _possible(story, action):
        return Refusal.NOT_OFFERED
    return refusal(Asked(story.order, story.page.rules, now, _redirecting(story)), action, level)


def push_on(wiring: Wiring, shop_id: int) -> bool:
    """Tell whether a shop sends any message to browsers."""
    if not wiring.push_key:
        return False
    with wiring.sessions() as session:
        settings = notification_settings(session, shop_id)
    return any(ChannelKey.PUSH in settings.channels_of(kind) for kind in Kind)


def _offer(story: OrderStory, level: Level, now: datetime, action: Action) -> Offer:
    why = refused(story, level, now, action)
    link = _link(story, action) if why is None and action in _ELSEWHERE else ""
    return Offer(action, why, link)


def _possible(story: OrderStory, action: Action) -> bool:
    """Tell whether the shop and its merchant's addresses let an action be done at all."""
    if action in never_possible(story.shop, story.page.rules):
        return False
    # Of a parcel that cannot be led elsewhere now, the rules say why.
    unsure = action is Action.PICKUP_POINT and not _parcels(story)
    return action not in _ELSEWHERE or unsure or bool(_link(story, action))


def _link(story: OrderStory, action: Action) -> str:
    if action is Action.PICKUP_POINT:
        return _carriers_page(story)
    return _returns_page(story) if action is Action.RETURN else _cart(story)


def _redirecting(story: OrderStory) -> frozenset[str]:
    keys = {parcel.carrier for parcel in story.order.shipments if parcel.carrier}
    return frozenset(k for k in keys if k in story.carriers and story.carriers[k].redirects)


def _parcels(story: OrderStory) -> bool:
    return bool(parcels_to_redirect(story.order, _redirecting(story)))


def _carriers_page(story: OrderStory) -> str:
    """Return the carrier's own page of the first parcel that can be led elsewhere."""
    order = story.order
    for parcel in parcels_to_redirect(order, _redirecting(story)):
        known = story.carriers[parcel.carrier or ""]
        address, locale = order.address, order.locale or story.shop.locale
        link = known.tracking_url(
            parcel.tracking_number, locale, address.country, address.postal_code
        )
        if link:
            return link
    return ""


def _returns_page(story: OrderStory) -> str:
    number = quote(story.order.number.lstrip("#"), safe="")
    return web_address(story.page.rules.returns_url.replace("{order}", number))


def _cart(story: OrderStory) -> str:
    """Return the address that fills a cart with what was bought; the shopper pays there, or not.

    Sources: https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks : without
    `storefront=true` it leads past the cart into the checkout; and
    https://woocommerce.com/document/quick-guide-to-woocommerce-add-to-cart-urls/ : WooCommerce
    takes one product an address, so an order of several cannot be offered.
    """
    shop, items = story.shop, [item for item in story.order.items if _plain_id(item.product)]
    base = web_address(shop.storefront_url)
    if not base or not items:
        return ""
    if shop.platform is PlatformKey.SHOPIFY:
        goods = ",".join(f"{item.product}:{item.quantity}" for item in items)
        return f"{base}/cart/{goods}?storefront=true"
    if len(story.order.items) > 1:
        return ""
    return f"{base}/?add-to-cart={items[0].product}&quantity={items[0].quantity}"


def _plain_id(text: str) -> bool:
    return text.isascii() and text.isdigit()
