"""Put a shop's parcels that are still on their way into lanes, or take them out, many at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.status import FINAL
from storage.shipments import ShipmentRow
from storage.shops import ShopRow

_FINAL = sorted(status.value for status in FINAL)
_LIVE = """
    s.shop_id = :shop_id AND s.tracking_number <> '' AND s.status <> ALL(:final)
    AND s.carrier IS NOT DISTINCT FROM CAST(:carrier AS text)
    AND NOT EXISTS (SELECT FROM orders o WHERE o.id = s.order_id AND o.deleted_at IS NOT NULL)
"""

# Twenty a second: an account just entered must not be asked for all at once.
_FOLLOW = text(
    f"""
    INSERT INTO poll_schedule (shipment_id, lane_id, next_poll_at)
    SELECT s.id, :lane_id, :now + (row_number() OVER (ORDER BY s.id) / 20) * interval '1 second'
    FROM shipments s WHERE {_LIVE}
    ON CONFLICT (shipment_id) DO UPDATE
    SET lane_id = excluded.lane_id, next_poll_at = excluded.next_poll_at, unchanged = 0,
        failures = 0, fingerprint = '', pushed_until = NULL, follows_partner = false
    WHERE poll_schedule.lane_id <> excluded.lane_id AND NOT poll_schedule.follows_partner
    """  # noqa: S608 - no values in it
)
_UNFOLLOW = text(
    f"""
    DELETE FROM poll_schedule p USING shipments s
    WHERE s.id = p.shipment_id AND {_LIVE} AND NOT p.follows_partner
    """  # noqa: S608 - as above
)
_MARK = text(
    f"""
    UPDATE shipments s SET followed = NOT followed
    WHERE {_LIVE} AND followed <> EXISTS (SELECT FROM poll_schedule p WHERE p.shipment_id = s.id)
    """  # noqa: S608 - as above
)


def carriers_of_live(session: Session, shop_id: int) -> Sequence[str | None]:
    """Name the carriers of a shop's numbered parcels that are not at their end; None is unknown."""
    live = select(ShipmentRow.carrier).where(
        ShipmentRow.shop_id == shop_id,
        ShipmentRow.tracking_number != "",
        ShipmentRow.status.not_in(_FINAL),
    )
    return session.scalars(live.distinct()).all()


def follow_live(
    session: Session, shop_id: int, carrier: str | None, lane_id: int, now: datetime
) -> None:
    """Have a shop's live parcels with a carrier asked about from a lane."""
    values = {"shop_id": shop_id, "carrier": carrier, "final": _FINAL}
    session.execute(_FOLLOW, {**values, "lane_id": lane_id, "now": now})
    session.execute(_MARK, values)


def unfollow_live(session: Session, shop_id: int, carrier: str | None) -> None:
    """Have nobody asked about a shop's live parcels with a carrier, but a partner that has them."""
    values = {"shop_id": shop_id, "carrier": carrier, "final": _FINAL}
    session.execute(_UNFOLLOW, values)
    session.execute(_MARK, values)


def shops_nobody_follows(session: Session) -> Sequence[int]:
    """Return the shops still with us that have live numbered parcels nobody is asked about."""
    waiting = (
        select(ShipmentRow.shop_id)
        .join(ShopRow, ShopRow.id == ShipmentRow.shop_id)
        .where(
            ShipmentRow.followed.is_(False),
            ShipmentRow.tracking_number != "",
            ShipmentRow.status.not_in(_FINAL),
            ShopRow.uninstalled_at.is_(None),
        )
    )
    return session.scalars(waiting.distinct()).all()
