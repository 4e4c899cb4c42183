"""Say what a Shopify webhook tells, in the domain's words; what becomes of it is not decided here.

Source: https://shopify.dev/docs/api/webhooks
"""

from collections.abc import Callable, Mapping
from typing import Any

from domain.errors import UnreadablePayloadError
from domain.shop_events import (
    DataAsked,
    ExportFinished,
    OrderGone,
    PlanChanged,
    ScopesChanged,
    ShopEvent,
    ShopLeft,
    Shopper,
    ShopperToErase,
    ShopToErase,
)
from integrations.platforms import read_object
from integrations.platforms.shopify.app_schemas import (
    OperationBody,
    OperationBodySchema,
    PrivacyBody,
    PrivacyBodySchema,
    ScopesBody,
    ScopesBodySchema,
    Subscription,
    SubscriptionBodySchema,
)
from integrations.platforms.shopify.fulfilment_events import read_scan
from integrations.platforms.shopify.orders import read_fulfilment, read_order
from integrations.platforms.shopify.plans import plan_paid_for
from integrations.platforms.shopify.schemas import Reference, ReferenceSchema

TOPICS = (
    "app/scopes_update",
    "app/uninstalled",
    "app_subscriptions/update",
    "bulk_operations/finish",
    "fulfillment_events/create",
    "fulfillments/create",
    "fulfillments/update",
    "orders/cancelled",
    "orders/create",
    "orders/delete",
    "orders/updated",
)
"""What we subscribe to. Fulfilling or editing an order updates it: those topics add nothing."""
PRIVACY_TOPICS = ("customers/data_request", "customers/redact", "shop/redact")
"""What Shopify sends every app; they are declared apart from the others."""

_REFERENCE = ReferenceSchema()
_SCOPES = ScopesBodySchema()
_SUBSCRIPTION = SubscriptionBodySchema()
_OPERATION = OperationBodySchema()
_PRIVACY = PrivacyBodySchema()
_NOT_YET_OR_NEVER = ("PENDING", "ACCEPTED", "DECLINED")
"""A plan offered and not taken leaves the merchant with the one that is paid for."""


def read_event(topic: str, body: bytes) -> ShopEvent | None:
    """Turn a body into a shop event; None for a topic we do not use, or when nothing changed.

    Raises UnreadablePayloadError.
    """
    reader = _READERS.get(topic)
    return reader(read_object(body)) if reader else None


def _gone(payload: Mapping[str, Any]) -> OrderGone:
    reference: Reference = _REFERENCE.read(payload)
    return OrderGone(reference.id)


def _left(_: Mapping[str, Any]) -> ShopLeft:
    return ShopLeft()


def _scopes(payload: Mapping[str, Any]) -> ScopesChanged:
    body: ScopesBody = _SCOPES.read(payload)
    return ScopesChanged(frozenset(body.current) - {""})


def _plan(payload: Mapping[str, Any]) -> PlanChanged | None:
    told: Subscription = _SUBSCRIPTION.read(payload).app_subscription
    if not told.status:
        raise UnreadablePayloadError("app_subscription.status: is missing")
    if told.status.upper() in _NOT_YET_OR_NEVER:
        return None
    active = told.status.upper() == "ACTIVE"
    return PlanChanged(plan_paid_for(told.plan_handle, told.name) if active else "")


def _export(payload: Mapping[str, Any]) -> ExportFinished:
    body: OperationBody = _OPERATION.read(payload)
    if not body.admin_graphql_api_id:
        raise UnreadablePayloadError("admin_graphql_api_id: is not an operation")
    return ExportFinished(body.admin_graphql_api_id)


def _data_asked(payload: Mapping[str, Any]) -> DataAsked:
    body: PrivacyBody = _PRIVACY.read(payload)
    return DataAsked(body.data_request.id, _shopper(body, body.orders_requested))


def _shopper_to_erase(payload: Mapping[str, Any]) -> ShopperToErase:
    body: PrivacyBody = _PRIVACY.read(payload)
    return ShopperToErase(_shopper(body, body.orders_to_redact))


def _shop_to_erase(_: Mapping[str, Any]) -> ShopToErase:
    return ShopToErase()


def _shopper(body: PrivacyBody, orders: tuple[str, ...]) -> Shopper:
    person = body.customer
    return Shopper(person.id, person.email, person.phone, orders)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], ShopEvent | None]] = {
    "orders/create": read_order,
    "orders/updated": read_order,
    "orders/cancelled": read_order,
    "orders/fulfilled": read_order,
    "orders/partially_fulfilled": read_order,
    "orders/delete": _gone,
    "fulfillments/create": read_fulfilment,
    "fulfillments/update": read_fulfilment,
    "fulfillment_events/create": read_scan,
    "app/uninstalled": _left,
    "app/scopes_update": _scopes,
    "app_subscriptions/update": _plan,
    "bulk_operations/finish": _export,
    "customers/data_request": _data_asked,
    "customers/redact": _shopper_to_erase,
    "shop/redact": _shop_to_erase,
}
