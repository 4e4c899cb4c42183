"""Browsers that asked to be told of an order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import OrderId, RowId, ShopId, Table


class PushSubscriptionRow(Table):
    """One browser and one order; the keys are sealed, the endpoint is the browser's own service."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (UniqueConstraint("order_id", "endpoint"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    order_id: Mapped[OrderId]
    endpoint: Mapped[str]
    sealed_keys: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A browser that asks to be told of an order, in the language of the page it asked from."""

    order_id: int
    endpoint: str
    sealed_keys: bytes
    language: str


def keep_subscription(session: Session, shop_id: int, new: NewSubscription, now: datetime) -> None:
    """Keep a subscription; a browser that had one gets its keys replaced."""
    values = {"sealed_keys": new.sealed_keys, "language": new.language}
    session.execute(
        insert(PushSubscriptionRow)
        .values(
            shop_id=shop_id,
            order_id=new.order_id,
            endpoint=new.endpoint,
            created_at=now,
            **values,
        )
        .on_conflict_do_update(index_elements=["order_id", "endpoint"], set_=values)
    )


def endpoints_of(session: Session, shop_id: int, order_id: int) -> tuple[str, ...]:
    """Return the addresses of the browsers that are told of an order."""
    mine = select(PushSubscriptionRow.endpoint).where(
        PushSubscriptionRow.shop_id == shop_id, PushSubscriptionRow.order_id == order_id
    )
    return tuple(session.scalars(mine.order_by(PushSubscriptionRow.id)))


def drop_endpoint(session: Session, shop_id: int, order_id: int, endpoint: str) -> None:
    """Forget a browser's subscription to an order, if it has one."""
    session.execute(
        delete(PushSubscriptionRow).where(
            PushSubscriptionRow.shop_id == shop_id,
            PushSubscriptionRow.order_id == order_id,
            PushSubscriptionRow.endpoint == endpoint,
        )
    )


def subscriptions_of(
    session: Session, shop_id: int, order_ids: Sequence[int]
) -> Mapping[int, tuple[int, ...]]:
    """Return the ids of the subscriptions to some orders, by order."""
    rows = session.execute(
        select(PushSubscriptionRow.order_id, PushSubscriptionRow.id)
        .where(PushSubscriptionRow.shop_id == shop_id, PushSubscriptionRow.order_id.in_(order_ids))
        .order_by(PushSubscriptionRow.id)
    )
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        found[row.order_id] = (*found.get(row.order_id, ()), row.id)
    return found


@dataclass(frozen=True, slots=True)
class KeptSubscription:
    """Where a browser is reached, with what it gave us to encrypt for it, sealed."""

    endpoint: str
    sealed_keys: bytes
    language: str


def subscription(session: Session, shop_id: int, subscription_id: int) -> KeptSubscription | None:
    """Return a subscription to one of a shop's orders, or None when it has ended."""
    row = session.execute(
        select(
            PushSubscriptionRow.endpoint,
            PushSubscriptionRow.sealed_keys,
            PushSubscriptionRow.language,
        ).where(PushSubscriptionRow.shop_id == shop_id, PushSubscriptionRow.id == subscription_id)
    ).one_or_none()
    return KeptSubscription(*row) if row else None


def end_subscription(session: Session, shop_id: int, subscription_id: int) -> None:
    """Forget a subscription whose browser is gone."""
    session.execute(
        delete(PushSubscriptionRow).where(
            PushSubscriptionRow.shop_id == shop_id, PushSubscriptionRow.id == subscription_id
        )
    )
