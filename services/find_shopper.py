"""Find the shopper a merchant means by an e-mail address or an order number."""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta

from cryptography.fernet import InvalidToken

from domain.errors import BadTokenError, FrammeError
from domain.shop_events import Shopper
from messages.addresses import mail_address
from services.wiring import Wiring
from storage.order_reading import read_orders
from storage.orders import ids_by_number
from storage.shopper_data import orders_of

ASKED_LASTS = timedelta(minutes=10)


class NoSuchShopperError(FrammeError):
    """It is no address, no order of this number is kept, or it is not clear whose it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a merchant means, in their own words, and how many orders are kept of theirs."""

    named: str
    shopper: Shopper
    orders: int


def find_shopper(wiring: Wiring, shop_id: int, named: str) -> Found:
    """Return whom an address or order number means; raise NoSuchShopperError.

    By a number it is whoever placed that order, with all that is known to be theirs.
    """
    said = named.strip()
    with wiring.sessions() as session:
        if "@" in said:
            if not mail_address(said):
                raise NoSuchShopperError("no address")
            shopper = Shopper("", said.lower(), "", ())
        else:
            ids = ids_by_number(session, shop_id, said) if said else ()
            orders = read_orders(session, ids) if ids else {}
            known = [orders[id_] for id_ in ids if id_ in orders]
            platform_ids = tuple(order.platform_id for order in known)
            if not platform_ids:
                raise NoSuchShopperError("no such order")
            emails = {order.contact.email.strip().lower() for order in known} - {""}
            if len(emails) > 1:
                raise NoSuchShopperError("several shoppers' orders have this number")
            shopper = Shopper("", next(iter(emails), ""), "", platform_ids)
        theirs = orders_of(session, shop_id, shopper)
    if shopper.orders and not theirs:
        raise NoSuchShopperError("forgotten already")
    return Found(said, shopper, len(theirs))


def seal_found(wiring: Wiring, shop_id: int, found: Found) -> str:
    """Return whom a merchant means as a value that nobody can read, good for ten minutes."""
    until = int((wiring.clock() + ASKED_LASTS).timestamp())
    told = {"shop": shop_id, "until": until, **asdict(found)}
    return wiring.vault.seal(json.dumps(told)).decode()


def open_found(wiring: Wiring, shop_id: int, sealed: str) -> Found:
    """Return whom a merchant meant a moment ago; raise BadTokenError when it is too long ago."""
    try:
        told = json.loads(wiring.vault.open(sealed.encode()))
    except InvalidToken as error:
        raise BadTokenError("not sealed by us") from error
    if told.get("shop") != shop_id or told["until"] <= wiring.clock().timestamp():
        raise BadTokenError("another shop's, or too long ago")
    named = told["shopper"]
    shopper = Shopper(named["customer"], named["email"], named["phone"], tuple(named["orders"]))
    return Found(told["named"], shopper, told["orders"])
