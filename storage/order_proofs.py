"""Find orders by what only their shopper knows of them: wrong and unknown are one statement."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from domain.access import phone_ending
from storage.orders import OrderRow, number_key


def ids_by_number_and_proof(
    session: Session, shop_id: int, number: str, proof: str
) -> Sequence[int]:
    """Find live orders of this number whose e-mail, phone or postal code is the proof.

    The newest comes first.
    """
    found = (
        select(OrderRow.id)
        .where(
            OrderRow.shop_id == shop_id,
            OrderRow.number_key == number_key(number),
            OrderRow.deleted_at.is_(None),
            _proven_by(proof),
        )
        .order_by(OrderRow.placed_at.desc())
    )
    return session.scalars(found).all()


def is_proof_of(session: Session, shop_id: int, order_id: int, proof: str) -> bool:
    """Tell whether a live order's e-mail, phone or postal code is the proof."""
    found = select(OrderRow.id).where(
        OrderRow.shop_id == shop_id,
        OrderRow.id == order_id,
        OrderRow.deleted_at.is_(None),
        _proven_by(proof),
    )
    return session.scalars(found).one_or_none() is not None


def ids_of_same_shopper(session: Session, shop_id: int, order_id: int, limit: int) -> Sequence[int]:
    """Find a shop's live orders of one order's e-mail, and account if it has one, newest first.

    The order itself is left out. Without an e-mail it takes an account and the same phone.
    """
    own = aliased(OrderRow)
    same_address = and_(
        own.email != "", func.lower(OrderRow.email) == func.lower(own.email)
    ) | and_(own.email == "", OrderRow.email == "", own.customer != "", OrderRow.phone == own.phone)
    theirs = (
        select(OrderRow.id)
        .join(own, own.shop_id == OrderRow.shop_id)
        .where(
            own.shop_id == shop_id,
            own.id == order_id,
            OrderRow.id != order_id,
            OrderRow.deleted_at.is_(None),
            same_address,
            (own.customer == "") | (OrderRow.customer == own.customer),
        )
        .order_by(OrderRow.placed_at.desc(), OrderRow.id.desc())
        .limit(limit)
    )
    return session.scalars(theirs).all()


def _proven_by(proof: str) -> ColumnElement[bool]:
    """Say what must hold; an empty part of an order is proof of nothing."""
    plain, ending = "".join(proof.split()).casefold(), phone_ending(proof)
    digits = func.ltrim(func.regexp_replace(OrderRow.phone, r"\D", "", "g"), "0")
    shared = func.least(func.length(digits), len(ending))
    by_phone = (
        (func.length(digits) >= 7)  # noqa: PLR2004 - phone_ending returns no fewer
        & (func.right(digits, shared) == func.right(ending, shared))
    )
    by_text = (func.lower(OrderRow.email) == plain) | (
        func.lower(func.replace(OrderRow.postal_code, " ", "")) == plain
    )
    return (by_text & (func.length(plain) > 0)) | (by_phone & (func.length(ending) > 0))
