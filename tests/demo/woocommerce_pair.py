"""Our own adapter in a thread, beside a pretend WooCommerce shop that answers it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.shop_api import ShopSession
from domain.shop_sites import Grant, Site
from integrations.platforms.woocommerce.api import WooCommerceApi, ask_woocommerce
from integrations.platforms.woocommerce.sites import WooCommerceSites, woocommerce_sites
from tests.demo.woocommerce_world import World, world

T = TypeVar("T")


@dataclass
class Pair:
    """The adapter, and the world it speaks to; the shop has a past."""

    api: WooCommerceApi
    sites: WooCommerceSites
    site: Site
    shop: ShopSession
    one: World
    loop: asyncio.AbstractEventLoop

    def in_shop(self, act: Callable[[], T]) -> T:
        """Let something happen in the shop, where its own loop runs."""
        assert threading.current_thread() is not threading.main_thread()

        async def acting() -> T:
            return act()

        return asyncio.run_coroutine_threadsafe(acting(), self.loop).result(5)

    def deliver(self) -> list[Any]:
        """Let the shop's queue run; return what is heard of it."""
        return asyncio.run_coroutine_threadsafe(self.one.deliver(), self.loop).result(5)

    def orders(self) -> list[Any]:
        return sorted(self.one.back.orders.all(), key=lambda order: order.id)


def together(story: Callable[[Pair], T], php: str | None = None) -> T:
    """Run a blocking story in a thread while the pretend shop answers."""

    async def play() -> T:
        async with world(past=True, php=php) as one:
            api, sites = ask_woocommerce(strict=False), woocommerce_sites(strict=False)
            loop, key = asyncio.get_running_loop(), one.key

            def telling() -> T:
                site = sites.find(one.home)
                grant = Grant("state", key.consumer_key, key.consumer_secret, may_write=True)
                access = sites.prove(site, grant)
                session = ShopSession(site.name, access.token)
                return story(Pair(api, sites, site, session, one, loop))

            return await asyncio.to_thread(telling)

    return asyncio.run(play())
