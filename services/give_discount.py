"""Give the shopper of an order a discount code that can be used once; it does not decide when."""

import secrets
from datetime import timedelta

from domain.errors import FrammeError
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


def give_discount(
    wiring: Wiring, shop_id: int, order_id: int, worth: Money, lasts: timedelta
) -> Discount:
    """Make a code for an order's shopper and return it; nobody is told of it here.

    Raises UnknownOrderError, WorthlessDiscountError, RejectedError with the platform's reason, or
    another ProviderError.
    """
    if worth.amount <= 0 or lasts <= timedelta():
        raise WorthlessDiscountError("a discount is worth more than nothing, for some time")
    with wiring.sessions() as session:
        order = read_order(session, shop_id, order_id)
    if order is None:
        raise UnknownOrderError("the shop has no such order")
    now = wiring.clock()
    discount = Discount(
        code="".join(secrets.choice(_READABLE) for _ in range(_LENGTH)),
        title=f"Framme {order.number}",
        worth=worth,
        begins_at=now,
        ends_at=now + lasts,
    )
    with_session(wiring, shop_id, lambda api, shop: api.create_discount(shop, discount))
    return discount
