"""Messages: 100,000 planned and written, and how little a slow sender delays the others.

One shop has 100,000 parcels that get their first scan. Planning is `announce`, a hundred parcels a
transaction, as a worker does it; writing is `render_mail`, with the order in hand. The process must
not grow with their number. Then two shops send side by side, through senders in this process: one's
takes 100 ms for each letter, the other's none.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from resource import RUSAGE_SELF, getrusage
from statistics import median

import click
import psutil
import psycopg

from bench.parcels import add_parcels
from bench.report import Target, conclude
from bench.senders import OneAccount, Sender
from bench.servers import House, house
from domain.brand import Brand
from domain.carriers import labels_of
from domain.kinds import ChannelKey, Kind
from domain.order import Order
from domain.status import Status
from messages.language import language
from messages.render import html_template, render_mail
from messages.story import MessageLinks, MessageStory, Writing
from runtime.clock import utc_now
from services.announce import announce, zone_of_delivery
from services.install_shop import NewShop, install_shop
from services.notify_shopper import send_due
from services.wiring import Wiring
from storage.channel_accounts import ChannelAccountRow, account_for_channel
from storage.order_reading import read_orders
from storage.shops import shop_by_id

COUNT = 100_000
FEW = 10_000
BATCH = 100
ONE_BY_ONE = 1_000
COMPILED_EACH = 200
ROUNDS = 3
LETTERS = 300
SLOW_LETTERS = 30
SLOWNESS = 0.1
SLOW = "slow"
SHOP = 1
"""The shop that every bench has."""


@dataclass(frozen=True, slots=True)
class Measured:
    """So many a second, and the CPU microseconds each took."""

    rate: float
    cpu: float

    def line(self, what: str) -> str:
        """Say it in one line."""
        return f"{what:36} {self.rate:8,.0f}  {self.cpu:8,.0f}"


def measured(run: Callable[[], int]) -> Measured:
    """Run something that returns how many it did."""
    begun, cpu = time.perf_counter(), time.process_time()
    done = run()
    return Measured(done / (time.perf_counter() - begun), (time.process_time() - cpu) / done * 1e6)


def scanned(order: Order) -> Order:
    """Return an order whose parcel has just had its first scan."""
    parcels = (
        replace(one, state=replace(one.state, status=Status.IN_TRANSIT, since=utc_now()))
        for one in order.shipments
    )
    return replace(order, shipments=tuple(parcels))


def orders(wiring: Wiring, first: int, count: int) -> Iterator[Sequence[Order]]:
    """Yield orders as they are, a batch at a time."""
    for start in range(first, first + count, BATCH):
        ids = range(start, min(start + BATCH, first + count))
        with wiring.sessions() as session:
            yield list(read_orders(session, ids, whole=True).values())


def plan(wiring: Wiring, batches: Iterator[Sequence[Order]], at_once: int = BATCH) -> int:
    """Plan what their first scans call for, so many orders a transaction."""
    planned = 0
    for batch in batches:
        changes = [(order, scanned(order)) for order in batch]
        for start in range(0, len(changes), at_once):
            with wiring.sessions.begin() as session:
                some = changes[start : start + at_once]
                announce(session, wiring, SHOP, some, utc_now())
                planned += len(some)
    return planned


def write(wiring: Wiring, batches: Iterator[Sequence[Order]], *, compiling: bool = False) -> int:
    """Write a mail about each; `compiling` the template for every one, as one easily would."""
    with wiring.sessions() as session:
        shop = shop_by_id(session, SHOP)
    written = 0
    for order in (scanned(one) for batch in batches for one in batch):
        if compiling:
            html_template.cache_clear()
        labels = labels_of(wiring.carriers, (one.carrier for one in order.shipments))
        story = MessageStory(shop, order, order.shipments, labels)
        links = MessageLinks(f"{wiring.public_url}/t/{order.id}")
        zone = zone_of_delivery(wiring, shop, order)
        writing = Writing(language("en"), utc_now(), zone, Brand(), links)
        written += bool(render_mail(Kind.IN_TRANSIT, story, writing).html)
    return written


def grown(run: Callable[[], int]) -> tuple[Measured, float]:
    """Run something, and tell as well by how many megabytes the process is larger after it."""
    process = psutil.Process()
    before = process.memory_info().rss
    result = measured(run)
    return result, max(process.memory_info().rss - before, 0) / 1e6


def side_by_side(at: House, wiring: Wiring, *, slow: int) -> tuple[float, float]:
    """Send LETTERS of one shop, and `slow` of another beside them; return both rates."""
    theirs = other_shop(wiring)
    with psycopg.connect(at.database_url, autocommit=True) as connection:
        for statement in AGAIN.split(";"):
            values = {"ours": SHOP, "theirs": theirs, "fast": LETTERS, "slow": slow}
            connection.execute(statement, values)
    fast, dragging = Sender(0.0), Sender(SLOWNESS)
    desk = OneAccount(SLOW, dragging)
    begun = time.perf_counter()
    send_due(replace(wiring, channel_desk=desk, channels={ChannelKey.EMAIL: fast}))
    if (fast.sent, dragging.sent) != (LETTERS, slow):
        raise SystemExit(f"{fast.sent} and {dragging.sent} went out: the bench is wrong")
    return LETTERS / (fast.last - begun), slow / max(dragging.last - begun, SLOWNESS)


AGAIN = """
    UPDATE notifications SET state = 'dropped';
    UPDATE notifications SET state = 'due', attempts = 0, next_attempt_at = now(),
        told_with = NULL, shop_id = %(ours)s, recipient = 'to' || id || '@example.com'
        WHERE order_id <= %(fast)s;
    UPDATE orders SET shop_id = %(ours)s WHERE id <= %(fast)s;
    UPDATE notifications SET state = 'due', attempts = 0, next_attempt_at = now(),
        told_with = NULL, shop_id = %(theirs)s, recipient = 'to' || id || '@example.com'
        WHERE order_id > %(fast)s AND order_id <= %(fast)s + %(slow)s;
    UPDATE orders SET shop_id = %(theirs)s WHERE id > %(fast)s AND id <= %(fast)s + %(slow)s;
    UPDATE shipments SET status = 'in_transit' WHERE order_id <= %(fast)s + %(slow)s;
    INSERT INTO message_lanes (shop_id, channel) VALUES (%(theirs)s, 'email')
        ON CONFLICT DO NOTHING;
    VACUUM ANALYZE notifications
