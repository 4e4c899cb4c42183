"""The parts of Shopify's webhook bodies that are about us or a shopper; no meaning is added."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from integrations.platforms import (
    COUNTRY,
    EMAIL,
    Identifier,
    Instant,
    Matching,
    One,
    Reading,
    RecordSchema,
    Text,
    as_list,
)
from integrations.platforms.shopify.fields import Texts

_OPERATION = re.compile(r"gid://shopify/BulkOperation/\d{1,20}")
_IDENTIFIER = Identifier(required=True)


@dataclass(frozen=True, slots=True)
class FulfillmentEvent:
    """A scan on an order page; its street and coordinates are left where they are."""

    id: str
    order_id: str
    fulfillment_id: str
    status: str
    message: str
    happened_at: datetime
    city: str
    country: str
    estimated_delivery_at: datetime | None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a merchant pays us for; `plan_handle` is empty for a plan outside the listing."""

    name: str
    status: str
    plan_handle: str


@dataclass(frozen=True, slots=True)
class SubscriptionBody:
    """A body that holds a subscription."""

    app_subscription: Subscription


@dataclass(frozen=True, slots=True)
class ScopesBody:
    """What is granted now."""

    current: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationBody:
    """An operation in bulk that has ended, by its GraphQL id."""

    admin_graphql_api_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """A shopper in a privacy request."""

    id: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Request:
    """The number of a privacy request."""

    id: str


@dataclass(frozen=True, slots=True)
class PrivacyBody:
    """A privacy request: only one of the two lists is filled."""

    customer: Person
    orders_requested: tuple[str, ...]
    orders_to_redact: tuple[str, ...]
    data_request: Request


class _Identifiers(Reading[tuple[str, ...]]):
    """A list of ids."""

    empty = ()

    def read(self, value: Any) -> tuple[str, ...]:
        """Read each."""
        return tuple(_IDENTIFIER.deserialize(one) for one in as_list(value))


class FulfillmentEventSchema(RecordSchema):
    """Reads a scan."""

    record = FulfillmentEvent
    id = Identifier(required=True)
    order_id = Identifier(required=True)
    fulfillment_id = Identifier(required=True)
    status = Text(40)
    message = Text(500)
    happened_at = Instant(required=True)
    city = Text(200)
    country = Matching(COUNTRY)
    estimated_delivery_at = Instant()


class _SubscriptionSchema(RecordSchema):
    record = Subscription
    name = Text(200)
    status = Text(40)
    plan_handle = Text(200)


class SubscriptionBodySchema(RecordSchema):
    """Reads a change of a subscription."""

    record = SubscriptionBody
    app_subscription = One(_SubscriptionSchema())


class ScopesBodySchema(RecordSchema):
    """Reads a change of scopes; a body that does not name those granted now is refused."""

    record = ScopesBody
    current = Texts(Text(100), required=True)


class OperationBodySchema(RecordSchema):
    """Reads the end of an operation in bulk."""

    record = OperationBody
    admin_graphql_api_id = Matching(_OPERATION, 60)


class _PersonSchema(RecordSchema):
    record = Person
    id = Identifier()
    email = Matching(EMAIL, 254)
    phone = Text(40)


class _RequestSchema(RecordSchema):
    record = Request
    id = Identifier()


class PrivacyBodySchema(RecordSchema):
    """Reads a privacy request."""

    record = PrivacyBody
    customer = One(_PersonSchema())
    orders_requested = _Identifiers()
    orders_to_redact = _Identifiers()
    data_request = One(_RequestSchema())
