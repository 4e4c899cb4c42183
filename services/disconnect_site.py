"""Part with a shop that is a site of its own: take our webhooks away, then forget its keys."""

import logging

from domain.errors import ProviderError
from domain.shop import Shop
from services.keep_webhooks import remove_webhooks
from services.leave_shop import leave_shop
from services.shop_access import with_session
from services.wiring import Wiring

log = logging.getLogger(__name__)


def disconnect_site(wiring: Wiring, shop: Shop) -> bool:
    """Disconnect a shop; return whether it could be tidied up over there, too.

    Webhooks left behind are refused from now on, and the shop itself gives them up after a few.
    """
    tidied = _tidy_up(wiring, shop)
    part_with_site(wiring, shop)
    return tidied


def part_with_site(wiring: Wiring, shop: Shop) -> None:
    """Disconnect a shop whose own plugin says so: that tidies up by itself."""
    with wiring.sessions.begin() as session:
        leave_shop(session, wiring, shop.id)


def _tidy_up(wiring: Wiring, shop: Shop) -> bool:
    sites = wiring.sites.get(shop.platform)
    if sites is None:
        return False
    try:
        remove_webhooks(wiring, sites, shop.id, shop.platform)
        with_session(wiring, shop.id, lambda _, session: sites.dismiss(session))
    except ProviderError as error:
        log.warning("a shop that leaves was not tidied up: %s", error, extra={"shop": shop.id})
        return False
    return True
