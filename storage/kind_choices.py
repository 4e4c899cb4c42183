"""How a merchant wants each kind of message; a kind without a row keeps its rule's defaults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ARRAY, SmallInteger, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey, Kind
from storage.schema import ShopId, Table

NO_CHOICE = 0
"""The version of a kind nobody has chosen anything for."""
_HOUR = timedelta(hours=1)


class KindChoiceRow(Table):
    """The channels a kind goes out on, and how long its occasion must last (NULL: as usual)."""

    __tablename__ = "kind_choices"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    channels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    wait_hours: Mapped[int | None] = mapped_column(SmallInteger)
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KindChoice:
    """What a merchant has chosen for a kind; `version` counts the changes."""

    kind: Kind
    channels: frozenset[ChannelKey]
    wait: timedelta | None
    version: int


def choices_of(session: Session, shop_id: int) -> Sequence[KindChoice]:
    """Return what a shop has chosen."""
    rows = session.execute(
        select(
            KindChoiceRow.kind,
            KindChoiceRow.channels,
            KindChoiceRow.wait_hours,
            KindChoiceRow.version,
        ).where(KindChoiceRow.shop_id == shop_id)
    )
    return [
        KindChoice(
            Kind(row.kind),
            frozenset(ChannelKey(channel) for channel in row.channels),
            None if row.wait_hours is None else row.wait_hours * _HOUR,
            row.version,
        )
        for row in rows
    ]


def keep_choice(session: Session, shop_id: int, choice: KindChoice) -> bool:
    """Keep a choice made upon version `choice.version`; return False when there is a newer one."""
    values = {
        "channels": sorted(channel.value for channel in choice.channels),
        "wait_hours": None if choice.wait is None else choice.wait // _HOUR,
        "version": choice.version + 1,
    }
    statement = insert(KindChoiceRow).values(shop_id=shop_id, kind=choice.kind.value, **values)
    if choice.version == NO_CHOICE:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=["shop_id", "kind"],
            set_=values,
            where=KindChoiceRow.version == choice.version,
        )
    kept = session.execute(statement.returning(KindChoiceRow.version))
    return kept.one_or_none() is not None
