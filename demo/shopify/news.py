"""Write the webhooks that are about the app rather than an order, and those of events shown.

Shapes: https://shopify.dev/docs/api/webhooks; sends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from demo.orders import Order, ShownEvent
from demo.shopify.stores import Store
from demo.shopify.values import gid
from demo.shops.shopify_bodies import customer_id, fulfilment_body, fulfilment_id, written

News = tuple[str, Mapping[str, Any]]


def uninstalled(store: Store) -> News:
    """Tell that the app was thrown out."""
    return "app/uninstalled", {
        "id": store.shop_id,
        "name": store.name,
        "email": store.email,
        "myshopify_domain": store.domain,
        "domain": store.domain,
        "primary_locale": store.locales[0],
        "iana_timezone": store.time_zone,
        "currency": store.currency,
    }


def scopes_changed(store: Store, before: Iterable[str], now: datetime) -> News:
    """Tell what the app may do from now on."""
    return "app/scopes_update", {
        "id": 1,
        "shop_id": gid("Shop", store.shop_id),
        "previous": sorted(before),
        "current": sorted(store.account.scopes),
        "updated_at": written(now),
    }


def plan_changed(store: Store, status: str, now: datetime) -> News:
    """Tell which plan the merchant pays for."""
    return "app_subscriptions/update", {
        "app_subscription": {
            "admin_graphql_api_id": gid("AppSubscription", store.shop_id),
            "name": store.plan.capitalize(),
            "status": status,
            "admin_graphql_api_shop_id": gid("Shop", store.shop_id),
            "created_at": written(now),
            "updated_at": written(now),
            "currency": "USD",
            "capped_amount": None,
            "price": "19.00",
            "interval": "every_30_days",
            "plan_handle": store.plan,
        }
    }


def export_finished(operation: str, begun: datetime, now: datetime) -> News:
    """Tell that an export can be fetched."""
    return "bulk_operations/finish", {
        "admin_graphql_api_id": operation,
        "completed_at": written(now),
        "created_at": written(begun),
        "error_code": None,
        "status": "completed",
        "type": "query",
    }


def data_requested(store: Store, order: Order, request: int) -> News:
    """Ask for all the app knows of a shopper."""
    return "customers/data_request", {
        **_shopper(store, order),
        "orders_requested": [o.platform_id for o in _orders_of(store, order)],
        "data_request": {"id": request},
    }


def shopper_redacted(store: Store, order: Order) -> News:
    """Ask to forget a shopper."""
    return "customers/redact", {
        **_shopper(store, order),
        "orders_to_redact": [o.platform_id for o in _orders_of(store, order)],
    }


def shop_redacted(store: Store) -> News:
    """Ask to forget the shop."""
    return "shop/redact", {"shop_id": store.shop_id, "shop_domain": store.domain}


def event_shown(store: Store, order: Order, event: ShownEvent) -> Sequence[News]:
    """Tell what an app has shown on a parcel: the echo of its own call."""
    parcel = next(sent for sent in order.parcels if sent.place == event.parcel)
    return (
        (
            "fulfillment_events/create",
            {
                "id": event.event_id,
                "fulfillment_id": fulfilment_id(order, parcel),
                "status": event.status.lower(),
                "message": event.message or None,
                "happened_at": written(event.happened_at),
                "city": event.city or None,
                "province": None,
                "country": event.country or None,
                "zip": event.postal_code or None,
                "address1": None,
                "latitude": None,
                "longitude": None,
                "shop_id": store.shop_id,
                "created_at": written(event.created_at),
                "updated_at": written(event.created_at),
                "estimated_delivery_at": written(event.expected_at) if event.expected_at else None,
                "order_id": order.platform_id,
                "admin_graphql_api_id": gid("FulfillmentEvent", event.event_id),
            },
        ),
        ("fulfillments/update", fulfilment_body(order, parcel)),
    )


def _shopper(store: Store, order: Order) -> dict[str, Any]:
    customer = {"id": customer_id(order), "email": order.email, "phone": None}
    return {"shop_id": store.shop_id, "shop_domain": store.domain, "customer": customer}


def _orders_of(store: Store, order: Order) -> Iterable[Order]:
    return (one for one in store.orders() if one.email == order.email)
