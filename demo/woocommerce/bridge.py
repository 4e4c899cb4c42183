"""Let the pretend WordPress (PHP) see and change the pretend shop's orders; nobody else may ask.

The PHP side is started by `php_side.py` with these settings in its environment:

    PRETEND_SITE    this bridge's address, http://127.0.0.1:<port>/woocommerce/pretend
    PRETEND_SECRET  goes with every question, in the header X-Pretend-Secret
    PRETEND_STATE   a folder of its own, kept from run to run
    PRETEND_PLUGIN  where our plugin lies
    PRETEND_FRAMME  the address of the product that the merchant has entered in the plugin

and gets visitors' requests through `proxy.py`, which keeps path, query, body, cookies and Host, and
adds X-Pretend-Home (the site's home, no trailing slash), X-Forwarded-For (the visitor's address)
and, where WooCommerce keys have been proven, X-Pretend-User (a WordPress user's id). None of the
X-Pretend headers can come from outside.

Everything here speaks JSON. An order is written exactly as WooCommerce's REST interface writes it,
a trashed one with the status "trash"; an order that is not there is 404, a wrong secret 403.

    GET    site                          {"home","name","description","language","time_zone",
                                          "currency","email","country","fulfillments": bool,
                                          "woocommerce","wordpress","storage",
                                          "statuses": {"processing": "Processing", ...}}
    GET    orders/<id>                   the order
    GET    orders?ids=31,36              {"orders": [...], "total", "pages"}, newest first
    GET    orders?customer=<id>&page=1&per_page=10      the same; no bin, no checkout drafts
    GET    orders?page=1                 the same, everybody's
    GET    orders?search=<text>          the same: part of a name, e-mail, number
    PUT    orders/<id>/meta              {"key": value or null, ...}: the order; order.updated
    PUT    orders/<id>/status            {"status": "completed"}: the order; order.updated
    POST   orders/<id>/untrash           the order; order.restored
    DELETE orders/<id>                   into the bin: {"id"}; order.deleted
    DELETE orders/<id>?force=true        for good: {"id"}; no webhook tells of it
    GET    orders/<id>/fulfillments      a list, as under wc/v3; empty while they are switched off
    POST   action                        {"hook": "wc_framme_event", "arg": ...}: {}; lets the
                                          webhooks of topic action.<hook> go out
    GET    customers                     {"customers": [...]}: those who have an account
    GET    customers/<id>                one, as under wc/v3

A webhook goes out when the shop's queue runs, a moment later.
"""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.order_documents import customer_document, order_document
from demo.woocommerce.order_record import OrderRecord
from demo.woocommerce.order_search import OrderQuery, found
from demo.woocommerce.site import STATUSES, STORAGE, WOOCOMMERCE, WORDPRESS

