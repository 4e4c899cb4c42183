"""Do to orders what WooCommerce does, and let its webhooks wait for it; knows no HTTP.

Which events follow which act is as observed on a store with HPOS: an order thrown away for good
tells nobody, and neither does one that REST takes out of the bin.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from demo.woocommerce import order_changes
from demo.woocommerce.deliveries import Deliveries
from demo.woocommerce.fulfilments import written_status
from demo.woocommerce.json_text import encoded
from demo.woocommerce.keys import Keys
from demo.woocommerce.order_documents import order_document
from demo.woocommerce.order_record import TRASH, OrderRecord, Orders
from demo.woocommerce.outward import Outward
from demo.woocommerce.rest_errors import may_not, no_such
from demo.woocommerce.site import Site
from demo.woocommerce.users import Users
from demo.woocommerce.webhooks import Webhook, Webhooks

Changed = Callable[[OrderRecord], None]


class Backoffice:
    """One site's shop. `on_change` hears of each order that somebody else than a story changes."""

    def __init__(self, site: Site, now: Callable[[], datetime], outward: Outward) -> None:
        self.site = site
        self.now = now
        self.users = Users(site.email)
        self.keys = Keys()
        self.orders = Orders()
        self.webhooks = Webhooks()
        self.deliveries = Deliveries(site, self.webhooks, self._told, now, outward)
        self.on_change: list[Changed] = []

    def place(self, order: OrderRecord) -> None:
        """Take an order in whose checkout is done; the block checkout tells it backwards."""
        self.orders.add(order)
        events = ["order.created", "order.updated"]
        for event in reversed(events) if order.created_via == "store-api" else events:
            self.deliveries.queue(event, order.id)
        self.act("woocommerce_new_order", order.id)

    def touch(self, order: OrderRecord) -> None:
        """Tell that an order has changed, even if nothing of it has."""
        order.modified_at = self.now()
        self.deliveries.queue("order.updated", order.id)
        for hears in self.on_change:
            hears(order)

    def set_status(self, order: OrderRecord, status: str) -> None:
        """Give an order another status; out of the bin it comes without a word."""
        was_in_bin = order.in_bin
        moved = order_changes.move_to(self.orders, order, status, self.now())
        if was_in_bin:
            order.modified_at = self.now()
            return
        if moved:
            self.act(f"woocommerce_order_status_{status}", order.id)
        self.touch(order)

    def write_meta(self, order: OrderRecord, told: Mapping[str, Any]) -> None:
        """Write meta entries by their keys; None takes one away."""
        for key, value in told.items():
            order_changes.write_meta(self.orders, order, key, value)
        self.touch(order)

    def trash(self, order: OrderRecord) -> None:
        """Throw an order into the bin."""
        if order.in_bin:
            return
        order.before_trash, order.status, order.modified_at = order.status, TRASH, self.now()
        self.deliveries.queue("order.deleted", order.id)

    def untrash(self, order: OrderRecord) -> None:
        """Take an order out of the bin as the admin does."""
        if not order.in_bin:
            return
        order.status, order.modified_at = order.before_trash or "pending", self.now()
        self.deliveries.queue("order.restored", order.id)

    def erase(self, order: OrderRecord) -> None:
        """Delete an order for good; nobody is told."""
        self.orders.remove(order.id)

    def add_note(
        self, order: OrderRecord, text: str, *, to_customer: bool, author: str
    ) -> dict[str, Any]:
        """Write a note; one to the shopper is told to whoever listens to its hook."""
        written = order_changes.note(
            self.orders, text, self.now(), to_customer=to_customer, author=author
        )
        order.notes.append(written)
        if to_customer:
            told = {"order_id": order.id, "customer_note": text}
            self.act("woocommerce_new_customer_note", told)
        return written

    def fulfilments_changed(self, order: OrderRecord) -> None:
        """Note how much of an order is fulfilled, and tell of it."""
        self.write_meta(order, {"_fulfillment_status": written_status(order)})

    def act(self, hook: str, thing: Any) -> None:
        """Let a PHP hook be heard by the webhooks that listen to it; objects arrive empty."""
        self.deliveries.queue(f"action.{hook}", thing)

    def remove_user(self, user: int) -> None:
        """Delete somebody's account; their keys go with it, and webhooks stay."""
        self.users.remove(user)
        self.keys.revoke_of(user)

    def _told(self, webhook: Webhook, thing: Any) -> bytes:
        if webhook.resource == "action":
            return encoded({"action": webhook.event, "arg": thing})
        if webhook.event == "deleted":
            return encoded({"id": thing})
        user, order = self.users.find(webhook.user), self.orders.find(thing)
        if user is None or not user.manager:
            return encoded(may_not("view", known=user is not None).body())
        if order is None:
            return encoded(no_such("shop_order").body())
        return encoded(order_document(order, self.site))
