"""The tracking page: unchanged (304) and cached, against a naive page that asks the ORM each time.

One order of four lines with one parcel of 20 scans, both served by granian with the flags
of production, 32 connections. Browsers accept gzip, so the load does, too; the naive page does not
compress. Fresh renders (nothing cached) are printed beside them.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import psycopg
from sqlalchemy import text

from bench.load import CONNECTIONS, Request, ask, wrk
from bench.report import Round, Target, conclude, interleaved, middle, print_rounds
from bench.servers import House, Server, house, web
from domain.order import Address, Contact, Item, Money
from domain.shop_events import OrderTold, ShipmentTold
from domain.stage import Stage
from domain.status import Meaning, Status
from domain.tracking import Place, TrackingEvent
from runtime.clock import utc_now
from services.look_up_order import page_address
from services.wiring import Wiring
from storage.orders import write_order
from storage.shipments import insert_shipment
from storage.tracking_events import add_events

ROUNDS = 5
SECONDS = 3
EVENTS = 20
NAIVE, CACHED, UNCHANGED = "naive ORM page", "cached", "304"
FEWEST_BYTES = 1000
"""Of a page, compressed."""
GZIP = {"Accept-Encoding": "gzip", "Accept-Language": "en"}


class WrongAnswerError(SystemExit):
    """A page answered otherwise than the variant is about."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A server, what it is asked, and the status its answers must have."""

    name: str
    server: Server
    request: Request
    status: int

    def check(self) -> None:
        """Ask once, and refuse to measure anything else than was meant."""
        status, _, length = ask(self.server.url, self.request)
        if status != self.status or (status == 200 and length < FEWEST_BYTES):
            raise WrongAnswerError(f"{self.name}: {status} with {length} bytes")

    def round_in(self, at: House) -> Callable[[int], Round]:
        """Return what runs one round."""

        def run(_: int) -> Round:
            self.check()
            ours, theirs = self.server.cpu(), at.postgres_cpu()
            seen = wrk(self.server.url, self.request, SECONDS, at.folder)
            ours, theirs = self.server.cpu() - ours, at.postgres_cpu() - theirs
            if seen.good < seen.answers:
                raise WrongAnswerError(f"{self.name}: {seen.answers - seen.good} bad answers")
            n = seen.answers
            return Round(seen.rate, seen.p50, seen.p99, ours / n * 1e6, theirs / n * 1e6)

        return run


def make_order(wiring: Wiring, platform_id: str = "1") -> str:
    """Write one order with a parcel of 20 scans; return its page's path."""
    now = utc_now()
    items = tuple(
        Item(str(n), f"Lamp {n}", 1, "Green", unit_price=Money(Decimal(249), "SEK"))
        for n in range(4)
    )
    told = OrderTold(
        platform_id=platform_id,
        number=f"#{1041 + int(platform_id)}",
        placed_at=now - timedelta(days=6),
        updated_at=now - timedelta(days=6),
        stage=Stage.HANDED_TO_COURIER,
        contact=Contact("Alva Ek", "alva@example.com", ""),
        address=Address("Alva Ek", "Storgatan 1", "", "211 34", "Malmö", "", "SE"),
        locale="en",
        items=items,
        shipments=(),
        total=Money(Decimal(996), "SEK"),
        cancelled_at=None,
    )
    parcel = ShipmentTold(
        platform_id="f1",
        carrier_text="PostNord",
        tracking_number="SE00000001",
        tracking_url="",
        shipped_at=now - timedelta(days=5),
    )
    cities = ("Borås", "Jönköping", "Örebro", "Stockholm")
    events = [
        TrackingEvent(
            occurred_at=now - timedelta(hours=5 * (EVENTS - n)),
            raw_code=f"code-{n}",
            raw_text=f"The item has been scanned at terminal {n}",
            meaning=Meaning(Status.IN_TRANSIT),
            place=Place(cities[n % len(cities)], "SE"),
            raw='{"eventCode":"81"}',
        )
        for n in range(EVENTS)
    ]
    with wiring.sessions.begin() as session:
        order_id = write_order(session, 1, told)
        assert order_id is not None
        shipment = insert_shipment(session, 1, order_id, parcel, "postnord", now)
        add_events(session, [(shipment, event) for event in events])
        session.execute(text("UPDATE shipments SET status = 'in_transit', last_event_at = now()"))
    address = page_address(wiring, 1, order_id)
    return address.removeprefix(wiring.public_url)


def main() -> int:
    """Run all rounds and print the table."""
    with house() as at, ExitStack() as servers:
        with at.wiring() as wiring:
            path = make_order(wiring)
        with psycopg.connect(at.database_url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        ours = servers.enter_context(web(at, "framme"))
        naive = servers.enter_context(web(at, "naive", "bench.naive_page:serve"))
        _, etag, _ = ask(ours.url, Request(path, GZIP))
        again = {**GZIP, "If-None-Match": etag}
        variants = (
            Variant(NAIVE, naive, Request(path, GZIP), 200),
            Variant(CACHED, ours, Request(path, GZIP), 200),
            Variant(UNCHANGED, ours, Request(path, again), 304),
        )
        runs = {variant.name: variant.round_in(at) for variant in variants}
        for warm_up in runs.values():
            warm_up(-1)
        seen = interleaved(runs, ROUNDS)
    print(f"Tracking page: {EVENTS} scans, {CONNECTIONS} connections, {ROUNDS} rounds")
    print_rounds(seen, against=NAIVE)
    middles = {name: middle(rounds) for name, rounds in seen.items()}
    return conclude(
        *(
            Target(f"{name} against the naive page", m.rate / middles[NAIVE].rate, 7.0)
            for name, m in middles.items()
            if name != NAIVE
        ),
        *(
            Target(f"{name}: CPU against the naive page", middles[NAIVE].all_cpu / m.all_cpu, 7.0)
            for name, m in middles.items()
            if name != NAIVE
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
