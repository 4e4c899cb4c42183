"""The parts of WooCommerce's orders that we read, in its words; no meaning is added."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from integrations.platforms import (
    COUNTRY,
    CURRENCY,
    EMAIL,
    Amount,
    Count,
    Identifier,
    Instant,
    Many,
    Matching,
    One,
    Reading,
    RecordSchema,
    Text,
    as_list,
)
from integrations.platforms.woocommerce.fields import Flag, HtmlText, HtmlWebAddress, IdOrNone


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A billing or shipping address; `email` is only in the former."""

    first_name: str
    last_name: str
    company: str
    address_1: str
    address_2: str
    postcode: str
    city: str
    state: str
    country: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a product."""

    src: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order; `parent_name` is the product's when the line is a variation of it.

    All amounts are without tax; `subtotal` is before discounts, `price` and `total` after them. Ids
    are empty for what is not of the shop's range.
    """

    id: str
    name: str
    parent_name: str
    product_id: str
    variation_id: str
    sku: str
    quantity: int
    price: Decimal | None
    subtotal: Decimal | None
    subtotal_tax: Decimal | None
    total: Decimal | None
    total_tax: Decimal | None
    image: Image


@dataclass(frozen=True, slots=True)
class Meta:
    """What a plugin has noted on an order, in any shape."""

    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class WooCommerceOrder:
    """An order; `number` is as the shopper knows it, `customer_id` is empty for a guest."""

    id: str
    number: str
    status: str
    customer_id: str
    date_created_gmt: datetime
    date_modified_gmt: datetime
    date_completed_gmt: datetime | None
    currency: str
    total: Decimal | None
    discount_total: Decimal | None
    discount_tax: Decimal | None
    shipping_total: Decimal | None
    shipping_tax: Decimal | None
    total_tax: Decimal | None
    prices_include_tax: bool
    billing: PostalAddress
    shipping: PostalAddress
    line_items: tuple[Line, ...]
    meta_data: tuple[Meta, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What is told of an order that is gone: an id, and sometimes when it last changed."""

    id: str
    date_modified_gmt: datetime | None


@dataclass(frozen=True, slots=True)
class Packed:
    """How many of a line are packed together with others."""

    item_id: str
    qty: int


class MetaList(Reading[tuple[Meta, ...]]):
    """The notes of an order; those without a key are nobody's."""

    empty = ()

    def read(self, value: Any) -> tuple[Meta, ...]:
        """Keep what has a key, whatever its value."""
        entries = (entry for entry in as_list(value) if isinstance(entry, dict))
        found = ((entry.get("key"), entry.get("value")) for entry in entries)
        return tuple(Meta(key, noted) for key, noted in found if isinstance(key, str))


class _PostalAddressSchema(RecordSchema):
    record = PostalAddress
    first_name = HtmlText(200)
    last_name = HtmlText(200)
    company = HtmlText(200)
    address_1 = HtmlText(300)
    address_2 = HtmlText(300)
    postcode = Text(40)
    city = HtmlText(200)
    state = HtmlText(200)
    country = Matching(COUNTRY)
    email = Matching(EMAIL, 254)
    phone = Text(40)


class _ImageSchema(RecordSchema):
    record = Image
    src = HtmlWebAddress()


class _LineSchema(RecordSchema):
    record = Line
    id = Identifier(required=True)
    name = HtmlText(500)
    parent_name = HtmlText(500)
    product_id = IdOrNone()
    variation_id = IdOrNone()
    sku = Text(200)
    quantity = Count(required=True)
    price = Amount()
    subtotal = Amount()
    subtotal_tax = Amount()
    total = Amount()
    total_tax = Amount()
    image = One(_ImageSchema())


class OrderSchema(RecordSchema):
    """Reads an order."""

    record = WooCommerceOrder
    id = Identifier(required=True)
    number = Text(60, required=True)
    status = Text(60, required=True)
    customer_id = IdOrNone()
    date_created_gmt = Instant(required=True, naive_is_utc=True)
    date_modified_gmt = Instant(required=True, naive_is_utc=True)
    date_completed_gmt = Instant(naive_is_utc=True)
    currency = Matching(CURRENCY)
    total = Amount()
    discount_total = Amount()
    discount_tax = Amount()
    shipping_total = Amount()
    shipping_tax = Amount()
    total_tax = Amount()
    prices_include_tax = Flag()
    billing = One(_PostalAddressSchema())
    shipping = One(_PostalAddressSchema())
    line_items = Many(_LineSchema())
    meta_data = MetaList()


class ReferenceSchema(RecordSchema):
    """Reads what is told of an order that is gone."""

    record = Reference
    id = Identifier(required=True)
    date_modified_gmt = Instant(naive_is_utc=True)


class PackedSchema(RecordSchema):
    """Reads what is in a parcel, as our plugin and WooCommerce's fulfilments write it."""

    record = Packed
    item_id = Identifier(required=True)
    qty = Count(required=True)
