"""Find what is kept of a shopper in one shop, and forget it. What is forgotten is gone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlalchemy.orm import Session

from domain.shop_events import Shopper
from storage.notifications import NotificationRow
from storage.orders import OrderRow


@dataclass(frozen=True, slots=True)
class TheirOrder:
    """An order of a shopper's, with the shopper's account at the shop (empty for a guest)."""

    id: int
    platform_id: str
    customer: str


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message to a shopper, as the row of it says."""

    order_id: int
    kind: str
    channel: str
    recipient: str
    state: str
    created_at: datetime
    finished_at: datetime | None


def orders_of(session: Session, shop_id: int, shopper: Shopper) -> Sequence[TheirOrder]:
    """Find a shopper's orders by any of the names given; what is empty finds nothing."""
    names = _names(shopper)
    if not names:
        return []
    rows = session.execute(
        select(OrderRow.id, OrderRow.platform_id, OrderRow.customer)
        .where(OrderRow.shop_id == shop_id, OrderRow.erased_at.is_(None), or_(*names))
        .order_by(OrderRow.id)
    )
    return [TheirOrder(*row) for row in rows]


def _names(shopper: Shopper) -> list[ColumnElement[bool]]:
    email = shopper.email.strip().lower()
    phone = re.sub(r"[^0-9+]", "", shopper.phone)
    plain_phone = func.regexp_replace(OrderRow.phone, "[^0-9+]", "", "g")
    names: list[ColumnElement[bool]] = []
    if shopper.orders:
        names.append(OrderRow.platform_id.in_(shopper.orders))
    if shopper.customer:
        names.append(OrderRow.customer == shopper.customer)
    if email:
        names.append(func.lower(OrderRow.email) == email)
    if phone:
        names.append(plain_phone == phone)
    return names


def messages_about(
    session: Session, shop_id: int, order_ids: Sequence[int]
) -> Sequence[MessageSent]:
    """Return the messages about some of a shop's orders, in the order they were decided on."""
    rows = session.execute(
        select(
            NotificationRow.order_id,
            NotificationRow.kind,
            NotificationRow.channel,
            NotificationRow.recipient,
            NotificationRow.state,
            NotificationRow.created_at,
            NotificationRow.finished_at,
        )
        .where(NotificationRow.shop_id == shop_id, NotificationRow.order_id.in_(order_ids))
        .order_by(NotificationRow.id)
    )
    return [MessageSent(*row) for row in rows]


_THEIR_SHIPMENTS = """
    SELECT id FROM shipments
    WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
"""
_FORGET = tuple(
    text(statement)
    for statement in (
        """
        UPDATE orders
        SET name = '', email = '', phone = '', address_name = '', street = '', street2 = '',
            postal_code = '', city = '', region = '', customer = '', billing = '{}',
            tags = '{}', instructions = '', erased_at = :now,
            deleted_at = coalesce(deleted_at, :now), version = version + 1
        WHERE shop_id = :shop_id AND id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM push_subscriptions
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM event_deliveries
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        # What was given stays for the shop's budget.
        """
        UPDATE vouchers SET code = ''
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM tracking_links
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM inquiries
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        # That a parcel was missing stays for the shop's figures; nobody is written to about it.
        """
        UPDATE incidents SET text = '', closed_at = coalesce(closed_at, :now)
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM shopper_visits
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        DELETE FROM one_time_codes
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        """
        UPDATE notifications
        SET recipient = '', receipt = '', reason = 'erased',
            finished_at = CASE WHEN state = 'due' THEN :now ELSE finished_at END,
            state = CASE WHEN state = 'due' THEN 'dropped' ELSE state END
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
        f"DELETE FROM poll_schedule WHERE shipment_id IN ({_THEIR_SHIPMENTS})",  # noqa: S608
        f"DELETE FROM shown_scans WHERE shipment_id IN ({_THEIR_SHIPMENTS})",  # noqa: S608
        f"""
        UPDATE tracking_events SET raw = '{{}}', raw_text = '', city = '', place_name = ''
        WHERE shipment_id IN ({_THEIR_SHIPMENTS})
        """,  # noqa: S608 - our own words
        """
        UPDATE shipments
        SET tracking_url = '', pickup_point = NULL, proof = NULL, partner_number = '',
            partner_text = '',
            tracking_number = CASE tracking_number WHEN '' THEN '' ELSE 'ERASED' || id END
        WHERE shop_id = :shop_id AND order_id = ANY(CAST(:orders AS bigint[]))
        """,
    )
)


def forget_orders(session: Session, shop_id: int, order_ids: Sequence[int], now: datetime) -> None:
    """Forget who some locked orders were for and where they went; the country stays.

    What was bought, when, and how its parcels fared stays for the shop's figures. The orders count
    as deleted, so that nothing finds or opens them.
    """
    values = {"shop_id": shop_id, "orders": list(order_ids), "now": now}
    for statement in _FORGET:
        session.execute(statement, values)
