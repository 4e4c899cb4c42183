"""Give the shopper of an order a discount code that can be used once; it does not decide when."""

import secrets
from contextlib import suppress
from datetime import timedelta

from domain.errors import CodeTakenError, FrammeError
from domain.order import Money
from domain.shop_api import Discount
from services.change_order import UnknownOrderError
from services.shop_access import with_session
from services.wiring import Wiring
from storage.order_reading import read_order

_READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for each other."""
_LENGTH = 10


class WorthlessDiscountError(FrammeError):
    """A discount must be worth something."""


def new_code() -> str:
    """Choose a code that nobody guesses, and that nobody has."""
    return "".join(secrets.choice(_READABLE) for _ in range(_LENGTH))


def give_discount(
    wiring: Wiring, shop_id: int, order_id: int, worth: Money, lasts: timedelta, code: str = ""
) -> Discount:
    """Make a code for an order's shopper and return it; nobody is told of it here.

    With `code` it is that one: should it be there already, an earlier try has made it. Raises
    UnknownOrderError, WorthlessDiscountError, RejectedError with the platform's reason, or another
    ProviderError.
    """
    if worth.amount <= 0 or lasts <= timedelta():
        raise WorthlessDiscountError("a discount is worth more than nothing, for some time")
    with wiring.sessions() as session:
        order = read_order(session, shop_id, order_id)
    if order is None:
        raise UnknownOrderError("the shop has no such order")
    now = wiring.clock()
    discount = Discount(
        code=code or new_code(),
        title=f"Framme {order.number}",
        worth=worth,
        begins_at=now,
        ends_at=now + lasts,
    )
    with suppress(CodeTakenError):
        with_session(wiring, shop_id, lambda api, shop: api.create_discount(shop, discount))
    return discount
