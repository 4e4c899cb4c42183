"""Read orders again from their platform, where a webhook could only say that something happened."""

from domain.shop_events import OrderGone
from domain.shop_task import Again, ShopTask
from services.shop_access import with_session
from services.sync_orders import SLICE
from services.take_over_orders import take_over_orders
from services.wiring import Wiring
from storage.orders_to_read import OrderToRead, note_order_read, orders_to_read, want_orders_read
from storage.shop_tasks import ask_for

BATCH = 50


def read_orders_again(wiring: Wiring, shop_id: int) -> Again | None:
    """Read the orders on the shop's list, and announce what is news; raise ProviderError.

    An order the platform does not know was deleted before now: nothing older is believed of it.
    """
    stop = wiring.clock() + SLICE
    while True:
        with wiring.sessions() as session:
            waiting = orders_to_read(session, shop_id, BATCH)
        if not waiting:
            return None
        for order in waiting:
            _read(wiring, shop_id, order)
        if wiring.clock() >= stop:
            return Again(wiring.clock())


def want_read(wiring: Wiring, shop_id: int, orders: list[str]) -> None:
    """Have orders read soon."""
    with wiring.sessions.begin() as session:
        want_orders_read(session, shop_id, orders)
        ask_for(session, shop_id, [ShopTask.READ_ORDERS], wiring.clock())


def _read(wiring: Wiring, shop_id: int, order: OrderToRead) -> None:
    asked_at = wiring.clock()
    told = with_session(
        wiring, shop_id, lambda api, shop: api.read_order(shop, order.platform_id)
    ) or OrderGone(order.platform_id, asked_at)
    with wiring.sessions.begin() as session:
        take_over_orders(session, wiring, shop_id, [told], announce=True)
        note_order_read(session, shop_id, order)
