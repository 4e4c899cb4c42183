"""Name the addresses under which a shop knows a shopper: those given, and those of their orders."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.shop_events import Shopper
from services.announce import identity_of
from services.wiring import Wiring
from storage.order_reading import read_orders


def addresses_of(
    session: Session, wiring: Wiring, shopper: Shopper, order_ids: Sequence[int]
) -> Sequence[str]:
    """Return them in lower case, or E.164.

    A telephone number counts only where it was given: one in an order of theirs may be anybody's,
    and so may its owner's refusal of texts.
    """
    orders = read_orders(session, order_ids) if order_ids else {}
    known = {identity_of(wiring, order) for order in orders.values()}
    given = {shopper.email.strip().lower(), wiring.phone(shopper.phone, "")}
    return sorted((known | given) - {""})
