"""What shoppers have asked about their data, and what was answered; subjects and answers sealed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import RowId, ShopId, Table


class PrivacyKind(StrEnum):
    """What is asked."""

    EXPORT = "export"
    ERASE = "erase"


class PrivacyRequestRow(Table):
    """One request; `due_by` is the law's date. Once answered an erasure's subject is gone too."""

    __tablename__ = "privacy_requests"
    __table_args__ = (
        UniqueConstraint("shop_id", "dedupe_key"),
        CheckConstraint("kind IN ('export', 'erase')", name="kind"),
        Index("ix_privacy_requests_open", "shop_id", postgresql_where=text("answered_at IS NULL")),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    kind: Mapped[str]
    dedupe_key: Mapped[str]
    sealed_subject: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    due_by: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    orders: Mapped[int] = mapped_column(server_default="0")
    sealed_answer: Mapped[bytes | None] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class PrivacyRequest:
    """A request as the merchant sees it, without the shopper's data; `orders` were concerned."""

    id: int
    kind: PrivacyKind
    received_at: datetime
    due_by: datetime
    answered_at: datetime | None
    orders: int
