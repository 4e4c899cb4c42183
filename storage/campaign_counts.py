"""How often a shop's campaigns were shown and followed, by day; nobody's name is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class CampaignCountRow(Table):
    """One campaign and one day of the shop's calendar."""

    __tablename__ = "campaign_counts"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    campaign: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shown: Mapped[int] = mapped_column(server_default="0")
    followed: Mapped[int] = mapped_column(server_default="0")


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was counted of a campaign on a day."""

    campaign: str
    day: date
    shown: int
    followed: int


def count_shown(session: Session, shop_id: int, campaigns: Iterable[str], day: date) -> None:
    """Count that campaigns were shown."""
    _count(session, shop_id, campaigns, day, CampaignCountRow.shown)


def count_followed(session: Session, shop_id: int, campaign: str, day: date) -> None:
    """Count that a campaign was followed."""
    _count(session, shop_id, [campaign], day, CampaignCountRow.followed)


def counts_since(session: Session, shop_id: int, first: date) -> Sequence[DayCount]:
    """Return what was counted from a day on, the newest day first."""
    rows = session.scalars(
        select(CampaignCountRow)
        .where(CampaignCountRow.shop_id == shop_id, CampaignCountRow.day >= first)
        .order_by(CampaignCountRow.day.desc(), CampaignCountRow.campaign)
    )
    return [DayCount(row.campaign, row.day, row.shown, row.followed) for row in rows]


def forget_counts(session: Session, shop_id: int, campaign: str) -> None:
    """Delete what was counted of a campaign."""
    session.execute(
        delete(CampaignCountRow).where(
            CampaignCountRow.shop_id == shop_id, CampaignCountRow.campaign == campaign
        )
    )


def _count(
    session: Session,
    shop_id: int,
    campaigns: Iterable[str],
    day: date,
    counter: InstrumentedAttribute[int],
) -> None:
    # In one order for all: two that count the same campaigns never wait for each other in a ring.
    rows = [
        {"shop_id": shop_id, "campaign": campaign, "day": day, counter.key: 1}
        for campaign in sorted(set(campaigns))
    ]
    if rows:
        session.execute(
            insert(CampaignCountRow)
            .values(rows)
            .on_conflict_do_update(
                index_elements=["shop_id", "campaign", "day"], set_={counter.key: counter + 1}
            )
        )
