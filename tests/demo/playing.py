"""Put parts of the demo on the loopback address, with a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from demo.carriers.__main__ import carrier_app
from demo.carriers.book import CarrierKeys
from demo.carriers.faults import Faults
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.orders import Order, after, place_order
from demo.stories import OPENING, Plot, ShopAct
from demo.theatre import Settings, Theatre

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NUMBERS = Numbers(START)
SETTINGS = Settings(
    web_url="http://127.0.0.1:9",
    port=0,
    smtp_port=0,
    shopify_domain="demo-shop.myshopify.com",
    shopify_secret="shopify secret",
    noise=0,
    php="off",
)


class StillTime:
    """Real time that passes only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def ticks(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def clock(self) -> StoryClock:
        return StoryClock(self.ticks, self.now)


@asynccontextmanager
async def serving(
    app: web.Application,
) -> AsyncIterator["TestClient[web.Request, web.Application]"]:
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client


@asynccontextmanager
async def carriers(
    time: StillTime | None = None, share: float = 0
) -> AsyncIterator["TestClient[web.Request, web.Application]"]:
    clock = (time or StillTime()).clock()
    async with serving(carrier_app(clock, Faults(Random(7), share), CarrierKeys())) as client:
        yield client


@asynccontextmanager
async def theatre(time: StillTime | None = None) -> AsyncIterator[Theatre]:
    playing = Theatre(SETTINGS, (time or StillTime()).clock())
    async with playing.postman:
        yield playing


def address(client: "TestClient[web.Request, web.Application]") -> str:
    return str(client.make_url("")).rstrip("/")


async def wish(
    client: "TestClient[web.Request, web.Application]", what: str, **words: object
) -> int:
    async with client.post(f"/control/{what}", json=words) as answer:
        return answer.status


async def status_of(session: ClientSession, url: str) -> int:
    async with session.get(url) as answer:
        return answer.status


def order_of(plot: Plot, *acts: tuple[ShopAct, int], platform: str = "") -> Order:
    """Return the opening's first order of a plot, after some acts; each a second later."""
    story = next(s for s in OPENING if s.plot is plot and s.platform.startswith(platform))
    order = place_order(OPENING.index(story), story, NUMBERS, START)
    for second, (act, parcel) in enumerate(acts, start=1):
        order = after(order, act, parcel, NUMBERS, START + timedelta(seconds=second))
    return order
