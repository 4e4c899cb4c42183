"""Be the browsers that bring Shopify's proofs to us."""

from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import SteppingClock
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET


def an_app(clock: SteppingClock, simulator: str = "") -> ShopifyApp:
    """Return the app as it runs, while its secret is being rotated."""
    return ShopifyApp(CLIENT_ID, [SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET], clock, simulator)
