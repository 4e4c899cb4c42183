"""Hand a shopper's data out, or have it erased, because the merchant says so."""

from domain.shop_events import Shopper, ShopperToErase
from services.export_shopper import Gathered, export_shopper
from services.find_shopper import Found
from services.privacy_requests import take_on
from services.wiring import Wiring
from storage.audit_log import Change, note_change


def export_by_hand(wiring: Wiring, shop_id: int, shopper: Shopper, who: str) -> Gathered:
    """Gather what is kept of a shopper; that it was handed out is noted, not of whom."""
    gathered = export_shopper(wiring, shop_id, shopper)
    with wiring.sessions.begin() as session:
        change = Change(who, "shopper exported", "", {}, {"orders": gathered.orders})
        note_change(session, shop_id, change, wiring.clock())
    return gathered


def erase_by_hand(wiring: Wiring, shop_id: int, found: Found, who: str) -> None:
    """Have a shopper forgotten within minutes, as if they had asked for it themselves."""
    with wiring.sessions.begin() as session:
        take_on(session, wiring, shop_id, ShopperToErase(found.shopper))
        change = Change(who, "shopper erased", "", {}, {"orders": found.orders})
        note_change(session, shop_id, change, wiring.clock())
