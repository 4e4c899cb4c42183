"""Answer what REST asks of an order's fulfilments; switched off, they are not there."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.woocommerce import fulfilments
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.rest_body import sent_object
from demo.woocommerce.rest_errors import RestError, no_route
from demo.woocommerce.rest_orders import ORDER, wanted_order

_LIST = ORDER + "/fulfillments"
_ONE = _LIST + "/{fulfilment:[0-9]+}"


@dataclass(frozen=True, slots=True)
class RestFulfilments:
    """Fulfilments, below their order."""

    back: Backoffice
    door: KeyAuthentication

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(_LIST, self._list),
            web.post(_LIST, self._make),
            web.get(_ONE, self._one),
            web.put(_ONE, self._change),
            web.delete(_ONE, self._delete),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        return as_json(self._order(request, "list").fulfilments)

    async def _make(self, request: web.Request) -> web.Response:
        order, told = self._order(request, "create"), await sent_object(request)
        made = fulfilments.make(self.back.orders, order, told, self.back.now())
        self.back.fulfilments_changed(order)
        return as_json(made, 201)

    async def _one(self, request: web.Request) -> web.Response:
        return as_json(_wanted(self._order(request, "view"), request))

    async def _change(self, request: web.Request) -> web.Response:
        order, told = self._order(request, "edit"), await sent_object(request)
        fulfilment = _wanted(order, request)
        fulfilments.change(self.back.orders, fulfilment, told, self.back.now())
        self.back.fulfilments_changed(order)
        return as_json(fulfilment)

    async def _delete(self, request: web.Request) -> web.Response:
        order = self._order(request, "delete")
        fulfilments.remove(order, _wanted(order, request))
        self.back.fulfilments_changed(order)
        return as_json({"message": "Fulfillment deleted successfully."})

    def _order(self, request: web.Request, what: str) -> OrderRecord:
        if not self.back.site.fulfilments:
            self.door.user(request)
            raise no_route()
        self.door.manager(request, what)
        return wanted_order(self.back, request)


def _wanted(order: OrderRecord, request: web.Request) -> dict[str, Any]:
    found = fulfilments.find(order, int(request.match_info["fulfilment"][:18]))
    if found is None:
        raise RestError(404, "woocommerce_rest_fulfillment_invalid_id", "Invalid ID.")
    return found
