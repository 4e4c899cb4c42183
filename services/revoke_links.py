"""Close the page of an order to everyone who has a link to it; later mails carry a new one."""

from domain.shop import PlatformKey
from services.shopper_visit import end_visits
from services.wiring import Wiring
from storage.orders import ids_by_number
from storage.shops import shop_by_domain
from storage.tracking_links import revoke_links


def revoke_links_of(wiring: Wiring, platform: PlatformKey, domain: str, number: str) -> int | None:
    """Revoke every link to a shop's orders of this number, and end the visits behind them.

    Returns how many links that were; None when there is no such order.
    """
    with wiring.sessions.begin() as session:
        shop = shop_by_domain(session, platform, domain)
        orders = ids_by_number(session, shop.id, number) if shop else []
        if shop is None or not orders:
            return None
        now = wiring.clock()
        for order_id in orders:
            end_visits(session, shop.id, order_id, now)
        return sum(revoke_links(session, shop.id, order_id, now) for order_id in orders)
