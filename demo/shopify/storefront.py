"""Show a shop's own site: a home page with the app's blocks, the app's pages, account pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlencode

from aiohttp import web
from yarl import URL

from demo.cast import ODD_PRODUCTS, PRODUCTS
from demo.shopify.app_proxy import AppProxy
from demo.shopify.app_settings import PROXY_PATH, AppSettings
from demo.shopify.outside import Answer, AppAwayError, Outside
from demo.shopify.proofs import account_token
from demo.shopify.stores import Store, Stores
from demo.shopify.theme import Shopper, Theme
from demo.shopify.values import gid
from demo.shops.shopify_bodies import VARIANT_IDS, customer_id

_SHOP = r"/{shop:[a-z0-9][a-z0-9-]*\.myshopify\.com}"
_REMEMBERED = "pretend"


@dataclass(frozen=True, slots=True)
class Storefront:
    """Every shop's site; who looks is remembered in a cookie the app never sees."""

    stores: Stores
    app: AppSettings
    theme: Theme
    outside: Outside
    now: Callable[[], datetime]

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses below the simulator's."""
        return [
            web.get("/storefront" + _SHOP + "/", self._home),
            web.post("/storefront" + _SHOP + "/pretend", self._pretend),
            web.get("/storefront" + _SHOP + "/assets/{name}", self._asset),
            web.get("/storefront" + _SHOP + PROXY_PATH + "{below:(/.*)?}", self._proxied),
            web.post("/storefront" + _SHOP + PROXY_PATH + "{below:(/.*)?}", self._proxied),
            web.get("/storefront" + _SHOP + "/cart/{lines:[0-9:,]+}", self._cart),
            web.get("/account" + _SHOP, self._account),
            web.get("/account" + _SHOP + "/orders/{order:[0-9]+}", self._account),
        ]

    def root_routes(self) -> list[web.RouteDef]:
        """Return the addresses a shop has at its own root: of the shop last looked at."""
        path = PROXY_PATH + "{below:(/.*)?}"
        return [web.get(path, self._proxied), web.post(path, self._proxied)]

    async def _home(self, request: web.Request) -> web.Response:
        store, shopper = self._who(request)
        goods = "".join(f"<li>{escape(p.title)}<br>{p.price} kr</li>" for p in PRODUCTS[:6])
        hint = (
            "" if store.active_blocks else '<p class="shop-quiet">No app block is in place yet.</p>'
        )
        content = f'<h1>{escape(store.name)}</h1><ul class="shop-goods">{goods}</ul>{hint}'
        content += self.theme.sections(store, shopper)
        return _html(self._page(store, shopper, content))

    async def _pretend(self, request: web.Request) -> web.Response:
        store, form = self._store(request), await request.post()
        customer, locale = str(form.get("customer", "0")), str(form.get("locale", ""))
        known = locale if locale in store.locales else store.locales[0]
        told = f"{store.domain}/{customer if customer.isdigit() else '0'}/{known}"
        came_from = URL(request.headers.get("Referer", ""))
        home = f"{self.theme.base}/storefront/{store.domain}/"
        back = came_from.raw_path if came_from.authority == request.host else home
        answer = web.HTTPSeeOther(back)
        answer.set_cookie(_REMEMBERED, told, path="/", samesite="Lax", httponly=True)
        raise answer

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        file = self.theme.asset(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound
        return web.FileResponse(file)

    async def _cart(self, request: web.Request) -> web.Response:
        """Fill a cart as its address says: variants with how many of each.

        Like Shopify it leads to the checkout unless the cart is asked for:
        https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
        """
        store, shopper = self._who(request)
        titles = {str(VARIANT_IDS + p.number): p.title for p in (*PRODUCTS, *ODD_PRODUCTS)}
        lines = [line.partition(":") for line in request.match_info["lines"].split(",")]
        rows = "".join(
            f"<li>{escape(count)} × {escape(titles.get(variant, 'nothing on sale here'))}</li>"
            for variant, _, count in lines
        )
        where = "Cart" if request.query.get("storefront") == "true" else "Checkout"
        return _html(self._page(store, shopper, f"<h1>{where}</h1><ul>{rows}</ul>"))

    async def _proxied(self, request: web.Request) -> web.Response:
        store, shopper = self._who(request)
        proxy = AppProxy(self.app, self.outside, self.now, self._liquid)
        answer = await proxy.answer(request, store, shopper, request.match_info["below"])
        return self._remembering(store, shopper, answer)

    async def _account(self, request: web.Request) -> web.Response:
        """Show what the app tells its blocks in account pages: one order, or the list."""
        store, shopper = self._who(request)
        order, query = request.match_info.get("order"), {"lang": shopper.locale}
        if order:
            query = {"id": gid("Order", order), **query}
        customer = gid("Customer", shopper.customer) if shopper.customer else ""
        token = account_token(self.app.keys, store.domain, customer, self.now())
        what = "order" if order else "orders"
        url = f"{self.app.web_url}/account-api/{what}?{urlencode(query)}"
        try:
            told = await self.outside.ask("GET", url, {"Authorization": f"Bearer {token}"})
            shown = f"HTTP {told.status}\n{_as_text(told)}"
        except AppAwayError as error:
            shown = f"The app does not answer: {error}"
        who = f"logged in as {shopper.email}" if customer else "not logged in"
        content = (
            f"<h1>Account: {what}</h1><p>What the app's account blocks are given to show, "
            f"{escape(who)}. The blocks themselves run at Shopify only.</p>"
            f"<pre>{escape(shown)}</pre>"
        )
        return _html(self._page(store, shopper, content))

    def _liquid(self, store: Store, shopper: Shopper, source: str) -> str:
        return self.theme.liquid(store, shopper, source, **self._around(store))

    def _page(self, store: Store, shopper: Shopper, content: str) -> str:
        return self.theme.page(store, shopper, content, **self._around(store))

    def _around(self, store: Store) -> dict[str, object]:
        emails = {customer_id(order): order.email for order in store.book.values()}
        mine = {customer_id(o) for o in store.book.values() if o.story.platform == "shopify"}
        return {
            "static": f"{self.theme.base}/static",
            "account_url": f"{self.theme.base}/account/{store.domain}",
            "shoppers": [{"id": one, "email": emails[one]} for one in sorted(mine)],
            "locales": list(store.locales),
        }

    def _who(self, request: web.Request) -> tuple[Store, Shopper]:
        shop, _, rest = request.cookies.get(_REMEMBERED, "").partition("/")
        named = request.match_info.get("shop") or shop or self.stores.all()[0].domain
        store = self.stores.find(named)
        if store is None:
            raise web.HTTPNotFound(text="There is no such shop.")
        customer, _, locale = rest.partition("/") if shop == named else ("", "", "")
        wanted = int(customer) if customer.isdigit() else 0
        order = next((o for o in store.book.values() if customer_id(o) == wanted), None)
        spoken = locale if locale in store.locales else store.locales[0]
        if order is None:
            return store, Shopper(spoken)
        return store, Shopper(spoken, wanted, order.story.shopper.name, order.email)

    def _store(self, request: web.Request) -> Store:
        store = self.stores.find(request.match_info["shop"])
        if store is None:
            raise web.HTTPNotFound
        return store

    def _remembering(self, store: Store, shopper: Shopper, answer: web.Response) -> web.Response:
        told = f"{store.domain}/{shopper.customer}/{shopper.locale}"
        answer.set_cookie(_REMEMBERED, told, path="/", samesite="Lax", httponly=True)
        return answer


def _html(page: str) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=page, content_type="text/html", headers=headers)


def _as_text(answer: Answer) -> str:
    try:
        return json.dumps(json.loads(answer.body), indent=2, ensure_ascii=False)
    except ValueError:
        return answer.body.decode("utf-8", "replace")
