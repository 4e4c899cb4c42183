"""Put the demo together and run it until it is told to stop; decides nothing itself."""

import asyncio
import logging
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from aiohttp import web

from demo.carriers.book import Book, CarrierKeys
from demo.carriers.control import Control
from demo.carriers.faults import Faults
from demo.carriers.simulator import Simulator
from demo.clock import StoryClock
from demo.director import Director
from demo.mail_pages import MailPages
from demo.mailbox import Mailbox, open_smtp
from demo.numbers import Numbers
from demo.orders import OrderBook
from demo.shop_pages import Pages, ShopPages, same_site_only
from demo.shopify.accounts import Lifetimes
from demo.shopify.cost import Rate
from demo.shopify.history import fill_past
from demo.shopify.proofs import AppKeys
from demo.shopify.simulator import BASE, ShopifySettings, ShopifySimulator
from demo.shopkeeping import Stage
from demo.shops.postman import Postman
from demo.shops.shopify import ShopifyShop
from demo.woocommerce.php_side import AUTO
from demo.woocommerce.simulator import WooCommerceSettings, WooCommerceSimulator
from demo.woocommerce.site import BASE as WOOCOMMERCE

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PHP_OFFSET = 3
"""The pretend WordPress's PHP listens on this port above the demo's, if it is not told another."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one run of the demo is set up; `noise` is the share of carrier calls that fail.

    `shopify_rate` is how many points a shop's budget holds, and how many come back in a second.
    """

    web_url: str
    port: int
    smtp_port: int
    shopify_domain: str
    shopify_secret: str
    shopify_client_id: str = "framme-demo"
    shopify_schema: Path | None = None
    shopify_state: Path | None = None
    shopify_opened: bool = True
    shopify_token_lives: float = 3600.0
    shopify_rate: tuple[float, float] = (2000.0, 100.0)
    woocommerce_state: Path | None = None
    woocommerce_connected: bool = True
    php: str = AUTO
    php_port: int | None = None
    pace: float = 60.0
    noise: float = 0.02
    seed: int = 1
    keys: CarrierKeys = field(default_factory=CarrierKeys)


class Theatre:
    """All parts of the demo, connected; `postman` must be entered before anything is played."""

    def __init__(self, settings: Settings, clock: StoryClock) -> None:
        chance = Random(settings.seed)
        self.mailbox = Mailbox(clock.now)
        self.postman = Postman()
        self.simulator = Simulator(
            Book(clock), Faults(Random(settings.seed), settings.noise), settings.keys
        )
        self.shopify = ShopifySimulator(
            ShopifySettings(
                AppKeys(settings.shopify_client_id, settings.shopify_secret),
                settings.web_url,
                settings.shopify_schema,
                settings.shopify_state,
                Lifetimes(access=settings.shopify_token_lives),
                Rate(*settings.shopify_rate),
            ),
            clock.now,
            chance,
        )
        shopify = ShopifyShop(
            settings.shopify_domain,
            settings.shopify_secret,
            settings.web_url,
            self.postman,
            Random(f"{settings.seed} {clock.now()}"),
            lambda: self.store.account.installed,
        )
        orders = OrderBook()
        self.woocommerce = WooCommerceSimulator(
            WooCommerceSettings(
                f"http://{HOST}:{settings.port}{WOOCOMMERCE}",
                settings.web_url,
                settings.woocommerce_state,
                settings.php,
                settings.php_port or settings.port + PHP_OFFSET,
            ),
            clock.now,
            Random(settings.seed),
            orders,
        )
        self.woocommerce.back.deliveries.tally = self.postman.tally
        stage = Stage(
            clock,
            {"shopify": shopify, "woocommerce": self.woocommerce.shop},
            self.simulator.book,
            Numbers(clock.now()),
            chance,
            orders,
        )
        self.director = Director(stage, settings.pace)
        self.store = self.shopify.stores.open(
            settings.shopify_domain, self.director.keeper, shopify
        )
        self._clock = clock
        self._settings = settings

    def app(self) -> web.Application:
        """Build everything the demo serves over HTTP."""
        pages = Pages(self._settings.web_url)
        book = self.simulator.book
        app = web.Application(middlewares=[same_site_only])
        app.add_routes(ShopPages(pages, self.director, book, self.mailbox, self.postman).routes())
        app.add_routes(MailPages(pages, self.mailbox).routes())
        app.add_routes(self.simulator.routes())
        app.add_routes(Control(self.simulator, self._clock).routes())
        app.add_routes(self.shopify.root_routes())
        app.add_subapp(BASE, self.shopify.app())
        app.add_subapp(WOOCOMMERCE, self.woocommerce.app(self.director.keeper))
        return app

    async def play(self) -> None:
        """Wait for the product, let the merchant install it, then play."""
        self.shopify.remember()
        if not self.store.account.installed:
            # An app that is there already was told of everything when it happened.
            fill_past(self.director.keeper)
        self.woocommerce.remember(self.simulator.book)
        await self.postman.product_is_up(f"{self._settings.web_url}/healthz")
        log.info("the product is up, the stories begin")
        if self._settings.shopify_opened:
            await self.shopify.open_app(self.store, f"{HOST}:{self._settings.port}")
        if self._settings.woocommerce_connected:
            await self.woocommerce.connect()
        await self.director.play()


async def run(settings: Settings) -> None:
    """Run the demo until SIGTERM or SIGINT, and leave nothing behind."""
    theatre = Theatre(settings, StoryClock())
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(theatre.postman)
        smtp = await open_smtp(theatre.mailbox, HOST, settings.smtp_port)
        stack.callback(smtp.close)
        runner = web.AppRunner(theatre.app(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, HOST, settings.port).start()
        log.info("demo on http://%s:%s, mail on port %s", HOST, settings.port, settings.smtp_port)
        await _until_told_to_stop(theatre)


async def _until_told_to_stop(theatre: Theatre) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sent in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sent, stop.set)
    playing = asyncio.create_task(theatre.play())
    stopping = asyncio.create_task(stop.wait())
    done, left = await asyncio.wait({playing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    if playing in done:
        # It plays for ever: it has ended, so it has failed, and bin/start must hear of it.
        playing.result()
