"""Answer what REST asks of orders, and change them; what a change sets off is the back office's."""

from dataclasses import dataclass

from aiohttp import web

from demo.woocommerce import order_changes
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.listing import Asked, only_fields, order_query, page_of
from demo.woocommerce.order_documents import order_document
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.order_search import found
from demo.woocommerce.rest_body import sent_object
from demo.woocommerce.rest_errors import RestError, no_such

ORDERS = "/wp-json/wc/v3/orders"
ORDER = ORDERS + "/{order:[0-9]+}"


@dataclass(frozen=True, slots=True)
class RestOrders:
    """The orders under wc/v3."""

    back: Backoffice
    door: KeyAuthentication

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(ORDERS, self._list),
            web.get(ORDER, self._one),
            web.put(ORDER, self._change),
            web.post(ORDER, self._change),
            web.delete(ORDER, self._delete),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        site, query = self.back.site, order_query(Asked.by(request), self.back.site)
        orders = found(self.back.orders.all(), query)
        return page_of(request, orders, site, lambda order: order_document(order, site))

    async def _one(self, request: web.Request) -> web.Response:
        self.door.manager(request, "view")
        return self._told(request, wanted_order(self.back, request))

    async def _change(self, request: web.Request) -> web.Response:
        self.door.manager(request, "edit")
        order, told = wanted_order(self.back, request), await sent_object(request)
        status = order_changes.checked_status(told)
        order_changes.apply(self.back.orders, order, told)
        if status and status != order.status:
            self.back.set_status(order, status)
        elif not order.in_bin:
            self.back.touch(order)
        return self._told(request, order)

    async def _delete(self, request: web.Request) -> web.Response:
        self.door.manager(request, "delete")
        order = wanted_order(self.back, request)
        before = self._told(request, order)
        if Asked.by(request).flag("force"):
            self.back.erase(order)
            return before
        if order.in_bin:
            raise RestError(
                410, "woocommerce_rest_already_trashed", "The Order has already been deleted."
            )
        self.back.trash(order)
        return before

    def _told(self, request: web.Request, order: OrderRecord) -> web.Response:
        document = order_document(order, self.back.site)
        return as_json(only_fields(Asked.by(request), document))


def wanted_order(back: Backoffice, request: web.Request) -> OrderRecord:
    """Return the order an address names; raise RestError."""
    order = back.orders.find(int(request.match_info["order"][:18]))
    if order is None:
        raise no_such("shop_order")
    return order
