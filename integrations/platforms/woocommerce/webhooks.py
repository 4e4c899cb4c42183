"""See to a shop's webhooks: those we need are there once and active, and no others of ours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from domain.shop_api import ShopSession
from domain.shop_sites import WebhookCare
from integrations.platforms.woocommerce.events import (
    GONE_TOPIC,
    NOTE_TOPIC,
    ORDER_TOPICS,
    PLUGIN_TOPIC,
)
from integrations.platforms.woocommerce.rest import Question, Rest

NEEDED = (*ORDER_TOPICS, GONE_TOPIC, NOTE_TOPIC, PLUGIN_TOPIC)
_WEBHOOKS = "wc/v3/webhooks"
_ACTIVE = "active"
_PER_PAGE = 100
_MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class _Webhook:
    id: int
    topic: str
    address: str
    active: bool


def keep_webhooks(
    rest: Rest, shop: ShopSession, address: str, secret: str, ours: str
) -> WebhookCare:
    """See that each webhook we need goes to `address`, and remove others that begin with `ours`.

    One that was switched off is made anew: its count of failures cannot be set back, and with that
    the next failure would switch it off again.
    """
    left = {webhook.id: webhook for webhook in _listed(rest, shop, ours)}
    made = remade = 0
    for topic in NEEDED:
        same = [w for w in left.values() if w.address == address and w.topic == topic]
        good = max((w.id for w in same if w.active), default=None)
        if good is not None:
            del left[good]
            continue
        _make(rest, shop, topic, address, secret)
        made, remade = made + (not same), remade + bool(same)
        for replaced in same:
            _remove(rest, shop, replaced)
            del left[replaced.id]
    return WebhookCare(made, remade, _remove_all(rest, shop, left.values()))


def remove_webhooks(rest: Rest, shop: ShopSession, ours: str) -> int:
    """Remove all webhooks that go to an address beginning with `ours`; return how many."""
    return _remove_all(rest, shop, list(_listed(rest, shop, ours)))


def _listed(rest: Rest, shop: ShopSession, ours: str) -> Iterator[_Webhook]:
    for page in range(1, _MOST_PAGES + 1):
        params = {"per_page": str(_PER_PAGE), "page": str(page), "orderby": "id", "order": "asc"}
        rows = rest.get(shop, _WEBHOOKS, params).rows
        for row in rows:
            address, number = row.get("delivery_url"), row.get("id")
            if isinstance(number, int) and isinstance(address, str) and address.startswith(ours):
                active = row.get("status") == _ACTIVE
                yield _Webhook(number, str(row.get("topic")), address, active)
        if len(rows) < _PER_PAGE:
            return


def _make(rest: Rest, shop: ShopSession, topic: str, address: str, secret: str) -> None:
    data = {"name": "Framme", "topic": topic, "delivery_url": address, "secret": secret}
    rest.change(shop, Question(_WEBHOOKS, method="POST", data=data))


def _remove_all(rest: Rest, shop: ShopSession, webhooks: Iterable[_Webhook]) -> int:
    return sum(_remove(rest, shop, webhook) for webhook in webhooks)


def _remove(rest: Rest, shop: ShopSession, webhook: _Webhook) -> int:
    """Remove a webhook; one that somebody else has removed already is as good."""
    where, also = f"{_WEBHOOKS}/{webhook.id}", frozenset({HTTPStatus.NOT_FOUND})
    rest.change(shop, Question(where, {"force": "true"}, "DELETE", also=also))
    return 1
