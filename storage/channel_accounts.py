"""Merchants' own accounts with providers of channels: sealed credentials, and how they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint, Update, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.kinds import ChannelKey
from storage.schema import RowId, ShopId, Table


class ChannelAccountRow(Table):
    """A shop's one account for a channel; `report_token` is where its provider reports."""

    __tablename__ = "channel_accounts"
    __table_args__ = (UniqueConstraint("shop_id", "channel"),)

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    channel: Mapped[str]
    provider: Mapped[str]
    sealed_credentials: Mapped[bytes] = mapped_column(LargeBinary)
    report_token: Mapped[str] = mapped_column(unique=True)
    checked_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_reason: Mapped[str] = mapped_column(server_default="")
    told_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


@dataclass(frozen=True, slots=True)
class KeptChannelAccount:
    """An account as it is kept; `version` counts the changes of its credentials."""

    id: int
    shop_id: int
    channel: ChannelKey
    provider: str
    sealed_credentials: bytes
    report_token: str
    paused_at: datetime | None
    paused_reason: str
    version: int
    checked_at: datetime | None
    reported_at: datetime | None


def account_for_channel(
    session: Session, shop_id: int, channel: ChannelKey
) -> KeptChannelAccount | None:
    """Return a shop's own account for a channel, paused or not; None when it uses ours."""
    row = session.scalars(
        select(ChannelAccountRow).where(
            ChannelAccountRow.shop_id == shop_id, ChannelAccountRow.channel == channel.value
        )
    ).one_or_none()
    return _kept(row) if row else None


def channel_accounts_of(session: Session, shop_id: int) -> Sequence[KeptChannelAccount]:
    """Return a shop's own accounts, at most one a channel."""
    mine = select(ChannelAccountRow).where(ChannelAccountRow.shop_id == shop_id)
    return [_kept(row) for row in session.scalars(mine.order_by(ChannelAccountRow.id))]


def channel_account_by_token(session: Session, token: str) -> KeptChannelAccount | None:
    """Return the account whose provider reports under a token."""
    wanted = select(ChannelAccountRow).where(ChannelAccountRow.report_token == token)
    row = session.scalars(wanted).one_or_none()
    return _kept(row) if row else None


NO_ACCOUNT = 0


def lock_channel_version(session: Session, shop_id: int, channel: ChannelKey) -> int:
    """Return the version of a shop's account; nobody else changes it until the transaction ends.

    NO_ACCOUNT when there is none, and nobody else makes one meanwhile: hence no lock of a row.
    """
    name = f"channel-account:{shop_id}:{channel.value}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    kept = account_for_channel(session, shop_id, channel)
    return kept.version if kept else NO_ACCOUNT


@dataclass(frozen=True, slots=True)
class NewChannelAccount:
    """What a merchant enters; `report_token` is used when the account, or its provider, is new."""

    channel: ChannelKey
    provider: str
    sealed_credentials: bytes
    report_token: str


def keep_channel_account(
    session: Session, shop_id: int, new: NewChannelAccount, checked_at: datetime | None
) -> None:
    """Keep a shop's account for a channel, or overwrite it; what it was paused for is over."""
    fresh = {
        "provider": new.provider,
        "sealed_credentials": new.sealed_credentials,
        "checked_at": checked_at,
        "paused_at": None,
        "paused_reason": "",
        "told_at": None,
    }
    other = ChannelAccountRow.provider != new.provider
    session.execute(
        insert(ChannelAccountRow)
        .values(shop_id=shop_id, channel=new.channel.value, report_token=new.report_token, **fresh)
        .on_conflict_do_update(
            index_elements=["shop_id", "channel"],
            set_={
                **fresh,
                "report_token": case(
                    (other, new.report_token), else_=ChannelAccountRow.report_token
                ),
                "reported_at": case((other, None), else_=ChannelAccountRow.reported_at),
                "version": ChannelAccountRow.version + 1,
            },
        )
    )


def forget_channel_account(session: Session, shop_id: int, channel: ChannelKey) -> None:
    """Delete a shop's account for a channel, with its credentials."""
    session.execute(
        delete(ChannelAccountRow).where(
            ChannelAccountRow.shop_id == shop_id, ChannelAccountRow.channel == channel.value
        )
    )


def pause_channel(
    session: Session, account_id: int, version: int | None, reason: str, now: datetime
) -> KeptChannelAccount | None:
    """Pause an account whose credentials are refused; return it if it was not paused before.

    One whose credentials are of another version by now is left alone.
    """
    row = session.get(ChannelAccountRow, account_id, with_for_update=True, populate_existing=True)
    if row is None or row.paused_at or version not in (None, row.version):
        return None
    row.paused_at, row.paused_reason = now, reason[:300]
    return _kept(row)


def note_channel_works(session: Session, shop_id: int, account_id: int, now: datetime) -> None:
    """Note that an account's credentials work: what it was paused for is over."""
    session.execute(
        _mine(shop_id, account_id).values(
            checked_at=now, paused_at=None, paused_reason="", told_at=None
        )
    )


def note_reported(session: Session, shop_id: int, account_id: int, now: datetime) -> None:
    """Note that a proven report came in for an account."""
    session.execute(_mine(shop_id, account_id).values(reported_at=now))


def channels_not_told_of(session: Session, shop_id: int) -> Sequence[KeptChannelAccount]:
    """Return a shop's paused accounts that its merchant was not told of."""
    untold = select(ChannelAccountRow).where(
        ChannelAccountRow.shop_id == shop_id,
        ChannelAccountRow.paused_at.is_not(None),
        ChannelAccountRow.told_at.is_(None),
    )
    return [_kept(row) for row in session.scalars(untold)]


def note_channel_told_of(session: Session, shop_id: int, account_id: int, now: datetime) -> None:
    """Note that a merchant was told of a paused account."""
    session.execute(_mine(shop_id, account_id).values(told_at=now))


def _mine(shop_id: int, account_id: int) -> Update:
    return update(ChannelAccountRow).where(
        ChannelAccountRow.id == account_id, ChannelAccountRow.shop_id == shop_id
    )


def _kept(row: ChannelAccountRow) -> KeptChannelAccount:
    return KeptChannelAccount(
        id=row.id,
        shop_id=row.shop_id,
        channel=ChannelKey(row.channel),
        provider=row.provider,
        sealed_credentials=row.sealed_credentials,
        report_token=row.report_token,
        paused_at=row.paused_at,
        paused_reason=row.paused_reason,
        version=row.version,
        checked_at=row.checked_at,
        reported_at=row.reported_at,
    )
