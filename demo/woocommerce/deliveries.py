"""Let webhooks wait, and send them when the site's background queue runs; decides no event.

As observed: a body is built when it is sent; what waits for a webhook and a thing is not queued
twice; nothing is ever sent a second time; too many failures in a row switch a webhook off. The real
queue runs with a visit, once a minute at most. Here any visit or REST call makes it run, and it
runs by itself every few seconds.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.shops.delivery import signature
from demo.shops.postman import Tally
from demo.woocommerce.outward import Outward
from demo.woocommerce.site import WOOCOMMERCE, WORDPRESS, Site
from demo.woocommerce.webhooks import Webhook, Webhooks

AGENT = f"WooCommerce/{WOOCOMMERCE} Hookshot (WordPress/{WORDPRESS})"
AFTER_A_VISIT = 0.3
_SUCCESS = range(200, 303)


@dataclass(slots=True)
class Deliveries:
    """The queue; `body_of` writes what a webhook says of a thing now."""

    site: Site
    webhooks: Webhooks
    body_of: Callable[[Webhook, Any], bytes]
    now: Callable[[], datetime]
    outward: Outward
    tally: Tally = field(default_factory=Tally)
    waiting: dict[tuple[int, str], Any] = field(default_factory=dict)
    changed: Callable[[], None] = lambda: None
    _visited: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Lock = field(default_factory=asyncio.Lock)

    def queue(self, topic: str, thing: Any) -> None:
        """Let every active webhook of a topic wait for its turn to tell of a thing."""
        for webhook in self.webhooks.listening(topic):
            self.wait(webhook.id, thing)

    def wait(self, webhook: int, thing: Any) -> None:
        """Let one webhook wait, unless it does already."""
        self.waiting.setdefault((webhook, json.dumps(thing, sort_keys=True)), thing)

    def visited(self) -> None:
        """Let the queue run soon: somebody has looked at the site."""
        self._visited.set()

    async def keep_running(self, tick: float) -> None:
        """Run the queue with visits, and otherwise every `tick` seconds, until cancelled."""
        while True:
            try:
                await asyncio.wait_for(self._visited.wait(), tick)
                await asyncio.sleep(AFTER_A_VISIT)
            except TimeoutError:
                pass
            self._visited.clear()
            await self.run()

    async def run(self) -> None:
        """Send everything that waits now, one after the other."""
        async with self._running:
            for waiting in list(self.waiting):
                thing = self.waiting.pop(waiting)
                webhook = self.webhooks.find(waiting[0])
                if webhook and webhook.status == "active":
                    await self._deliver(webhook, thing)

    async def ping(self, webhook: Webhook) -> None:
        """Greet an address, unsigned; whether it answers changes nothing."""
        headers = {"User-Agent": AGENT, "Content-Type": "application/x-www-form-urlencoded"}
        body = f"webhook_id={webhook.id}".encode()
        await self.outward.post(webhook.delivery_url, headers, body, follow=True)

    async def _deliver(self, webhook: Webhook, thing: Any) -> None:
        body = self.body_of(webhook, thing)
        headers = {"User-Agent": AGENT, **signed_headers(webhook, body, self.site, self.now())}
        answer = await self.outward.post(webhook.delivery_url, headers, body, follow=False)
        if answer in _SUCCESS:
            self.tally.delivered += 1
            webhook.note_success()
        else:
            self.tally.refused += 1
            webhook.note_failure()
        self.changed()


def signed_headers(webhook: Webhook, body: bytes, site: Site, now: datetime) -> dict[str, str]:
    """Return the headers of a delivery."""
    # Not unique, as WordPress makes it: the deliveries of one webhook in one second share it.
    second = f"{site.home}{webhook.id}{int(now.timestamp())}"
    return {
        "Content-Type": "application/json",
        "X-WC-Webhook-Source": f"{site.home}/",
        "X-WC-Webhook-Topic": webhook.topic,
        "X-WC-Webhook-Resource": webhook.resource,
        "X-WC-Webhook-Event": webhook.event,
        "X-WC-Webhook-Signature": signature(body, webhook.secret),
        "X-WC-Webhook-ID": str(webhook.id),
        "X-WC-Webhook-Delivery-ID": hashlib.sha256(second.encode()).hexdigest()[:32],
    }
