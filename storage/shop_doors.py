"""Where shops send their webhooks to, and what they sign them with."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from domain.shop import PlatformKey
from storage.shops import ShopRow


@dataclass(frozen=True, slots=True)
class ShopDoor:
    """What the webhook door needs of a shop: its id and, if it has its own, its sealed secret.

    `key` is the unguessable part of the address, empty for shops that have none.
    """

    shop_id: int
    platform: str
    key: str
    sealed_secret: bytes | None


def door_by_domain(session: Session, platform: PlatformKey, domain: str) -> ShopDoor | None:
    """Find the shop a platform-signed delivery names."""
    return _door(session, ShopRow.platform == platform.value, ShopRow.domain == domain.lower())


def door_by_key(session: Session, platform: PlatformKey, webhook_key: str) -> ShopDoor | None:
    """Find the shop whose webhook address ends in this key."""
    return _door(session, ShopRow.platform == platform.value, ShopRow.webhook_key == webhook_key)


def door_of(session: Session, shop_id: int) -> ShopDoor | None:
    """Return a shop's door."""
    return _door(session, ShopRow.id == shop_id)


def give_door(session: Session, shop_id: int, key: str, sealed_secret: bytes) -> None:
    """Give a shop an address and a secret of its own, unless it has both already."""
    session.execute(
        update(ShopRow)
        .where(ShopRow.id == shop_id, ShopRow.sealed_webhook_secret.is_(None))
        .values(webhook_key=key, sealed_webhook_secret=sealed_secret)
    )


def _door(session: Session, *conditions: ColumnElement[bool]) -> ShopDoor | None:
    statement = select(
        ShopRow.id, ShopRow.platform, ShopRow.webhook_key, ShopRow.sealed_webhook_secret
    ).where(*conditions)
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    return ShopDoor(row.id, row.platform, row.webhook_key or "", row.sealed_webhook_secret)
