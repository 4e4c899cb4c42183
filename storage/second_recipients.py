"""The second recipients of shoppers' messages: asked for, asked, agreed; in the shopper's row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.shopper_preferences import ShopperPreferencesRow

_ROW = ShopperPreferencesRow


@dataclass(frozen=True, slots=True)
class SecondRecipient:
    """An address named by a shopper; `asked_at` is None until it was written to.

    `language` is the one the shopper has chosen, empty for none.
    """

    wishes_id: int
    shopper: str
    address: str
    asked_at: datetime | None
    agreed: bool
    language: str


def second_recipient(session: Session, shop_id: int, wishes_id: int) -> SecondRecipient | None:
    """Return the second recipient in a row of wishes, or None when there is none."""
    found = _read(session, shop_id, _ROW.id == wishes_id)
    return found[0] if found else None


def second_recipient_of(session: Session, shop_id: int, shopper: str) -> SecondRecipient | None:
    """Return a shopper's second recipient, agreed or not, or None."""
    found = _read(session, shop_id, _ROW.address == shopper)
    return found[0] if found else None


def still_to_ask(session: Session, shop_id: int) -> Sequence[SecondRecipient]:
    """Return those of a shop who have not been asked yet."""
    return _read(session, shop_id, _ROW.also_asked_at.is_(None), _ROW.also_confirmed_at.is_(None))


def name_second(session: Session, shop_id: int, shopper: str, address: str) -> None:
    """Name a second recipient, who is to be asked; an empty address names nobody any more."""
    session.execute(
        update(_ROW)
        .where(_ROW.shop_id == shop_id, _ROW.address == shopper)
        .values(also_to=address, also_asked_at=None, also_confirmed_at=None)
    )


def note_asked(session: Session, shop_id: int, one: SecondRecipient, at: datetime | None) -> bool:
    """Note when one was asked, or that they still have to be; False when another is named now."""
    noted = session.execute(
        update(_ROW)
        .where(*_same(shop_id, one), _ROW.also_confirmed_at.is_(None))
        .values(also_asked_at=at)
        .returning(_ROW.id)
    )
    return noted.one_or_none() is not None


def note_agreed(session: Session, shop_id: int, one: SecondRecipient, now: datetime) -> None:
    """Note that the second recipient agrees, unless another is named now."""
    session.execute(
        update(_ROW)
        .where(*_same(shop_id, one))
        .values(also_confirmed_at=now, version=_ROW.version + 1)
    )


def drop_second(session: Session, shop_id: int, one: SecondRecipient) -> None:
    """Forget a second recipient, unless another is named now."""
    session.execute(
        update(_ROW)
        .where(*_same(shop_id, one))
        .values(also_to="", also_asked_at=None, also_confirmed_at=None, version=_ROW.version + 1)
    )


def forget_unanswered(session: Session, asked_before: datetime) -> int:
    """Forget those of all shops who were asked before some time and have not answered."""
    forgotten = session.execute(
        update(_ROW)
        # Greater than, not unlike: so the index finds the few rows that have one.
        .where(_ROW.also_to > "", _ROW.also_asked_at < asked_before)
        .where(_ROW.also_confirmed_at.is_(None))
        .values(also_to="", also_asked_at=None, version=_ROW.version + 1)
        .returning(_ROW.id)
    )
    return len(forgotten.all())


def _same(shop_id: int, one: SecondRecipient) -> tuple[ColumnElement[bool], ...]:
    return (
        _ROW.shop_id == shop_id,
        _ROW.id == one.wishes_id,
        _ROW.also_to == one.address,
    )


def _read(session: Session, shop_id: int, *which: ColumnElement[bool]) -> Sequence[SecondRecipient]:
    rows = session.execute(
        select(
            _ROW.id,
            _ROW.address,
            _ROW.also_to,
            _ROW.also_asked_at,
            _ROW.also_confirmed_at.is_not(None),
            _ROW.language,
        )
        .where(_ROW.shop_id == shop_id, _ROW.also_to != "", *which)
        .order_by(_ROW.id)
    )
    return [SecondRecipient(*row) for row in rows]
