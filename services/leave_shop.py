"""See a shop off when it leaves: nothing is done for it any more, nothing it has told is lost."""

from sqlalchemy.orm import Session

from domain.shop_task import ShopTask
from services.change_settings import stop_showing_scans
from services.wiring import Wiring
from storage.event_deliveries import give_up_deliveries
from storage.notifications import drop_due
from storage.order_syncs import forget_sync
from storage.orders_to_read import forget_orders_to_read
from storage.poll_schedule import stop_polling
from storage.shop_access import forget_access
from storage.shop_sites import forget_site
from storage.shop_tasks import drop_tasks
from storage.shops import mark_uninstalled


def leave_shop(session: Session, wiring: Wiring, shop_id: int) -> None:
    """Stop everything for a shop whose merchant uninstalled; its orders stay until it is erased.

    What a privacy request asks for is still done, and what is too old is still forgotten.
    """
    now = wiring.clock()
    mark_uninstalled(session, shop_id, now)
    stop_polling(session, shop_id)
    forget_access(session, shop_id)
    forget_sync(session, shop_id)
    forget_site(session, shop_id)
    forget_orders_to_read(session, shop_id)
    drop_tasks(session, shop_id, keep=[ShopTask.ANSWER_PRIVACY, ShopTask.RETENTION])
    drop_due(session, shop_id, "the shop has left", now)
    give_up_deliveries(session, shop_id, None, "the shop has left", now)
    # Permissions beyond those of an install go with it.
    stop_showing_scans(session, shop_id)
