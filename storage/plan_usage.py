"""A shop's plan and how much of it is used. What follows from that is decided elsewhere."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.status import Status
from storage.shipments import ShipmentRow
from storage.shops import ShopRow


def set_plan(session: Session, shop_id: int, plan: str) -> None:
    """Remember the handle of the plan a merchant pays for now; empty for none."""
    session.execute(update(ShopRow).where(ShopRow.id == shop_id).values(plan=plan))


def shipments_since(session: Session, shop_id: int, since: datetime) -> int:
    """Count the shipments a shop has sent since an instant; cancelled ones do not count."""
    return session.execute(
        select(func.count()).where(
            ShipmentRow.shop_id == shop_id,
            ShipmentRow.shipped_at >= since,
            ShipmentRow.status != Status.CANCELLED,
        )
    ).scalar_one()


def note_usage(session: Session, shop_id: int, shipments: int, slowdown: int) -> None:
    """Write down this month's shipments, and how many times longer to wait between polls."""
    session.execute(
        update(ShopRow)
        .where(ShopRow.id == shop_id)
        .values(shipments_this_month=shipments, poll_slowdown=slowdown)
    )
