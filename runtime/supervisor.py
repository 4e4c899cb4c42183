"""Run several processes as one: all stop together, and the first to crash is named with its log."""

import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

GRACE = 8.0
"""Seconds a process has to stop by itself."""
TAIL = 20
"""Lines of a crashed process's log that are shown."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process to be run: its name and its command."""

    name: str
    command: Sequence[str]


class Supervisor:
    """Starts processes, waits for the first to end or for a signal, and stops the rest."""

    def __init__(
        self, environment: Mapping[str, str], logs: Path, folder: Path, grace: float = GRACE
    ) -> None:
        self._environment = dict(environment)
        self._logs = logs
        self._folder = folder
        self._grace = grace
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stop = threading.Event()

    def start(self, process: Process) -> None:
        """Start a process; its output goes to a log of its own."""
        with self.log_of(process.name).open("wb") as log:
            self._running[process.name] = subprocess.Popen(  # noqa: S603 - our own commands
                list(process.command),
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=self._environment,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C reaches us only; we stop them in order
            )

    def stop_on_signals(self) -> None:
        """Let Ctrl-C and SIGTERM end the run."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def crashed(self) -> str | None:
        """Return the name of a process that has ended, or None."""
        return next((n for n, p in self._running.items() if p.poll() is not None), None)

    def wait(self) -> str | None:
        """Wait until told to stop (None), or until a process ends by itself (its name)."""
        while not self._stop.wait(0.2):
            if name := self.crashed():
                return name
        return None

    def stopping(self) -> bool:
        """Tell whether a signal has asked us to stop."""
        return self._stop.is_set()

    def stop_all(self) -> None:
        """Ask all to stop, wait a little, then insist."""
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + self._grace
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def log_of(self, name: str) -> Path:
        """Return where a process writes."""
        return self._logs / f"{name.replace(':', '-')}.log"

    def report(self, name: str) -> str:
        """Say how a process ended, with the end of its log."""
        code = self._running[name].returncode
        lines = self.log_of(name).read_text(errors="replace").splitlines()[-TAIL:]
        return "\n".join([f"{name} ended with code {code}. The end of its log:", *lines])
