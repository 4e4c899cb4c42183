"""From accepted to processed: how long a webhook waits at half of what the line sustains.

The line is the real one: the web process, one worker of the inbox queue, the scheduler, each a
process of its own, with real signed orders of 6 KB, every one a new order.

Full load is the rate at which that worker drains an inbox that never runs empty, read from the
rows themselves (orders applied, from the first finished to the last). Half load is half of it,
offered to the web process at a steady pace for 15 seconds, whether answers come or not. The lag of
an order is finished_at - received_at. Target: p99 at most 1 s.
"""

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from statistics import quantiles

import aiohttp
import psycopg
from sqlalchemy import Engine

from bench.orders import order_body, order_headers
from bench.report import Target, conclude
from bench.servers import House, Server, framme, house, web
from runtime.clock import utc_now
from storage.compression import compress
from storage.webhook_inbox import Delivery, keep

FULL_INBOX = 2000
WARM_UP = 3.0
SECONDS = 15.0
DRAINED_WITHIN = 120.0
TARGET = 1.0
PATH = "/webhooks/shopify"
_orders = itertools.count(7_000_000_000_001, 1000)


class LineStuckError(SystemExit):
    """Deliveries were left in the inbox."""


def fill_inbox(engine: Engine, count: int) -> None:
    """Put deliveries of new orders into the inbox, as the web process would."""
    with engine.connect() as connection:
        for _ in range(count // 100):
            rows = [_delivery(next(_orders)) for _ in range(100)]
            keep(connection, rows, utc_now() - timedelta(seconds=1))
        connection.commit()


def _delivery(order: int) -> Delivery:
    return Delivery(1, "shopify", "orders/create", f"full-{order}", compress(order_body(order)))


def wait_until_drained(at: House) -> None:
    """Wait until no delivery is new; raise LineStuckError."""
    deadline = time.monotonic() + DRAINED_WITHIN
    with psycopg.connect(at.database_url, autocommit=True) as connection:
        while time.monotonic() < deadline:
            row = connection.execute(
                "SELECT count(*) FILTER (WHERE state = 'new'),"
                " count(*) FILTER (WHERE state IN ('failed', 'ignored')) FROM webhook_inbox"
            ).fetchone()
            if row and row[1]:
                raise LineStuckError(f"{row[1]} deliveries were not applied: the bench is wrong")
            if row == (0, 0):
                return
            time.sleep(0.2)
    raise LineStuckError("the inbox was not drained in time")


def drain_rate(at: House) -> float:
    """Return the orders a second at which the inbox was drained."""
    with psycopg.connect(at.database_url) as connection:
        row = connection.execute(
            "SELECT count(*) / extract(epoch FROM max(finished_at) - min(finished_at))"
            " FROM webhook_inbox"
        ).fetchone()
    return float(row[0]) if row else 0.0


async def offer(at: House, server: Server, rate: float, seconds: float, name: str) -> int:
    """Send new orders at a steady pace, whether answers come or not; return the good answers."""
    bodies = [order_body(next(_orders)) for _ in range(round(rate * seconds))]
    async with aiohttp.ClientSession() as session:

        async def send(number: int, body: bytes) -> int:
            headers = order_headers(body, at.secret, f"{name}-{number}")
            async with session.post(server.url + PATH, data=body, headers=headers) as answer:
                return answer.status

        begun, sent = time.monotonic(), []
        for number, body in enumerate(bodies):
            await asyncio.sleep(begun + number / rate - time.monotonic())
            sent.append(asyncio.create_task(send(number, body)))
        return sum(status == 200 for status in await asyncio.gather(*sent))


def lags(at: House, name: str) -> list[float]:
    """Return the seconds from accepted to processed of each order offered under a name."""
    with psycopg.connect(at.database_url) as connection:
        rows = connection.execute(
            "SELECT extract(epoch FROM finished_at - received_at) FROM webhook_inbox"
            " WHERE dedupe_key LIKE %s",
            [f"{name}-%"],
        ).fetchall()
    return [float(row[0]) for row in rows]


@contextmanager
def line(at: House) -> Iterator[Server]:
    """Run the line's processes; yield the web server."""
    with ExitStack() as processes:
        server = processes.enter_context(web(at))
        processes.enter_context(framme(at, "worker", "inbox"))
        processes.enter_context(framme(at, "scheduler"))
        yield server


def main() -> int:
    """Find full load, offer half of it, and print the lag."""
    with house() as at:
        with at.wiring() as wiring:
            fill_inbox(wiring.engine, FULL_INBOX)
        with line(at) as server:
            wait_until_drained(at)
            full = drain_rate(at)
            asyncio.run(offer(at, server, full / 2, WARM_UP, "warm-up"))
            good = asyncio.run(offer(at, server, full / 2, SECONDS, "half"))
            wait_until_drained(at)
            seen = lags(at, "half")
    if len(seen) != good:
        raise LineStuckError(f"{good} good answers, {len(seen)} rows")
    cuts = quantiles(seen, n=100)
    print(f"Full load: {full:,.0f} orders/s drained by one worker; offered: {full / 2:,.0f}/s")
    print(f"accepted -> processed over {len(seen):,} orders:")
    print(f"p50 {cuts[49]:.3f} s   p90 {cuts[89]:.3f} s   p99 {cuts[98]:.3f} s   ", end="")
    print(f"worst {max(seen):.3f} s")
    return conclude(Target("p99 of the lag", cuts[98], TARGET, " s", at_most=True))


if __name__ == "__main__":
    sys.exit(main())
