"""Find out which orders a shop has deleted without a word: some platforms never say so."""

from collections.abc import Sequence
from datetime import timedelta

from domain.shop_sites import ShopSites
from domain.shop_task import Again
from services.read_orders import want_read
from services.shop_access import sites_of, with_session
from services.sync_orders import HISTORY, SLICE
from services.wiring import Wiring
from storage.gone_orders import live_orders_since
from storage.shop_sites import confirmed_to, note_confirmed

BATCH = 100


def confirm_orders(wiring: Wiring, shop_id: int) -> Again | None:
    """Ask which orders of the last 60 days are still there; those that are not are read again.

    Reading says for certain, and hides what is gone. Goes on where it was. Raises ProviderError.
    """
    sites = sites_of(wiring, shop_id)
    with wiring.sessions() as session:
        last = confirmed_to(session, shop_id)
    if sites is None or last is None:
        return None
    since, stop = wiring.clock() - HISTORY - timedelta(days=1), wiring.clock() + SLICE
    while wiring.clock() < stop:
        with wiring.sessions() as session:
            known = live_orders_since(session, shop_id, since, last, BATCH)
        last = known[-1] if known else ""
        _confirm(wiring, sites, shop_id, known)
        with wiring.sessions.begin() as session:
            note_confirmed(session, shop_id, last)
        if not known:
            return None
    return Again(wiring.clock())


def _confirm(wiring: Wiring, sites: ShopSites, shop_id: int, orders: Sequence[str]) -> None:
    if not orders:
        return
    here = with_session(wiring, shop_id, lambda _, shop: sites.orders_present(shop, orders))
    missing = [order for order in orders if order not in here]
    if missing:
        want_read(wiring, shop_id, missing)
