"""Let the buttons of the pretend admin do what they say; shows no page of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from demo.shopify.admin import Admin
from demo.shopify.stores import Store
from demo.stories import Scan

_STORE = "/admin/{handle:[a-z0-9][a-z0-9-]*}"
_ORDER = _STORE + "/orders/{order:[0-9]+}"
Answer = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class AdminButtons:
    """The forms' addresses; each goes back to the page it was on."""

    admin: Admin

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.post(_STORE + "/install", self._install),
            web.post(_STORE + "/uninstall", self._uninstall),
            web.post(_STORE + "/sell", self._sell),
            web.post(_STORE + "/plan", self._plan),
            web.post(_STORE + "/block", self._block),
            web.post(_STORE + "/redact", self._redact),
            web.post(_STORE + "/protected-data", self._protected_data),
            web.post(_ORDER + "/{act:fulfil|cancel|data|redact}", self._order),
            web.post(_ORDER + "/scan", self._scan),
        ]

    async def _install(self, request: web.Request) -> web.Response:
        store = self.admin.store(request)
        self.admin.merchant.install(store)
        raise self._to(store, "/app")

    async def _uninstall(self, request: web.Request) -> web.Response:
        store = self.admin.store(request)
        self.admin.merchant.uninstall(store)
        raise self._to(store)

    async def _sell(self, request: web.Request) -> web.Response:
        store = self.admin.store(request)
        order = self.admin.merchant.sell(store)
        raise self._to(store, f"/orders/{order.platform_id}")

    async def _plan(self, request: web.Request) -> web.Response:
        store, plan = self.admin.store(request), str((await request.post()).get("plan", ""))
        try:
            self.admin.merchant.choose_plan(store, plan)
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        raise self._to(store, f"/app/plan?plan_handle={plan}")

    async def _block(self, request: web.Request) -> web.Response:
        store, handle = self.admin.store(request), str((await request.post()).get("handle", ""))
        if handle not in {block.handle for block in self.admin.extensions.blocks}:
            raise web.HTTPBadRequest(text="There is no such block.")
        store.active_blocks ^= {handle}
        raise self._to(store, "/blocks")

    async def _redact(self, request: web.Request) -> web.Response:
        store = self.admin.store(request)
        self.admin.merchant.redact_shop(store)
        raise self._to(store)

    async def _protected_data(self, request: web.Request) -> web.Response:
        store = self.admin.store(request)
        store.protected_data = not store.protected_data
        raise self._to(store)

    async def _order(self, request: web.Request) -> web.Response:
        store, order = self.admin.store(request), self.admin.order(request)
        merchant = self.admin.merchant
        acts = {
            "fulfil": merchant.fulfil,
            "cancel": merchant.cancel,
            "data": merchant.ask_for_data,
            "redact": merchant.redact_shopper,
        }
        acts[request.match_info["act"]](store, order)
        raise self._to(store, f"/orders/{order.platform_id}")

    async def _scan(self, request: web.Request) -> web.Response:
        store, order, form = (
            self.admin.store(request),
            self.admin.order(request),
            await request.post(),
        )
        try:
            scan, parcel = Scan(str(form.get("scan"))), int(str(form.get("parcel")))
        except ValueError:
            raise web.HTTPBadRequest(text="There is no such scan.") from None
        self.admin.merchant.scan(store, order, parcel, scan)
        raise self._to(store, f"/orders/{order.platform_id}")

    def _to(self, store: Store, path: str = "") -> web.HTTPSeeOther:
        return web.HTTPSeeOther(f"{self.admin.base}/admin/{store.handle}{path}")