"""


def other_shop(wiring: Wiring) -> int:
    """Return a second shop, with an account of its own; it is made when there is none."""
    shop = NewShop(
        platform=next(iter(wiring.platforms)),
        domain="slow-shop.myshopify.com",
        name="Slow Shop",
        locale="en",
        time_zone="Europe/Stockholm",
        contact_email="hello@slow.example",
    )
    shop_id = install_shop(wiring, shop).shop_id
    row = ChannelAccountRow(
        shop_id=shop_id,
        channel=ChannelKey.EMAIL.value,
        provider=SLOW,
        sealed_credentials=wiring.vault.seal("{}"),
        report_token=SLOW,
    )
    with wiring.sessions.begin() as session:
        if account_for_channel(session, shop_id, ChannelKey.EMAIL) is None:
            session.add(row)
    return shop_id


@click.command(help=__doc__)
@click.option("--count", default=COUNT, show_default=True, help="Messages planned and written.")
def main(count: int) -> None:
    """Measure, print, and end with 1 when a target is missed."""
    few = count * FEW // COUNT
    with house() as at, at.wiring() as wiring:
        with psycopg.connect(at.database_url) as connection:
            add_parcels(connection, "postnord", "SE", 1, count + ONE_BY_ONE)
        single = partial(plan, wiring, orders(wiring, count + 1, ONE_BY_ONE), at_once=1)
        alone = measured(single)
        planned_few = grown(partial(plan, wiring, orders(wiring, 1, few)))[1]
        planned, planned_grown = grown(partial(plan, wiring, orders(wiring, 1, count)))
        write(wiring, islice(orders(wiring, 1, BATCH), 1))
        naive = measured(partial(write, wiring, orders(wiring, 1, COMPILED_EACH), compiling=True))
        written_few = grown(partial(write, wiring, orders(wiring, 1, few)))[1]
        written, written_grown = grown(partial(write, wiring, orders(wiring, 1, count)))
        side_by_side(at, wiring, slow=0)
        rounds = [
            (side_by_side(at, wiring, slow=0)[0], *side_by_side(at, wiring, slow=SLOW_LETTERS))
            for _ in range(ROUNDS)
        ]
        by_itself, beside, slow = (median(figures) for figures in zip(*rounds, strict=True))
    print(f"Messages: {count:,} planned and written{'':9} per s    CPU us")
    print(alone.line("planned, one a transaction"))
    print(planned.line(f"planned, {BATCH} a transaction"))
    print(naive.line("written, compiling each"))
    print(written.line("written"))
    print(f"grown by, MB: planned {planned_few:.0f}, then {planned_grown:.0f};", end=" ")
    print(f"written {written_few:.0f}, then {written_grown:.0f}")
    print(f"peak of the process, MB: {getrusage(RUSAGE_SELF).ru_maxrss / 1e3:.0f}")
    print(f"sent a second: {by_itself:.0f} alone, {beside:.0f} beside a slow one ({slow:.0f})")
    sys.exit(
        conclude(
            Target("planned, against one a transaction", planned.rate / alone.rate, 3),
            Target("written, against compiling each", written.rate / naive.rate, 3),
            Target("growth over ten times as many planned", planned_grown, 20, " MB", at_most=True),
            Target("growth over ten times as many written", written_grown, 20, " MB", at_most=True),
            Target("sent beside a slow sender, against alone", beside / by_itself, 0.7),
        )
    )


if __name__ == "__main__":
    main()
