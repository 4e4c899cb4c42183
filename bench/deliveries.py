"""What a shop's account page asks for: twenty orders in one call, beside one order in one call.

Each order has four lines and a parcel of twenty scans; our plugin asks, signed as it does, over 8
connections, as many page views at a time as a busy shop has. A list that has changed is written
anew, one that has not is kept ready: both are measured. What is judged is a ratio: a list of twenty
must cost much less than twenty asked for one by one.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from random import Random

import jwt
import psycopg

from bench.load import Request, ask
from bench.page import make_order
from bench.report import Target, conclude
from bench.samples import Sample, sampled
from bench.servers import House, Server, house, web
from domain.shop_sites import Site
from runtime.clock import utc_now
from services.wiring import Wiring
from storage.shop_sites import keep_plugin_secret, keep_site

ORDERS = 20
ROUNDS = 5
SECRET = "a secret that only the bench's plugin and we have, 43+"  # noqa: S105 - of a shop made here
ONE, TWENTY, KEPT = "one order", "twenty orders", "twenty, unchanged"
CALLS = 150
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the ids of each call of a round, and how many orders must come each time."""

    name: str
    asked: Sequence[str]
    orders: int

    def requests(self, signed: dict[str, str]) -> list[Request]:
        """Return the calls of a round."""
        return [Request(f"/shop-api/v1/orders?ids={ids}", signed) for ids in self.asked]


def questions(chance: Random) -> Sequence[Question]:
    """Ask for each order alone, for twenty in an order of their own, and for the same twenty."""
    all_ids = [str(number) for number in range(1, CALLS + 1)]
    twenty = all_ids[:ORDERS]
    shuffled = [",".join(chance.sample(twenty, ORDERS)) for _ in range(CALLS)]
    return (
        Question(ONE, all_ids, 1),
        Question(TWENTY, shuffled, ORDERS),
        Question(KEPT, [",".join(twenty)] * CALLS, ORDERS),
    )


def connect_plugin(wiring: Wiring) -> None:
    """Let the bench's shop have our plugin."""
    with wiring.sessions.begin() as session:
        keep_site(session, 1, Site("bench.example", "https://bench.example", "", ""))
        keep_plugin_secret(session, 1, wiring.vault.seal(SECRET))


def sign(public_url: str) -> dict[str, str]:
    """Sign as the plugin does, for longer than a round takes."""
    now = int(utc_now().timestamp())
    claims = {"iss": "1", "aud": public_url, "sub": "shop", "iat": now, "exp": now + 300}
    return {"Authorization": f"Bearer {jwt.encode(claims, SECRET)}"}


def run(server: Server, at: House, question: Question) -> Sample:
    """Let every order have changed, check what comes, and run one round."""
    with psycopg.connect(at.database_url, autocommit=True) as connection:
        connection.execute("UPDATE orders SET version = version + 1")
    requests = question.requests(sign(at.config().public_url))
    status, _, length = ask(server.url, requests[0])
    if status != HTTPStatus.OK or length < 1000 * question.orders:
        raise SystemExit(f"{question.name}: {status} with {length} bytes")
    return sampled(server.url, requests, AT_ONCE)


def main() -> int:
    """Run all rounds and print the table."""
    with house() as at, ExitStack() as servers:
        with at.wiring() as wiring:
            connect_plugin(wiring)
            for number in range(1, CALLS + 1):
                make_order(wiring, str(number))
        server = servers.enter_context(web(at, "framme"))
        asked = questions(Random(1))
        for question in asked:
            run(server, at, question)
        seen: dict[str, list[Sample]] = {question.name: [] for question in asked}
        for _ in range(ROUNDS):
            for question in asked:
                seen[question.name].append(run(server, at, question))
    print(f"Orders for an account page: {CALLS} calls, {AT_ONCE} at once, {ROUNDS} rounds")
    print(f"{'':18} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
    middles = {name: Sample.middle(samples) for name, samples in seen.items()}
    for name, sample in middles.items():
        print(f"{name:18} {sample.p50:8.1f} {sample.p95:8.1f} {sample.p99:8.1f}")
    one, twenty, kept = (middles[name].p95 for name in (ONE, TWENTY, KEPT))
    return conclude(
        Target("p95 of twenty calls against one for all", ORDERS * one / twenty, 2.0),
        Target("p95 of a list anew against one kept ready", twenty / kept, 3.0),
    )


if __name__ == "__main__":
    sys.exit(main())