BELOW = "/pretend"
SECRET = "X-Pretend-Secret"  # noqa: S105 - the header's name
_PER_PAGE = 10
_ORDER = BELOW + "/orders/{order:[0-9]{1,18}}"
Answer = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Answers those who know the secret; `secret` is a new one in each run."""

    back: Backoffice
    secret: str

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses, below the site's."""
        return [
            web.get(BELOW + "/site", self._asked(self._site)),
            web.get(BELOW + "/orders", self._asked(self._orders)),
            web.get(_ORDER, self._asked(self._order)),
            web.delete(_ORDER, self._asked(self._delete)),
            web.put(_ORDER + "/meta", self._asked(self._meta)),
            web.put(_ORDER + "/status", self._asked(self._status)),
            web.post(_ORDER + "/untrash", self._asked(self._untrash)),
            web.get(_ORDER + "/fulfillments", self._asked(self._fulfillments)),
            web.post(BELOW + "/action", self._asked(self._action)),
            web.get(BELOW + "/customers", self._asked(self._customers)),
            web.get(BELOW + "/customers/{customer:[0-9]{1,9}}", self._asked(self._customer)),
        ]

    def _asked(self, answer: Answer) -> Answer:
        async def guarded(request: web.Request) -> web.Response:
            claimed = request.headers.get(SECRET, "")
            if not hmac.compare_digest(claimed.encode(), self.secret.encode()):
                return as_json({"code": "forbidden"}, 403)
            try:
                return await answer(request)
            except web.HTTPNotFound:
                return as_json({"code": "not_found"}, 404)
            except ValueError as error:
                return as_json({"code": "invalid", "message": str(error)}, 400)

        return guarded

    async def _site(self, _: web.Request) -> web.Response:
        site = self.back.site
        return as_json(
            {
                "home": site.home,
                "name": site.name,
                "description": site.description,
                "language": site.language,
                "time_zone": site.time_zone,
                "currency": site.currency,
                "email": site.email,
                "country": site.country,
                "fulfillments": site.fulfilments,
                "woocommerce": WOOCOMMERCE,
                "wordpress": WORDPRESS,
                "storage": STORAGE,
                "statuses": STATUSES,
            }
        )

    async def _orders(self, request: web.Request) -> web.Response:
        told = request.query
        query = OrderQuery(
            include=_numbers(told.get("ids")),
            customer=int(told["customer"]) if "customer" in told else None,
            search=told.get("search", ""),
            drafts=False,
        )
        orders = found(self.back.orders.all(), query)
        page, size = int(told.get("page", "1")), int(told.get("per_page", str(_PER_PAGE)))
        if page < 1 or size < 1:
            raise ValueError("page and per_page count from 1")
        shown = orders[(page - 1) * size : page * size]
        return as_json(
            {
                "orders": [order_document(order, self.back.site) for order in shown],
                "total": len(orders),
                "pages": -(-len(orders) // size),
            }
        )

    async def _order(self, request: web.Request) -> web.Response:
        return self._told(self._wanted(request))

    async def _meta(self, request: web.Request) -> web.Response:
        order = self._wanted(request)
        self.back.write_meta(order, await _object(request))
        return self._told(order)

    async def _status(self, request: web.Request) -> web.Response:
        order, told = self._wanted(request), await _object(request)
        status = str(told.get("status", "")).removeprefix("wc-")
        if status not in STATUSES:
            raise ValueError("there is no such status")
        self.back.set_status(order, status)
        return self._told(order)

    async def _untrash(self, request: web.Request) -> web.Response:
        order = self._wanted(request)
        self.back.untrash(order)
        return self._told(order)

    async def _delete(self, request: web.Request) -> web.Response:
        order = self._wanted(request)
        if request.query.get("force") in {"true", "1"}:
            self.back.erase(order)
        else:
            self.back.trash(order)
        return as_json({"id": order.id})

    async def _fulfillments(self, request: web.Request) -> web.Response:
        kept = self._wanted(request).fulfilments
        return as_json(kept if self.back.site.fulfilments else [])

    async def _action(self, request: web.Request) -> web.Response:
        told = await _object(request)
        self.back.act(str(told.get("hook", "")), told.get("arg"))
        return as_json({})

    async def _customers(self, _: web.Request) -> web.Response:
        site = self.back.site
        everybody = (user for user in self.back.users.all() if user.is_customer)
        return as_json({"customers": [customer_document(user, site) for user in everybody]})

    async def _customer(self, request: web.Request) -> web.Response:
        user = self.back.users.find(int(request.match_info["customer"]))
        if user is None:
            raise web.HTTPNotFound
        return as_json(customer_document(user, self.back.site))

    def _wanted(self, request: web.Request) -> OrderRecord:
        order = self.back.orders.find(int(request.match_info["order"]))
        if order is None:
            raise web.HTTPNotFound
        return order

    def _told(self, order: OrderRecord) -> web.Response:
        return as_json(order_document(order, self.back.site))


async def _object(request: web.Request) -> Mapping[str, Any]:
    # PHP writes an array with nothing in it as a list.
    told = await request.json() or {}
    if not isinstance(told, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 - what was sent is wrong
    return told


def _numbers(listed: str | None) -> frozenset[int] | None:
    if listed is None:
        return None
    return frozenset(int(one) for one in listed.split(",") if one.strip())
