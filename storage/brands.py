"""How a shop looks in mails, and whom they are from; one row a shop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import case, literal, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.brand import Brand, Font, SocialNetwork
from storage.schema import ShopId, Table


class BrandRow(Table):
    """A shop's brand; what is empty is ours. `findings` are the last check of the sender."""

    __tablename__ = "brands"

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    logo_url: Mapped[str] = mapped_column(server_default="")
    accent: Mapped[str] = mapped_column(server_default="")
    ground: Mapped[str] = mapped_column(server_default="")
    font: Mapped[str] = mapped_column(server_default="")
    footer: Mapped[str] = mapped_column(server_default="")
    social: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    sender_name: Mapped[str] = mapped_column(server_default="")
    sender_address: Mapped[str] = mapped_column(server_default="")
    reply_to: Mapped[str] = mapped_column(server_default="")
    sender_checked_at: Mapped[datetime | None]
    sender_proven: Mapped[bool] = mapped_column(server_default="false")
    findings: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    version: Mapped[int] = mapped_column(server_default="1")


def brand_of(session: Session, shop_id: int) -> Brand:
    """Return a shop's brand; ours where it has set none."""
    row = session.scalars(select(BrandRow).where(BrandRow.shop_id == shop_id)).one_or_none()
    if row is None:
        return Brand()
    return Brand(
        logo_url=row.logo_url,
        accent=row.accent,
        ground=row.ground,
        font=Font(row.font) if row.font else Font.SYSTEM,
        footer=row.footer,
        social={SocialNetwork(name): address for name, address in row.social.items()},
        sender_name=row.sender_name,
        sender_address=row.sender_address,
        reply_to=row.reply_to,
        sender_proven=row.sender_proven,
        version=row.version,
    )


@dataclass(frozen=True, slots=True)
class SenderCheck:
    """What the last look at the sender's domain found; `checked_at` is None before the first."""

    checked_at: datetime | None = None
    findings: Mapping[str, str] = field(default_factory=dict)


def sender_check(session: Session, shop_id: int) -> SenderCheck:
    """Return what the last look at a shop's sender domain found."""
    row = session.execute(
        select(BrandRow.sender_checked_at, BrandRow.findings).where(BrandRow.shop_id == shop_id)
    ).one_or_none()
    return SenderCheck(row.sender_checked_at, row.findings) if row else SenderCheck()


def note_sender_check(
    session: Session, shop_id: int, address: str, check: SenderCheck, *, proven: bool
) -> bool:
    """Write down what a look at an address's domain found; return False if it is another's by now.

    The version stays: the merchant has changed nothing.
    """
    noted = session.execute(
        update(BrandRow)
        .where(BrandRow.shop_id == shop_id, BrandRow.sender_address == address)
        .values(
            sender_checked_at=check.checked_at,
            sender_proven=proven,
            findings=dict(check.findings),
        )
        .returning(BrandRow.shop_id)
    )
    return noted.one_or_none() is not None


def keep_brand(session: Session, shop_id: int, brand: Brand) -> bool:
    """Keep a brand made upon version `brand.version`; return False when there is a newer one.

    What was found of the sender's domain goes with its address.
    """
    values: dict[str, object] = {
        "logo_url": brand.logo_url,
        "accent": brand.accent,
        "ground": brand.ground,
        "font": brand.font.value,
        "footer": brand.footer,
        "social": {network.value: address for network, address in brand.social.items()},
        "sender_name": brand.sender_name,
        "sender_address": brand.sender_address,
        "reply_to": brand.reply_to,
        "version": brand.version + 1,
    }
    statement = insert(BrandRow).values(shop_id=shop_id, **values)
    if brand.version == 0:
        statement = statement.on_conflict_do_nothing()
    else:
        same = BrandRow.sender_address == brand.sender_address
        statement = statement.on_conflict_do_update(
            index_elements=["shop_id"],
            set_={
                **values,
                "sender_proven": BrandRow.sender_proven & same,
                "sender_checked_at": case((same, BrandRow.sender_checked_at), else_=None),
                "findings": case((same, BrandRow.findings), else_=literal({}, JSONB)),
            },
            where=BrandRow.version == brand.version,
        )
    kept = session.execute(statement.returning(BrandRow.version))
    return kept.one_or_none() is not None
