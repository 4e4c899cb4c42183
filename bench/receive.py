"""Durable receiving, side by side: our web process against two Node peers with one INSERT each.

Every variant has two processes, the same PostgreSQL, the same signed order of 6 KB, an id of its
own for each delivery, and 32 connections. An answer counts when the row is on disk; afterwards the
rows are counted, and none may be missing.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench.load import CONNECTIONS, Request, wrk
from bench.orders import order_body, order_headers
from bench.report import Round, Target, conclude, interleaved, middle, print_rounds
from bench.servers import House, Server, free_port, house, running, web
from runtime.config import ROOT

ROUNDS = 5
SECONDS = 4
PATH = "/webhooks/shopify"
PEERS = {"shopify-app-express": "shopify_app_express.mjs", "fastify": "fastify.mjs"}
OURS = "framme"
PEER_TABLE = """
    CREATE TABLE peer_inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop text NOT NULL,
        topic text NOT NULL, webhook_id text NOT NULL, body bytea NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(), UNIQUE (shop, webhook_id))
"""


class RowsMissingError(SystemExit):
    """An answer was good and its row is not there: nothing else matters then."""


@dataclass(slots=True)
class Contest:
    """One sitting: a house, and what each variant is asked and has answered."""

    at: House
    request: Request
    good: dict[str, int] = field(default_factory=dict)

    def round_of(self, server: Server, table: str) -> Callable[[int], Round]:
        """Return what runs one round of a server and checks that its rows are there."""

        def run(number: int) -> Round:
            request = Request(
                self.request.path,
                self.request.headers,
                self.request.body,
                counted="X-Shopify-Webhook-Id",
                run=f"{server.name}-{number}",
            )
            rows, ours, theirs = self._rows(table), server.cpu(), self.at.postgres_cpu()
            seen = wrk(server.url, request, SECONDS, self.at.folder)
            time.sleep(0.3)
            ours, theirs = server.cpu() - ours, self.at.postgres_cpu() - theirs
            kept = self._rows(table) - rows
            if not seen.good <= kept <= seen.answers + CONNECTIONS:
                raise RowsMissingError(f"{server.name}: {seen.good} good answers, {kept} rows")
            if seen.good < seen.answers:
                raise RowsMissingError(f"{server.name}: {seen.answers - seen.good} bad answers")
            self.good[server.name] = self.good.get(server.name, 0) + seen.good
            # CPU is spent on the deliveries wrk hung up on at the end, too.
            return Round(seen.rate, seen.p50, seen.p99, ours / kept * 1e6, theirs / kept * 1e6)

        return run

    def _rows(self, table: str) -> int:
        with psycopg.connect(self.at.database_url) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return row[0] if row else 0


def peers_folder() -> Path:
    """Install the peers beside the other tools, unless they are there, and return where."""
    folder, source = ROOT / ".tools" / "bench-peers", Path(__file__).parent / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    wanted, there = source / "package.json", folder / "package.json"
    stale = not there.exists() or there.read_bytes() != wanted.read_bytes()
    if stale or not (folder / "node_modules").is_dir():
        if not shutil.which("npm"):
            raise SystemExit("This bench needs Node.js with npm, for the peers it compares with.")
        shutil.copy(wanted, there)
        command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--loglevel=error"], cwd=folder, check=True)
    for script in source.glob("*.mjs"):
        shutil.copy(script, folder)
    return folder


@contextmanager
def peer(at: House, name: str, folder: Path) -> Iterator[Server]:
    """Run a peer in two processes."""
    port = free_port()
    settings = at.with_settings(
        PORT=str(port),
        NODE_ENV="production",
        WEB_PROCESSES=str(at.config().web_processes),
        PEER_DATABASE=_for_node(at.database_url),
    )
    command = ["node", PEERS[name]]
    with running(
        name, command, settings.environment, at.folder, port=port, folder=folder
    ) as server:
        yield server


def _for_node(url: str) -> str:
    """Write the address of a socket as node-postgres reads it."""
    socket = url.partition("host=")[2]
    return f"socket://postgres@{socket}?db=postgres"


def main() -> int:
    """Run all rounds and print the table."""
    folder = peers_folder()
    with house() as at, ExitStack() as servers:
        with psycopg.connect(at.database_url) as connection:
            connection.execute(PEER_TABLE)
        body = order_body(5_820_982_511_634_001)
        contest = Contest(at, Request(PATH, order_headers(body, at.secret), body))
        peers = [servers.enter_context(peer(at, name, folder)) for name in PEERS]
        variants = {server.name: contest.round_of(server, "peer_inbox") for server in peers}
        ours = servers.enter_context(web(at, OURS))
        variants[OURS] = contest.round_of(ours, "webhook_inbox")
        for warm_up in variants.values():
            warm_up(-1)
        seen = interleaved(variants, ROUNDS)
        print(f"Durable receiving: {len(body)} bytes, {CONNECTIONS} connections, {ROUNDS} rounds")
        print_rounds(seen, against="shopify-app-express")
        print(f"rows: none missing of {sum(contest.good.values()):,} good answers")
    shopify, fastify, framme = (middle(seen[name]) for name in (*PEERS, OURS))
    return conclude(
        Target("rate against shopify-app-express", framme.rate / shopify.rate, 3.0),
        Target("rate against fastify", framme.rate / fastify.rate, 1.3),
        Target("CPU against shopify-app-express", shopify.all_cpu / framme.all_cpu, 3.5),
        Target("CPU against fastify", fastify.all_cpu / framme.all_cpu, 1.5),
    )


if __name__ == "__main__":
    sys.exit(main())
