"""Look each day whether a shop's own host is still as it was proven, and use it no more once lost.

Only what DNS says counts: without an answer nothing changes.
"""

from domain.errors import ProviderError
from domain.page_domain import PageDomain, looked_again
from domain.shop_task import Again, ShopTask
from services.change_page import change_page, part_of_page
from services.change_page_domain import LOOKED_AT_EVERY, look_at, our_host
from services.wiring import Wiring
from storage.shop_tasks import ask_for

WHO = "Framme"
"""Who takes a host out of use, in the shop's list of changes."""


def watch_domain(wiring: Wiring, shop_id: int) -> Again | None:
    """Look where a host leads that is in use, and have its merchant told once it no longer is.

    Raises ProviderError without an answer, and ChangedMeanwhileError.
    """
    kept = part_of_page(wiring, shop_id, PageDomain)
    if kept.own:
        seen = _is_seen(wiring, shop_id, kept.host)
        kept = looked_again(kept, wiring.clock().date(), seen=seen)
        change_page(wiring, shop_id, kept, WHO)
    if kept.lost:
        with wiring.sessions.begin() as session:
            ask_for(session, shop_id, [ShopTask.TELL_MERCHANT], wiring.clock())
    return Again(wiring.clock() + LOOKED_AT_EVERY) if kept.own else None


def _is_seen(wiring: Wiring, shop_id: int, host: str) -> bool:
    """Tell whether a host is as it was proven; who does not even find us can tell nothing."""
    found = look_at(wiring, shop_id, host)
    seen = found.leads and found.owned
    if not seen and not wiring.page_dns.look_up(our_host(wiring)).addresses:
        raise ProviderError("DNS does not find our own host")
    return seen
