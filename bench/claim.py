"""Claiming 500 due parcels out of ten million, with the claim the product uses.

The schedule holds 10 million rows: 4 million of three carriers come due within four hours, the
rest later; rows lie in the order they were added, due times at random among them. No parcels lie
behind the rows (foreign keys are not checked while loading): a claim touches the schedule only.
Target: p50 at most 20 ms. Growth is the median of the last 50 claims against the first 50.
"""

import sys
import time
from datetime import timedelta
from statistics import median, quantiles

import psycopg

from bench.report import Target, conclude
from bench.servers import House, house
from runtime.clock import utc_now
from services.poll_shipments import LEASE
from storage.poll_schedule import claim_due

ROWS = 10_000_000
ACTIVE = 4_000_000
CLAIMS = 200
WARM_UP = 10
EACH = 500
TARGET = 20.0
CARRIER = "postnord"

LOAD = """
    INSERT INTO poll_schedule (shipment_id, carrier, next_poll_at)
    SELECT n, (ARRAY['postnord', 'postnord', 'dhl', 'ups'])[1 + n %% 4],
        now() + CASE WHEN hashint8(n) & 1023 < %(active)s
            THEN random() * interval '4 hours' - interval '20 minutes'
            ELSE interval '4 hours' + random() * interval '3 days' END
    FROM generate_series(1, %(rows)s::bigint) AS n
"""


def load(at: House) -> float:
    """Load the rows, the index after them, and return the seconds it took."""
    begun = time.monotonic()
    with psycopg.connect(at.database_url, autocommit=True) as connection:
        (index,) = connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_poll_schedule_due'"
        ).fetchone() or ("",)
        connection.execute("DROP INDEX ix_poll_schedule_due")
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(LOAD, {"rows": ROWS, "active": ACTIVE * 1024 // ROWS})
        connection.execute(index)
        connection.execute("VACUUM ANALYZE poll_schedule")
        connection.execute("CHECKPOINT")
    return time.monotonic() - begun


def claims(at: House) -> list[float]:
    """Claim again and again; return the milliseconds of each claim, its commit included."""
    taken = []
    with at.wiring() as wiring:
        for _ in range(WARM_UP + CLAIMS):
            now = utc_now()
            begun = time.perf_counter()
            with wiring.sessions.begin() as session:
                claimed = claim_due(session, CARRIER, EACH, now, now + LEASE + timedelta(hours=1))
            taken.append((time.perf_counter() - begun) * 1000)
            if len(claimed) != EACH:
                raise SystemExit(f"only {len(claimed)} were due: the bench is wrong")
    return taken[WARM_UP:]


def main() -> int:
    """Load, claim and print."""
    with house() as at:
        loaded = load(at)
        taken = claims(at)
    first, last = median(taken[:50]), median(taken[-50:])
    p99 = quantiles(taken, n=100)[98]
    print(f"Claiming {EACH} of {ROWS:,} ({loaded:.0f} s to load), {CLAIMS} claims in a row")
    print(f"p50 {median(taken):.1f} ms   p99 {p99:.1f} ms   worst {max(taken):.1f} ms")
    print(f"growth over {CLAIMS} claims: {last / first:.2f}x")
    return conclude(
        Target("p50 of a claim", median(taken), TARGET, " ms", at_most=True),
        Target("growth", last / first, 2.0, at_most=True),
    )


if __name__ == "__main__":
    sys.exit(main())
