"""Change orders in a shop, and make discount codes, in WooCommerce's way; nothing is decided here.

What WooCommerce cannot do is refused in so many words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from marshmallow import ValidationError

from domain.errors import ProviderError, RejectedError, UnreadablePayloadError
from domain.order import Address
from domain.shop_api import Cancellation, Discount, ShopSession
from integrations.platforms import Amount, Many, Reading, RecordSchema, clean_text
from integrations.platforms.woocommerce.instants import in_utc
from integrations.platforms.woocommerce.profiles import CURRENCY_SETTING, setting
from integrations.platforms.woocommerce.refusals import NO_SUCH_ORDER, refusal
from integrations.platforms.woocommerce.rest import ORDERS, Answer, Question, Rest
from integrations.platforms.woocommerce.schemas import Meta, MetaList

_COUPONS = "wc/v3/coupons"
_LONGEST_NOTE = 1000
INSTRUCTIONS = "_framme_delivery_instructions"
"""The meta entry that says what of an order's note is ours."""


@dataclass(frozen=True, slots=True)
class _Refund:
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class _Cost:
    total: Decimal | None
    refunds: tuple[_Refund, ...]


@dataclass(frozen=True, slots=True)
class _Noted:
    customer_note: str
    meta_data: tuple[Meta, ...]


class _RefundSchema(RecordSchema):
    record = _Refund
    total = Amount()


class _CostSchema(RecordSchema):
    record = _Cost
    total = Amount()
    refunds = Many(_RefundSchema())


class _Note(Reading[str]):
    """A note as it is, line breaks and all: what is not ours goes back unchanged."""

    empty = ""

    def read(self, value: Any) -> str:
        """Accept text only."""
        if not isinstance(value, str):
            raise ValidationError("is not text")
        return value


class _NotedSchema(RecordSchema):
    record = _Noted
    customer_note = _Note()
    meta_data = MetaList()


_COST, _NOTED = _CostSchema(), _NotedSchema()


def cancel_order(rest: Rest, shop: ShopSession, what: Cancellation) -> None:
    """Cancel an order: refund first, for that is what may be refused; the note comes last.

    WooCommerce gives the stock back by itself, and writes the mails its merchant has switched on:
    it cannot be told otherwise. Done once more after a failure, it refunds nothing twice.
    """
    if not what.restock:
        raise RejectedError("WooCommerce always gives the stock back", permanent=True)
    order = f"{ORDERS}/{what.order}"
    if what.refund:
        _refund(rest, shop, order)
    rest.change(shop, Question(order, method="PUT", data={"status": "cancelled"}))
    if what.note:
        note = {"note": clean_text(what.note, _LONGEST_NOTE), "customer_note": False}
        rest.change(shop, Question(f"{order}/notes", method="POST", data=note))


def change_address(rest: Rest, shop: ShopSession, order: str, address: Address) -> None:
    """Write a new delivery address into an order; its empty parts are emptied, but for the country.

    The last word of a name is taken as the family's, for WooCommerce has no field for the whole.
    """
    first, _, last = address.name.strip().rpartition(" ")
    shipping = {
        "first_name": first,
        "last_name": last,
        "address_1": address.street,
        "address_2": address.street2,
        "postcode": address.postal_code,
        "city": address.city,
        "state": address.region,
    }
    if address.country:
        shipping["country"] = address.country
    data = {"shipping": shipping}
    rest.change(shop, Question(f"{ORDERS}/{order}", method="PUT", data=data))


def note_instructions(rest: Rest, shop: ShopSession, order: str, text: str) -> None:
    """Put instructions below the shopper's own note: what the merchant and packing slips show.

    What we put there before is known by a meta entry of ours, and taken out first; a note that was
    edited since keeps it. An empty text only takes out.
    """
    also = frozenset({HTTPStatus.NOT_FOUND})
    wanted = {"_fields": "customer_note,meta_data"}
    answer = rest.ask(shop, Question(f"{ORDERS}/{order}", wanted, also=also))
    if answer.code:
        raise _unchangeable(answer)
    try:
        known: _Noted = _NOTED.read(answer.fields)
    except UnreadablePayloadError as error:
        raise ProviderError(f"the order's note cannot be read: {error}") from None
    before = next((one.value for one in known.meta_data if one.key == INSTRUCTIONS), "")
    noted = clean_text(text, _LONGEST_NOTE)
    data = {
        "customer_note": _below(_without(known.customer_note, before), noted),
        "meta_data": [{"key": INSTRUCTIONS, "value": noted}],
    }
    rest.change(shop, Question(f"{ORDERS}/{order}", method="PUT", data=data))


def create_discount(rest: Rest, shop: ShopSession, discount: Discount) -> None:
    """Make a code that can be used once; it is good at once, whenever it should begin.

    The field for its end in UTC is documented and ignored: the other one takes a time with a zone.
    """
    currency = setting(rest, shop, CURRENCY_SETTING)
    if currency != discount.worth.currency:
        raise RejectedError(
            f"a discount is in the shop's currency, {currency or 'which is not known'}",
            permanent=True,
        )
    data = {
        "code": discount.code,
        "discount_type": "fixed_cart",
        "amount": str(discount.worth.amount),
        "usage_limit": 1,
        "date_expires": f"{in_utc(discount.ends_at)}Z",
        "description": discount.title,
    }
    rest.change(shop, Question(_COUPONS, method="POST", data=data))


def _refund(rest: Rest, shop: ShopSession, order: str) -> None:
    """Refund what has not been refunded yet, through the gateway that took it."""
    also = frozenset({HTTPStatus.NOT_FOUND})
    answer = rest.ask(shop, Question(order, {"_fields": "total,refunds"}, also=also))
    if answer.code:
        raise _unchangeable(answer)
    left = _left(answer.fields)
    if left > 0:
        # Cancelling gives the stock back; to do it here as well would be to do it twice. A reason
        # would be shown to the shopper, in whatever language it is.
        data = {"amount": f"{left.normalize():f}", "api_refund": True, "api_restock": False}
        rest.change(shop, Question(f"{order}/refunds", method="POST", data=data))


def _unchangeable(answer: Answer) -> ProviderError:
    if answer.code == NO_SUCH_ORDER:
        return RejectedError("the shop has no such order", permanent=True)
    return refusal(answer.status, {}, answer.body)


def _without(note: str, before: object) -> str:
    if not isinstance(before, str) or not before:
        return note
    return note.removesuffix(before).rstrip()


def _below(note: str, text: str) -> str:
    return "\n\n".join(part for part in (note, text) if part)


def _left(order: Mapping[str, Any]) -> Decimal:
    """Return what is left to be refunded; the shop writes refunds as less than nothing."""
    try:
        cost: _Cost = _COST.read(order)
    except UnreadablePayloadError:
        cost = _Cost(None, ())
    if cost.total is None:
        raise ProviderError("the shop does not say what the order cost")
    refunded = (abs(refund.total) for refund in cost.refunds if refund.total is not None)
    return cost.total - sum(refunded, Decimal(0))
