"""What shoppers want of a shop's messages, one row an address (lower case, or E.164)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Text,
    Time,
    UniqueConstraint,
    any_,
    func,
    literal,
    not_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey, Kind
from domain.preferences import QuietHours, ShopperPreferences
from storage.schema import RowId, ShopId, Table


class ShopperPreferencesRow(Table):
    """A shopper's wishes. `also_to` counts once whoever reads it has confirmed that."""

    __tablename__ = "shopper_preferences"
    __table_args__ = (UniqueConstraint("shop_id", "address"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    address: Mapped[str]
    channels_off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    kinds_off: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    daily_digest: Mapped[bool] = mapped_column(server_default="false")
    quiet_from: Mapped[time | None] = mapped_column(Time)
    quiet_until: Mapped[time | None] = mapped_column(Time)
    language: Mapped[str] = mapped_column(server_default="")
    stopped_orders: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    also_to: Mapped[str] = mapped_column(server_default="", index=True)
    also_asked_at: Mapped[datetime | None]
    also_confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KeptWishes:
    """What a shopper wants; `asking` is a second address whose reader has not agreed yet."""

    wishes: ShopperPreferences
    asking: str = ""


def preferences_of(session: Session, shop_id: int, address: str) -> ShopperPreferences:
    """Return what a shopper wants; the defaults for one who has said nothing."""
    return kept_wishes(session, shop_id, address).wishes


def kept_wishes(session: Session, shop_id: int, address: str) -> KeptWishes:
    """Return what a shopper wants, with what they have asked for and nobody has agreed to."""
    row = session.scalars(
        select(ShopperPreferencesRow).where(
            ShopperPreferencesRow.shop_id == shop_id, ShopperPreferencesRow.address == address
        )
    ).one_or_none()
    if row is None:
        return KeptWishes(ShopperPreferences())
    agreed = row.also_confirmed_at is not None
    quiet = None
    if row.quiet_from is not None and row.quiet_until is not None:
        quiet = QuietHours(row.quiet_from, row.quiet_until)
    wishes = ShopperPreferences(
        channels_off=frozenset(ChannelKey(one) for one in row.channels_off),
        kinds_off=frozenset(Kind(one) for one in row.kinds_off),
        daily_digest=row.daily_digest,
        quiet=quiet,
        language=row.language,
        stopped_orders=frozenset(row.stopped_orders),
        also_to=row.also_to if agreed else "",
        version=row.version,
    )
    return KeptWishes(wishes, "" if agreed else row.also_to)


def keep_wishes(session: Session, shop_id: int, address: str, wishes: ShopperPreferences) -> bool:
    """Keep wishes made upon version `wishes.version`; False when that is not the newest.

    The second recipient is not among them: see storage/second_recipients.py.
    """
    values = {
        "channels_off": sorted(wishes.channels_off),
        "kinds_off": sorted(wishes.kinds_off),
        "daily_digest": wishes.daily_digest,
        "quiet_from": wishes.quiet.begin if wishes.quiet else None,
        "quiet_until": wishes.quiet.end if wishes.quiet else None,
        "language": wishes.language,
        "stopped_orders": sorted(wishes.stopped_orders),
        "version": wishes.version + 1,
    }
    if wishes.version == 0:
        first = insert(ShopperPreferencesRow).values(shop_id=shop_id, address=address, **values)
        kept = session.execute(first.on_conflict_do_nothing().returning(ShopperPreferencesRow.id))
        return kept.one_or_none() is not None
    changed = session.execute(
        update(ShopperPreferencesRow)
        .where(
            ShopperPreferencesRow.shop_id == shop_id,
            ShopperPreferencesRow.address == address,
            ShopperPreferencesRow.version == wishes.version,
        )
        .values(**values)
        .returning(ShopperPreferencesRow.id)
    )
    return changed.one_or_none() is not None


def switch_channel(
    session: Session, shop_id: int, address: str, channel: ChannelKey, *, on: bool
) -> None:
    """Use a channel for a shopper again, or no longer; as it is already, nothing changes."""
    others = func.array_remove(ShopperPreferencesRow.channels_off, channel.value)
    is_off = literal(channel.value) == any_(ShopperPreferencesRow.channels_off)
    off: list[str] = [] if on else [channel.value]
    session.execute(
        insert(ShopperPreferencesRow)
        .values(shop_id=shop_id, address=address, channels_off=off)
        .on_conflict_do_update(
            index_elements=["shop_id", "address"],
            set_={
                "channels_off": others if on else func.array_append(others, channel.value),
                "version": ShopperPreferencesRow.version + 1,
            },
            where=is_off if on else not_(is_off),
        )
    )


def second_recipients(
    session: Session, shop_id: int, addresses: Sequence[str]
) -> Mapping[str, str]:
    """Return the second recipients who have agreed, by the shopper's address."""
    if not addresses:
        return {}
    rows = session.execute(
        select(ShopperPreferencesRow.address, ShopperPreferencesRow.also_to).where(
            ShopperPreferencesRow.shop_id == shop_id,
            ShopperPreferencesRow.address.in_(addresses),
            ShopperPreferencesRow.also_to != "",
            ShopperPreferencesRow.also_confirmed_at.is_not(None),
        )
    )
    return {row.address: row.also_to for row in rows}
