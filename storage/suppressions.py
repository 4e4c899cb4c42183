"""Addresses a shop sends nothing to any more, and why."""

from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey
from storage.schema import ShopId, Table


class SuppressionRow(Table):
    """One address (lower case, or E.164) on one channel; `reason` is how it came about."""

    __tablename__ = "suppressions"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime]


def is_suppressed(session: Session, shop_id: int, channel: ChannelKey, address: str) -> bool:
    """Tell whether a shop may send nothing to an address any more."""
    found = exists().where(
        SuppressionRow.shop_id == shop_id,
        SuppressionRow.channel == channel.value,
        SuppressionRow.address == _plain(address),
    )
    return session.execute(select(found)).scalar_one()


def suppress(
    session: Session, shop_id: int, channel: ChannelKey, address: str, reason: str, now: datetime
) -> None:
    """Send nothing to an address from now on; one that is suppressed already keeps its reason."""
    session.execute(
        insert(SuppressionRow)
        .values(
            shop_id=shop_id,
            channel=channel.value,
            address=_plain(address),
            reason=reason,
            since=now,
        )
        .on_conflict_do_nothing()
    )


def lift(session: Session, shop_id: int, channel: ChannelKey, address: str) -> None:
    """Let an address be sent to again."""
    session.execute(
        delete(SuppressionRow).where(
            SuppressionRow.shop_id == shop_id,
            SuppressionRow.channel == channel.value,
            SuppressionRow.address == _plain(address),
        )
    )


def _plain(address: str) -> str:
    return address.strip().lower()
