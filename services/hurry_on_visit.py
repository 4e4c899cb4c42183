"""Have a shopper's parcels asked about again when they look and the last answer is old."""

from zoneinfo import ZoneInfo

from domain.order import Order
from domain.polling import AT_MOST_A_DAY, STALE_AFTER
from domain.shop import Shop
from services.claim_parcels import LEASE
from services.wiring import Wiring
from storage.poll_schedule import hurry


def hurry_on_visit(wiring: Wiring, shop: Shop, order: Order) -> None:
    """Let stale answers be renewed soon; a page that was kept ready asks for nothing.

    The page refreshes itself: what comes is shown to the shopper who still looks.
    """
    now = wiring.clock()
    stale = [
        shipment.id
        for shipment in order.shipments
        if shipment.followed
        and not shipment.state.final
        and (shipment.checked_at is None or now - shipment.checked_at > STALE_AFTER)
    ]
    if stale:
        zone = wiring.zone_of(order.address.country) or ZoneInfo(shop.time_zone)
        with wiring.sessions.begin() as session:
            hurry(session, stale, now.astimezone(zone), LEASE, AT_MOST_A_DAY)
