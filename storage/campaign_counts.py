"""How often a shop's campaigns were shown and followed, by day; nobody's name is in it."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import ShopId, Table


class CampaignCountRow(Table):
    """One campaign and one day of the shop's calendar."""

    __tablename__ = "campaign_counts"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    campaign: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shown: Mapped[int] = mapped_column(server_default="0")
    followed: Mapped[int] = mapped_column(server_default="0")
