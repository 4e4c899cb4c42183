"""Claiming what is due out of ten million, as the product does: accounts, lanes, parcels.

The schedule holds 10 million rows in 1,000 lanes of 1,000 accounts: half of them in one large
shop's, the rest spread evenly. 4 million come due within four hours, the rest later; rows lie in
the order they were added, due times at random among them. No parcels lie behind the rows (foreign
keys are not checked while loading): a claim touches the schedule only. Two claims are measured: 500
of the large shop's, and a fair round of 500 over 25 accounts. Target: p50 of the first at most
20 ms. Growth is the median of the last 50 claims against the first 50.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

import psycopg

from bench.report import Target, conclude
from bench.servers import House, house
from domain.polling import Heat
from runtime.clock import utc_now
from services.claim_parcels import LEASE
from services.wiring import Wiring
from storage.poll_lanes import take_accounts, take_lanes
from storage.poll_schedule import Claim, claim_due

ROWS = 10_000_000
ACTIVE = 4_000_000
LANES = 1_000
CLAIMS = 200
ROUNDS = 100
WARM_UP = 10
EACH = 500
ACCOUNTS = 25
TARGET = 20.0
PROVIDER = "postnord"

SHOPS = """
    INSERT INTO shops (id, platform, domain, name, locale, time_zone, contact_email,
        installed_at)
    OVERRIDING SYSTEM VALUE
    SELECT n, 'shopify', 'shop-' || n || '.myshopify.com', '', 'en', 'UTC', '', now()
    FROM generate_series(2, %(lanes)s) AS n
"""
ACCOUNT = """
    INSERT INTO carrier_accounts (id, shop_id, provider, push_token) OVERRIDING SYSTEM VALUE
    SELECT n, n, %(provider)s, n::text FROM generate_series(1, %(lanes)s) AS n
"""
LANE = """
    INSERT INTO poll_lanes (id, account_id, shop_id) OVERRIDING SYSTEM VALUE
    SELECT n, n, n FROM generate_series(1, %(lanes)s) AS n
"""
LOAD = """
    INSERT INTO poll_schedule (shipment_id, lane_id, heat, next_poll_at)
    SELECT n, CASE n %% 2 WHEN 0 THEN 1 ELSE 1 + n / 2 %% %(lanes)s END,
        (hashint8(n + 1) & 15) %% 3,
        now() + CASE WHEN hashint8(n) & 1023 < %(active)s
            THEN random() * interval '4 hours' - interval '20 minutes'
            ELSE interval '4 hours' + random() * interval '3 days' END
    FROM generate_series(1, %(rows)s::bigint) AS n
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """How long each claim of a kind took, in milliseconds, its commit included."""

    what: str
    milliseconds: list[float]

    @property
    def growth(self) -> float:
        """Return how much longer the last 50 took than the first 50."""
        return median(self.milliseconds[-50:]) / median(self.milliseconds[:50])

    def print(self) -> None:
        """Print one line."""
        p99 = quantiles(self.milliseconds, n=100)[98]
        print(
            f"{self.what}: p50 {median(self.milliseconds):.1f} ms   p99 {p99:.1f} ms   "
            f"worst {max(self.milliseconds):.1f} ms   growth {self.growth:.2f}x"
        )


def load(at: House) -> float:
    """Load the rows, the index after them, and return the seconds it took."""
    begun = time.monotonic()
    values = {"rows": ROWS, "active": ACTIVE * 1024 // ROWS, "lanes": LANES, "provider": PROVIDER}
    with psycopg.connect(at.database_url, autocommit=True) as connection:
        (index,) = connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_poll_schedule_due'"
        ).fetchone() or ("",)
        connection.execute("DROP INDEX ix_poll_schedule_due")
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        for statement in (SHOPS, ACCOUNT, LANE, LOAD):
            connection.execute(statement, values)
        connection.execute(index)
        connection.execute("VACUUM ANALYZE poll_schedule, poll_lanes, carrier_accounts")
        connection.execute("CHECKPOINT")
    return time.monotonic() - begun


def of_one_account(wiring: Wiring) -> int:
    """Claim what is most overdue of the large shop's."""
    now = utc_now()
    with wiring.sessions.begin() as session:
        lanes = take_lanes(session, 1, ACCOUNTS, Heat.COLD, now)
        return len(claim_due(session, lanes, Claim(now, now + LEASE * 12, EACH, EACH)))


def of_many_accounts(wiring: Wiring) -> int:
    """Claim a fair round: accounts in turns, the same share of each."""
    now = utc_now()
    with wiring.sessions.begin() as session:
        accounts = take_accounts(session, [PROVIDER], ACCOUNTS, now)
    share, claimed = EACH // ACCOUNTS, 0
    for account in accounts:
        with wiring.sessions.begin() as session:
            lanes = take_lanes(session, account.id, ACCOUNTS, Heat.COLD, now)
            claim = Claim(now, now + LEASE * 12, share, share)
            claimed += len(claim_due(session, lanes, claim))
    return claimed


def claims(wiring: Wiring, what: str, claim: Callable[[Wiring], int], times: int) -> Taken:
    """Claim again and again; stop when there is not enough due."""
    taken = []
    for _ in range(WARM_UP + times):
        begun = time.perf_counter()
        claimed = claim(wiring)
        taken.append((time.perf_counter() - begun) * 1000)
        if claimed != EACH:
            raise SystemExit(f"only {claimed} were due: the bench is wrong")
    return Taken(what, taken[WARM_UP:])


def main() -> int:
    """Load, claim and print."""
    with house() as at:
        loaded = load(at)
        with at.wiring() as wiring:
            one = claims(wiring, "one account", of_one_account, CLAIMS)
            many = claims(wiring, "25 accounts", of_many_accounts, ROUNDS)
    print(f"Claiming {EACH} of {ROWS:,} in {LANES:,} lanes ({loaded:.0f} s to load)")
    one.print()
    many.print()
    return conclude(
        Target("p50 of a claim", median(one.milliseconds), TARGET, " ms", at_most=True),
        Target("growth", one.growth, 2.0, at_most=True),
        Target("growth over rounds", many.growth, 2.0, at_most=True),
    )


if __name__ == "__main__":
    sys.exit(main())
