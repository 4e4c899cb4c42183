"""Cancel orders in a shop, and refund what was paid for them, in WooCommerce's way.

The refund comes first: it is what a shop may refuse, and then nothing has changed. Cancelled
first, an order would be over with its money kept whenever the gateway refuses. The price: an order
that goes from *refunded* to *cancelled* sets off no mail of WooCommerce's to its merchant.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import RejectedError
from domain.shop_api import Cancellation, ShopSession
from integrations.platforms import clean_text
from integrations.platforms.woocommerce.refunds import COST, refund, refunded_by_us
from integrations.platforms.woocommerce.rest import ORDERS, Question, Rest
from integrations.platforms.woocommerce.standing import order_as_it_is, refuse_if_over

_LONGEST_NOTE = 1000
_PAID = ("date_paid", "date_paid_gmt")
_WANTED = ",".join(("status", COST, *_PAID))
_REFUNDED = "refunded"
"""What an order is by itself once all of it has been refunded."""


def cancel_order(rest: Rest, shop: ShopSession, what: Cancellation) -> None:
    """Cancel an order that has not left and is not over: refund, cancel, note.

    WooCommerce gives the stock back by itself, and writes the mails its merchant has switched on:
    it cannot be told otherwise. Done once more after a failure, it refunds nothing twice. What was
    never paid is not refunded.
    """
    if not what.restock:
        raise RejectedError("WooCommerce always gives the stock back", permanent=True)
    known = order_as_it_is(rest, shop, what.order, _WANTED)
    stopped = what.refund and known.get("status") == _REFUNDED
    if not (stopped and refunded_by_us(rest, shop, what.order)):
        refuse_if_over(known)
        if what.refund and not _never_paid(known):
            refund(rest, shop, what.order, known)
    order = f"{ORDERS}/{what.order}"
    rest.change(shop, Question(order, method="PUT", data={"status": "cancelled"}))
    if what.note:
        note = {"note": clean_text(what.note, _LONGEST_NOTE), "customer_note": False}
        rest.change(shop, Question(f"{order}/notes", method="POST", data=note))


def _never_paid(order: Mapping[str, Any]) -> bool:
    """Tell whether an order says that no payment was taken; one that says nothing may be paid.

    Seen: one with cash on delivery is *processing* without a date of payment.
    """
    return all(order.get(name, "untold") is None for name in _PAID)
