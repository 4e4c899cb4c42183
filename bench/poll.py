"""Polling, the full path in one worker: claim, ask over HTTP, read, dedupe, decide, write back.

The carriers are the demo's simulator in a process of its own, and each answer takes 50 ms. Each
report has seven scans, four known and three new, so that every parcel changes its status, its
order's page and calls for a message: what a poll costs at its dearest.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import psycopg

from bench.load import Request, ask
from bench.parcels import add_parcels
from bench.report import Round, Target, conclude, interleaved, middle, print_rounds
from bench.servers import House, Server, free_port, house, running
from demo.carriers.book import CarrierKeys
from jobs.poll_carriers import BATCH, poll_rounds
from services.wiring import Wiring

ROUNDS = 5
PARCELS = 3000
"""Of each carrier; all are polled in each round."""
NEW = 3
TARGET = 700.0
LATENCY_MS = 50
PREFIXES = {"postnord": "SE", "dhl": "JJ", "ups": "1ZBENCH000"}

JSON = {"Content-Type": "application/json"}
FORGET = """
    DELETE FROM tracking_events WHERE id IN (
        SELECT id FROM (SELECT e.id, row_number() OVER (
            PARTITION BY shipment_id ORDER BY occurred_at DESC) AS place
            FROM tracking_events e JOIN shipments s ON s.id = e.shipment_id
            WHERE s.carrier = %(carrier)s) AS newest
        WHERE place <= %(new)s);
    UPDATE shipments SET status = 'in_transit', sub_status = NULL WHERE carrier = %(carrier)s;
    UPDATE poll_schedule SET next_poll_at = now() + interval '1 day';
    UPDATE poll_schedule SET next_poll_at = now() - interval '1 minute', fingerprint = '',
        polls_today = 0, heat = 1
        WHERE shipment_id IN (SELECT id FROM shipments WHERE carrier = %(carrier)s);
    DELETE FROM notifications
"""


class PollWentWrongError(SystemExit):
    """The rows do not show what the polls should have left behind."""


@dataclass(frozen=True, slots=True)
class Pollster:
    """One worker's view: what it is wired to, and whose CPU is counted beside its own."""

    at: House
    wiring: Wiring

    def round_of(self, carrier: str) -> Callable[[int], Round]:
        """Return what polls all parcels of a carrier and checks what was written."""

        def run(_: int) -> Round:
            self._forget(carrier)
            begun, own, theirs = time.perf_counter(), time.process_time(), self.at.postgres_cpu()
            poll_rounds(self.wiring, PARCELS // BATCH)
            taken = time.perf_counter() - begun
            own, theirs = time.process_time() - own, self.at.postgres_cpu() - theirs
            self._check(carrier)
            a_batch = taken / (PARCELS // BATCH) * 1000
            return Round(
                PARCELS / taken,
                a_batch,
                a_batch,
                own / PARCELS * 1e6,
                theirs / PARCELS * 1e6,
            )

        return run

    def first_poll(self) -> None:
        """Poll all once, so that there are scans to know already."""
        poll_rounds(self.wiring, len(PREFIXES) * PARCELS)
        for carrier in PREFIXES:
            self._check(carrier)

    def _forget(self, carrier: str) -> None:
        with psycopg.connect(self.at.database_url, autocommit=True) as connection:
            for statement in FORGET.split(";"):
                connection.execute(statement, {"carrier": carrier, "new": NEW})
            connection.execute("VACUUM ANALYZE tracking_events, shipments, poll_schedule")

    def _check(self, carrier: str) -> None:
        with psycopg.connect(self.at.database_url) as connection:
            row = connection.execute(
                "SELECT count(*) FILTER (WHERE status = 'out_for_delivery') FROM shipments"
                " WHERE carrier = %s",
                [carrier],
            ).fetchone()
        if row != (PARCELS,):
            raise PollWentWrongError(f"{carrier}: {row} of {PARCELS} are out for delivery")


def fill(at: House, simulator: Server) -> None:
    """Give the database and the simulator the same parcels."""
    with psycopg.connect(at.database_url) as connection:
        for place, (carrier, prefix) in enumerate(PREFIXES.items()):
            add_parcels(connection, carrier, prefix, 1 + place * PARCELS, PARCELS)
            wish = {"carrier": carrier, "prefix": prefix, "count": PARCELS}
            wished = Request("/control/bulk", JSON, json.dumps(wish).encode())
            status, _, _ = ask(simulator.url, wished)
            if status != HTTPStatus.NO_CONTENT:
                raise PollWentWrongError(f"the simulator answered {status}")


def main() -> int:
    """Run all rounds and print the table."""
    keys, port = CarrierKeys(), free_port()
    url = f"http://127.0.0.1:{port}"
    with house(
        FRAMME_POSTNORD_API_KEY=keys.postnord_key,
        FRAMME_POSTNORD_URL=f"{url}/postnord",
        FRAMME_DHL_API_KEY=keys.dhl_key,
        FRAMME_DHL_URL=f"{url}/dhl",
        FRAMME_DHL_RATES="none",
        FRAMME_UPS_CLIENT_ID=keys.ups_client_id,
        FRAMME_UPS_CLIENT_SECRET=keys.ups_client_secret,
        FRAMME_UPS_URL=f"{url}/ups",
    ) as at:
        command = [sys.executable, "-m", "demo.carriers", "--port", str(port)]
        command += ["--latency-ms", str(LATENCY_MS)]
        with (
            running("carriers", command, at.environment, at.folder, port=port) as simulator,
            at.wiring() as wiring,
        ):
            fill(at, simulator)
            pollster = Pollster(at, wiring)
            pollster.first_poll()
            seen = interleaved({c: pollster.round_of(c) for c in PREFIXES}, ROUNDS)
    print(f"Polling: batches of {BATCH}, {PARCELS} parcels a round, {ROUNDS} rounds;")
    print("per s = parcels; p50 and p99 are both the average batch: batches overlap")
    print_rounds(seen, against="postnord")
    rates = {carrier: middle(rounds).rate for carrier, rounds in seen.items()}
    return conclude(
        *(Target(f"{c} parcels a second", rate, TARGET, "/s") for c, rate in rates.items())
    )


if __name__ == "__main__":
    sys.exit(main())
