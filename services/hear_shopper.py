"""Keep what a shopper tells the shop, and have the shop told: in the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.shop_task import ShopTask
from storage.inquiries import NewInquiry, add_inquiry
from storage.shop_tasks import ask_for


def hear(session: Session, shop_id: int, new: NewInquiry, now: datetime) -> None:
    """Keep an inquiry whose mail to the shop a task sends, again and again until it is taken."""
    add_inquiry(session, shop_id, new, now)
    ask_for(session, shop_id, [ShopTask.FORWARD_INQUIRIES], now)
