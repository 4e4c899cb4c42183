"""Keep the webhooks somebody has made at the pretend site; delivers nothing."""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from demo.woocommerce.order_documents import links
from demo.woocommerce.site import Site, gmt

ACTIVE, PAUSED, DISABLED = "active", "paused", "disabled"
MOST_FAILURES = 5
"""A webhook that has failed oftener than this, without a success between, is switched off."""
_HOOKS = {
    "created": ["woocommerce_new_{}"],
    "updated": ["woocommerce_update_{}"],
    "deleted": ["wp_trash_post", "woocommerce_trash_{}"],
    "restored": ["untrashed_post", "woocommerce_untrash_{}"],
}
_RESOURCES = ("coupon", "customer", "order", "product")
_OWN_HOOKS = ("woocommerce_", "wc_")


@dataclass(slots=True)
class Webhook:
    """One webhook; what it tells is what its `user` may see. `failures` are those in a row."""

    id: int
    name: str
    topic: str
    delivery_url: str
    secret: str = field(repr=False)
    user: int
    created_at: datetime
    modified_at: datetime
    status: str = ACTIVE
    failures: int = 0

    @property
    def resource(self) -> str:
        """Return the first part of the topic."""
        return self.topic.partition(".")[0]

    @property
    def event(self) -> str:
        """Return the rest of the topic."""
        return self.topic.partition(".")[2]

    def note_success(self) -> None:
        """Begin to count anew."""
        self.failures = 0

    def note_failure(self) -> None:
        """Count one more, or switch the webhook off when that is too many; the count stays."""
        if self.failures > MOST_FAILURES:
            self.status = DISABLED
        else:
            self.failures += 1


def is_topic(topic: str) -> bool:
    """Tell whether a webhook may have this topic."""
    resource, _, event = topic.partition(".")
    if resource == "action":
        return event.startswith(_OWN_HOOKS)
    return resource in _RESOURCES and event in _HOOKS


def webhook_document(webhook: Webhook, site: Site) -> dict[str, Any]:
    """Write a webhook as REST does: without its secret and its failures."""
    resource, event = webhook.resource, webhook.event
    hooks = [event] if resource == "action" else [h.format(resource) for h in _HOOKS[event]]
    return {
        "id": webhook.id,
        "name": webhook.name,
        "status": webhook.status,
        "topic": webhook.topic,
        "resource": resource,
        "event": event,
        "hooks": hooks,
        "delivery_url": webhook.delivery_url,
        "date_created": site.local(webhook.created_at),
        "date_created_gmt": gmt(webhook.created_at),
        "date_modified": site.local(webhook.modified_at),
        "date_modified_gmt": gmt(webhook.modified_at),
        "_links": links(site, f"webhooks/{webhook.id}"),
    }


class Webhooks:
    """The webhooks of one site; nothing stops two that are alike."""

    def __init__(self) -> None:
        self._webhooks: dict[int, Webhook] = {}
        self._last = 0

    def make(self, topic: str, delivery_url: str, user: int, now: datetime) -> Webhook:
        """Make a webhook, with a secret that nobody can read, and that may be set."""
        self._last += 1
        webhook = Webhook(
            id=self._last,
            name=f"Webhook created on {now:%Y-%m-%d %H:%M}",
            topic=topic,
            delivery_url=delivery_url,
            secret=secrets.token_urlsafe(48)[:50],
            user=user,
            created_at=now,
            modified_at=now,
        )
        self._webhooks[webhook.id] = webhook
        return webhook

    def all(self) -> Iterator[Webhook]:
        """Yield every webhook, the newest first."""
        return reversed(self._webhooks.values())

    def find(self, webhook: int) -> Webhook | None:
        """Return a webhook, or None."""
        return self._webhooks.get(webhook)

    def listening(self, topic: str) -> list[Webhook]:
        """Return the active webhooks of a topic, the oldest first."""
        known = self._webhooks.values()
        return [one for one in known if one.topic == topic and one.status == ACTIVE]

    def remove(self, webhook: int) -> None:
        """Delete a webhook."""
        self._webhooks.pop(webhook, None)

    def written(self) -> dict[str, Any]:
        """Return everything, to be kept in a file."""
        every = [asdict(one) for one in self._webhooks.values()]
        for told in every:
            told |= {at: told[at].isoformat() for at in ("created_at", "modified_at")}
        return {"last": self._last, "webhooks": every}

    def restore(self, told: dict[str, Any]) -> None:
        """Go on with what was kept."""
        self._last = told["last"]
        for kept in told["webhooks"]:
            moments = {at: datetime.fromisoformat(kept[at]) for at in ("created_at", "modified_at")}
            self._webhooks[kept["id"]] = Webhook(**(kept | moments))
