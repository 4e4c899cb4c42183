"""Accounts with carriers and aggregators: whose they are, their sealed credentials, how they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    delete,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import RowId, Table


class CarrierAccountRow(Table):
    """An account; `shop_id` NULL is the installation's own, whose credentials are not kept here."""

    __tablename__ = "carrier_accounts"
    __table_args__ = (
        Index(
            "uq_carrier_accounts_shop_provider",
            "shop_id",
            "provider",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[RowId]
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id", ondelete="CASCADE"))
    provider: Mapped[str]
    sealed_credentials: Mapped[bytes | None] = mapped_column(LargeBinary)
    calls_a_day: Mapped[int | None]
    push_token: Mapped[str] = mapped_column(unique=True)
    checked_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_reason: Mapped[str] = mapped_column(server_default="")
    told_at: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    resting_reason: Mapped[str] = mapped_column(server_default="")
    answered_at: Mapped[datetime | None]
    pushed_at: Mapped[datetime | None]
    quota_left: Mapped[int | None]
    served_at: Mapped[datetime] = mapped_column(server_default=text("'epoch'"), index=True)
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account as it is kept; `shop_id` None is the installation's own.

    `version` rises whenever its credentials change.
    """

    id: int
    shop_id: int | None
    provider: str
    sealed_credentials: bytes | None
    calls_a_day: int | None
    push_token: str
    checked_at: datetime | None
    paused_at: datetime | None
    paused_reason: str
    not_before: datetime | None
    resting_reason: str
    answered_at: datetime | None
    pushed_at: datetime | None
    quota_left: int | None
    version: int


_ACCOUNTS = CarrierAccountRow.__table__
KEPT = tuple(_ACCOUNTS.c[name] for name in KeptAccount.__dataclass_fields__)


def accounts_open_to(session: Session, shop_id: int) -> Sequence[KeptAccount]:
    """Return a shop's accounts and the installation's own."""
    mine = select(*KEPT).where(or_(_ACCOUNTS.c.shop_id == shop_id, _ACCOUNTS.c.shop_id.is_(None)))
    return [KeptAccount(*row) for row in session.execute(mine.order_by(_ACCOUNTS.c.id))]


def account_of(session: Session, shop_id: int, provider: str) -> KeptAccount | None:
    """Return a shop's account with a provider."""
    mine = select(*KEPT).where(_ACCOUNTS.c.shop_id == shop_id, _ACCOUNTS.c.provider == provider)
    row = session.execute(mine).one_or_none()
    return KeptAccount(*row) if row else None


def account_by_push_token(session: Session, token: str) -> KeptAccount | None:
    """Return the account whose pushes come in under a token."""
    row = session.execute(select(*KEPT).where(_ACCOUNTS.c.push_token == token)).one_or_none()
    return KeptAccount(*row) if row else None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a merchant enters; `push_token` is used when the account is new."""

    provider: str
    sealed_credentials: bytes
    calls_a_day: int | None
    push_token: str


def keep_account(
    session: Session, shop_id: int, new: NewAccount, checked_at: datetime | None
) -> int:
    """Keep a shop's account, or overwrite its credentials; return its id.

    Whatever it was paused or rested for is over: these are other credentials.
    """
    fresh = {
        "sealed_credentials": new.sealed_credentials,
        "calls_a_day": new.calls_a_day,
        "checked_at": checked_at,
        "paused_at": None,
        "paused_reason": "",
        "told_at": None,
        "not_before": None,
        "resting_reason": "",
        "quota_left": None,
    }
    return session.execute(
        insert(CarrierAccountRow)
        .values(shop_id=shop_id, provider=new.provider, push_token=new.push_token, **fresh)
        .on_conflict_do_update(
            index_elements=["shop_id", "provider"],
            set_={**fresh, "version": CarrierAccountRow.version + 1},
        )
        .returning(CarrierAccountRow.id)
    ).scalar_one()


def forget_account(session: Session, shop_id: int, provider: str) -> bool:
    """Delete a shop's account; its lanes and what waits in them go with it."""
    gone = session.execute(
        delete(CarrierAccountRow)
        .where(CarrierAccountRow.shop_id == shop_id, CarrierAccountRow.provider == provider)
        .returning(CarrierAccountRow.id)
    )
    return gone.one_or_none() is not None


def pause_account(
    session: Session, account_id: int, version: int, reason: str, now: datetime
) -> bool:
    """Pause an account whose credentials are refused; return whether it was not paused before.

    One whose credentials are others by now is left alone.
    """
    paused = session.execute(
        update(CarrierAccountRow)
        .where(*_as_it_was(account_id, version), CarrierAccountRow.paused_at.is_(None))
        .values(paused_at=now, paused_reason=reason[:300])
        .returning(CarrierAccountRow.id)
    )
    return paused.one_or_none() is not None


def _as_it_was(account_id: int, version: int) -> tuple[ColumnElement[bool], ...]:
    return CarrierAccountRow.id == account_id, CarrierAccountRow.version == version


def accounts_not_told_of(session: Session, shop_id: int) -> Sequence[KeptAccount]:
    """Return a shop's paused accounts that its merchant was not told of."""
    untold = select(*KEPT).where(
        _ACCOUNTS.c.shop_id == shop_id,
        _ACCOUNTS.c.paused_at.is_not(None),
        _ACCOUNTS.c.told_at.is_(None),
    )
    return [KeptAccount(*row) for row in session.execute(untold)]


def note_told_of(session: Session, shop_id: int, account_id: int, now: datetime) -> None:
    """Note that a merchant was told of a paused account."""
    session.execute(
        update(CarrierAccountRow)
        .where(CarrierAccountRow.id == account_id, CarrierAccountRow.shop_id == shop_id)
        .values(told_at=now)
    )


def rest_account(
    session: Session, account_id: int, version: int, until: datetime, reason: str
) -> None:
    """Leave an account alone until a moment, unless its credentials are others by now."""
    session.execute(
        update(CarrierAccountRow)
        .where(*_as_it_was(account_id, version))
        .values(not_before=until, resting_reason=reason[:300])
    )


def note_answered(session: Session, account_ids: Sequence[int], now: datetime) -> None:
    """Note that accounts were answered, so that nothing stands against them any more."""
    session.execute(
        update(CarrierAccountRow)
        .where(CarrierAccountRow.id.in_(account_ids))
        .values(answered_at=now, not_before=None, resting_reason="")
    )


def note_quota(session: Session, account_id: int, left: int) -> None:
    """Note how many new numbers an account's provider still takes on."""
    session.execute(
        update(CarrierAccountRow).where(CarrierAccountRow.id == account_id).values(quota_left=left)
    )


def account_by_id(session: Session, account_id: int) -> KeptAccount:
    """Return an account that is known to be there."""
    return KeptAccount(*session.execute(select(*KEPT).where(_ACCOUNTS.c.id == account_id)).one())


def note_pushed(session: Session, account_id: int, now: datetime) -> None:
    """Note that a proven push came in for an account."""
    session.execute(
        update(CarrierAccountRow).where(CarrierAccountRow.id == account_id).values(pushed_at=now)
    )
