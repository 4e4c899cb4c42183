"""What shoppers have asked about their data, and what was answered; subjects and answers sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

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
    """A request as the merchant sees it, without the shopper's data; `orders` were concerned.

    `downloadable` is true while an answer is kept.
    """

    id: int
    kind: PrivacyKind
    received_at: datetime
    due_by: datetime
    answered_at: datetime | None
    orders: int
    downloadable: bool = False


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that waits to be answered."""

    id: int
    kind: PrivacyKind
    sealed_subject: bytes


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it comes in; the same `dedupe_key` is the same request."""

    kind: PrivacyKind
    dedupe_key: str
    sealed_subject: bytes
    due_by: datetime


def keep_request(session: Session, shop_id: int, request: NewRequest, now: datetime) -> int | None:
    """Keep a request, and return its id; None when it is known and still waits.

    One that was answered is opened again: since then there may be more to tell, or to forget.
    """
    values = {
        "sealed_subject": request.sealed_subject,
        "received_at": now,
        "due_by": request.due_by,
        "answered_at": None,
        "sealed_answer": None,
    }
    return session.execute(
        insert(PrivacyRequestRow)
        .values(shop_id=shop_id, kind=request.kind.value, dedupe_key=request.dedupe_key, **values)
        .on_conflict_do_update(
            index_elements=["shop_id", "dedupe_key"],
            set_=values,
            where=PrivacyRequestRow.answered_at.is_not(None),
        )
        .returning(PrivacyRequestRow.id)
    ).scalar_one_or_none()


def open_requests(session: Session, shop_id: int) -> Sequence[OpenRequest]:
    """Return the requests of a shop that wait, the oldest first."""
    rows = session.execute(
        select(PrivacyRequestRow.id, PrivacyRequestRow.kind, PrivacyRequestRow.sealed_subject)
        .where(PrivacyRequestRow.shop_id == shop_id, PrivacyRequestRow.answered_at.is_(None))
        .order_by(PrivacyRequestRow.received_at, PrivacyRequestRow.id)
    )
    return [
        OpenRequest(row.id, PrivacyKind(row.kind), row.sealed_subject)
        for row in rows
        if row.sealed_subject is not None
    ]


def keep_answer(
    session: Session, shop_id: int, request_id: int, orders: int, sealed: bytes
) -> None:
    """Keep the answer to a request that is not closed yet."""
    _change(session, shop_id, request_id, orders=orders, sealed_answer=sealed)


def close_request(
    session: Session, shop_id: int, request_id: int, orders: int, now: datetime
) -> None:
    """Note that a request is answered; its subject is forgotten."""
    _change(session, shop_id, request_id, orders=orders, answered_at=now, sealed_subject=None)


def _change(session: Session, shop_id: int, request_id: int, **values: object) -> None:
    session.execute(
        update(PrivacyRequestRow)
        .where(PrivacyRequestRow.id == request_id, PrivacyRequestRow.shop_id == shop_id)
        .values(**values)
    )


def requests_of(session: Session, shop_id: int, limit: int) -> Sequence[PrivacyRequest]:
    """Return a shop's requests, newest first."""
    kept = PrivacyRequestRow.sealed_answer.is_not(None).label("kept")
    rows = session.execute(
        select(
            PrivacyRequestRow.id,
            PrivacyRequestRow.kind,
            PrivacyRequestRow.received_at,
            PrivacyRequestRow.due_by,
            PrivacyRequestRow.answered_at,
            PrivacyRequestRow.orders,
            kept,
        )
        .where(PrivacyRequestRow.shop_id == shop_id)
        .order_by(PrivacyRequestRow.received_at.desc(), PrivacyRequestRow.id.desc())
        .limit(limit)
    )
    return [PrivacyRequest(row.id, PrivacyKind(row.kind), *row[2:]) for row in rows]


def sealed_answers(session: Session, shop_id: int) -> Sequence[tuple[int, bytes]]:
    """Return the answers a shop still has, by request id."""
    rows = session.execute(
        select(PrivacyRequestRow.id, PrivacyRequestRow.sealed_answer).where(
            PrivacyRequestRow.shop_id == shop_id, PrivacyRequestRow.sealed_answer.is_not(None)
        )
    )
    return [(row.id, row.sealed_answer) for row in rows if row.sealed_answer is not None]


def sealed_answer(session: Session, shop_id: int, request_id: int) -> bytes | None:
    """Return the answer to a shop's request, or None when there is none (any more)."""
    return session.execute(
        select(PrivacyRequestRow.sealed_answer).where(
            PrivacyRequestRow.id == request_id, PrivacyRequestRow.shop_id == shop_id
        )
    ).scalar_one_or_none()


def forget_answers(session: Session, shop_id: int, request_ids: Sequence[int]) -> None:
    """Forget the answers to a shop's requests; that they were answered stays known."""
    session.execute(
        update(PrivacyRequestRow)
        .where(PrivacyRequestRow.shop_id == shop_id, PrivacyRequestRow.id.in_(request_ids))
        .values(sealed_answer=None)
    )


def purge_answers(session: Session, answered_before: datetime) -> int:
    """Forget what was answered before an instant, every shop's; return how many."""
    gone = session.execute(
        update(PrivacyRequestRow)
        .where(
            PrivacyRequestRow.answered_at < answered_before,
            PrivacyRequestRow.sealed_answer.is_not(None),
        )
        .values(sealed_answer=None, sealed_subject=None)
        .returning(PrivacyRequestRow.id)
    )
    return len(gone.all())
