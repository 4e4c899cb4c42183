"""What a shop has no way to do for any order, whatever its merchant has switched on."""

from domain.self_service import Action, SelfServiceRules
from domain.shop import PlatformKey, Shop

_WITHOUT_SHOP = frozenset({Action.CALENDAR, Action.PICKUP_POINT, Action.RETURN, Action.REORDER})
"""What needs nothing of us at a shop that has left us."""


def never_possible(shop: Shop, rules: SelfServiceRules) -> frozenset[Action]:
    """Return the actions that a shop, or its platform under these rules, has no way to do.

    WooCommerce always gives the stock back: a merchant who wants it kept cannot offer to cancel.
    """
    gone = frozenset(Action) - _WITHOUT_SHOP if shop.uninstalled_at else frozenset[Action]()
    stock_returns = shop.platform is PlatformKey.WOOCOMMERCE and not rules.restock
    return gone | {Action.CANCEL} if stock_returns else gone
