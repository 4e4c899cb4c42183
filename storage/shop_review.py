"""A shop's key figures and state, for its merchant to look at; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.status import Status
from storage.order_syncs import OrderSync, OrderSyncRow, sync_in
from storage.shipments import ShipmentRow
from storage.shop_access import ShopAccessRow
from storage.shops import ShopRow


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts since an instant; the shipments are those sent since, however they ended."""

    orders: int
    shipments: int
    under_way: int
    delivered: int
    in_trouble: int
    followed: int
    """Shipments with a carrier of ours."""
    messages_sent: int
    messages_opened: int
    """Of those that count it."""
    messages_failed: int
    scans_not_shown: int
    privacy_waiting: int


@dataclass(frozen=True, slots=True)
class UnknownCarrier:
    """A carrier as the shop spells it that no adapter knows, and how many shipments have it."""

    carrier_text: str
    shipments: int


@dataclass(frozen=True, slots=True)
class ShopState:
    """How a shop stands with us; `refused_reason` is the platform's, empty while it lets us in."""

    plan: str
    poll_slowdown: int
    shipments_this_month: int
    is_test_shop: bool
    app_handle: str
    has_access: bool
    scopes: frozenset[str]
    refused_at: datetime | None
    refused_reason: str
    sync: OrderSync


_FIGURES = text(
    """
    SELECT
        (SELECT count(*) FROM orders
         WHERE shop_id = :shop_id AND placed_at >= :since AND deleted_at IS NULL) AS orders,
        s.*,
        m.*,
        (SELECT count(*) FROM shown_scans
         WHERE shop_id = :shop_id AND state = 'failed' AND finished_at >= :since)
            AS scans_not_shown,
        (SELECT count(*) FROM privacy_requests
         WHERE shop_id = :shop_id AND answered_at IS NULL) AS privacy_waiting
    FROM (
        SELECT count(*) AS shipments,
               count(*) FILTER (WHERE status IN ('info_received', 'in_transit',
                   'out_for_delivery', 'available_for_pickup')) AS under_way,
               count(*) FILTER (WHERE status = 'delivered' AND NOT is_return_leg) AS delivered,
               count(*) FILTER (WHERE status IN ('exception', 'attempt_failed', 'returning'))
                   AS in_trouble,
               count(*) FILTER (WHERE followed) AS followed
        FROM shipments
        WHERE shop_id = :shop_id AND shipped_at >= :since AND status <> 'cancelled') AS s,
    (
        SELECT count(*) FILTER (WHERE state = 'sent') AS messages_sent,
               count(*) FILTER (WHERE state = 'sent' AND opens + clicks > 0) AS messages_opened,
               count(*) FILTER (WHERE state = 'failed') AS messages_failed
        FROM notifications
        WHERE shop_id = :shop_id AND finished_at >= :since) AS m
    """
)


def read_figures(session: Session, shop_id: int, since: datetime) -> Figures:
    """Count what a shop did since an instant."""
    row = session.execute(_FIGURES, {"shop_id": shop_id, "since": since}).one()
    return Figures(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def unknown_carriers(
    session: Session, shop_id: int, since: datetime, limit: int
) -> Sequence[UnknownCarrier]:
    """Return the carrier names under which nobody can be asked, most used first."""
    shipments = func.count()
    rows = session.execute(
        select(ShipmentRow.carrier_text, shipments)
        .where(
            ShipmentRow.shop_id == shop_id,
            ShipmentRow.shipped_at >= since,
            ShipmentRow.followed.is_(False),
            ShipmentRow.carrier_text != "",
            ShipmentRow.status != Status.CANCELLED,
        )
        .group_by(ShipmentRow.carrier_text)
        .order_by(shipments.desc(), ShipmentRow.carrier_text)
        .limit(limit)
    )
    return [UnknownCarrier(*row) for row in rows]


def read_state(session: Session, shop_id: int) -> ShopState:
    """Return how a shop stands with us; it must exist."""
    shop, sync, found = session.execute(
        select(ShopRow, OrderSyncRow, ShopAccessRow)
        .outerjoin(OrderSyncRow, OrderSyncRow.shop_id == ShopRow.id)
        .outerjoin(ShopAccessRow, ShopAccessRow.shop_id == ShopRow.id)
        .where(ShopRow.id == shop_id)
    ).one()
    access: ShopAccessRow | None = found
    return ShopState(
        plan=shop.plan,
        poll_slowdown=shop.poll_slowdown,
        shipments_this_month=shop.shipments_this_month,
        is_test_shop=shop.is_test_shop,
        app_handle=shop.app_handle,
        has_access=access is not None,
        scopes=frozenset(access.scopes if access else ()),
        refused_at=access.refused_at if access else None,
        refused_reason=access.refused_reason if access else "",
        sync=sync_in(sync),
    )
