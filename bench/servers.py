"""Start what a bench measures: databases out of wheels and servers on loopback; stop all of it.

Nothing here is timed. A server's CPU time is read from the operating system (psutil): it moves far
less than a rate when the machine is shared.
"""

import secrets
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
from cryptography.fernet import Fernet

with warnings.catch_warnings():
    # platformdirs warns on import where XDG_RUNTIME_DIR is unset, as in most containers.
    warnings.simplefilter("ignore")
    from runtime.embedded import embedded_postgres, embedded_redis

from domain.shop import PlatformKey
from runtime.config import ROOT, Config
from runtime.database import migrate
from runtime.local_settings import own_environment
from runtime.processes import web_command
from runtime.wiring import connect
from services.install_shop import NewShop, install_shop
from services.wiring import Wiring

SHOP_DOMAIN = "bench-shop.myshopify.com"
STARTS_WITHIN = 30.0
STOPS_WITHIN = 10.0


class ServerDownError(Exception):
    """A server did not start; the message is the end of its log."""


@dataclass(frozen=True, slots=True)
class House:
    """A migrated database and a Redis, with the environment of the processes that use them."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def database_url(self) -> str:
        """Return the address of the database."""
        return self.environment["DATABASE_URL"]

    @property
    def secret(self) -> str:
        """Return what deliveries are signed with."""
        return self.environment["SHOPIFY_API_SECRETS"]

    def with_settings(self, **settings: str) -> "House":
        """Return the same house with more environment variables."""
        return replace(self, environment={**self.environment, **settings})

    def config(self) -> Config:
        """Return the configuration of the processes."""
        return Config.from_env(self.environment)

    @contextmanager
    def wiring(self) -> Iterator[Wiring]:
        """Connect this process, too."""
        wiring = connect(self.config())
        try:
            yield wiring
        finally:
            wiring.engine.dispose()

    def postgres_cpu(self) -> float:
        """Return the CPU seconds PostgreSQL has used."""
        pid = int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])
        return cpu_seconds(pid)


@dataclass(slots=True)
class Server:
    """A running server with its children."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    port: int = 0
    children: list[psutil.Process] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Return the CPU seconds it has used, children included."""
        return cpu_seconds(self.process.pid)

    def stop(self) -> None:
        """Ask it to stop, then insist; leave no child behind."""
        children = psutil.Process(self.process.pid).children(recursive=True) if self.alive else []
        self.process.terminate()
        try:
            self.process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for child in children:
            if child.is_running():
                child.kill()

    @property
    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self.process.poll() is None


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process, of its living children and of those it has buried."""
    parent = psutil.Process(pid)
    total = 0.0
    for process in [parent, *parent.children(recursive=True)]:
        try:
            spent = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += spent.user + spent.system
        if process.pid == pid:
            total += spent.children_user + spent.children_system
    return total


def free_port() -> int:
    """Return a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def house(**settings: str) -> Iterator[House]:
    """Start PostgreSQL and Redis in a folder of their own, make the tables and one shop."""
    with tempfile.TemporaryDirectory(prefix="framme-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as its own user when we are root
        with (
            embedded_postgres(folder / "postgres") as database,
            embedded_redis(folder / "redis") as redis,
        ):
            migrate(database)
            environment = {
                **own_environment(),
                "FRAMME_ENV": "development",
                "DATABASE_URL": database,
                "REDIS_URL": redis,
                "PUBLIC_URL": "http://127.0.0.1",
                "SECRET_KEYS": Fernet.generate_key().decode(),
                "SHOPIFY_API_SECRETS": secrets.token_hex(16),
                "SMTP_URL": "smtp://127.0.0.1:9",
                "MAIL_FROM": "post@bench.example",
                **settings,
            }
            built = House(folder, environment)
            with built.wiring() as wiring:
                _make_shop(wiring)
            yield built


def _make_shop(wiring: Wiring) -> None:
    shop = NewShop(
        platform=PlatformKey.SHOPIFY,
        domain=SHOP_DOMAIN,
        name="Bench Shop",
        locale="en",
        time_zone="Europe/Stockholm",
        contact_email="hello@bench.example",
    )
    install_shop(wiring, shop)


@contextmanager
def running(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    logs: Path,
    *,
    port: int = 0,
    folder: Path = ROOT,
) -> Iterator[Server]:
    """Run a command; with a port, wait until it is taken."""
    log = logs / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(name, process, log, port)
    try:
        if port:
            _wait_until_taken(server)
        yield server
    finally:
        server.stop()


def _wait_until_taken(server: Server) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.alive:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.1)
    raise ServerDownError(f"{server.name}: {server.log.read_text(errors='replace')[-2000:]}")


@contextmanager
def web(at: House, name: str = "web", target: str = "") -> Iterator[Server]:
    """Run granian as production does; `target` serves another application of the same shape."""
    port = free_port()
    settings = at.with_settings(PORT=str(port))
    command = web_command(settings.config())
    if target:
        command[-1] = target
    with running(name, command, settings.environment, at.folder, port=port) as server:
        yield server


@contextmanager
def framme(at: House, *words: str) -> Iterator[Server]:
    """Run one of the product's own long-running commands."""
    command = [sys.executable, "-m", "runtime", *words]
    with running("-".join(words), command, at.environment, at.folder) as server:
        yield server
