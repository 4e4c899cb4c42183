"""The commands of the long-running processes, said once: for bin/start, Dockerfile and fly.toml."""

import sys
from pathlib import Path

from runtime.config import Config


def web_command(config: Config) -> list[str]:
    """Return the web server's command.

    Without respawning, granian ends the whole server when one worker is killed (measured). One
    thread for the network is enough: the blocking threads do the work.
    """
    return [
        str(Path(sys.executable).parent / "granian"),
        "--interface",
        "wsgi",
        "--factory",
        "--host",
        config.host,
        "--port",
        str(config.port),
        "--workers",
        str(config.web_processes),
        "--blocking-threads",
        str(config.web_threads),
        "--runtime-mode",
        "st",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "5",
        "--no-ws",
        "--no-log",
        "app:serve",
    ]
