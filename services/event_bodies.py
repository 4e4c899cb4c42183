"""Write an event down as it will be told: JSON, with personal data only where a profile is wanted.

docs/webhooks.md describes the fields; they are only ever added to.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.events import News
from domain.order import Order
from domain.shipment import Shipment
from domain.tracking import in_order


@dataclass(frozen=True, slots=True)
class Profile:
    """A shopper as another service knows them; one of the two may be empty. `phone` is E.164."""

    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told besides the news: the order it is of, its page, when, and carriers' names."""

    order: Order
    page: str
    now: datetime
    carrier_labels: Mapping[str, str]


def event_body(news: News, telling: Telling, profile: Profile | None = None) -> bytes:
    """Return an event's body."""
    order = telling.order
    data: dict[str, Any] = {
        "order": {
            "number": order.number,
            "platform_id": order.platform_id,
            "stage": order.stage.value,
        },
        "tracking_page": telling.page,
    }
    if news.shipment:
        data["parcel"] = _parcel(news.shipment, telling.carrier_labels)
    return body_of(news.type, telling.now, data, profile)


def body_of(
    kind: str, now: datetime, data: Mapping[str, object], profile: Profile | None = None
) -> bytes:
    """Return a body as all of them are built."""
    told: dict[str, object] = {"type": kind, "timestamp": _instant(now), "data": data}
    if profile:
        told["profile"] = {"email": profile.email, "phone": profile.phone}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _parcel(shipment: Shipment, labels: Mapping[str, str]) -> dict[str, Any]:
    state, window = shipment.state, shipment.estimate
    events = in_order(shipment.events)
    place = events[-1].place if events else None
    ends = {"earliest": window.earliest, "latest": window.latest} if window else None
    return {
        "carrier": shipment.carrier,
        "carrier_name": labels.get(shipment.carrier or "", shipment.carrier_text),
        "tracking_number": shipment.tracking_number,
        "status": state.status.value,
        "sub_status": state.sub_status.value if state.sub_status else None,
        "delayed": state.delayed,
        "action_required": state.action_required,
        "estimate": {name: _instant(at) for name, at in ends.items()} if ends else None,
        "place": {"city": place.city, "country": place.country} if place else None,
        "time": _instant(state.last_event_at) if state.last_event_at else None,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
