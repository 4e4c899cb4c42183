"""Put a pretend Shopify together: its shops, doors and pages, as one web application."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

from aiohttp import web

from demo.shopify.accounts import Lifetimes
from demo.shopify.admin import Admin
from demo.shopify.admin_buttons import AdminButtons
from demo.shopify.app_settings import STOREFRONT, deployed
from demo.shopify.bulk import Export, Exports
from demo.shopify.cost import Rate
from demo.shopify.extensions import Extensions
from demo.shopify.first_visit import visit
from demo.shopify.graphql_door import PATH, GraphqlDoor
from demo.shopify.keeping import Keeping
from demo.shopify.merchant import Merchant
from demo.shopify.news import export_finished
from demo.shopify.oauth import TokenDoor
from demo.shopify.outside import Outside
from demo.shopify.pages import HERE, AdminPages
from demo.shopify.proofs import AppKeys
from demo.shopify.schema import SchemaBook
from demo.shopify.storefront import Storefront
from demo.shopify.stores import Store, Stores
from demo.shopify.theme import Theme

BASE = "/shopify"


@dataclass(frozen=True, slots=True)
class ShopifySettings:
    """How Shopify is played: `schema` its GraphQL schema if at hand, `state` the file of grants."""

    keys: AppKeys
    web_url: str
    schema: Path | None = None
    state: Path | None = None
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    rate: Rate = field(default_factory=Rate)


class ShopifySimulator:
    """Shopify, for one app: open shops in `stores`, then serve `app()` at BASE."""

    def __init__(
        self,
        settings: ShopifySettings,
        now: Callable[[], datetime],
        chance: Random,
        schema: SchemaBook | None = None,
    ) -> None:
        self.settings = settings
        self.app_settings = deployed(settings.keys, settings.web_url)
        self.stores = Stores(settings.lifetimes)
        self.exports = Exports(now, self._export_finished)
        self.merchant = Merchant(self.stores, self.app_settings, now, chance)
        self._now = now
        self._schema = schema or SchemaBook(settings.schema)
        self._outside = Outside()
        self._extensions = Extensions(STOREFRONT / "extensions")
        theme = Theme(self._extensions, BASE)
        self._storefront = Storefront(self.stores, self.app_settings, theme, self._outside, now)

    def remember(self) -> None:
        """Go on with what shops had granted in an earlier run, and write down what changes."""
        if self.settings.state:
            keeping = Keeping(self.settings.state)
            keeping.read_into(self.stores)
            self.stores.changed = lambda: keeping.write(self.stores)

    def app(self) -> web.Application:
        """Build everything below BASE."""
        pages = AdminPages(self.settings.web_url)
        admin = Admin(self.merchant, pages, self._extensions, self._now, BASE)
        door = GraphqlDoor(
            self.stores,
            self.app_settings,
            self.exports,
            self._schema,
            self._now,
            self.settings.rate,
        )
        tokens = TokenDoor(self.stores, self.app_settings, pages, self._now, self.merchant.grant)
        app = web.Application()
        app.add_routes(door.routes() + tokens.routes())
        app.add_routes(admin.routes() + AdminButtons(admin).routes())
        app.add_routes(self._storefront.routes())
        app.add_routes(
            [
                web.get("/bulk/{number:[0-9]+}.jsonl", self._export_file),
                web.get(PATH + "/themes/current/editor", self._theme_editor),
                web.get("/cdn/shopifycloud/{name:app-bridge|polaris}.js", _script),
                web.static("/static", HERE / "static"),
            ]
        )
        app.cleanup_ctx.append(self._open)
        return app

    def root_routes(self) -> list[web.RouteDef]:
        """Return what lies at the root of Shopify's admin, and of shops' own sites."""
        store = "/store/{handle:[a-z0-9][a-z0-9-]*}"
        return [
            *self._storefront.root_routes(),
            web.get(store + "/charges/{app}/pricing_plans", _to_plans),
            web.get(store + "/settings/checkout/editor", _to_blocks),
        ]

    async def open_app(self, store: Store, authority: str) -> int:
        """Install the app as a merchant does, and look at it once; return the page's status."""
        if not store.account.installed:
            self.merchant.install(store)
        return await visit(self._outside, self.app_settings, store, authority, self._now)

    async def _open(self, _: web.Application) -> AsyncIterator[None]:
        async with self._outside.opened():
            yield
        await self.exports.close()

    def _export_finished(self, export: Export) -> None:
        now = self._now()
        export.store.voice.announce([export_finished(export.gid, export.begun, now)], now)

    async def _export_file(self, request: web.Request) -> web.StreamResponse:
        export = self.exports.known.get(int(request.match_info["number"][:20]))
        if export is None or export.status != "COMPLETED":
            raise web.HTTPNotFound
        headers = {"Content-Type": "application/jsonl"}
        return web.FileResponse(export.file, chunk_size=65_536, headers=headers)

    async def _theme_editor(self, request: web.Request) -> web.Response:
        named = request.query.get("activateAppId") or request.query.get("addAppBlockId") or ""
        handle = request.match_info["shop"].removesuffix(".myshopify.com")
        raise _blocks(handle, named.partition("/")[2])


async def _script(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(HERE / "static" / f"{request.match_info['name']}.js")


async def _to_plans(request: web.Request) -> web.Response:
    raise web.HTTPFound(f"{BASE}/admin/{request.match_info['handle']}/plans")


async def _to_blocks(request: web.Request) -> web.Response:
    raise _blocks(request.match_info["handle"], "")


def _blocks(handle: str, wanted: str) -> web.HTTPFound:
    kept = "".join(c for c in wanted if c.isalnum() or c in "-_")
    return web.HTTPFound(f"{BASE}/admin/{handle}/blocks?wanted={kept}")
