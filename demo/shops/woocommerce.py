"""Speak as a WooCommerce shop does: its headers, its queue and its manners; decides no story.

Manners, on purpose: the body is built when it is delivered and a waiting delivery is not queued
twice, so bursts melt into one; created may come after updated; nothing is sent a second time.
"""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from demo.clock import StoryClock
from demo.orders import Order
from demo.shops.delivery import Delivery, signature
from demo.shops.postman import Postman
from demo.shops.woocommerce_bodies import order_body
from demo.stories import ShopAct

WEBHOOK_IDS = {"order.created": 1, "order.updated": 2}


@dataclass(frozen=True, slots=True)
class WooCommerceShop:
    """A shop whose webhooks go to an address only it knows; `secret` is the webhooks'.

    `longest_wait` is how many real seconds it may take until the shop's background queue runs.
    """

    key: str
    secret: str
    web_url: str
    site: str
    postman: Postman
    chance: Random
    clock: StoryClock
    longest_wait: float = 2.5
    _latest: dict[int, Order] = field(default_factory=dict)
    _waiting: set[tuple[str, int]] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Return where the webhooks go."""
        return f"{self.web_url}/webhooks/woocommerce/{self.key}"

    def open(self) -> None:
        """Send the unsigned ping of each new webhook."""
        for webhook_id in WEBHOOK_IDS.values():
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": "WooCommerce/10.5.0 Hookshot (WordPress/7.1.4)",
            }
            body = f"webhook_id={webhook_id}".encode()
            self.postman.send(Delivery("ping", self.address, headers, body))

    def tell(self, order: Order, act: ShopAct) -> None:
        """Queue what the action triggers; the bodies are built when the queue runs."""
        self._latest[order.platform_id] = order
        for topic in _topics(act):
            waiting = (topic, order.platform_id)
            if waiting not in self._waiting:
                self._waiting.add(waiting)
                delay = self.chance.uniform(0.04, 1) * self.longest_wait
                asyncio.get_running_loop().call_later(delay, self._deliver, *waiting)

    def _deliver(self, topic: str, order_id: int) -> None:
        self._waiting.discard((topic, order_id))
        order = self._latest[order_id]
        if order.all_sent or order.cancelled_at:
            # Nothing more will happen to it in the shop; a later delivery has its own turn.
            self._forget_unless_waiting(order_id)
        self.postman.send(self.delivery(topic, order, self.clock.now()))

    def _forget_unless_waiting(self, order_id: int) -> None:
        if not any(waiting == order_id for _, waiting in self._waiting):
            del self._latest[order_id]

    def delivery(self, topic: str, order: Order, now: datetime) -> Delivery:
        """Write and sign one delivery."""
        body = json.dumps(order_body(order, self.site), separators=(",", ":"))
        raw = body.replace("/", "\\/").encode("ascii")
        webhook_id = WEBHOOK_IDS[topic]
        second = f"{webhook_id}{int(now.timestamp())}"
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "WooCommerce/10.5.0 Hookshot (WordPress/7.1.4)",
            "X-WC-Webhook-Source": f"{self.site}/",
            "X-WC-Webhook-Topic": topic,
            "X-WC-Webhook-Resource": "order",
            "X-WC-Webhook-Event": topic.removeprefix("order."),
            "X-WC-Webhook-Signature": signature(raw, self.secret),
            "X-WC-Webhook-ID": str(webhook_id),
            # As WordPress makes it: not unique, orders of one second share it.
            "X-WC-Webhook-Delivery-ID": hashlib.sha256(second.encode()).hexdigest()[:32],
        }
        return Delivery(topic, self.address, headers, raw)


def _topics(act: ShopAct) -> Sequence[str]:
    created = ("order.created",) if act is ShopAct.PLACED else ()
    return (*created, "order.updated")
