"""Put a pretend WooCommerce shop together: its site, REST interface, webhooks and PHP side."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from aiohttp import web

from demo.carriers.book import Book
from demo.orders import OrderBook
from demo.shopkeeping import Shopkeeper
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.bridge import BELOW, Bridge
from demo.woocommerce.counter import Counter
from demo.woocommerce.first_connection import MerchantRobot
from demo.woocommerce.front import Front
from demo.woocommerce.history import Past
from demo.woocommerce.keeping import Keeping
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.outward import Outward
from demo.woocommerce.pages import SitePages
from demo.woocommerce.php_side import OFF, PhpSide
from demo.woocommerce.proxy import PhpProxy
from demo.woocommerce.rest_fulfilments import RestFulfilments
from demo.woocommerce.rest_index import RestIndex
from demo.woocommerce.rest_order_parts import RestOrderParts
from demo.woocommerce.rest_orders import RestOrders
from demo.woocommerce.rest_shop import RestShop
from demo.woocommerce.rest_webhooks import RestWebhooks
from demo.woocommerce.shop import WooCommerceShop
from demo.woocommerce.site import Site
from demo.woocommerce.wc_auth import WcAuth


@dataclass(frozen=True, slots=True)
class WooCommerceSettings:
    """How the shop is played: `home` is its site's address, ending in site.BASE.

    `state` is the file it keeps itself in, `php` auto, off or a command. The queue runs with visits
    and every `tick` seconds; with None only when it is told to.
    """

    home: str
    web_url: str
    state: Path | None = None
    php: str = OFF
    php_port: int = 0
    tick: float | None = 2.5


class WooCommerceSimulator:
    """One shop: `shop` is told the stories, `back` is everything it has; serve `app()` at BASE."""

    def __init__(
        self,
        settings: WooCommerceSettings,
        now: Callable[[], datetime],
        chance: Random,
        book: OrderBook,
    ) -> None:
        self.settings = settings
        self._now = now
        self._outward = Outward()
        self.back = Backoffice(Site(settings.home, pictures=settings.web_url), now, self._outward)
        self.keeping = Keeping(settings.state, self.back)
        self.back.deliveries.changed = self.keeping.note
        self.shop = WooCommerceShop(self.back, book, chance)
        self.shop.open()
        self.door = KeyAuthentication(self.back.site, self.back.keys, self.back.users, now)
        self.secret = secrets.token_urlsafe(24)
        self.php = PhpSide(
            port=settings.php_port,
            bridge=f"{settings.home}{BELOW}",
            secret=self.secret,
            framme=settings.web_url,
            php=settings.php,
            state=settings.state and settings.state.with_suffix(".wordpress"),
        )
        self.php_address: Callable[[], str | None] = self.php.address

    def remember(self, carriers: Book) -> None:
        """Go on where an earlier run has left the shop, or make up a past for it."""
        if not self.keeping.read():
            Past(self.shop, carriers, self._now()).fill()
            self.keeping.note()

    async def connect(self) -> str:
        """Let Framme in, unless this Framme has been let in before; return how that went."""
        if self.keeping.connected_to == self.settings.web_url:
            return "connected"
        outcome = await MerchantRobot(self.settings.home, self.settings.web_url).connect()
        if outcome == "connected":
            self.keeping.connected_to = self.settings.web_url
            self.keeping.note()
        return outcome

    def app(self, keeper: Shopkeeper) -> web.Application:
        """Build everything below BASE."""
        back, door = self.back, self.door
        pages = SitePages(back.site)
        front = Front(back, pages, lambda: self.php_address() is not None, self.keeping.note)
        self._proxy = PhpProxy(back.site, door, self.php_address)
        parts = (
            front,
            Bridge(back, self.secret),
            Counter(back, keeper, pages, self.settings.web_url),
            WcAuth(back, self._outward, pages),
            self._proxy,
            RestOrders(back, door),
            RestOrderParts(back, door),
            RestFulfilments(back, door),
            RestWebhooks(back, door),
            RestShop(back, door),
            RestIndex(back, door, lambda: self.php_address() is not None),
        )
        app = web.Application(middlewares=[front.manners])
        for part in parts:
            app.add_routes(part.routes())
        app.cleanup_ctx.append(self._open)
        return app

    async def _open(self, _: web.Application) -> AsyncIterator[None]:
        async with self._outward.opened(), self.php.running():
            ticking = [asyncio.create_task(self.keeping.keep_writing())]
            if tick := self.settings.tick:
                queue = self.back.deliveries.keep_running(tick)
                ticking.append(asyncio.create_task(queue))
            yield
            for task in ticking:
                task.cancel()
            for task in ticking:
                with suppress(asyncio.CancelledError):
                    await task
            self.keeping.write()
            await self._proxy.close()
