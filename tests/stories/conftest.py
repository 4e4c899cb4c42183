"""A whole installation as real processes: web, workers, scheduler, carriers, a mail server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text

from domain.kinds import ChannelKey, Kind
from domain.shop import PlatformKey
from jobs.queues import QUEUES
from runtime.config import ROOT, Config
from runtime.embedded import embedded_redis
from runtime.wiring import connect
from services.choose_kinds import KindChoice, choose_kind
from services.install_shop import NewShop, install_shop
from storage.kind_choices import NO_CHOICE
from tests.conftest import empty
from tests.free_ports import free_port
from tests.shop_bodies import SHOPIFY_SECRET, shopify_headers
from tests.stories.mail_server import MailServer

PATIENCE = 180.0
"""Seconds. What works is far quicker, and what has ended is not waited for."""


@dataclass
class Installation:
    """Processes by name, and what tests do to them."""

    environment: dict[str, str]
    logs: Path
    web: str
    carriers: str
    mail: MailServer
    engine: Engine
    whole: tuple[str, ...] = ()
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        for name in names:
            words = name.split(":")
            if words[0] == "carriers":
                self.run(name, "demo.carriers", "--port", words[1])
            else:
                self.run(name, "runtime", *words)

    def run(self, name: str, module: str, *arguments: str) -> None:
        with self.log_of(name).open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def begin_again(self) -> None:
        """Let everything run, with the shop as it was before its first order."""
        for name in self.whole:
            if name not in self.running:
                self.start(name)
        for table in ("orders", "webhook_inbox"):
            self.ask(f"WITH gone AS (DELETE FROM {table} RETURNING 1) SELECT count(*) FROM gone")
        self.mail.mails.clear()
        wait_for(self.is_ready)

    def is_ready(self) -> bool:
        """Tell whether it serves; fail at once when a process has ended by itself."""
        ended = [name for name, process in self.running.items() if process.poll() is not None]
        assert not ended, f"ended by themselves: {ended}"
        return self.get(f"{self.web}/readyz")[0] == 200

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name.replace(':', '-')}.log"

    def kill(self, name: str) -> None:
        """Kill a process and everything below it, at once and without warning."""
        process = self.running.pop(name)
        with_children = [*psutil.Process(process.pid).children(recursive=True)]
        for victim in [psutil.Process(process.pid), *with_children]:
            victim.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def framme(self, *words: str) -> str:
        """Run an operator's command; return what it says."""
        command = [sys.executable, "-m", "runtime", *words]
        ran = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def post(self, body: bytes, headers: dict[str, str]) -> int:
        """Deliver a webhook; 0 means the connection broke before an answer."""
        request = Request(f"{self.web}/webhooks/shopify", body, headers, method="POST")
        try:
            with urlopen(request, timeout=5) as response:
                return int(response.status)
        except HTTPError as error:
            return error.code
        except (URLError, OSError):
            return 0

    def deliver(self, body: bytes, topic: str = "orders/create") -> None:
        """Deliver as Shopify does: the same delivery again until it is acknowledged."""
        headers = shopify_headers(body, topic, webhook_id=os.urandom(8).hex())
        wait_for(lambda: self.post(body, headers) == 200)

    def get(self, address: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        try:
            with urlopen(Request(address, headers=headers or {}), timeout=5) as response:
                return int(response.status), response.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (URLError, OSError):
            return 0, ""

    def ask(self, statement: str, **values: Any) -> Any:
        """Return the first value of the first row of a statement."""
        with self.engine.begin() as connection:
            return connection.execute(text(statement), values).scalar()

    def let_leases_end(self) -> None:
        """Let the minutes pass after which work a dead worker had claimed comes back."""
        for table, column in (
            ("notifications", "next_attempt_at"),
            ("poll_schedule", "next_poll_at"),
        ):
            where = "WHERE state IN ('due', 'handing_over')" if table == "notifications" else ""
            with self.engine.begin() as connection:
                connection.execute(text(f"UPDATE {table} SET {column} = now() {where}"))


def wait_for(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something holds, and fail when it never does."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def settings(database: str, redis: str, port: int, mail: MailServer) -> dict[str, str]:
    """Return the environment that processes need, whatever they play."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("FRAMME_")},
        "FRAMME_ENV": "development",
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEYS": Fernet.generate_key().decode(),
        "SHOPIFY_API_SECRETS": SHOPIFY_SECRET,
        "SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "MAIL_FROM": "delivery@track.example",
        "METRICS": "on",
        "FRAMME_POLL_SPEEDUP": "7200",
        "FRAMME_POSTNORD_API_KEY": "demo",
    }


@pytest.fixture
def installation(installed: Installation) -> Installation:
    """An installation with one Shopify shop; every process runs but the ones a test stops."""
    installed.begin_again()
    return installed


@pytest.fixture(scope="module")
def installed(
    postgres_url: str,
    engine: Engine,
    redis_connection: Any,
    server_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installation]:
    """The same for a module at a time: to start it all takes longer than most stories."""
    empty(engine, redis_connection)
    mail, logs = MailServer(), tmp_path_factory.mktemp("installation")
    with embedded_redis(server_folder / f"redis-{logs.name}") as redis_url:
        web_port, carriers_port = free_port(), free_port()
        carriers = f"http://127.0.0.1:{carriers_port}"
        environment = settings(postgres_url, redis_url, web_port, mail)
        environment["FRAMME_POSTNORD_URL"] = f"{carriers}/postnord"
        environment["FRAMME_DHL_URL"] = f"{carriers}/dhl"
        wiring = connect(Config.from_env(environment))
        shop = NewShop(
            platform=PlatformKey.SHOPIFY,
            domain="lamps.myshopify.com",
            name="Lamps & Co",
            locale="en",
            time_zone="Europe/Stockholm",
            contact_email="help@lamps.example",
        )
        shop_id = install_shop(wiring, shop).shop_id
        for kind in (Kind.ORDER_RECEIVED, Kind.SHIPPED):
            by_mail = KindChoice(kind, frozenset({ChannelKey.EMAIL}), None, NO_CHOICE)
            choose_kind(wiring, shop_id, by_mail, "a story")
        wiring.engine.dispose()
        workers = [f"worker:{queue}" for queue in QUEUES]
        whole = (f"carriers:{carriers_port}", "web", "scheduler", *workers)
        web = f"http://127.0.0.1:{web_port}"
        everything = Installation(environment, logs, web, carriers, mail, engine, whole)
        try:
            yield everything
        finally:
            everything.stop()
            mail.stop()
            for log in sorted(logs.glob("*.log")):
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-2000:]}")
