"""The parts of Shopify's webhook bodies that we read, in Shopify's words; no meaning is added."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.order import Money
from integrations.platforms import (
    COUNTRY,
    CURRENCY,
    EMAIL,
    LANGUAGE,
    WEB_ADDRESS,
    Amount,
    Count,
    Identifier,
    Instant,
    Many,
    Matching,
    One,
    RecordSchema,
    Text,
)
from integrations.platforms.shopify.fields import ShopperPrice, Texts


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A shipping or billing address; all of it is empty when the shop may not tell."""

    name: str
    first_name: str
    last_name: str
    company: str
    address1: str
    address2: str
    zip: str
    city: str
    province: str
    country_code: str
    phone: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Who bought; `id` is empty for a guest."""

    id: str
    first_name: str
    last_name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order; `current_quantity` is what is left after edits and refunds.

    `variant_id` is empty for what is not of the shop's range; webhooks name no picture.
    """

    id: str
    variant_id: str
    title: str
    variant_title: str
    sku: str
    quantity: int
    current_quantity: int | None
    price: Decimal | None
    price_set: Money | None
    image_url: str


@dataclass(frozen=True, slots=True)
class PackedLine:
    """How many of a line are in a fulfilment."""

    id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Fulfillment:
    """A packing of some lines, with its tracking numbers and, at the same places, their links."""

    id: str
    order_id: str
    status: str
    created_at: datetime
    updated_at: datetime
    tracking_company: str
    tracking_number: str
    tracking_numbers: tuple[str, ...]
    tracking_url: str
    tracking_urls: tuple[str, ...]
    line_items: tuple[PackedLine, ...]


@dataclass(frozen=True, slots=True)
class ShopifyOrder:
    """An order; `name` is its number as the shopper knows it.

    What is `current` follows edits and refunds, so that its parts make up the current total.
    """

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    cancelled_at: datetime | None
    email: str
    contact_email: str
    phone: str
    customer_locale: str
    tags: str
    currency: str
    total_price: Decimal | None
    current_total_price: Decimal | None
    current_total_price_set: Money | None
    current_subtotal_price_set: Money | None
    current_total_discounts_set: Money | None
    current_shipping_price_set: Money | None
    current_total_tax_set: Money | None
    customer: Customer
    billing_address: PostalAddress
    shipping_address: PostalAddress
    line_items: tuple[Line, ...]
    fulfillments: tuple[Fulfillment, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A body that is only an id."""

    id: str


class _PostalAddressSchema(RecordSchema):
    record = PostalAddress
    name = Text(200)
    first_name = Text(200)
    last_name = Text(200)
    company = Text(200)
    address1 = Text(300)
    address2 = Text(300)
    zip = Text(40)
    city = Text(200)
    province = Text(200)
    country_code = Matching(COUNTRY)
    phone = Text(40)


class _CustomerSchema(RecordSchema):
    record = Customer
    id = Identifier()
    first_name = Text(200)
    last_name = Text(200)
    email = Matching(EMAIL, 254)
    phone = Text(40)


class _LineSchema(RecordSchema):
    record = Line
    id = Identifier(required=True)
    variant_id = Identifier()
    title = Text(500)
    variant_title = Text(500)
    sku = Text(200)
    quantity = Count(required=True)
    current_quantity = Count()
    price = Amount()
    price_set = ShopperPrice()
    image_url = Matching(WEB_ADDRESS, 2000)


class _PackedLineSchema(RecordSchema):
    record = PackedLine
    id = Identifier(required=True)
    quantity = Count(required=True)


class FulfillmentSchema(RecordSchema):
    """Reads a fulfilment, alone or inside an order."""

    record = Fulfillment
    id = Identifier(required=True)
    order_id = Identifier(required=True)
    status = Text(40)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    tracking_company = Text(200)
    tracking_number = Text(200)
    tracking_numbers = Texts(Text(200))
    tracking_url = Matching(WEB_ADDRESS, 2000)
    tracking_urls = Texts(Matching(WEB_ADDRESS, 2000))
    line_items = Many(_PackedLineSchema())


class OrderSchema(RecordSchema):
    """Reads an order."""

    record = ShopifyOrder
    id = Identifier(required=True)
    name = Text(60, required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    cancelled_at = Instant()
    email = Matching(EMAIL, 254)
    contact_email = Matching(EMAIL, 254)
    phone = Text(40)
    customer_locale = Matching(LANGUAGE)
    tags = Text(10_000)
    currency = Matching(CURRENCY)
    total_price = Amount()
    current_total_price = Amount()
    current_total_price_set = ShopperPrice()
    current_subtotal_price_set = ShopperPrice()
    current_total_discounts_set = ShopperPrice()
    current_shipping_price_set = ShopperPrice()
    current_total_tax_set = ShopperPrice()
    customer = One(_CustomerSchema())
    billing_address = One(_PostalAddressSchema())
    shipping_address = One(_PostalAddressSchema())
    line_items = Many(_LineSchema())
    fulfillments = Many(FulfillmentSchema())


class ReferenceSchema(RecordSchema):
    """Reads a body that is only an id."""

    record = Reference
    id = Identifier(required=True)
