"""The first reading of a shop's last 60 days, out of exports that the demo's Shopify has written.

Exports of 10,000 and of 100,000 orders are read through the adapter, each in a process of its own:
what that grows by at most must not depend on the export. The first is also taken over, by the task
as a worker runs it, into PostgreSQL; so is the second with --all, which takes ten times as long.
Every order has two lines and a parcel, and all of them must arrive.
"""

import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import click

from bench.report import Target, conclude
from bench.servers import House, free_port, house, running
from demo.carriers.book import CarrierKeys
from demo.shopify.proofs import AppKeys, id_token
from domain.embedding import WebRequest
from domain.shop import PlatformKey
from domain.shop_api import Export, ExportState
from runtime.clock import utc_now
from runtime.config import Config
from runtime.wiring import connect
from services.shop_access import session_for
from services.sync_orders import backfill
from services.welcome_shop import welcome
from services.wiring import Wiring
from storage.order_syncs import order_sync

SMALL, LARGE = 10_000, 100_000
CLIENT = "bench"
RATE = 100_000 / 1800
"""Orders a second, taken over: the largest shop's in half an hour."""
STAFF = 1
COUNT = """
    SELECT count(DISTINCT o.id), count(DISTINCT p.shipment_id), count(i.platform_id)
    FROM orders o JOIN shipments s ON s.order_id = o.id
    LEFT JOIN poll_schedule p ON p.shipment_id = s.id
    LEFT JOIN order_items i ON i.order_id = o.id WHERE o.shop_id = %s
"""


class BackfillWentWrongError(SystemExit):
    """An export failed: there is nothing to be measured."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one process did: orders that arrived, seconds, its CPU seconds, bytes it grew by."""

    orders: int
    seconds: float
    cpu: float
    grown: int

    @property
    def rate(self) -> float:
        """Return the orders a second."""
        return self.orders / self.seconds

    def line(self, what: str) -> str:
        """Say it in one line."""
        cpu = self.cpu / max(self.orders, 1) * 1e6
        return f"{what:20} {self.rate:8,.0f}  {cpu:6,.0f}  {self.grown / 1e6:8.1f}"


def read(wiring: Wiring, shop_id: int) -> int:
    """Read a shop's export through the adapter; return how many orders came, none twice."""
    export = written(wiring, shop_id)
    api, shop = session_for(wiring, shop_id)
    newest = orders = 0
    for told in api.read_export(shop, export, 0):
        # They come by their ids: to keep a hundred thousand of those would be measured, too.
        orders += int(told.platform_id) > newest
        newest = max(newest, int(told.platform_id))
    return orders


def take_over(wiring: Wiring, shop_id: int) -> int:
    """Take a shop's export over as a worker does; return how many orders are there, whole."""
    while again := backfill(wiring, shop_id):
        time.sleep(max((again.at - utc_now()).total_seconds(), 0))
    with wiring.engine.connect() as connection:
        orders, polled, lines = connection.exec_driver_sql(COUNT, (shop_id,)).one()
    return int(min(orders, polled, lines // 2))


def written(wiring: Wiring, shop_id: int) -> Export:
    """Return the export a backfill has asked for, once it is written."""
    with wiring.sessions() as session:
        operation = order_sync(session, shop_id).operation
    while True:
        api, shop = session_for(wiring, shop_id)
        export = api.export(shop, operation)
        if export.state is ExportState.READY:
            return export
        if export.state is ExportState.FAILED:
            raise BackfillWentWrongError(export.reason)
        time.sleep(0.5)


def opened(at: House, wiring: Wiring, domain: str) -> int:
    """Let a merchant open the app, and ask for the export; return the shop's id once it is there.

    Ends with the export written, so that nothing waits for that.
    """
    token = id_token(AppKeys(CLIENT, at.secret), domain, STAFF, utc_now())
    request = WebRequest("POST", "http://127.0.0.1/settings", {"authorization": f"Bearer {token}"})
    visit = wiring.apps[PlatformKey.SHOPIFY].merchant_visit(request)
    shop_id = welcome(wiring, PlatformKey.SHOPIFY, visit).id
    backfill(wiring, shop_id)
    written(wiring, shop_id)
    return shop_id


def alone(at: House, work: Callable[[Wiring, int], int], shop_id: int) -> Reading:
    """Do a piece of work in a process that does nothing else."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_measured, at.environment, work, shop_id).result()


def _measured(
    environment: Mapping[str, str], work: Callable[[Wiring, int], int], shop_id: int
) -> Reading:
    wiring = connect(Config.from_env(environment))
    try:
        before, begun, cpu = _peak(), time.perf_counter(), time.process_time()
        orders = work(wiring, shop_id)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        return Reading(orders, seconds, cpu, _peak() - before)
    finally:
        wiring.engine.dispose()


def _peak() -> int:
    """Return the most memory this process has ever had, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


@click.command()
@click.option("--all", "whole", is_flag=True, help="Take over 100,000 orders as well.")
def main(*, whole: bool) -> None:
    """Run everything once and print the table."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    sizes = {"small.myshopify.com": SMALL, "large.myshopify.com": LARGE}
    with house(
        SHOPIFY_API_KEY=CLIENT,
        FRAMME_SHOPIFY_SIMULATOR=f"{url}/shopify",
        FRAMME_POSTNORD_API_KEY=CarrierKeys().postnord_key,
    ) as at:
        command = [sys.executable, "-m", "bench.shopify", "--port", str(port)]
        command += ["--client-id", CLIENT, "--secret", at.secret]
        for domain, size in sizes.items():
            command += ["--shop", domain, str(size)]
        with (
            running("shopify", command, at.environment, at.folder, port=port),
            at.wiring() as wiring,
        ):
            small, large = (opened(at, wiring, domain) for domain in sizes)
            seen = {
                f"read {SMALL:,}": alone(at, read, small),
                f"read {LARGE:,}": alone(at, read, large),
                f"take over {SMALL:,}": alone(at, take_over, small),
            }
            if whole:
                seen[f"take over {LARGE:,}"] = alone(at, take_over, large)
    print(f"{'Backfill':20} orders/s  CPU us  grown MB")
    for what, reading in seen.items():
        print(reading.line(what))
    few, many, taken, *more = seen.values()
    missing = 2 * SMALL + LARGE + whole * LARGE - sum(r.orders for r in seen.values())
    sys.exit(
        conclude(
            Target("orders missing", missing, 0, "", at_most=True),
            Target("orders a second, taken over", taken.rate, RATE, "/s"),
            Target(
                "memory to read 100,000 against 10,000", many.grown / few.grown, 1.0, at_most=True
            ),
            *(
                Target("memory to take them over", m.grown / taken.grown, 1.0, at_most=True)
                for m in more
            ),
        )
    )


if __name__ == "__main__":
    main()
