"""Show a plain admin with the app in its frame, and answer what the frame asks; keeps no state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from demo.orders import Order
from demo.shopify.extensions import Extensions
from demo.shopify.frames import frame_address, with_more
from demo.shopify.merchant import PLANS, Merchant
from demo.shopify.order_nodes import order_node
from demo.shopify.pages import AdminPages
from demo.shopify.proofs import id_token
from demo.shopify.stores import STAFF, Store
from demo.stories import Scan

_STORE = "/admin/{handle:[a-z0-9][a-z0-9-]*}"


@dataclass(frozen=True, slots=True)
class Admin:
    """The admin's pages; `base` is the path the simulator is mounted at."""

    merchant: Merchant
    pages: AdminPages
    extensions: Extensions
    now: Callable[[], datetime]
    base: str

    def routes(self) -> list[web.RouteDef]:
        """Return the pages' addresses."""
        return [
            web.get("/admin", self._first),
            web.get(_STORE, self._home),
            web.get(_STORE + "/orders/{order:[0-9]+}", self._order),
            web.get(_STORE + "/app{path:(/.*)?}", self._app),
            web.get(_STORE + "/blocks", self._blocks),
            web.get(_STORE + "/plans", self._plans),
            web.post(_STORE + "/id-token", self._id_token),
            web.get(_STORE + "/extensions", self._extensions),
            web.post(_STORE + "/scopes", self._scopes),
        ]

    def store(self, request: web.Request) -> Store:
        """Return the shop an address names; raise HTTPNotFound."""
        store = self.merchant.stores.by_handle(request.match_info["handle"])
        if store is None:
            raise web.HTTPNotFound
        return store

    def order(self, request: web.Request) -> Order:
        """Return the order an address names; raise HTTPNotFound."""
        order = self.store(request).order(int(request.match_info["order"][:20]))
        if order is None:
            raise web.HTTPNotFound
        return order

    def page(self, template: str, store: Store, here: str, **values: object) -> web.Response:
        """Answer with a page of a shop's admin."""
        return self.pages.page(
            template, store=store, here=here, app=self.merchant.app, base=self.base, **values
        )

    async def _first(self, _: web.Request) -> web.Response:
        first = self.merchant.stores.all()[0]
        where = "/app" if first.account.installed else ""
        raise web.HTTPFound(f"{self.base}/admin/{first.handle}{where}")

    async def _home(self, request: web.Request) -> web.Response:
        store = self.store(request)
        newest = sorted(store.orders(), key=lambda order: order.placed_at, reverse=True)
        return self.page("orders.html", store, "orders", orders=newest[:100])

    async def _order(self, request: web.Request) -> web.Response:
        store, order = self.store(request), self.order(request)
        node = order_node(store, order)
        fulfilments = [
            (parcel, told, told["events"]({"first": 100})["nodes"])
            for parcel, told in zip(order.parcels, node["fulfillments"]({}), strict=True)
        ]
        return self.page(
            "order.html", store, "orders", order=order, fulfilments=fulfilments, scans=list(Scan)
        )

    async def _app(self, request: web.Request) -> web.Response:
        store, path = self.store(request), request.match_info["path"]
        if not store.account.installed:
            raise web.HTTPFound(f"{self.base}/admin/{store.handle}")
        framed = frame_address(self.merchant.app, store, request.host, self.now(), path)
        return self.page("app.html", store, "app", framed=with_more(framed, request.query))

    async def _blocks(self, request: web.Request) -> web.Response:
        store = self.store(request)
        return self.page(
            "blocks.html",
            store,
            "blocks",
            blocks=self.extensions.blocks,
            wanted=request.query.get("wanted", ""),
        )

    async def _plans(self, request: web.Request) -> web.Response:
        return self.page("plans.html", self.store(request), "plans", plans=PLANS)

    async def _id_token(self, request: web.Request) -> web.Response:
        store = self.store(request)
        token = id_token(self.merchant.app.keys, store.domain, STAFF, self.now())
        return web.json_response({"token": token}, headers={"Cache-Control": "no-store"})

    async def _extensions(self, request: web.Request) -> web.Response:
        return web.json_response(self.extensions.state(self.store(request).active_blocks))

    async def _scopes(self, request: web.Request) -> web.Response:
        """Answer shopify.scopes: query, request (the page has asked the merchant), revoke."""
        store, told = self.store(request), await request.json()
        wanted = [str(scope) for scope in told.get("scopes", ())]
        if told.get("do") == "request":
            self.merchant.grant(store, wanted)
        elif told.get("do") == "revoke":
            self.merchant.revoke(store, wanted)
        app = self.merchant.app
        return web.json_response(
            {
                "granted": sorted(store.account.scopes),
                "required": sorted(app.scopes),
                "optional": sorted(app.optional_scopes),
            }
        )
