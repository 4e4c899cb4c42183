"""Carry webhooks to the product, with the manners platforms have; knows no platform."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp

from demo.shops.delivery import Delivery

log = logging.getLogger(__name__)

AT_ONCE = 8
AT_MOST_WAITING = 1000
TIMEOUT = aiohttp.ClientTimeout(total=5, sock_connect=1)
"""Shopify's: a second to connect, five in all."""
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Tally:
    """How the deliveries went, for the overview."""

    delivered: int = 0
    retried: int = 0
    refused: int = 0


class Postman:
    """Delivers in the background; used as an async context, it gives up the rest on leaving."""

    def __init__(self, first_pause: float = 1.0) -> None:
        self.tally = Tally()
        self._first_pause = first_pause
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._underway: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Postman":
        """Open the connections."""
        self._session = aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Drop what is still under way."""
        for task in self._underway:
            task.cancel()
        await asyncio.gather(*self._underway, return_exceptions=True)
        if self._session:
            await self._session.close()

    def send(self, delivery: Delivery, delay: float = 0) -> None:
        """Deliver after some seconds; when far too much is waiting, the delivery is lost."""
        if len(self._underway) >= AT_MOST_WAITING:
            log.warning("too much waiting, dropped %s", delivery.label)
            return
        task = asyncio.create_task(self._carry(delivery, delay))
        self._underway.add(task)
        task.add_done_callback(self._underway.discard)

    async def finished(self) -> None:
        """Wait until nothing is under way."""
        while self._underway:
            await asyncio.wait(self._underway)

    async def product_is_up(self, url: str, pause: float = 0.5) -> None:
        """Wait, quietly, until something answers at the address."""
        while await self._post_or_get(url, None) is None:  # noqa: ASYNC110 - it is elsewhere
            await asyncio.sleep(pause)

    async def _carry(self, delivery: Delivery, delay: float) -> None:
        await asyncio.sleep(delay)
        pause, tried = self._first_pause, 0
        while True:
            async with self._slots:
                status = await self._post_or_get(delivery.url, delivery)
            if status is not None:
                # Nothing listening is the demo's own beginning or end, and counts as no try.
                tried += 1
            if status is not None and status < 300:  # noqa: PLR2004 - 2xx
                self.tally.delivered += 1
                return
            if tried >= delivery.tries:
                self.tally.refused += 1
                log.warning("gave up %s (HTTP %s)", delivery.label, status)
                return
            self.tally.retried += status is not None
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post_or_get(self, url: str, delivery: Delivery | None) -> int | None:
        """Return the answer's status, 504 for one that takes too long, None when nobody listens."""
        if self._session is None:
            raise RuntimeError("the postman has not been entered")
        method = "POST" if delivery else "GET"
        try:
            async with self._session.request(
                method,
                url,
                data=delivery.body if delivery else None,
                headers=delivery.headers if delivery else None,
                allow_redirects=False,
            ) as answer:
                await answer.read()
                return answer.status
        except aiohttp.ClientError:
            return None
        except TimeoutError:
            return 504
