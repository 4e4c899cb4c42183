"""Translate between our statuses and Shopify's fulfilment events, both ways; nothing is sent here.

Source: https://shopify.dev/docs/api/admin-graphql/2026-10/enums/FulfillmentEventStatus
"""

from collections.abc import Mapping
from typing import Any

from domain.shipment import Scan
from domain.shop_events import FulfilmentScanned
from domain.status import Status
from domain.tracking import Place
from integrations.platforms.shopify.app_schemas import FulfillmentEvent, FulfillmentEventSchema

_EVENT = FulfillmentEventSchema()

_SHOWN_AS: Mapping[Status, str] = {
    Status.INFO_RECEIVED: "CONFIRMED",
    Status.IN_TRANSIT: "IN_TRANSIT",
    Status.OUT_FOR_DELIVERY: "OUT_FOR_DELIVERY",
    Status.AVAILABLE_FOR_PICKUP: "READY_FOR_PICKUP",
    Status.ATTEMPT_FAILED: "ATTEMPTED_DELIVERY",
    Status.DELIVERED: "DELIVERED",
    Status.EXCEPTION: "FAILURE",
    Status.RETURNING: "FAILURE",
    Status.RETURNED: "FAILURE",
}
"""`pending`, `cancelled` and `expired` are no scans: Shopify has no event for them."""

_MEANS: Mapping[str, Status] = {
    "label_purchased": Status.INFO_RECEIVED,
    "label_printed": Status.INFO_RECEIVED,
    "confirmed": Status.INFO_RECEIVED,
    "carrier_picked_up": Status.IN_TRANSIT,
    "in_transit": Status.IN_TRANSIT,
    "out_for_delivery": Status.OUT_FOR_DELIVERY,
    "ready_for_pickup": Status.AVAILABLE_FOR_PICKUP,
    "attempted_delivery": Status.ATTEMPT_FAILED,
    "delivered": Status.DELIVERED,
    "failure": Status.EXCEPTION,
}
"""As webhooks spell them. `delayed` is not here: a delay leaves the status as it was."""


def shown_as(status: Status | None) -> str | None:
    """Return Shopify's word for a status, or None when it has none and nothing is to be sent."""
    return _SHOWN_AS.get(status) if status else None


def read_scan(payload: Mapping[str, Any]) -> FulfilmentScanned:
    """Tell a scan as the webhook's body does; raise UnreadablePayloadError."""
    event: FulfillmentEvent = _EVENT.read(payload)
    return FulfilmentScanned(
        order_platform_id=event.order_id,
        scan_platform_id=event.id,
        scan=Scan(
            fulfilment=event.fulfillment_id,
            status=_MEANS.get(event.status.lower()),
            happened_at=event.happened_at,
            place=Place(event.city, event.country.upper()),
            text=event.message,
            estimated_at=event.estimated_delivery_at,
        ),
    )
