"""Delete a shop with everything it ever brought. Nothing of it can be brought back."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.notifications import NotificationRow
from storage.orders import OrderRow
from storage.promises import PromiseRow
from storage.shipments import ShipmentRow
from storage.shops import ShopRow
from storage.tracking_links import TrackingLinkRow
from storage.webhook_inbox import InboxRow

# Leaves first, each in one statement by its shop: what is left to the foreign keys is then little.
_LEAVES_FIRST = (NotificationRow, PromiseRow, TrackingLinkRow, ShipmentRow, OrderRow, InboxRow)


def erase_shop(session: Session, shop_id: int) -> bool:
    """Delete a shop that has left; return False, deleting nothing, when it is installed."""
    left = session.execute(
        select(ShopRow.id)
        .where(ShopRow.id == shop_id, ShopRow.uninstalled_at.is_not(None))
        .with_for_update()
    )
    if left.first() is None:
        return False
    for table in _LEAVES_FIRST:
        session.execute(delete(table).where(table.shop_id == shop_id))
    session.execute(delete(ShopRow).where(ShopRow.id == shop_id))
    return True
