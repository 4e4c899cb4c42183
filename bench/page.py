"""The tracking page in the ways it is asked for, beside a bare Flask and a naive ORM page.

One order of four lines with one parcel of 20 scans in four towns, all served by granian with the
flags of production, 32 connections: by its link uncached, cached and unchanged (304), and for its
shopper, whose page is never cached. Browsers accept gzip, so the load does, too; the naive page
does not compress.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import psycopg
from sqlalchemy import text

from bench.load import CONNECTIONS, Request, ask, wrk
from bench.report import Round, Target, conclude, interleaved, middle, print_rounds
from bench.servers import House, Server, house, web
from domain.access import Level
from domain.order import Address, Contact, Item, Money
from domain.shop_events import OrderTold, ShipmentTold
from domain.stage import Stage
from domain.status import Meaning, Status
from domain.tracking import Place, TrackingEvent
from runtime.clock import utc_now
from services.page_address import page_address
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from storage.orders import write_order
from storage.shipments import insert_shipment
from storage.tracking_events import add_events

ROUNDS = 5
SECONDS = 3
EVENTS = 20
BARE, NAIVE = "bare Flask", "naive ORM page"
FRESH, CACHED, UNCHANGED, PROVEN = "link, uncached", "link, cached", "link, 304", "shopper's"
OF_NAIVE = {FRESH: 1.8, CACHED: 7.0, UNCHANGED: 7.0}
"""Rates against the naive page, the least."""
FEWEST_BYTES = 1000
"""Of a page, compressed."""
_ASKED_NOW = """UPDATE shipments SET status = 'in_transit', last_event_at = now(),
    checked_at = now()"""
"""A visit to a parcel that was long not asked about has it asked: that is not what is measured."""
NOT_MODIFIED = 304
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

    def asked(self) -> Request:
        """Return the request; where nothing may have changed, since now: pages are told anew."""
        if self.status != NOT_MODIFIED:
            return self.request
        _, etag, _ = ask(self.server.url, self.request)
        return replace(self.request, headers={**self.request.headers, "If-None-Match": etag})

    def check(self, request: Request) -> None:
        """Ask once, and refuse to measure anything else than was meant."""
        status, _, length = ask(self.server.url, request)
        short = status == 200 and self.name != BARE and length < FEWEST_BYTES
        if status != self.status or short:
            raise WrongAnswerError(f"{self.name}: {status} with {length} bytes")

    def round_in(self, at: House) -> Callable[[int], Round]:
        """Return what runs one round."""

        def run(_: int) -> Round:
            request = self.asked()
            self.check(request)
            ours, theirs = self.server.cpu(), at.postgres_cpu()
            seen = wrk(self.server.url, request, SECONDS, at.folder)
            ours, theirs = self.server.cpu() - ours, at.postgres_cpu() - theirs
            if seen.good < seen.answers:
                raise WrongAnswerError(f"{self.name}: {seen.answers - seen.good} bad answers")
            n = seen.answers
            return Round(seen.rate, seen.p50, seen.p99, ours / n * 1e6, theirs / n * 1e6)

        return run


def make_order(wiring: Wiring, platform_id: str = "1") -> str:
    """Write one order with a parcel of 20 scans; return its page's path."""
    address = page_address(wiring, 1, write_one(wiring, platform_id))
    return address.removeprefix(wiring.public_url)


def write_one(wiring: Wiring, platform_id: str) -> int:
    """Write the order and its parcel; return its id."""
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
        session.execute(text(_ASKED_NOW))
    return order_id


def main() -> int:
    """Run all rounds and print the table."""
    with house() as at, ExitStack() as servers:
        with at.wiring() as wiring:
            order_id = write_one(wiring, "1")
            path = page_address(wiring, 1, order_id).removeprefix(wiring.public_url)
            visit = begin_visit(wiring, 1, order_id, Level.PROVEN)
        with psycopg.connect(at.database_url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        ours = servers.enter_context(web(at, "framme"))
        fresh = servers.enter_context(web(at, "uncached", "bench.bare_page:uncached"))
        bare = servers.enter_context(web(at, "bare", "bench.bare_page:hello"))
        naive = servers.enter_context(web(at, "naive", "bench.naive_page:serve"))
        variants = (
            Variant(BARE, bare, Request(path, GZIP), 200),
            Variant(NAIVE, naive, Request(path, GZIP), 200),
            Variant(FRESH, fresh, Request(path, GZIP), 200),
            Variant(CACHED, ours, Request(path, GZIP), 200),
            Variant(UNCHANGED, ours, Request(path, GZIP), NOT_MODIFIED),
            Variant(PROVEN, ours, Request(path, {**GZIP, "Cookie": f"framme={visit}"}), 200),
        )
        runs = {variant.name: variant.round_in(at) for variant in variants}
        for warm_up in runs.values():
            warm_up(-1)
        seen = interleaved(runs, ROUNDS)
    print(f"Tracking page: {EVENTS} scans, {CONNECTIONS} connections, {ROUNDS} rounds")
    print_rounds(seen, against=BARE)
    rates = {name: middle(rounds).rate for name, rounds in seen.items()}
    return conclude(
        *(
            Target(f"{name} against the {NAIVE}", rates[name] / rates[NAIVE], bound)
            for name, bound in OF_NAIVE.items()
        )
    )


if __name__ == "__main__":
    sys.exit(main())
