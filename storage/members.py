"""Who may enter a shop's settings beside its owner, and as what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.team import Role
from storage.schema import RowId, ShopId, Table


class Letter(StrEnum):
    """Which mail with a link somebody is to get."""

    NONE = ""
    INVITATION = "invitation"
    ENTRY = "entry"
    """They want to come in again."""


class MemberRow(Table):
    """One person of a shop's team, by e-mail address (lower case)."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("shop_id", "email"),
        CheckConstraint("role IN ('owner', 'editor', 'viewer')", name="role"),
        CheckConstraint("letter IN ('', 'invitation', 'entry')", name="letter"),
    )

    id: Mapped[RowId]
    shop_id: Mapped[ShopId]
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    invited_by: Mapped[str]
    invited_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    letter: Mapped[str] = mapped_column(server_default="")
    """The mail that is still to be sent."""
    letter_reason: Mapped[str] = mapped_column(server_default="")
    """Why the last one could not be."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a shop's team; `joined_at` is None until they have come in once.

    `letter` waits to be sent; `letter_reason` is why the last one was not.
    """

    id: int
    shop_id: int
    email: str
    role: Role
    invited_at: datetime
    joined_at: datetime | None
    letter: Letter
    letter_reason: str


_LIVE = MemberRow.removed_at.is_(None)


def members_of(session: Session, shop_id: int) -> Sequence[Member]:
    """Return a shop's team, in the order of their addresses."""
    rows = session.scalars(
        select(MemberRow).where(MemberRow.shop_id == shop_id, _LIVE).order_by(MemberRow.email)
    )
    return [_member(row) for row in rows]


def member_of(session: Session, shop_id: int, member_id: int) -> Member | None:
    """Return one of a shop's team; None for whoever is not, or no longer."""
    row = session.scalars(
        select(MemberRow).where(MemberRow.shop_id == shop_id, MemberRow.id == member_id, _LIVE)
    ).one_or_none()
    return _member(row) if row else None


def members_to_write_to(session: Session, shop_id: int) -> Sequence[Member]:
    """Return those of a shop's team who wait for a mail."""
    rows = session.scalars(
        select(MemberRow).where(MemberRow.shop_id == shop_id, MemberRow.letter != "", _LIVE)
    )
    return [_member(row) for row in rows]


def memberships(session: Session, email: str, limit: int) -> Sequence[Member]:
    """Return the teams an address belongs to, whichever shop's."""
    rows = session.scalars(
        select(MemberRow)
        .where(MemberRow.email == email, _LIVE)
        .order_by(MemberRow.shop_id)
        .limit(limit)
    )
    return [_member(row) for row in rows]


def add_member(
    session: Session, shop_id: int, email: str, role: Role, invited_by: str, now: datetime
) -> int | None:
    """Take somebody into a team, or back into it; return their id, None for one who is in it."""
    fresh = {
        "role": role.value,
        "invited_by": invited_by,
        "invited_at": now,
        "joined_at": None,
        "removed_at": None,
        "letter": Letter.INVITATION.value,
        "letter_reason": "",
    }
    return session.execute(
        insert(MemberRow)
        .values(shop_id=shop_id, email=email, **fresh)
        .on_conflict_do_update(
            index_elements=["shop_id", "email"],
            set_=fresh,
            where=MemberRow.removed_at.is_not(None),
        )
        .returning(MemberRow.id)
    ).scalar_one_or_none()


def set_role(session: Session, shop_id: int, member_id: int, was: Role, role: Role) -> bool:
    """Give a member another role; return False when theirs is no longer the one it was."""
    changed = session.execute(
        update(MemberRow)
        .where(
            MemberRow.shop_id == shop_id, MemberRow.id == member_id, MemberRow.role == was, _LIVE
        )
        .values(role=role.value)
        .returning(MemberRow.id)
    )
    return changed.one_or_none() is not None


def want_letter(session: Session, shop_id: int, member_id: int, letter: Letter) -> None:
    """Have a mail sent to a member; an invitation that waits already stays one."""
    waits = MemberRow.letter == Letter.INVITATION
    session.execute(
        update(MemberRow)
        .where(MemberRow.shop_id == shop_id, MemberRow.id == member_id, ~waits, _LIVE)
        .values(letter=letter.value)
    )


def note_letter(session: Session, shop_id: int, member_id: int, reason: str) -> None:
    """Note that a member's mail is sent, or why it cannot be."""
    _change(session, shop_id, member_id, letter="", letter_reason=reason[:300])


def note_joined(session: Session, shop_id: int, member_id: int, now: datetime) -> None:
    """Note that a member has come in."""
    _change(session, shop_id, member_id, joined_at=now)


def note_removed(session: Session, shop_id: int, member_id: int, now: datetime) -> None:
    """Take a member out of a team; who they were stays known."""
    _change(session, shop_id, member_id, removed_at=now)


def _member(row: MemberRow) -> Member:
    return Member(
        id=row.id,
        shop_id=row.shop_id,
        email=row.email,
        role=Role(row.role),
        invited_at=row.invited_at,
        joined_at=row.joined_at,
        letter=Letter(row.letter),
        letter_reason=row.letter_reason,
    )


def _change(session: Session, shop_id: int, member_id: int, **values: object) -> None:
    session.execute(
        update(MemberRow)
        .where(MemberRow.shop_id == shop_id, MemberRow.id == member_id)
        .values(**values)
    )
