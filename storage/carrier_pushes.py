"""What carriers and aggregators pushed: proven, kept compressed, read later; once each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.compression import compress, decompress
from storage.schema import RowId, Table


class CarrierPushRow(Table):
    """One push. It waits until `done_at` is set; `failure` says why it could not be read."""

    __tablename__ = "carrier_pushes"
    __table_args__ = (
        Index("uq_carrier_pushes_account_digest", "account_id", "digest", unique=True),
        Index("ix_carrier_pushes_waiting", "received_at", postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[RowId]
    account_id: Mapped[int] = mapped_column(ForeignKey("carrier_accounts.id", ondelete="CASCADE"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    leased_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(server_default="")


@dataclass(frozen=True, slots=True)
class WaitingPush:
    """A push whose turn has come."""

    id: int
    account_id: int
    provider: str
    body: bytes


def keep_push(session: Session, account_id: int, body: bytes, now: datetime) -> bool:
    """Keep a push; return False for one that is known already."""
    kept = session.execute(
        insert(CarrierPushRow)
        .values(
            account_id=account_id,
            digest=hashlib.sha256(body).digest(),
            body=compress(body),
            received_at=now,
        )
        .on_conflict_do_nothing()
        .returning(CarrierPushRow.id)
    )
    return kept.one_or_none() is not None


_CLAIM = text(
    """
    UPDATE carrier_pushes p SET leased_until = :lease_until, attempts = attempts + 1
    FROM carrier_accounts a WHERE a.id = p.account_id AND p.id = ANY(ARRAY(
        SELECT id FROM carrier_pushes
        WHERE done_at IS NULL AND (leased_until IS NULL OR leased_until <= :now)
        ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED))
    RETURNING p.id, p.account_id, a.provider, p.body
    """
)


def claim_pushes(
    session: Session, limit: int, now: datetime, lease_until: datetime
) -> Sequence[WaitingPush]:
    """Take pushes that wait, oldest first, until the lease ends."""
    taken = session.execute(_CLAIM, {"limit": limit, "now": now, "lease_until": lease_until})
    return [
        WaitingPush(id_, account, provider, decompress(body))
        for id_, account, provider, body in taken
    ]


def any_push_waits(session: Session, now: datetime) -> bool:
    """Tell whether a push waits to be read."""
    row = CarrierPushRow
    found = session.execute(
        select(row.id)
        .where(row.done_at.is_(None), (row.leased_until.is_(None)) | (row.leased_until <= now))
        .limit(1)
    )
    return found.one_or_none() is not None


def finish_push(session: Session, push_id: int, now: datetime, failure: str = "") -> None:
    """Close a push. What was read is not kept a second time; what cannot be, is, for a look."""
    done = {"done_at": now, "failure": failure[:300], "leased_until": None}
    session.execute(
        update(CarrierPushRow)
        .where(CarrierPushRow.id == push_id)
        .values(**done if failure else {**done, "body": b""})
    )


def purge_pushes(session: Session, before: datetime) -> int:
    """Delete pushes read before an instant; return how many."""
    gone = session.execute(
        delete(CarrierPushRow).where(CarrierPushRow.done_at < before).returning(CarrierPushRow.id)
    )
    return len(gone.all())


_THEIR_SHIPMENTS = text(
    """
    SELECT s.id, s.tracking_number, s.partner_number
    FROM poll_lanes l
    JOIN shipments s ON s.shop_id = l.shop_id
        AND (s.tracking_number = ANY(:numbers)
            OR (s.partner_number <> '' AND s.partner_number = ANY(:numbers)))
    WHERE l.account_id = :account_id
    """
)


def shipments_pushed(
    session: Session, account_id: int, numbers: Sequence[str]
) -> Sequence[tuple[int, str]]:
    """Return (shipment id, number) of the account's shops' shipments with these numbers.

    A shipment is there twice when its partner's number is among them too.
    """
    found = session.execute(_THEIR_SHIPMENTS, {"account_id": account_id, "numbers": list(numbers)})
    wanted = set(numbers)
    return [
        (row.id, number)
        for row in found
        for number in sorted({row.tracking_number, row.partner_number} & wanted)
    ]
