"""Find what is kept under a shopper's own addresses in one shop, and forget it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from storage.event_deliveries import EventDeliveryRow
from storage.push_subscriptions import endpoints_of
from storage.shopper_preferences import ShopperPreferencesRow
from storage.suppressions import SuppressionRow
from storage.vouchers import VoucherRow


@dataclass(frozen=True, slots=True)
class WishesKept:
    """A shopper's wishes as their row says; or those of another who has named them to be told too.

    Of another's wishes there is only the second address.
    """

    address: str
    channels_off: tuple[str, ...]
    kinds_off: tuple[str, ...]
    daily_digest: bool
    quiet_from: str
    quiet_until: str
    language: str
    also_to: str
    also_agreed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that nothing is sent to any more."""

    channel: str
    address: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OrderExtras:
    """What is kept of an order for its messages, beside them; codes and addresses of browsers."""

    order_id: int
    vouchers: tuple[str, ...]
    browsers: tuple[str, ...]
    events: tuple[str, ...]


def wishes_kept(session: Session, shop_id: int, addresses: Sequence[str]) -> Sequence[WishesKept]:
    """Return the wishes kept under some addresses (lower case, or E.164), or that name them."""
    rows = session.scalars(
        select(ShopperPreferencesRow)
        .where(
            ShopperPreferencesRow.shop_id == shop_id,
            or_(
                ShopperPreferencesRow.address.in_(addresses),
                func.lower(ShopperPreferencesRow.also_to).in_(addresses),
            ),
        )
        .order_by(ShopperPreferencesRow.id)
    )
    return [_wishes(row, mine=row.address in addresses) for row in rows]


def refusals_kept(session: Session, shop_id: int, addresses: Sequence[str]) -> Sequence[Refusal]:
    """Return on which channels nothing is sent to some addresses any more."""
    rows = session.execute(
        select(
            SuppressionRow.channel,
            SuppressionRow.address,
            SuppressionRow.reason,
            SuppressionRow.since,
        )
        .where(SuppressionRow.shop_id == shop_id, SuppressionRow.address.in_(addresses))
        .order_by(SuppressionRow.channel, SuppressionRow.address)
    )
    return [Refusal(*row) for row in rows]


def order_extras(session: Session, shop_id: int, order_id: int) -> OrderExtras:
    """Return what is kept of an order for its messages."""
    codes = select(VoucherRow.code).where(
        VoucherRow.shop_id == shop_id, VoucherRow.order_id == order_id, VoucherRow.code != ""
    )
    bodies = select(EventDeliveryRow.body).where(
        EventDeliveryRow.shop_id == shop_id, EventDeliveryRow.order_id == order_id
    )
    return OrderExtras(
        order_id,
        tuple(session.scalars(codes)),
        endpoints_of(session, shop_id, order_id),
        tuple(body.decode("utf-8", "replace") for body in session.scalars(bodies)),
    )


_FORGET = tuple(
    text(statement)
    for statement in (
        """
        DELETE FROM shopper_preferences
        WHERE shop_id = :shop_id AND address = ANY(CAST(:addresses AS text[]))
        """,
        """
        UPDATE shopper_preferences
        SET also_to = '', also_asked_at = NULL, also_confirmed_at = NULL, version = version + 1
        WHERE shop_id = :shop_id AND lower(also_to) = ANY(CAST(:addresses AS text[]))
        """,
        """
        DELETE FROM suppressions
        WHERE shop_id = :shop_id AND address = ANY(CAST(:addresses AS text[]))
        """,
        """
        UPDATE notifications
        SET recipient = '', receipt = '', reason = 'erased',
            finished_at = CASE WHEN state = 'due' THEN :now ELSE finished_at END,
            state = CASE WHEN state = 'due' THEN 'dropped' ELSE state END
        WHERE shop_id = :shop_id AND second AND lower(recipient) = ANY(CAST(:addresses AS text[]))
        """,
    )
)


def forget_addresses(
    session: Session, shop_id: int, addresses: Sequence[str], now: datetime
) -> None:
    """Forget what was wished and refused under some addresses, and that they were second ones."""
    values = {"shop_id": shop_id, "addresses": list(addresses), "now": now}
    for statement in _FORGET:
        session.execute(statement, values)


def _wishes(row: ShopperPreferencesRow, *, mine: bool) -> WishesKept:
    if not mine:
        second = row.also_to, row.also_confirmed_at
        return WishesKept(
            "",
            (),
            (),
            daily_digest=False,
            quiet_from="",
            quiet_until="",
            language="",
            also_to=second[0],
            also_agreed_at=second[1],
        )
    return WishesKept(
        address=row.address,
        channels_off=tuple(row.channels_off),
        kinds_off=tuple(row.kinds_off),
        daily_digest=row.daily_digest,
        quiet_from=row.quiet_from.isoformat("minutes") if row.quiet_from else "",
        quiet_until=row.quiet_until.isoformat("minutes") if row.quiet_until else "",
        language=row.language,
        also_to=row.also_to,
        also_agreed_at=row.also_confirmed_at,
    )
