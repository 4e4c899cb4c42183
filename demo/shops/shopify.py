"""Speak as a Shopify shop does: its order bodies, headers and manners; decides no story.

Manners, on purpose: several topics for one action (one event id), some deliveries twice under the
same webhook id, some late enough to be overtaken, and retries of the same bytes.
"""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from demo.orders import Order
from demo.shops.delivery import Delivery, signature
from demo.shops.postman import Postman
from demo.shops.shopify_bodies import fulfilment_body, order_body
from demo.stories import ShopAct

API_VERSION = "2026-10"
TRIES = 9
"""The first and eight more."""
TWICE = 0.12
OVERTAKEN = 0.15


@dataclass(frozen=True, slots=True)
class ShopifyShop:
    """A shop; `secret` is the app's, and while it is not `installed` it hears of no order."""

    domain: str
    secret: str
    web_url: str
    postman: Postman
    chance: Random
    installed: Callable[[], bool] = lambda: True

    def open(self) -> None:
        """Do nothing: nobody tells an app that it was installed."""

    def tell(self, order: Order, act: ShopAct) -> None:
        """Send every webhook the action triggers, built now."""
        if self.installed():
            self.announce(self._news(order, act), order.updated_at)

    def announce(self, news: Sequence[tuple[str, Any]], triggered_at: datetime) -> None:
        """Send the webhooks of one action: topics with their bodies."""
        event_id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        for topic, body in news:
            delivery = self.delivery(topic, body, event_id, triggered_at)
            late = self.chance.random() < OVERTAKEN
            self.postman.send(delivery, self.chance.uniform(1, 3) if late else 0)
            if self.chance.random() < TWICE:
                self.postman.send(delivery, self.chance.uniform(0.05, 4))

    def delivery(self, topic: str, body: Any, event_id: str, triggered_at: datetime) -> Delivery:
        """Write and sign one delivery; its webhook id is new."""
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Shopify-Captain-Hook",
            "X-Shopify-Topic": topic,
            "X-Shopify-Hmac-Sha256": signature(raw, self.secret),
            "X-Shopify-Shop-Domain": self.domain,
            "X-Shopify-API-Version": API_VERSION,
            "X-Shopify-Webhook-Id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "X-Shopify-Event-Id": event_id,
            "X-Shopify-Triggered-At": triggered_at.isoformat().replace("+00:00", "Z"),
        }
        return Delivery(topic, f"{self.web_url}/webhooks/shopify", headers, raw, TRIES)

    def _news(self, order: Order, act: ShopAct) -> Sequence[tuple[str, Any]]:
        whole = order_body(order, self.domain)
        match act:
            case ShopAct.PLACED:
                return [("orders/create", whole)]
            case ShopAct.SHIPPED:
                sent = fulfilment_body(order, order.parcels[-1])
                return [("fulfillments/create", sent), ("orders/updated", whole)]
            case ShopAct.CANCELLED:
                return [("orders/cancelled", whole), ("orders/updated", whole)]
            case _:
                return [("orders/updated", whole)]
