"""bin/start: everything on this machine, with a demo shop, until Ctrl-C."""

import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from urllib.error import URLError

import click

from jobs.queues import QUEUES
from runtime.config import ROOT, Config, ConfigError
from runtime.database import migrate
from runtime.embedded import embedded_postgres, embedded_redis
from runtime.local_settings import (
    LOCAL,
    keep_local_settings,
    local_secrets,
    log_folder,
    own_environment,
)
from runtime.processes import web_command
from runtime.supervisor import Process, Supervisor

DEMO_OFFSET, SMTP_OFFSET, PHP_OFFSET = 25, 26, 28
"""The demo listens on these ports above the web's: 8025 and 8026, and with PHP 8028."""
DEMO_SPEEDUP = "7200"
"""Two hours of waiting for a carrier pass in a second: the demo's parcels take a minute."""
DEMO_CLIENT_ID = "framme-demo"
SHOPIFY_DEMO = "demo-shop.myshopify.com"
SLOW_AFTER = 60.0
"""Seconds after which a start that still goes on says so."""


def start_everything() -> int:
    """Run until Ctrl-C (0) or until a process crashes (1)."""
    given = own_environment()
    if given.get("FRAMME_ENV") == "production":
        click.echo("bin/start is for trying things out; docs/operations.md says how to run this.")
        return 2
    port = int(given.get("PORT", "8000"))
    offsets = (0, DEMO_OFFSET, SMTP_OFFSET, *([PHP_OFFSET] if shutil.which("php") else []))
    if taken := _taken(*(port + offset for offset in offsets)):
        click.echo(f"Port {taken} is in use. Stop what uses it, or set PORT to another.")
        return 2
    with _environment(given, port) as environment:
        return _run(environment, port)


def _taken(*ports: int) -> int | None:
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return port
    return None


@contextmanager
def _environment(given: Mapping[str, str], port: int) -> Iterator[dict[str, str]]:
    """Start the servers nobody has named, and yield the settings of all processes."""
    own = local_secrets()
    with ExitStack() as servers:
        database = given.get("DATABASE_URL") or servers.enter_context(
            embedded_postgres(LOCAL / "postgres")
        )
        redis = given.get("REDIS_URL") or servers.enter_context(embedded_redis(LOCAL / "redis"))
        demo = f"http://127.0.0.1:{port + DEMO_OFFSET}"
        settings = {
            "FRAMME_ENV": "development",
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "SECRET_KEYS": own["SECRET_KEYS"],
            "VAPID_PRIVATE_KEY": own["VAPID_PRIVATE_KEY"],
            "SHOPIFY_API_KEY": DEMO_CLIENT_ID,
            "SHOPIFY_API_SECRETS": own["SHOPIFY_API_SECRETS"],
            "FRAMME_SHOPIFY_SIMULATOR": f"{demo}/shopify",
            "SMTP_URL": f"smtp://127.0.0.1:{port + SMTP_OFFSET}",
            "MAIL_FROM": "delivery@framme.example",
            "METRICS": "on",
            "WEB_PROCESSES": "1",
            "FRAMME_DEMO_URL": demo,
            "FRAMME_POLL_SPEEDUP": DEMO_SPEEDUP,
            "FRAMME_POSTNORD_API_KEY": "demo",
            "FRAMME_POSTNORD_URL": f"{demo}/postnord",
            "FRAMME_DHL_API_KEY": "demo",
            "FRAMME_DHL_URL": f"{demo}/dhl",
            "FRAMME_DHL_RATES": "none",
            "FRAMME_UPS_CLIENT_ID": "demo",
            "FRAMME_UPS_CLIENT_SECRET": "demo",
            "FRAMME_UPS_URL": f"{demo}/ups",
        }
        keep_local_settings(settings)
        yield {**settings, **given}


def _run(environment: dict[str, str], port: int) -> int:
    try:
        config = Config.from_env(environment)
    except ConfigError as error:
        click.echo(str(error))
        return 2
    migrate(config.database_url)
    supervisor = Supervisor(environment, log_folder(), ROOT)
    supervisor.stop_on_signals()
    try:
        for process in _processes(config):
            supervisor.start(process)
        if _ready(supervisor, port):
            _say_where(port)
        crashed = supervisor.wait()
        if crashed:
            click.echo(supervisor.report(crashed))
        return 1 if crashed else 0
    finally:
        click.echo("Stopping …")
        supervisor.stop_all()


def _processes(config: Config) -> list[Process]:
    port = config.port
    python, own = sys.executable, local_secrets()
    framme = [python, "-m", "runtime"]
    demo = [python, "-m", "demo", "--web-url", f"http://127.0.0.1:{port}"]
    demo += ["--port", str(port + DEMO_OFFSET), "--smtp-port", str(port + SMTP_OFFSET)]
    demo += ["--shopify-domain", SHOPIFY_DEMO, "--shopify-client-id", DEMO_CLIENT_ID]
    demo += ["--shopify-secret", own["SHOPIFY_API_SECRETS"]]
    demo += ["--shopify-state", str(LOCAL / "shopify-simulator.json")]
    demo += ["--woocommerce-state", str(LOCAL / "woocommerce-simulator.json")]
    demo += ["--php-port", str(port + PHP_OFFSET)]
    workers = [Process(f"worker:{queue}", [*framme, "worker", queue]) for queue in QUEUES]
    return [
        Process("web", web_command(config)),
        *workers,
        Process("scheduler", [*framme, "scheduler"]),
        Process("demo", demo),
    ]


def _ready(supervisor: Supervisor, port: int) -> bool:
    """Wait until it serves (True), or until a process has ended or a signal came (False)."""
    slow_at = time.monotonic() + SLOW_AFTER
    while not supervisor.crashed() and not supervisor.stopping():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.2)
        if time.monotonic() > slow_at:
            click.echo(f"Still starting: this machine is slow or busy. Logs are in {log_folder()}.")
            slow_at = float("inf")
    return False


def _say_where(port: int) -> None:
    web, demo = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + DEMO_OFFSET}"
    click.echo(
        f"""
Framme is running. A demo shop is placing orders; parcels take about a minute.

  Start here         {web}/demo
  Orders and parcels {demo}/
  Mails sent         {demo}/mail
  Shopify admin      {demo}/shopify/admin
  Shopify shop       {demo}/shopify/storefront/{SHOPIFY_DEMO}/
  WooCommerce shop   {demo}/woocommerce/
  Look up an order   {web}/track/shopify/{SHOPIFY_DEMO}
  Ready?             {web}/readyz

Logs are in {log_folder()}. Ctrl-C stops everything; the data stays.
"""
    )
