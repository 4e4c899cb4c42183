"""Make, list, change and delete webhooks over REST; what they deliver is not decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.listing import Asked, only_fields, page_of
from demo.woocommerce.rest_body import sent_object
from demo.woocommerce.rest_errors import (
    RestError,
    bad_parameter,
    missing_parameter,
    needs_force,
    no_such,
)
from demo.woocommerce.webhooks import (
    ACTIVE,
    DISABLED,
    PAUSED,
    Webhook,
    is_topic,
    webhook_document,
)

_LIST = "/wp-json/wc/v3/webhooks"
_ONE = _LIST + "/{webhook:[0-9]+}"
_STATUSES = (ACTIVE, PAUSED, DISABLED)


@dataclass(frozen=True, slots=True)
class RestWebhooks:
    """The webhooks under wc/v3."""

    back: Backoffice
    door: KeyAuthentication

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(_LIST, self._list),
            web.post(_LIST, self._make),
            web.get(_ONE, self._one),
            web.put(_ONE, self._change),
            web.post(_ONE, self._change),
            web.delete(_ONE, self._delete),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        asked, status = Asked.by(request), request.query.get("status", "all")
        if status not in {"all", *_STATUSES}:
            raise bad_parameter("status", "status is not one of all, active, paused and disabled.")
        kept = [one for one in self.back.webhooks.all() if status in {"all", one.status}]
        if include := asked.ids("include"):
            kept = [one for one in kept if one.id in include]
        if search := asked.told.get("search", "").lower():
            kept = [one for one in kept if search in one.name.lower()]
        if asked.told.get("order") == "asc":
            kept.reverse()
        return page_of(request, kept, self.back.site, self._document)

    async def _make(self, request: web.Request) -> web.Response:
        user = self.door.manager(request, "create")
        told = await sent_object(request)
        for name in ("topic", "delivery_url"):
            if not told.get(name):
                raise missing_parameter(name)
        self._check(told)
        webhook = self.back.webhooks.make(
            str(told["topic"]), str(told["delivery_url"]), user.id, self.back.now()
        )
        # Whatever status is asked for, a new one is active.
        self._write(webhook, {name: told[name] for name in ("name", "secret") if told.get(name)})
        await self.back.deliveries.ping(webhook)
        return as_json(self._document(webhook), 201)

    async def _one(self, request: web.Request) -> web.Response:
        self.door.manager(request, "view")
        return self._told(request, self._wanted(request))

    async def _change(self, request: web.Request) -> web.Response:
        self.door.manager(request, "edit")
        webhook, told = self._wanted(request), await sent_object(request)
        self._check(told)
        before = webhook.delivery_url
        self._write(webhook, told)
        if webhook.delivery_url != before and webhook.status == ACTIVE:
            await self.back.deliveries.ping(webhook)
        return self._told(request, webhook)

    async def _delete(self, request: web.Request) -> web.Response:
        self.door.manager(request, "delete")
        webhook = self._wanted(request)
        if not Asked.by(request).flag("force"):
            raise needs_force("Webhooks")
        self.back.webhooks.remove(webhook.id)
        return self._told(request, webhook)

    def _check(self, told: Mapping[str, Any]) -> None:
        if "topic" in told and not is_topic(str(told["topic"])):
            raise RestError(
                400,
                "woocommerce_rest_shop_webhook_invalid_topic",
                "Webhook topic must be valid.",
            )
        address = str(told.get("delivery_url", "http://")).lower()
        if not address.startswith(("http://", "https://")):
            raise RestError(
                400,
                "woocommerce_rest_shop_webhook_invalid_delivery_url",
                "Webhook delivery URL must be a valid URL starting with http:// or https://.",
            )
        if told.get("status", ACTIVE) not in _STATUSES:
            raise bad_parameter("status", "status is not one of active, paused and disabled.")

    def _write(self, webhook: Webhook, told: Mapping[str, Any]) -> None:
        for name in ("name", "status", "topic", "delivery_url", "secret"):
            if name in told:
                setattr(webhook, name, str(told[name]))
        webhook.modified_at = self.back.now()

    def _wanted(self, request: web.Request) -> Webhook:
        webhook = self.back.webhooks.find(int(request.match_info["webhook"][:18]))
        if webhook is None:
            raise no_such("shop_webhook")
        return webhook

    def _document(self, webhook: Webhook) -> dict[str, Any]:
        return webhook_document(webhook, self.back.site)

    def _told(self, request: web.Request, webhook: Webhook) -> web.Response:
        return as_json(only_fields(Asked.by(request), self._document(webhook)))
