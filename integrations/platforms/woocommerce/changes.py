"""Write addresses and instructions into orders, and make discount codes, in WooCommerce's way.

What WooCommerce cannot do is refused in so many words.
"""

from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from domain.errors import ProviderError, RejectedError, UnreadablePayloadError
from domain.order import Address
from domain.shop_api import Discount, ShopSession
from integrations.platforms import Reading, RecordSchema, clean_text
from integrations.platforms.woocommerce.instants import in_utc
from integrations.platforms.woocommerce.profiles import CURRENCY_SETTING, setting
from integrations.platforms.woocommerce.rest import ORDERS, Question, Rest
from integrations.platforms.woocommerce.schemas import Meta, MetaList
from integrations.platforms.woocommerce.standing import order_as_it_is, refuse_if_over

_COUPONS = "wc/v3/coupons"
_LONGEST_NOTE = 1000
INSTRUCTIONS = "_framme_delivery_instructions"
"""The meta entry that says what of an order's note is ours."""


@dataclass(frozen=True, slots=True)
class _Noted:
    customer_note: str
    meta_data: tuple[Meta, ...]


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


_NOTED = _NotedSchema()


def change_address(rest: Rest, shop: ShopSession, order: str, address: Address) -> None:
    """Write a new delivery address into an order that has not left and is not over.

    Its empty parts are emptied, but for the country; so is the company, which would stay on the
    label of somebody else's door. The last word of a name is taken as the family's, for WooCommerce
    has no field for the whole.
    """
    refuse_if_over(order_as_it_is(rest, shop, order, "status"))
    first, _, last = address.name.strip().rpartition(" ")
    shipping = {
        "first_name": first,
        "last_name": last,
        "company": "",
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
    fields = order_as_it_is(rest, shop, order, "customer_note,meta_data")
    try:
        known: _Noted = _NOTED.read(fields)
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


def _without(note: str, before: object) -> str:
    if not isinstance(before, str) or not before:
        return note
    return note.removesuffix(before).rstrip()


def _below(note: str, text: str) -> str:
    return "\n\n".join(part for part in (note, text) if part)
